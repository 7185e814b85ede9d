"""Figures of results. Each function returns a matplotlib Figure: show it, save it, or go on with it."""

from .forest import compare
from .patterns import patterns
from .timelines import timelines

__all__ = ["compare", "patterns", "timelines"]
