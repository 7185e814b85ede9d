"""Two sources of chance behind one set of questions: hypothesis, which can shrink, and a seed, for long runs.

What is generated asks a source and knows nothing of where the answers come from. Of several answers the first or
smallest is the simplest one; hypothesis shrinks toward it.
"""

from __future__ import annotations

import math
import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, TypeVar

import hypothesis.strategies as st

T = TypeVar("T")


class Source(ABC):
    """The questions; a source answers `integer` and `real`, all others are made of these."""

    @abstractmethod
    def integer(self, low: int, high: int) -> int:
        """A whole number, both ends included."""

    @abstractmethod
    def real(self, low: float, high: float) -> float:
        """A number, both ends included."""

    def chance(self, probability: float) -> bool:
        return self.integer(0, 999) >= 1000 - round(1000 * probability)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.integer(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        """Different ones, in the order in which they stand."""
        left = list(range(len(choices)))
        wanted = self.integer(least, len(left) if most is None else min(most, len(left)))
        chosen = [left.pop(self.integer(0, len(left) - 1)) for _ in range(wanted)]
        return [choices[i] for i in sorted(chosen)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        left = list(items)
        return [left.pop(self.integer(0, len(left) - 1)) for _ in range(len(left))]

    def scale(self, low: float, high: float) -> float:
        """A positive number, each order of magnitude equally likely."""
        return min(high, max(low, math.exp(self.real(math.log(low), math.log(high)))))

    def parts(self, count: int, total: float = 1.0) -> list[float]:
        """Shares that add up to a total; some of them may be 0."""
        weights = [0.0 if self.chance(0.2) else self.real(0.01, 1.0) for _ in range(count)]
        if sum(weights) == 0:
            weights[self.integer(0, count - 1)] = 1.0
        return [total * weight / sum(weights) for weight in weights]

    def bulk(self) -> Seeded:
        """A source for tables of many cells, which hypothesis need not look into one by one."""
        return Seeded(self.integer(0, 2**32 - 1))


class Seeded(Source):
    """Answers follow from the seed alone. Only `Random.random` is used, whose sequence Python promises to keep."""

    def __init__(self, seed: int) -> None:
        self._uniform = random.Random(seed).random

    def integer(self, low: int, high: int) -> int:
        return low + min(int(self._uniform() * (high - low + 1)), high - low)

    def real(self, low: float, high: float) -> float:
        return min(high, low + self._uniform() * (high - low))


class Drawn(Source):
    """Answers come from hypothesis, which is asked by the `draw` of a composite strategy."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high)) if low < high else low

    def real(self, low: float, high: float) -> float:
        if not low < high:
            return low
        return self._draw(st.floats(low, high, allow_nan=False, allow_infinity=False, allow_subnormal=False))
