"""Which way is better: what the result says of each metric. Money, and who did how much, have no direction."""

from __future__ import annotations

import xarray as xr

NEUTRAL = frozenset(
    """
    activities balance_by_fund fund fund_balance initiator novelty offered outside_places p_cbo p_off
    replication_month spent spent_by_intervention
    """.split()
)


def direction(values: xr.DataArray) -> int:
    """+1 if more is better, -1 if less is, 0 if neither or unknown."""
    if str(values.name) in NEUTRAL:
        return 0
    return {"higher": 1, "lower": -1}.get(values.attrs.get("better"), 0)
