"""How the replicates of a result spread: the table of ``berdaya info FILE --statistics``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
import xarray as xr

from .scenario import whole
from .selection import choose, choose_policies, in_place, metric_names, require_run

__all__ = ["statistics"]

QUANTILES = {"q05": 0.05, "q50": 0.5, "q95": 0.95}


def statistics(
    ds: xr.Dataset,
    metrics: str | Iterable[str] | None = None,
    *,
    every: int = 12,
    policies: Sequence[str] | str | None = None,
    community: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """Mean, standard deviation and 5, 50 and 95 % quantiles over the replicates, every so many months and at the end.

    Parameters
    ----------
    metrics : names, ``holds[nib]`` for one member of a further dimension; default: all metrics of the result, and what
        it tells once for a run (``run_replication_month``, ``run_cost``), in the last month.
    every : months between the rows of a metric; the last month always.
    policies : default: all, the baseline first.
    community : one or several communities; default: all. A replicate's value is their unweighted mean.

    Returns
    -------
    A row for each (policy, metric, month), ``month`` counting the months simulated: 12 is the value after a year. Only
    recorded months are there, and no interventions that a policy does not have. Columns:

    ``runs``
        replicates that have a value: those that did not fail
    ``mean``, ``sd``, ``q05``, ``q50``, ``q95``
        over these; ``sd`` with n - 1, missing for fewer than two
    ``unit``
        of the metric
    """
    require_run(ds)
    step = whole("every", every, 1)
    months = _months(ds)
    moments = [i for i, month in enumerate(months) if month % step == 0 or i == len(months) - 1]
    chosen = choose(ds, metric_names(ds) if metrics is None else metrics)

    rows = []
    for policy in choose_policies(ds, policies):
        one = ds.isel(policy=[str(p) for p in ds["policy"].values].index(policy))
        series = [
            (
                c.name,
                c.label,
                c.dimension,
                [months[i] for i in moments],
                in_place(c.of(one), community).isel(time=moments),
            )
            for c in chosen
        ]
        if metrics is None:
            series += [(*told, [months[-1]], values) for *told, values in _told_once(one)]
        for name, label, dimension, when, values in series:
            table = values.astype(float).transpose(..., "replicate").values.reshape(len(when), -1)
            if dimension == "intervention" and not np.isfinite(table).any():
                continue  # the policy does not have it
            unit = ds[name].attrs.get("units", "")
            for month, replicates in zip(when, table):
                rows.append((policy, label, month, *_spread(replicates), unit))
    names = ["policy", "metric", "month"]
    return pd.DataFrame(rows, columns=[*names, "runs", "mean", "sd", *QUANTILES, "unit"]).set_index(names)


def _told_once(one: xr.Dataset) -> Iterator[tuple[str, str, str | None, xr.DataArray]]:
    """Variable, label, further dimension and values of what is told once for a run."""
    for name in ("run_cost", "run_replication_month"):
        if name not in one:
            continue
        values = one[name]
        further = [str(d) for d in values.dims if d != "replicate"]
        if not further:
            yield name, name, None, values
        else:
            for i, member in enumerate(values[further[0]].values):
                yield name, f"{name}[{member}]", further[0], values.isel({further[0]: i})


def _spread(values: np.ndarray) -> list[float]:
    """runs, mean, sd and quantiles of the values that exist."""
    values = values[np.isfinite(values)]
    if values.size == 0:
        return [0, *[np.nan] * (2 + len(QUANTILES))]
    sd = values.std(ddof=1) if values.size > 1 else np.nan
    return [values.size, values.mean(), sd, *np.quantile(values, list(QUANTILES.values()))]


def _months(ds: xr.Dataset) -> list[int]:
    """Months simulated at the end of each recorded one."""
    if "month" in ds.coords:
        return (ds["month"].values.astype(int) + 1).tolist()
    first = ds["time"].values.astype("datetime64[M]").astype(int)
    return (first - first[0] + 1).tolist()
