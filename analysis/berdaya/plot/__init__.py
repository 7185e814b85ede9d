"""Figures of results. Each function returns a matplotlib Figure: show it, save it, or go on with it."""

from .forest import compare
from .timelines import timelines

__all__ = ["compare", "timelines"]
