"""Policies against the baseline on the same luck: paired differences, their intervals, and what they cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import xarray as xr

from . import _core
from .directions import direction
from .errors import InputError, unknown
from .selection import BASELINE, choose, choose_policies, in_place, in_time, require_run

__all__ = ["compare"]


def compare(
    ds: xr.Dataset,
    metrics: str | Iterable[str] | None = None,
    *,
    baseline: str = BASELINE,
    policies: Sequence[str] | str | None = None,
    community: str | Sequence[str] | None = None,
    at: object = "end",
    level: float = 0.95,
) -> pd.DataFrame:
    """Paired effect of each policy on each metric.

    A replicate meets the same luck under every policy, so the difference within a replicate is the policy's doing; its
    spread over the replicates gives the interval.

    Parameters
    ----------
    metrics : names, ``holds[nib]`` for one member of a further dimension; default: all metrics of the result.
    baseline : the policy to compare with.
    policies : the policies to compare; default: all others.
    community : one or several communities; default: the unweighted mean over all.
    at : "end" (the last month), "mean" (over the run), a date, or a slice of dates.
    level : of the interval.

    Returns
    -------
    A row for each (policy, metric) with the columns

    ``baseline``, ``value``
        means over the replicates
    ``effect``, ``low``, ``high``
        mean paired difference and its Student t interval, which is missing with one replicate
    ``higher``
        share of the replicates in which the metric is higher than in the baseline, a tie counting half
    ``better``
        the same for better, where the metric has a good direction (less poverty is better); else missing
    ``cost``
        million Rp that the policy spends beyond the baseline over the whole run, in all communities
    ``cost_per_effect``
        million Rp per unit of improvement; missing where the metric has no good direction, the interval does not
        exclude zero, or the change is for the worse
    ``unit``, ``pairs``
        unit of the metric, number of replicates compared
    """
    require_run(ds)
    if not 0 < level < 1:
        raise InputError(f"level must lie between 0 and 1, got {level}")
    there = [str(p) for p in ds["policy"].values]
    if baseline not in there:
        raise unknown("policy", baseline, there)
    others = [p for p in choose_policies(ds, policies, baseline) if p != baseline]
    if not others:
        raise InputError(f"there is nothing to compare with {baseline!r}: the result holds only this policy")
    chosen = choose(ds, metrics)
    costs = {policy: _cost_beyond(ds, policy, baseline) for policy in others}

    rows = []
    for choice in chosen:
        values = in_time(in_place(choice.of(ds), community), at).transpose("policy", "replicate")
        reference = _of_policy(values, baseline)
        way = direction(ds[choice.name])
        for policy in others:
            row = paired(_of_policy(values, policy), reference, way, level)
            row.update(
                policy=policy, metric=choice.label, cost=costs[policy], unit=ds[choice.name].attrs.get("units", "")
            )
            row["cost_per_effect"] = _core.cost_per_effect(row["effect"], row["low"], row["high"], way, costs[policy])
            rows.append(row)
    columns = [
        "baseline",
        "value",
        "effect",
        "low",
        "high",
        "higher",
        "better",
        "cost",
        "cost_per_effect",
        "unit",
        "pairs",
    ]
    table = pd.DataFrame(rows).set_index(["policy", "metric"])[columns]
    order = pd.MultiIndex.from_tuples([(p, c.label) for p in others for c in chosen], names=["policy", "metric"])
    return table.reindex(order)


def paired(values: np.ndarray, reference: np.ndarray, way: int, level: float) -> dict[str, object]:
    """Statistics of paired samples; pairs with a missing side (a run that failed) are left out."""
    both = np.isfinite(values) & np.isfinite(reference)
    values, reference = values[both].astype(float), reference[both].astype(float)
    found = _core.paired_difference(values.tolist(), reference.tolist(), way, level)
    means = {"baseline": reference.mean(), "value": values.mean()} if values.size else dict.fromkeys(("baseline", "value"), np.nan)
    return {**means, **found}


def total_cost(ds: xr.Dataset) -> xr.DataArray | None:
    """Booked cost of a run over all communities, million Rp: (policy, replicate); None where the file does not tell."""
    if "run_cost" in ds.data_vars:  # missing where the policy does not have the intervention, or the run failed
        total = ds["run_cost"].sum([d for d in ds["run_cost"].dims if d not in ("policy", "replicate")])
        return total.where(ds["status"] == 0) if "status" in ds else total
    if "spent" in ds.data_vars and _is_monthly(ds):
        return ds["spent"].sum([d for d in ds["spent"].dims if d not in ("policy", "replicate")], skipna=False)
    return None


def _is_monthly(ds: xr.Dataset) -> bool:
    months = ds["time"].values.astype("datetime64[M]").astype(int)
    return bool((np.diff(months) == 1).all())


def _cost_beyond(ds: xr.Dataset, policy: str, baseline: str) -> float:
    total = total_cost(ds)
    if total is None:
        return np.nan
    total = total.transpose("policy", "replicate").astype(float)
    difference = _of_policy(total, policy) - _of_policy(total, baseline)
    difference = difference[np.isfinite(difference)]
    return float(difference.mean()) if difference.size else np.nan


def _of_policy(values: xr.DataArray, policy: str) -> np.ndarray:
    return values.isel(policy=[str(p) for p in values["policy"].values].index(policy)).values
