"""How many replicates a stated precision needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import xarray as xr

from . import _core
from .errors import InputError, unknown
from .selection import BASELINE, choose, choose_policies, in_place, in_time, is_seasonal, require_run

__all__ = ["replicates_needed"]


def replicates_needed(
    ds: xr.Dataset,
    half_width: float,
    metrics: str | Iterable[str] | None = None,
    *,
    baseline: str = BASELINE,
    policies: Sequence[str] | str | None = None,
    community: str | Sequence[str] | None = None,
    at: object = "end",
    level: float = 0.95,
) -> pd.DataFrame:
    """Replicates after which the interval of a mean is expected to be at most ± `half_width`, from a pilot's spread.

    For the baseline it is the mean itself; for every other policy of the pilot also the paired difference from it, which
    usually needs far fewer. A pilot of some 20 replicates tells the order of magnitude: with n of them the standard
    deviation is known to about ± 1/sqrt(2 (n - 1)).

    The values are those of :func:`compare`: `at` "end" is the last month and, for metrics with a season, the mean over
    the last twelve.

    Returns
    -------
    A row for each (policy, metric) with ``sd`` and ``replicates`` of the mean, ``sd_difference`` and
    ``replicates_difference`` of the paired difference (missing for the baseline), and ``pilot``, the replicates looked at.
    """
    require_run(ds)
    if not (np.isfinite(half_width) and half_width > 0):
        raise InputError(f"half_width must be a positive number, got {half_width!r}")
    if not 0 < level < 1:
        raise InputError(f"level must lie between 0 and 1, got {level}")
    there = [str(p) for p in ds["policy"].values]
    if baseline not in there:
        raise unknown("policy", baseline, there)
    rows = []
    for choice in choose(ds, metrics):
        values = in_time(in_place(choice.of(ds), community), at, is_seasonal(ds[choice.name]))
        values = values.transpose("policy", "replicate")
        reference = values.isel(policy=there.index(baseline)).values.astype(float)
        for policy in choose_policies(ds, policies, baseline):
            own = values.isel(policy=there.index(policy)).values.astype(float)
            row: dict[str, object] = {"policy": policy, "metric": choice.label}
            row["sd"], row["replicates"], row["pilot"] = _needed(own, half_width, level)
            row["sd_difference"], row["replicates_difference"] = np.nan, pd.NA
            if policy != baseline:
                row["sd_difference"], row["replicates_difference"], _ = _needed(own - reference, half_width, level)
            rows.append(row)
    columns = ["sd", "replicates", "sd_difference", "replicates_difference", "pilot"]
    table = pd.DataFrame(rows).set_index(["policy", "metric"])[columns]
    return table.astype({"replicates": "Int64", "replicates_difference": "Int64"})


def _needed(values: np.ndarray, half_width: float, level: float) -> tuple[float, object, int]:
    """(standard deviation, replicates, replicates of the pilot): the smallest n with t(n - 1) sd / sqrt(n) <= half_width."""
    values = values[np.isfinite(values)]
    if values.size < 2:
        return np.nan, pd.NA, int(values.size)
    sd = float(values.std(ddof=1))

    def wide_enough(n: int) -> bool:
        return _core.student_quantile(0.5 + level / 2, n - 1) * sd <= half_width * np.sqrt(n)

    low, high = 1, 2
    while not wide_enough(high):
        low, high = high, high * 2
        if high > 10**12:
            raise InputError(f"± {half_width} is out of reach: the standard deviation of a run is {sd:.3g}")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if wide_enough(middle) else (middle, high)
    return sd, high, int(values.size)
