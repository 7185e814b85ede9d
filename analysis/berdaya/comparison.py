"""Policies against the baseline on the same luck: paired differences, how well their mean is known, how they spread, and
what they cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import xarray as xr

from . import _core
from .directions import direction
from .errors import InputError, unknown
from .selection import (
    BASELINE,
    choose,
    choose_policies,
    in_place,
    in_time,
    is_seasonal,
    require_run,
    sum_over_places,
)

__all__ = ["compare"]

COLUMNS = [
    "baseline",
    "value",
    "effect",
    "low",
    "high",
    "q05",
    "q95",
    "chance",
    "parameters",
    "higher",
    "better",
    "cost",
    "cost_per_effect",
    "unit",
    "pairs",
    "sets",
]


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

    A replicate meets the same luck under every policy, so the difference within a replicate is the policy's doing. Two
    things are told apart: how well the mean effect is known (``low``, ``high``), which more replicates narrow, and how
    the effect spreads (``q05``, ``q95``), which they do not.

    Parameters
    ----------
    ds : the result of a run, or of a sweep with a dimension for its samples (:func:`berdaya.unstack`); pairs are then
        taken within each sample.
    metrics : names, ``holds[nib]`` for one member of a further dimension; default: all metrics of the result.
    baseline : the policy to compare with.
    policies : the policies to compare; default: all others.
    community : one or several communities; default: the unweighted mean over all.
    at : "end": the last month and, for metrics whose level has a season (attribute ``seasonal``), the mean over the
        last twelve months; "last_month": the last month for all metrics; "mean": over the run; a date; or a slice of
        dates, for the mean over it. Means are over the recorded months, each weighted by the months that it stands for:
        those since the record before it.
    level : of the interval.

    Returns
    -------
    A row for each (policy, metric), of a sweep for each (sample, policy, metric), with the columns

    ``baseline``, ``value``
        means over the replicates
    ``effect``, ``low``, ``high``
        mean paired difference and its Student t interval: how well the mean is known. It is missing with one replicate.
        Where the replicates have two parameter sets or more, all three are over the sets: each counts once, with the
        mean of its replicates
    ``q05``, ``q95``
        5 and 95 % quantiles of the paired differences: how the effect spreads, over chance and, where the replicates
        have parameter sets, over what is not known of the parameters
    ``chance``, ``parameters``
        shares of the variance of the paired differences that are chance and that the parameter sets make; missing
        without sets, and where each set has one replicate, as the two cannot be told apart then
    ``higher``
        share of the replicates in which the metric is higher than in the baseline, a tie counting half
    ``better``
        the same for better, where the metric has a good direction (less poverty is better); else missing
    ``cost``
        million Rp that the policy spends beyond the baseline over the whole run, in the communities compared; for some
        of several communities it is there where ``spent`` was recorded every month
    ``cost_per_effect``
        million Rp per unit of improvement; missing where the metric has no good direction, the interval does not
        exclude zero, the change is for the worse, or the policy costs nothing or less
    ``unit``, ``pairs``, ``sets``
        unit of the metric, number of replicates compared, and number of parameter sets that they have (0: all have the
        same parameters)
    """
    require_run(ds, samples=True)
    if not 0 < level < 1:
        raise InputError(f"level must lie between 0 and 1, got {level}")
    there = [str(p) for p in ds["policy"].values]
    if baseline not in there:
        raise unknown("policy", baseline, there)
    others = [p for p in choose_policies(ds, policies, baseline) if p != baseline]
    if not others:
        raise InputError(f"there is nothing to compare with {baseline!r}: the result holds only this policy")
    chosen = choose(ds, metrics)
    sets = parameter_sets(ds)
    samples = ds["sample"].values.tolist() if "sample" in ds.dims else [None]
    total = total_cost(ds, community)
    spent = None if total is None else _by_sample(total)
    values = [_by_sample(in_time(in_place(c.of(ds), community), at, is_seasonal(ds[c.name]))) for c in chosen]
    costs = {
        (i, policy): np.nan if spent is None else _cost_beyond(spent[i], there.index(policy), there.index(baseline), sets)
        for i in range(len(samples))
        for policy in others
    }

    rows = []
    for i, sample in enumerate(samples):
        for policy in others:
            for choice, of_choice in zip(chosen, values, strict=True):
                way = direction(ds[choice.name])
                ours, theirs = of_choice[i, there.index(policy)], of_choice[i, there.index(baseline)]
                row = paired(ours, theirs, way, level, sets)
                cost = costs[i, policy]
                row["cost_per_effect"] = _core.cost_per_effect(row["effect"], row["low"], row["high"], way, cost)
                unit = ds[choice.name].attrs.get("units", "")
                row.update(sample=sample, policy=policy, metric=choice.label, cost=cost, unit=unit)
                rows.append(row)
    keys = ["policy", "metric"] if samples == [None] else ["sample", "policy", "metric"]
    return pd.DataFrame(rows).set_index(keys)[COLUMNS]


def parameter_sets(ds: xr.Dataset) -> np.ndarray | None:
    """The parameter set of each replicate; None where all have the same parameters."""
    if "parameter_set" in ds.coords and ds["parameter_set"].dims == ("replicate",):
        return ds["parameter_set"].values.astype(int)
    return None


def paired(
    values: np.ndarray, reference: np.ndarray, way: int, level: float, sets: np.ndarray | None = None
) -> dict[str, object]:
    """Statistics of paired samples; pairs with a missing side (a run that failed) are left out."""
    both = np.isfinite(values) & np.isfinite(reference)
    values, reference = values[both].astype(float), reference[both].astype(float)
    of_pair = [] if sets is None else sets[both].tolist()
    found = _core.paired_difference(values.tolist(), reference.tolist(), way, level, of_pair)
    means = {"baseline": _mean(reference, of_pair), "value": _mean(values, of_pair)}
    return {**means, **found, "sets": len(set(of_pair))}


def _mean(values: np.ndarray, sets: list[int]) -> float:
    """The mean, each parameter set counting once."""
    if values.size == 0:
        return np.nan
    return float(pd.Series(values).groupby(sets).mean().mean()) if sets else float(values.mean())


def total_cost(ds: xr.Dataset, community: str | Sequence[str] | None = None) -> xr.DataArray | None:
    """Booked cost of a run over the communities (None: all), million Rp, for each policy and replicate; None where the
    file does not tell."""
    everywhere = community is None or ds.sizes.get("community") == 1
    runs = ("sample", "policy", "replicate")
    if everywhere and "run_cost" in ds.data_vars:  # missing where the policy lacks the intervention, or the run failed
        total = ds["run_cost"].astype(float).sum([d for d in ds["run_cost"].dims if d not in runs])
        return total.where(ds["status"] == 0) if "status" in ds else total
    if "spent" in ds.data_vars and "community" in ds["spent"].dims and _is_monthly(ds):
        return sum_over_places(ds["spent"], community).sum("time", skipna=False)
    return None


def _is_monthly(ds: xr.Dataset) -> bool:
    months = ds["time"].values.astype("datetime64[M]").astype(int)
    return bool((np.diff(months) == 1).all())


def _by_sample(values: xr.DataArray) -> np.ndarray:
    """[sample][policy][replicate]; a run has one sample."""
    wide = values if "sample" in values.dims else values.expand_dims("sample")
    return wide.transpose("sample", "policy", "replicate").values.astype(float)


def _cost_beyond(spent: np.ndarray, policy: int, baseline: int, sets: np.ndarray | None) -> float:
    return float(paired(spent[policy], spent[baseline], 0, 0.95, sets)["effect"])
