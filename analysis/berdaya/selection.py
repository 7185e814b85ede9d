"""Picks series out of a result: one metric, one place, one stretch of time.

A metric with a further dimension is named with its member in brackets: ``holds[nib]``, ``trust[cbo]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from . import _core
from .errors import InputError, unknown

RUN_DIMENSIONS = ("sample", "policy", "replicate", "time", "community")
SEASON = 12  # months
BASELINE = "baseline"
_LABEL = re.compile(r"^(?P<name>[A-Za-z_]\w*)(?:\[(?P<member>[^\]]+)\])?$")


@dataclass(frozen=True)
class Choice:
    """One panel or one row of a table: a variable and, where it has a further dimension, one member of it."""

    name: str
    dimension: str | None = None
    member: object = None

    @property
    def label(self) -> str:
        return self.name if self.dimension is None else f"{self.name}[{self.member}]"

    def of(self, ds: xr.Dataset) -> xr.DataArray:
        values = ds[self.name]
        return values if self.dimension is None else values.sel({self.dimension: self.member})


def require_run(ds: xr.Dataset, samples: bool = False) -> None:
    """InputError unless this is the result of a run: policies and replicates side by side. With `samples` also such
    results of each sample of a sweep."""
    if not isinstance(ds, xr.Dataset):
        raise InputError(f"expected a result (xarray.Dataset), got {type(ds).__name__}; berdaya.open(FILE) reads one")
    if "run" in ds.dims and "sample" in ds.coords:
        each = "berdaya.unstack(ds) has the runs of each of its samples" if samples else ""
        raise InputError(f"this is a sweep; {each or 'berdaya.unstack(ds).sel(sample=0) is the run of one of its samples'}")
    if "sample" in ds.dims and not samples:
        raise InputError("this has the runs of several samples of a sweep; ds.sel(sample=0) is the run of one of them")
    if "statistic" in ds.dims:
        raise InputError("this is a summary over replicates, but every replicate is needed here: sweep with summary = false")
    missing = [d for d in ("policy", "replicate", "time") if d not in ds.dims]
    if missing:
        raise InputError(f"this is not the result of a run: dimension {', '.join(missing)} is missing")


def is_metric(ds: xr.Dataset, name: str) -> bool:
    return name in ds.data_vars and {"policy", "replicate", "time"} <= set(ds[name].dims)


def metric_names(ds: xr.Dataset) -> list[str]:
    return [str(name) for name in ds.data_vars if is_metric(ds, str(name))]


def further_dimension(values: xr.DataArray) -> str | None:
    rest = [str(d) for d in values.dims if d not in RUN_DIMENSIONS]
    return rest[0] if rest else None


def members(ds: xr.Dataset, name: str) -> list[object]:
    dimension = further_dimension(ds[name])
    return [] if dimension is None else ds[dimension].values.tolist()


def choose(ds: xr.Dataset, metrics: str | Iterable[str] | None) -> list[Choice]:
    """The chosen metrics in order; one with a further dimension and no bracket stands for all its members."""
    usual = [
        name for name in metric_names(ds) if further_dimension(ds[name]) != "intervention"
    ]  # differs from policy to policy
    names = usual if metrics is None else [metrics] if isinstance(metrics, str) else list(metrics)
    if not names:
        raise InputError("no metric was chosen")
    choices: list[Choice] = []
    for text in names:
        match = _LABEL.match(str(text).strip())
        name = match["name"] if match else str(text)
        if not is_metric(ds, name):
            raise unknown("metric", name, metric_names(ds))
        dimension = further_dimension(ds[name])
        member = match["member"] if match else None
        if dimension is None:
            if member is not None:
                raise InputError(f"metric {name!r} has no further dimension; write {name!r} instead of {text!r}")
            choices.append(Choice(name))
            continue
        by_text = {str(m): m for m in members(ds, name)}
        if member is None:
            choices += [Choice(name, dimension, m) for m in by_text.values()]
        elif member in by_text:
            choices.append(Choice(name, dimension, by_text[member]))
        else:
            raise unknown(f"{dimension} of metric {name!r}", member, by_text)
    return choices


def usual_metrics(ds: xr.Dataset) -> list[str]:
    """What a reader asks for first, where nothing is chosen: of the catalogue's metrics for figures those that the
    result has, else its first six."""
    there = metric_names(ds)
    labels: list[str] = []
    for metric in sorted((m for m in _core.metrics() if m["figure"]), key=lambda m: m["figure"]):
        name = metric["name"]
        if name in there:
            along = members(ds, name)
            labels += [f"{name}[{along[i]}]" for i in metric["figure_members"]] if along else [name]
    return labels or there[:6]


def choose_policies(ds: xr.Dataset, policies: Sequence[str] | str | None, baseline: str = BASELINE) -> list[str]:
    """All policies, the baseline first, or those named in the order given."""
    there = [str(p) for p in ds["policy"].values]
    if policies is None:
        return [p for p in there if p == baseline] + [p for p in there if p != baseline]
    chosen = [policies] if isinstance(policies, str) else [str(p) for p in policies]
    for policy in chosen:
        if policy not in there:
            raise unknown("policy", policy, there)
    return chosen


def in_place(values: xr.DataArray, community: str | Sequence[str] | None) -> xr.DataArray:
    """One community's values, or the unweighted mean over several (None: all), which is a region's value."""
    if "community" not in values.dims:
        return values
    return _communities(values, community).astype(float).mean("community")


def sum_over_places(values: xr.DataArray, community: str | Sequence[str] | None) -> xr.DataArray:
    """The sum over one or several communities (None: all)."""
    return _communities(values, community).astype(float).sum("community", skipna=False)


def _communities(values: xr.DataArray, community: str | Sequence[str] | None) -> xr.DataArray:
    if community is None:
        return values
    wanted = [community] if isinstance(community, str) else list(community)
    there = [str(k) for k in values["community"].values]
    for k in wanted:
        if str(k) not in there:
            raise unknown("community", k, there)
    return values.isel(community=[there.index(str(k)) for k in wanted])


def is_seasonal(values: xr.DataArray) -> bool:
    """Whether the level follows the season, as the result says."""
    return bool(values.attrs.get("seasonal", 0))


def season_months(ds: xr.Dataset) -> int:
    """Months over which the mean of a metric with a season is taken at the end: twelve, or as many as were run."""
    return int(min(SEASON, months_stood_for(ds["time"]).sum()))


def in_time(values: xr.DataArray, at: object, seasonal: bool = False) -> xr.DataArray:
    """The values at a moment, or their mean over a stretch of time.

    "end": the last month; of what is `seasonal`, the mean over the last twelve months. "last_month": the last month.
    "mean": over the whole run. A date: that month. A slice of dates: the mean over it. Means are over the recorded
    months, weighted by the months that each stands for: those since the record before it.
    """
    values = values.astype(float)
    if isinstance(at, str) and at in ("end", "last_month"):
        if at == "end" and seasonal:
            last = _calendar(values)[-1]
            return _mean_over(values, last - SEASON, last)
        return values.isel(time=-1, drop=True)
    if isinstance(at, str) and at == "mean":
        return _mean_over(values, None, None)
    if isinstance(at, slice):
        part = values.sel(time=at)
        if part.sizes["time"] == 0:
            raise InputError(f"no recorded month lies between {at.start} and {at.stop}: {_span(values)}")
        return _mean_over(values, _before(at.start), _calendar(part)[-1])
    try:
        date = np.datetime64(at)  # type: ignore[call-overload]
    except (ValueError, TypeError):
        raise InputError(
            f"at must be 'end', 'last_month', 'mean', a date such as '2020-06' or a slice of dates, got {at!r}"
        ) from None
    times = values["time"].values.astype("datetime64[M]")
    found = np.flatnonzero(times == date.astype("datetime64[M]"))
    if found.size == 0:
        raise InputError(f"month {date.astype('datetime64[M]')} was not recorded: {_span(values)}")
    return values.isel(time=int(found[0]), drop=True)


def _calendar(values: xr.DataArray) -> np.ndarray:
    """Recorded months, counted from 1970-01."""
    return values["time"].values.astype("datetime64[M]").astype(int)


def _before(start: object) -> int | None:
    """The month before a slice begins; None where it has no beginning."""
    return None if start is None else int(np.datetime64(start).astype("datetime64[M]").astype(int)) - 1


def months_stood_for(values: xr.DataArray) -> np.ndarray:
    """Months that each recorded one stands for: those since the record before it, at most as many as lie between
    records (the attribute `every` of time); the first: since the start of the run."""
    months = _calendar(values)
    gaps = np.diff(months)
    every = int(values["time"].attrs.get("every", 0))
    if "month" in values.coords:  # counted from 0 at the start of the run
        first = int(np.asarray(values["month"].values)[0]) + 1
    else:
        first = int(gaps[0]) if gaps.size else 1
    stood_for = np.concatenate([[first], gaps]).astype(float)
    return np.minimum(stood_for, every) if every else stood_for


def _mean_over(values: xr.DataArray, after: int | None, last: int | None) -> xr.DataArray:
    """Weighted mean over the months after one (None: from the first) until another."""
    months = _calendar(values)
    stood_for = months_stood_for(values)
    if after is not None:
        stood_for = np.minimum(stood_for, months - after)
    inside = (stood_for > 0) & (months <= (months[-1] if last is None else last))
    weights = xr.DataArray(stood_for[inside], dims="time")
    return values.isel(time=inside).drop_vars("time").weighted(weights).mean("time")


def _span(values: xr.DataArray) -> str:
    months = values["time"].values.astype("datetime64[M]")
    return f"the file has {months.size} months from {months[0]} to {months[-1]}"
