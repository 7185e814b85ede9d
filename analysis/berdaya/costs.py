"""What policies would cost, before anything is run: the table of ``berdaya costs``."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

import pandas as pd

from .scenario import Scenario, load

__all__ = ["costs"]


def costs(scenario: Scenario | str | PathLike[str], policies: Sequence[str] | str | None = None) -> pd.DataFrame:
    """Money that the policies want at full intensity, by calendar year and in total, against the funds that they name.

    Nothing is run. `scenario` is one that was loaded, a bundled name or a file; `policies` are all by default.

    Returns
    -------
    Million rupiah, a row for each (policy, item), with a column for each year, ``total``, and

    ``what``
        "intervention": an intervention, or the facilitators whom a fund pays (``facilitators:FUND``); "policy": all of
        them; "wanted of the fund", "received by the fund": opening balance and inflow, after cuts of the inflow
    ``fund``
        that pays the intervention; empty: outside money
    ``basis``
        "certain": a run without shortage books just that; "expected": a mean; "at_most": replication at its earliest
        month, and everybody in the target can still be helped
    ``short_from``
        first month in which the fund cannot pay all that is wanted of it, as "2026-03"; empty: never
    """
    one = scenario if isinstance(scenario, Scenario) else load(scenario)
    names = [policies] if isinstance(policies, str) else list(policies or [])
    rows = one._core.costs(names)
    return pd.DataFrame(rows).set_index(["policy", "item"]) if rows else pd.DataFrame()
