"""Which way is better. Less is better for the metrics that the engine says so of (poverty, fatigue ...), more for all its others but those
below, which have no direction: money, and who did how much."""

from __future__ import annotations

from functools import cache

import xarray as xr

from . import _core

NEUTRAL = frozenset("activities fund fund_balance initiator novelty offered outside_places p_cbo p_off replication_month spent spent_by_intervention".split())


@cache
def _directions() -> dict[str, int]:
    return {
        metric["name"]: 0 if metric["name"] in NEUTRAL else -1 if metric["lower_is_better"] else 1
        for metric in _core.metrics()
    }


def direction(values: xr.DataArray) -> int:
    """+1 if more is better, -1 if less is, 0 if neither or unknown. The attribute ``better`` of a variable ("higher", "lower") goes first."""
    said = values.attrs.get("better")
    if said in ("higher", "lower"):
        return 1 if said == "higher" else -1
    return _directions().get(str(values.name), 0)
