"""The notation of docs/model.md."""

import numpy as np

NONE = -1
"""Row of nothing: no unit, no CBO, no fund."""


def sigma(z):
    """σ(z) = 1/(1 + e^-z)"""
    return 1 / (1 + np.exp(-np.asarray(z, float)))


def logit(p):
    """ln(p/(1 - p)); p at most 1e-9 away from 0 and 1 is taken as the bound"""
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return np.log(p / (1 - p))


def toward(x, y, r):
    return x + r * (y - x)


def cap(x):
    return np.minimum(1, x)


def clip(x):
    return np.clip(x, 0, 1)


def whole_number(x):
    """⌊x⌋, where a hair below a whole number is that number: 100·0.29 are 29 places."""
    return int(np.floor(x + 1e-9))


def share(part, whole):
    """part/whole, 0 where there is no whole."""
    return part / whole if whole > 0 else 0.0


def per_hour(part, hours):
    """part/hours; fewer than 1e-9 hours a month are none, and give 0."""
    return part / hours if hours >= 1e-9 else 0.0


def ratio_of(earned, reference):
    """earned/reference of each; without any reference (no demand) 0 for who sold nothing, else without end."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(reference > 0, earned / reference, np.where(earned > 0, np.inf, 0.0))
