"""Calibration: which values of uncertain parameters go together with figures that are known.

History matching, then rejection. Wave 1 covers the whole prior. Each later wave runs only points that quadratic
emulators of the targets, one set from each earlier wave, cannot rule out, so that the points that remain are spread as
in the prior; the cuts become sharper from wave to wave. From the last wave the sets nearest to the targets are
kept. Every step hangs on the seed alone.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from . import _core
from .designs import design
from .emulator import Emulator
from .errors import InputError
from .paths import as_bytes
from .results import open as open_result
from .scenario import Scenario, loaded, whole

__all__ = ["Calibration", "Outputs", "Target", "World", "calibrate", "evaluate"]

CHUNK = 512  # samples in one file
# Share of the runs, replicates of each sample, and cut of each wave.
WAVES = ((0.2, 1, 3.0), (0.15, 2, 3.0), (0.15, 2, 3.0), (0.2, 4, 2.0), (0.3, 8, 1.0))
CUT = 3.0  # standard deviations of the emulator, and errors of the target, beyond which a point is implausible
CANDIDATES = 50_000  # points looked at in one go
MOST_CANDIDATES = 10_000_000


@dataclass(frozen=True)
class World:
    """What is run for every sample: a scenario under some policies, and what is recorded of it."""

    scenario: Scenario | str | os.PathLike[str]
    metrics: Sequence[str]
    policies: Sequence[str] = ("baseline",)
    every: int = 1
    """Months between recorded ones."""


class Outputs:
    """What the runs of some samples gave, for the measures of targets.

    ``outputs("holds", "2022-12", world="quiet", policy="visit", of="nib")`` is an array (sample, replicate): the mean
    over communities in that month.
    """

    def __init__(self, results: Mapping[str, xr.Dataset]) -> None:
        self._results = dict(results)

    def __call__(
        self, metric: str, month: str, *, world: str = "", policy: str = "baseline", of: str | None = None
    ) -> np.ndarray:
        values = self.all_months(metric, world=world, policy=policy, of=of)
        found = values["time"].values.astype("datetime64[M]") == np.datetime64(month, "M")
        if not found.any():
            raise InputError(f"{metric}: {month} was not recorded; the world has {values['time'].values[[0, -1]]}")
        return values.isel(time=int(np.flatnonzero(found)[0])).values.astype(float)

    def all_months(
        self, metric: str, *, world: str = "", policy: str = "baseline", of: str | None = None
    ) -> xr.DataArray:
        """(sample, replicate, time)"""
        if world not in self._results:
            raise InputError(f"there is no world {world!r}; there are {', '.join(map(repr, self._results))}")
        values = self._results[world][metric].sel(policy=policy)
        for dimension in values.dims:
            if dimension not in ("sample", "replicate", "time"):
                values = values.isel({dimension: 0}) if values.sizes[dimension] == 1 else values.sel({dimension: of})
        return values.transpose("sample", "replicate", "time")


@dataclass(frozen=True)
class Target:
    """A figure that the model is to meet: between `low` and `high`, give or take `error` (one standard deviation).

    `measure` takes :class:`Outputs` and gives an array (sample, replicate).
    """

    name: str
    low: float
    high: float
    error: float
    measure: Callable[[Outputs], np.ndarray] = field(repr=False)
    source: str = ""

    def __post_init__(self) -> None:
        if not (self.low <= self.high and self.error > 0):
            raise InputError(f"target {self.name}: low <= high and error > 0 are needed")

    def outside(self, values: np.ndarray) -> np.ndarray:
        """How far values lie below (negative) or above the band, in its own unit; 0 inside."""
        return np.minimum(values - self.low, 0) + np.maximum(values - self.high, 0)


@dataclass
class Calibration:
    """What a calibration found.

    Attributes
    ----------
    sets : accepted sets, best first: `distance`, and a column for each parameter.
    samples : all samples: `wave`, `distance` (with the tolerances of the end), and a column for each parameter.
    values : the targets' values, mean over replicates, a row for each sample.
    targets : each target's band, error and stochastic standard deviation of one run.
    parameters : prior range, posterior quantiles, and their `spread`: width of the posterior's 90 % range over the
        prior's. Near 1: the targets say nothing about the parameter by itself.
    runs, seconds : the effort.
    plausible : share of the prior that the emulators of each wave left.
    """

    sets: pd.DataFrame
    samples: pd.DataFrame
    values: pd.DataFrame
    targets: pd.DataFrame
    parameters: pd.DataFrame
    runs: int
    seconds: float
    plausible: list[float]

    def save(self, path: str | os.PathLike[str], *, seed: int = 1) -> None:
        """The accepted sets as CSV for ``berdaya run --parameters FILE``, in random order: fewer replicates than sets
        are then a fair sample of them, not the best."""
        shuffled = self.sets.sample(frac=1, random_state=whole("seed", seed, 0, 2**32 - 1))
        table = shuffled.reset_index(drop=True).rename_axis("set").reset_index()
        Path(path).write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8")

    def recovery(self, folds: int = 5, seed: int = 1) -> pd.DataFrame:
        """How well parameters are found again from synthetic figures: their own results, with all the luck of the runs.

        Samples of wave 1 are the truth in turn. A quadratic regression of each parameter on the targets' values, fitted
        to the samples of the other folds, gives the answer, with the 90 % range of its residuals there. For each
        parameter: `correlation` of truth and answer, `error`: mean squared error over the prior's variance (0 perfect,
        1 nothing learnt), and `coverage`: how often the range holds the truth.
        """
        first = (self.samples["wave"] == 1).values
        scale = ((self.targets["high"] - self.targets["low"]) / 2 + self.targets["error"]).values
        middle = ((self.targets["high"] + self.targets["low"]) / 2).values
        u = np.arcsinh((self.values.values[first] - middle) / scale)
        usable = np.isfinite(u).all(axis=1)
        names = list(self.parameters.index)
        truth = self.samples.loc[first, names].values[usable]
        features = np.hstack([np.ones((usable.sum(), 1)), u[usable], np.square(u[usable])])
        if len(truth) < 2 * features.shape[1]:
            raise InputError(f"too few samples in wave 1: {len(truth)}")
        fold = np.random.default_rng(seed).permutation(len(truth)) % folds
        answer = np.empty_like(truth)
        covered = np.empty(truth.shape, dtype=bool)
        for number in range(folds):
            own, others = fold == number, fold != number
            fitted = np.linalg.lstsq(features[others], truth[others], rcond=1e-8)[0]
            answer[own] = features[own] @ fitted
            low, high = np.quantile(truth[others] - features[others] @ fitted, [0.05, 0.95], axis=0)
            off = truth[own] - answer[own]
            covered[own] = (low <= off) & (off <= high)
        variance = (self.parameters["high"] - self.parameters["low"]).values ** 2 / 12
        with np.errstate(invalid="ignore"):
            correlation = [np.corrcoef(truth[:, p], answer[:, p])[0, 1] for p in range(len(names))]
        return pd.DataFrame(
            {
                "correlation": correlation,
                "error": np.square(answer - truth).mean(axis=0) / variance,
                "coverage": covered.mean(axis=0),
            },
            index=pd.Index(names, name="parameter"),
        )


def calibrate(
    scenario: Scenario | str | os.PathLike[str] | Mapping[str, World],
    targets: Sequence[Target],
    parameters: Mapping[str, tuple[float, float]] | Sequence[str],
    *,
    runs: int = 100_000,
    method: str = "abc",
    waves: Sequence[tuple[float, int, float]] = WAVES,
    keep: int = 100,
    metrics: Sequence[str] = ("holds",),
    seed: int = 1,
    threads: int | None = None,
    report: Callable[[str], object] | None = None,
) -> Calibration:
    """Finds sets of parameters with which the model meets the targets.

    Parameters
    ----------
    scenario : worlds by name, all of them run for every sample; or one scenario, which is the world ``""`` under its
        baseline with `metrics`.
    parameters : ``{path: (low, high)}``, the prior, uniform; or names, with the scenario's ``[uncertainty]`` or the
        plausible ranges.
    runs : at most so many in all.
    method : "abc": history matching by waves, then rejection.
    waves : (share of the runs, replicates of each sample, cut) of each wave; the cut, in standard deviations of the
        emulator and errors of the targets, is that of the wave before.
    keep : accepted sets.
    report : is called with a line of text after each wave.

    Every sample has luck of its own; policies and worlds are paired. The distance of a sample is the root mean square over targets of how far the mean of its replicates lies outside of the band, over
    the tolerance √(error² + σ²/replicates), σ being the standard deviation of one run, pooled over all samples of the
    last wave.
    """
    if method != "abc":
        raise InputError(f"unknown method {method!r}; there is 'abc'")
    if not targets:
        raise InputError("there are no targets")
    worlds = _worlds(scenario, metrics)
    prior = _prior(worlds, parameters)
    names = list(prior)
    low, high = np.array([prior[name] for name in names], dtype=float).T
    per_sample = sum(len(world.policies) for world in worlds.values())
    budget = whole("runs", runs, 1)
    keep = whole("keep", keep, 1)
    counts = wave_sizes(waves, budget, per_sample, keep)
    begun = time.monotonic()

    units: list[np.ndarray] = []
    values: list[np.ndarray] = []
    variances: list[np.ndarray] = []
    emulators: list[Emulator] = []
    plausible: list[float] = []
    done = 0
    for number, (count, (_, replicates, cut)) in enumerate(zip(counts, waves)):
        if number == 0:
            unit = design({name: (0.0, 1.0) for name in names}, "sobol", count, seed).values
            plausible.append(1.0)
        else:
            unit, left = _plausible_points(emulators, targets, len(names), count, cut, seed + number)
            plausible.append(left)
        samples = pd.DataFrame(low + unit * (high - low), columns=names)
        found = evaluate(worlds, targets, samples, replicates=replicates, seed=seed + 1000 * number, threads=threads)
        done += count * per_sample * replicates
        mean = found.mean(axis=2)
        units.append(unit)
        values.append(mean)
        variances.append(found.var(axis=2, ddof=1) if replicates > 1 else np.full(mean.shape, np.nan))
        usable = np.isfinite(mean).all(axis=1)
        emulators.append(Emulator.fit(unit[usable], found[usable], targets))
        if report is not None:
            report(
                f"wave {number + 1}: {count} samples x {replicates}, {done} runs so far, "
                f"{100 * plausible[-1]:.3g} % of the prior, {time.monotonic() - begun:.0f} s"
            )

    stochastic = np.sqrt(np.nanmedian(variances[-1], axis=0)) if waves[-1][1] > 1 else np.zeros(len(targets))
    distances = []
    for (_, replicates, _), mean in zip(waves, values):
        distances.append(_distance(targets, mean, stochastic / np.sqrt(replicates)))
    everything = pd.DataFrame(low + np.vstack(units) * (high - low), columns=names)
    everything.insert(0, "distance", np.concatenate(distances))
    everything.insert(0, "wave", np.repeat(np.arange(len(waves)) + 1, [len(u) for u in units]))
    last = everything[everything["wave"] == len(waves)].sort_values("distance", kind="stable")
    sets = last.drop(columns="wave").head(keep).reset_index(drop=True)
    quantiles = sets[names].quantile([0.05, 0.5, 0.95])
    told = pd.DataFrame(
        {"low": low, "high": high, "q05": quantiles.loc[0.05], "median": quantiles.loc[0.5], "q95": quantiles.loc[0.95]},
        index=pd.Index(names, name="parameter"),
    )
    told["spread"] = (told["q95"] - told["q05"]) / (0.9 * (told["high"] - told["low"]))
    labels = [target.name for target in targets]
    bands = pd.DataFrame(
        {
            "low": [target.low for target in targets],
            "high": [target.high for target in targets],
            "error": [target.error for target in targets],
            "stochastic": stochastic,
            "source": [target.source for target in targets],
        },
        index=pd.Index(labels, name="target"),
    )
    return Calibration(
        sets, everything, pd.DataFrame(np.vstack(values), columns=labels), bands, told, done,
        time.monotonic() - begun, plausible,
    )


def wave_sizes(waves: Sequence[tuple[float, int, float]], runs: int, per_sample: int, keep: int) -> list[int]:
    """Samples of each wave, `per_sample` runs making a replicate of one. InputError if one has too few."""
    counts = [int(share * runs / (per_sample * replicates)) for share, replicates, _ in waves]
    for number, count in enumerate(counts, start=1):
        least = max(8, keep if number == len(waves) else 0)
        if count < least:
            raise InputError(f"{runs} runs are too few: wave {number} would have {count} samples, and needs {least}")
    return counts


def evaluate(
    scenario: Scenario | str | os.PathLike[str] | Mapping[str, World],
    targets: Sequence[Target],
    samples: pd.DataFrame,
    *,
    replicates: int = 1,
    seed: int = 1,
    metrics: Sequence[str] = ("holds",),
    threads: int | None = None,
) -> np.ndarray:
    """The targets' values (sample, target, replicate) of given sets of parameters, a row for each; NaN where a run
    failed."""
    worlds = _worlds(scenario, metrics)
    seed = whole("seed", seed, 0, 2**63 - 1)
    chunks = []
    for number, start in enumerate(range(0, len(samples), CHUNK)):
        rows = samples.iloc[start : start + CHUNK]
        results = {name: _run(world, rows, replicates, seed + number, threads) for name, world in worlds.items()}
        outputs = Outputs(results)
        chunks.append(np.stack([np.asarray(target.measure(outputs), dtype=float) for target in targets], axis=1))
    return np.concatenate(chunks)


def _run(world: World, samples: pd.DataFrame, replicates: int, seed: int, threads: int | None) -> xr.Dataset:
    """Means over communities, with dimensions (policy, sample, replicate, time, ...): run n is of sample n mod N."""
    options = {
        "policies": list(world.policies),
        "replicates": len(samples) * replicates,
        "seed": seed,
        "metrics": list(world.metrics),
        "every": world.every,
        "threads": 0 if threads is None else whole("threads", threads, 1, 4096),
        "command_line": "berdaya.evaluate (Python)",
        "parameters": "samples",
        "parameter_table": samples.to_csv(index=False, lineterminator="\n"),
        "keep_own": False,
    }
    with tempfile.TemporaryDirectory(prefix="berdaya-") as folder:
        file = os.path.join(folder, "samples.h5")
        _core.run(world.scenario._core, as_bytes(file), **options)  # type: ignore[union-attr]
        with open_result(file) as ds:
            means = {name: ds[name].astype(float).mean("community") if "community" in ds[name].dims else ds[name].load()
                     for name in world.metrics}  # fmt: skip
    folded = {}
    for name, values in means.items():
        at = values.dims.index("replicate")
        shape = (*values.shape[:at], replicates, len(samples), *values.shape[at + 1 :])
        dims = (*values.dims[:at], "replicate", "sample", *values.dims[at + 1 :])
        coords = {dim: values[dim] for dim in values.dims if dim != "replicate"}
        folded[name] = xr.DataArray(values.values.reshape(shape), dims=dims, coords=coords)
    return xr.Dataset(folded)


def _worlds(scenario: Any, metrics: Sequence[str]) -> dict[str, World]:
    if isinstance(scenario, Mapping):
        if not scenario:
            raise InputError("there is no world to run")
        given = dict(scenario)
    else:
        given = {"": World(scenario, metrics)}
    return {
        name: World(loaded(world.scenario), tuple(world.metrics), tuple(world.policies), world.every)
        for name, world in given.items()
    }


def _prior(
    worlds: Mapping[str, World], parameters: Mapping[str, tuple[float, float]] | Sequence[str]
) -> dict[str, tuple[float, float]]:
    if isinstance(parameters, str) or not parameters:
        raise InputError("name the parameters: {path: (low, high)}, or a list of names")
    if isinstance(parameters, Mapping):
        prior = {str(path): (float(ends[0]), float(ends[1])) for path, ends in parameters.items()}
    else:
        known = next(iter(worlds.values())).scenario.parameters.set_index("name")  # type: ignore[union-attr]
        missing = [name for name in parameters if name not in known.index]
        if missing:
            raise InputError(f"no range is known of {', '.join(missing)}: give {{path: (low, high)}}")
        prior = {name: (float(known.loc[name, "low"]), float(known.loc[name, "high"])) for name in parameters}
    empty = [path for path, (low, high) in prior.items() if not low < high]
    if empty:
        raise InputError(f"the range of {', '.join(empty)} is empty")
    return prior


def _distance(targets: Sequence[Target], values: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """Of each row of `values`; infinite where a run failed."""
    scaled = [t.outside(values[:, j]) / np.hypot(t.error, noise[j]) for j, t in enumerate(targets)]
    return np.nan_to_num(np.sqrt(np.mean(np.square(scaled), axis=0)), nan=np.inf)


def _plausible_points(
    emulators: Sequence[Emulator], targets: Sequence[Target], dimensions: int, count: int, cut: float, seed: int
) -> tuple[np.ndarray, float]:
    """Points of the unit cube that no emulator rules out, the last one with `cut`, the others with :data:`CUT`; and
    their share of the cube. If too few are found, the least implausible ones to the last emulator besides."""
    draws = np.random.default_rng(seed)
    passed: list[np.ndarray] = []
    others, how_far = np.empty((0, dimensions)), np.empty(0)
    looked_at = kept = 0
    while kept < count and looked_at < MOST_CANDIDATES:
        points = draws.random((CANDIDATES, dimensions))
        looked_at += CANDIDATES
        worst = emulators[-1].implausibility(points, targets, cut)
        # Those that cannot be among the best are not looked at by the other emulators.
        limit = max(cut, how_far[-1]) if len(how_far) >= count else np.inf
        points, worst = points[worst <= limit], worst[worst <= limit]
        for emulator in emulators[:-1]:
            fits = emulator.implausibility(points, targets) <= CUT
            points, worst = points[fits], worst[fits]
        passed.append(points[worst <= cut])
        kept += len(passed[-1])
        others, how_far = np.vstack([others, points[worst > cut]]), np.concatenate([how_far, worst[worst > cut]])
        best = np.argsort(how_far, kind="stable")[:count]
        others, how_far = others[best], how_far[best]
    return np.vstack([*passed, others])[:count], kept / looked_at
