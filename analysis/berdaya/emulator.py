"""Emulators of calibration targets: quadratic in the parameters, with an honest error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .calibration import Target


@dataclass(frozen=True)
class Emulator:
    """Predicts u = asinh((value - middle of the band) / (half its width + error)) of each target: linear near the band,
    compressed far from it, so that wild values do not spoil the fit where it matters."""

    terms: int  # 0: constant and linear; 1: squares too; 2: products too
    coefficients: np.ndarray  # [term][target]
    spread: np.ndarray  # standard deviation of the mean that is predicted, [target]

    @staticmethod
    def fit(unit: np.ndarray, values: np.ndarray, targets: Sequence[Target]) -> Emulator:
        """`unit`: points of the unit cube, a row each; `values`: (point, target, replicate).

        What is left of u beside the fit is the emulator's error and the luck of the replicates, which is taken off
        where there are several; at least a fifth of the former is kept."""
        terms = next((t for t in (2, 1) if len(unit) >= 3 * _features(unit[:1], t).shape[1]), 0)
        features = _features(unit, terms)
        middle, scale = _scales(targets)
        each = np.arcsinh((values - middle[:, None]) / scale[:, None])
        wanted = each.mean(axis=2)
        coefficients = np.linalg.lstsq(features, wanted, rcond=None)[0]
        left = wanted - features @ coefficients
        freedom = max(1, len(unit) - features.shape[1])
        variance = np.square(left).sum(axis=0) / freedom
        replicates = values.shape[2]
        luck = each.var(axis=2, ddof=1).mean(axis=0) / replicates if replicates > 1 else 0.0
        return Emulator(terms, coefficients, np.sqrt(np.maximum(variance - luck, variance / 25)))

    def implausibility(self, unit: np.ndarray, targets: Sequence[Target], errors: float = 3.0) -> np.ndarray:
        """Of each point: how many standard deviations of the emulator, for the worst target, its prediction lies
        outside of the band widened by so many errors."""
        predicted = _features(unit, self.terms) @ self.coefficients
        middle, scale = _scales(targets)
        low = np.array([t.low - errors * t.error for t in targets])
        high = np.array([t.high + errors * t.error for t in targets])
        below = np.arcsinh((low - middle) / scale) - predicted
        above = predicted - np.arcsinh((high - middle) / scale)
        return (np.maximum(np.maximum(below, above), 0) / np.maximum(self.spread, 1e-12)).max(axis=1)


def _scales(targets: Sequence[Target]) -> tuple[np.ndarray, np.ndarray]:
    middle = np.array([(t.low + t.high) / 2 for t in targets])
    return middle, np.array([(t.high - t.low) / 2 + t.error for t in targets])


def _features(unit: np.ndarray, terms: int) -> np.ndarray:
    x = 2 * unit - 1
    columns = [np.ones((len(x), 1)), x]
    if terms >= 1:
        columns.append(np.square(x))
    if terms >= 2:
        first, second = np.triu_indices(x.shape[1], k=1)
        columns.append(x[:, first] * x[:, second])
    return np.hstack(columns)
