"""Tests of fit with a stated false-alarm rate and power.

Kolmogorov-Smirnov uses the Dvoretzky-Kiefer-Wolfowitz inequality with Massart's constant, P(D > d) <= 2 exp(-2 n d^2),
which holds for every n. By the same inequality a sample from a distribution at least d(FALSE_ALARM) + d(MISSED) away
passes with probability MISSED at most. Chi-square and z take their power from the noncentral distribution.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from .outcome import FALSE_ALARM, MISSED

Z_BOUND = float(stats.norm.isf(FALSE_ALARM / 2))
Z_DETECTS = Z_BOUND + float(stats.norm.isf(MISSED))
"""A mean that is so many standard errors off fails with probability 1 - MISSED."""


def ks_distance(probability: float, n: int) -> float:
    return float(np.sqrt(np.log(2 / probability) / (2 * n)))


def ks_bound(n: int) -> float:
    return ks_distance(FALSE_ALARM, n)


def ks_detects(n: int) -> float:
    return ks_distance(FALSE_ALARM, n) + ks_distance(MISSED, n)


def ks_statistic(uniform: ArrayLike) -> float:
    """Distance of a sample from the uniform distribution."""
    u = np.sort(np.asarray(uniform, dtype=float))
    n = len(u)
    steps = np.arange(n + 1) / n
    return float(max(np.max(steps[1:] - u), np.max(u - steps[:-1])))


def chi_square(seen: ArrayLike, expected: ArrayLike, least: float = 5.0) -> tuple[float, int]:
    """Pearson's statistic and its degrees of freedom; cells that expect less than `least` are one."""
    seen, expected = np.ravel(seen).astype(float), np.ravel(expected).astype(float)
    rare = expected < least
    if rare.any() and not rare.all():
        pooled_seen, pooled_expected = seen[rare].sum(), expected[rare].sum()
        seen, expected = seen[~rare], expected[~rare]
        if pooled_expected >= least:
            seen, expected = np.append(seen, pooled_seen), np.append(expected, pooled_expected)
        else:  # too rare even together: with the rarest of the others
            smallest = int(np.argmin(expected))
            seen[smallest] += pooled_seen
            expected[smallest] += pooled_expected
    return float(((seen - expected) ** 2 / expected).sum()), len(seen) - 1


def chi_square_bound(freedom: int) -> float:
    return float(stats.chi2.isf(FALSE_ALARM, freedom))


def chi_square_detects(freedom: int, trials: float) -> float:
    """The effect size w = sqrt(sum (p - p0)^2/p0) that fails with probability 1 - MISSED."""
    bound = chi_square_bound(freedom)
    noncentrality = optimize.brentq(lambda x: stats.ncx2.cdf(bound, freedom, x) - MISSED, 1e-3, 1e4)
    return float(np.sqrt(noncentrality / trials))
