"""Decisions of the model: a draw against a chance, a value against a threshold.

The engine computes in single precision, the twin in double. Where the two sides of a decision lie within what
rounding may move them, the engine may decide the other way. Such a decision is an *edge*: the twin notes it, and can
be told to turn it.
"""

import numpy as np

SINGLE = 2.0**-24
"""Unit roundoff of single precision."""
ROUNDINGS = 64
"""Generous number of roundings that a quantity goes through within one rule."""


class Decisions:
    def __init__(self, turned=()):
        self.turned = frozenset(turned)
        self.edges = []

    def less(self, what, rows, left, right, scale=1.0):
        """left < right for each row. `scale`: magnitude of what was added up to either side."""
        rows, left, right, scale = np.broadcast_arrays(rows, left, right, scale)
        result = left < right
        within = ROUNDINGS * SINGLE * np.maximum(np.minimum(scale, 1e30), 0)
        # A chance of 0 or 1 is exact, and so are two equal sides: in double precision they are not equal by accident.
        near = (np.abs(left - right) <= within) & (left != right) & (right != 0) & ~((right == 1) & (left < 1))
        for i in np.flatnonzero(near):
            edge = (what, int(rows.flat[i]))
            self.edges.append(edge)
            if edge in self.turned:
                result.flat[i] = not result.flat[i]
        return result

    def chance(self, what, rows, u, p):
        """[U < p], where a small chance is as exact as it is small."""
        return self.less(what, rows, u, p, scale=np.minimum(np.abs(p), 1))

    def at_least(self, what, row, left, right, scale=None):
        return not self.less(what, row, left, right, max(abs(left), abs(right)) if scale is None else scale)[()]
