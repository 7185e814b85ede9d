"""One point for the defaults: as near to where the parameters began as the figures allow.

The targets leave most parameters open, so that the best fit alone would move values that no figure speaks about. Sought
is instead the minimum of

    sum over targets of (distance from the band / error)² + sum over parameters of (step / REACH)²,

the bands being narrowed by one error at each end, at most to their middle, so that luck does not push out what lies at an end;
a step being measured in widths of the prior: the maximum of a posterior density whose prior is a normal around the
starting values. REACH is an assumption: a step of a fifth of the range weighs as much as one error of one target.

Found by nonlinear least squares on the model itself; all points share their luck, so that differences between
them are those of the parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import berdaya as bd
import numpy as np
import pandas as pd
from scipy.optimize import least_squares

REACH = 0.2
STEP = 0.06  # of the difference quotients, in widths of the prior: well above what luck leaves
REPLICATES = 192  # so that luck moves no target by more than half an error
TRIES = 5  # steps, each with a difference quotient for every parameter
DECIMALS = 2


def closest_point(
    worlds: Mapping[str, bd.World],
    targets: Sequence[bd.Target],
    prior: Mapping[str, tuple[float, float]],
    start: Mapping[str, float],
    *,
    seed: int,
    threads: int | None = None,
    report: Callable[[str], object] | None = None,
) -> dict[str, float]:
    """Value of each parameter, rounded to :data:`DECIMALS`."""
    names = list(prior)
    low, high = np.array([prior[name] for name in names], dtype=float).T
    begun = (np.array([start[name] for name in names]) - low) / (high - low)
    aims = [_narrowed(target) for target in targets]
    evaluations = 0

    def residuals(shifted: np.ndarray) -> np.ndarray:
        nonlocal evaluations
        evaluations += 1
        unit = shifted - 1
        samples = pd.DataFrame([low + unit * (high - low)], columns=names)
        found = bd.evaluate(worlds, targets, samples, replicates=REPLICATES, seed=seed, threads=threads)
        off = [float(t.outside(value)) / t.error for t, value in zip(aims, found.mean(axis=2)[0])]
        rest = (unit - begun) / REACH
        if report is not None and evaluations % (len(names) + 1) == 1:
            report(f"defaults, {evaluations} points: {np.sum(np.square(off)):.2f} off the bands, {np.sum(np.square(rest)):.2f} for the steps")
        return np.concatenate([off, rest])

    # Shifted by 1, so that the quotients' steps, which are relative, are nearly the same for all.
    found = least_squares(
        residuals, 1 + begun, bounds=(1, 2), diff_step=STEP, max_nfev=TRIES, x_scale=REACH, ftol=1e-2, xtol=1e-2
    )
    return {name: round(float(value), DECIMALS) for name, value in zip(names, low + (found.x - 1) * (high - low))}


def _narrowed(target: bd.Target) -> bd.Target:
    by = min(target.error, (target.high - target.low) / 2)
    return replace(target, low=target.low + by, high=target.high - by)
