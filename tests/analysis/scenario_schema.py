"""What a scenario may hold, from the program itself: names, types, bounds. So what is new there is generated too."""

from __future__ import annotations

import functools
import json
import subprocess
from typing import Any

from berdaya import _core
from cli_support import program
from random_source import Source


@functools.cache
def schema() -> dict[str, Any]:
    command = [program(), "describe", "schema", "--format", "json"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=60).stdout)


@functools.cache
def keys_of(section: str) -> dict[str, Any]:
    """Keys of a table: their schemas by name."""
    if section == "target":
        return schema()["$defs"]["target"]["properties"]
    found = schema()["properties"][section]
    return found.get("items", found)["properties"]


@functools.cache
def parameters() -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in _core.parameters()}


@functools.cache
def kinds() -> dict[str, dict[str, Any]]:
    """Levers and shocks."""
    return {row["name"]: row for row in _core.interventions()}


@functools.cache
def fields_of(kind: str) -> dict[str, Any]:
    """Fields that a kind has besides those of all, with their schemas, and `intensity`."""
    for branch in schema()["$defs"]["intervention"]["allOf"]:
        if branch["if"]["properties"]["kind"]["const"] == kind:
            return branch["then"]["properties"]
    raise KeyError(kind)


@functools.cache
def standard_options() -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in _core.options()}


# Numbers of a size that a kampung may have; where nothing is said here, any size that the reader takes.
USUAL: dict[str, tuple[float, float]] = {
    "sector.revenue": (0.5, 30),
    "government.hours": (0, 40),
    "community.neighbourhoods": (1, 8),
    "community.stage": (0, 3),
    "community.gallery_slots": (0, 15),
    "community.gallery_footfall": (0, 2000),
    "community.bazaar_every": (0, 6),
    "community.bazaar_stalls": (0, 20),
    "community.wave": (0, 3),
    "community.latitude": (-7.52, -7.48),
    "community.longitude": (110.38, 110.42),
    "facilitator.hours": (0, 120),
    "fund.opening_balance": (0, 100),
    "fund.inflow": (0, 10),
    "fund.inflow_every": (1, 14),
    "intervention.cost": (0, 5),
    "intervention.wave_months": (0, 4),
    "intervention.amount": (0, 200),
    "intervention.slots": (0, 15),
    "intervention.footfall": (0, 2000),
    "intervention.every": (1, 4),
    "intervention.stalls": (0, 25),
    "intervention.parties": (1, 12),
    "intervention.places": (1, 12),
    "intervention.principal": (0, 40),
    "intervention.outside_term": (1, 30),
    "intervention.volume": (0, 60),
    "intervention.intensity": (0, 3),
    "intervention.min_rep": (0, 0.3),
    "target.places": (1, 12),
    "option.base": (-8, 0),
    "option.ambition": (0, 5),
    "option.link": (0, 2),
    "option.effect": (0, 0.5),
}


def number(source: Source, name: str, bounds: dict[str, Any], extremes: float) -> float | int:
    """A value of a key: mostly usual, at times an end of the usual, at times an end of what is allowed at all."""
    low, high, whole = bounds["minimum"], bounds["maximum"], bounds.get("type") == "integer"
    usual_low, usual_high = USUAL.get(name, (low, min(high, max(1.0, low))))
    usual_low, usual_high = max(low, usual_low), min(high, usual_high)
    if extremes > 0 and source.chance(extremes):
        value = source.pick([low, high])
    elif source.chance(0.2):
        value = source.pick([usual_low, usual_high])
    else:
        value = source.integer(int(usual_low), int(usual_high)) if whole else source.real(usual_low, usual_high)
    return int(value) if whole else float(value)
