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

# Those of them that move a target by much (docs/calibration.md).
CALIBRATED = (
    "option.nib.base",
    "option.marketplace.base",
    "option.kur.base",
    "option.marketplace.ambition",
    "uptake.aspiration",
    "uptake.skill",
    "uptake.awareness",
    "uptake.peers",
    "uptake.trust",
    "uptake.help",
    "uptake.assist",
    "uptake.cost",
    "participation.base",
    "population.trust_government",
    "population.trust_cbo",
)

# Narrower than the table of parameters, where its range is only that of a level: assumption.
NARROWER = {"population.trust_government": (0.3, 0.8), "population.trust_cbo": (0.3, 0.8)}
# Around the catalogue's base log-hazards, as in `berdaya describe options`: 1.5 either way.
AROUND = 1.5
AMBITION = (0.0, 5.0)


def prior(names: tuple[str, ...] = CALIBRATED) -> dict[str, tuple[float, float]]:
    """Range of each parameter."""
    known = bd.load("test_kampung").parameters.set_index("name")
    return {name: _range(name, known) for name in names}


def defaults(names: tuple[str, ...] = CALIBRATED) -> dict[str, float]:
    """What the program has now."""
    known = bd.load("test_kampung").parameters.set_index("name")
    return {name: _option_cell(name) if name.startswith("option.") else float(known.loc[name, "default"]) for name in names}


def _range(name, known) -> tuple[float, float]:
    if name in NARROWER:
        return NARROWER[name]
    if name.endswith(".ambition"):
        return AMBITION
    if name.startswith("option."):
        return _option_cell(name) - AROUND, _option_cell(name) + AROUND
    return float(known.loc[name, "low"]), float(known.loc[name, "high"])


def _option_cell(path: str) -> float:
    _, option, cell = path.split(".")
    table = bd.describe("options").set_index("name")
    return float(table.loc[option, cell])
