"""Parameters that are calibrated, and their prior: uniform over the plausible range."""

from __future__ import annotations

import berdaya as bd

# What enters a target's equations: take-up (model.md, 4.7), participation (4.4), the trust that people begin with.
CANDIDATES = (
    "option.nib.base",
    "option.marketplace.base",
    "option.kur.base",
    "option.marketplace.ambition",
    "uptake.aspiration",
    "uptake.skill",
    "uptake.awareness",
    "uptake.benefit",
    "uptake.peers",
    "uptake.trust",
    "uptake.help",
    "uptake.assist",
    "uptake.assist_relief",
    "uptake.market_help",
    "uptake.cost",
    "uptake.link",
    "uptake.seen_return",
    "participation.base",
    "participation.benefit",
    "participation.trust",
    "participation.peer_influence",
    "participation.ownership",
    "participation.invitation",
    "participation.aspiration",
    "participation.time_cost",
    "participation.fatigue",
    "population.trust_government",
    "population.trust_cbo",
)

# Those of them that move a target by much (docs/calibration.md), and where they began, before any calibration: assumptions,
# and values set by hand.
START = {
    "option.nib.base": -7.9,
    "option.marketplace.base": -7.9,
    "option.kur.base": -6.6,
    "option.marketplace.ambition": 3.5,
    "uptake.aspiration": 1.8,
    "uptake.skill": 1.2,
    "uptake.awareness": 1.5,
    "uptake.peers": 2.0,
    "uptake.trust": 0.8,
    "uptake.help": 4.0,
    "uptake.assist": 1.6,
    "uptake.cost": 1.6,
    "participation.base": -1.7,
    "population.trust_government": 0.45,
    "population.trust_cbo": 0.5,
}
CALIBRATED = tuple(START)

# Where the table of parameters has none, or only that of a level. Assumptions: base log-hazards within a factor of 4.5 of
# their start either way, further (12, 33) where a figure asks for it; trust between little and much.
RANGES = {
    "option.nib.base": (-9.4, -6.4),
    "option.marketplace.base": (-10.4, -6.4),
    "option.kur.base": (-8.1, -3.1),
    "option.marketplace.ambition": (0.0, 5.0),
    "population.trust_government": (0.3, 0.8),
    "population.trust_cbo": (0.3, 0.8),
}


def prior(names: tuple[str, ...] = CALIBRATED) -> dict[str, tuple[float, float]]:
    """Range of each parameter."""
    known = bd.load("test_kampung").parameters.set_index("name")
    return {name: _range(name, known) for name in names}


def defaults(names: tuple[str, ...] = CALIBRATED) -> dict[str, float]:
    """What the program has now."""
    known = bd.load("test_kampung").parameters.set_index("name")
    return {name: _option_cell(name) if name.startswith("option.") else float(known.loc[name, "default"]) for name in names}


def _range(name, known) -> tuple[float, float]:
    return RANGES[name] if name in RANGES else (float(known.loc[name, "low"]), float(known.loc[name, "high"]))


def _option_cell(path: str) -> float:
    _, option, cell = path.split(".")
    table = bd.describe("options").set_index("name")
    return float(table.loc[option, cell])
