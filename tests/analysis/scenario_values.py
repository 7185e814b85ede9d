"""Parameters of a random scenario: alone anywhere in their bounds, together as their sums allow."""

from __future__ import annotations

from typing import Any

from random_source import Source
from scenario_schema import parameters, schema

STAGES = range(4)
LEVELS = ("city", "district", "ward", "rw")

# Parameters that are bound to each other are drawn together.
SUM_IS_ONE = [
    ["government.v_env", "government.v_part", "government.v_rep"],
    [f"facilitation.duty_{name}" for name in (*LEVELS, "bottom")],
    *[[f"facilitation.share{s}_{use}" for use in ("soc", "train", "permit", "market", "coord")] for s in STAGES],
]
SUM_AT_MOST_ONE = [
    ["government.w_v", "government.w_b", "government.w_p"],
    ["facilitation.clarity_archive", "facilitation.clarity_monitoring"],
]
OMEGA = [f"government.omega_{level}" for level in LEVELS]
CONTACTS = "social_capital.contacts"  # bound to the number of UMKM
BOUND = {CONTACTS, *OMEGA, *(name for names in SUM_IS_ONE + SUM_AT_MOST_ONE for name in names)}

# The reader takes a sum of shares for 1 within 1e-6.
TOLERANCE = 0.9e-6


def is_whole(name: str) -> bool:
    group, leaf = name.split(".")
    return schema()["properties"]["parameters"]["properties"][group]["properties"][leaf].get("type") == "integer"


def parameter_value(source: Source, name: str, extremes: float) -> Any:
    row = parameters()[name]
    if row["choices"]:
        return source.pick(row["choices"])
    whole = is_whole(name)
    lowest, highest = row["lowest"], row["highest"]
    natural = row["highest"] <= 16  # a level, a median, a small number: all that is allowed is ordinary
    if extremes > 0 and not natural and source.chance(extremes):
        value = source.pick([lowest, highest])
    else:
        low, high = row["low"], highest if natural and whole else row["high"]
        how = source.integer(0, 9)
        if how < 5:
            value = source.integer(int(low), int(high)) if whole else source.real(low, high)
        elif how < 7:
            value = source.pick([low, high])
        elif natural:
            value = source.pick([lowest, highest]) if how < 9 else source.real(lowest, highest)
        else:
            value = 0.0 if lowest <= 0 else low
    return int(value) if whole else float(value)


def bound_values(source: Source, extremes: float) -> dict[str, float]:
    """Some of the groups of parameters whose sum is bound, drawn anew."""
    values: dict[str, float] = {}
    for names in source.some(SUM_IS_ONE):
        off = source.pick([-TOLERANCE, TOLERANCE]) if extremes > 0 and source.chance(0.1) else 0.0
        parts = source.parts(len(names), 1.0 + off)
        values.update(zip(names, [min(1.0, part) for part in parts], strict=True))
    for names in source.some(SUM_AT_MOST_ONE):
        total = source.pick([1.0, 0.0]) if source.chance(0.3) else source.real(0.0, 1.0)
        values.update(zip(names, source.parts(len(names), total), strict=True))
    return values


def weights_of_levels(source: Source, chains: list[set[str]]) -> dict[str, float]:
    """government.omega_...: not all 0, nor those of any community's own chain."""
    values = {name: 0.0 if source.chance(0.3) else source.real(0.0, 1.0) for name in OMEGA}
    for chain in chains:
        if sum(values[f"government.omega_{level}"] for level in chain) <= 0:
            values[f"government.omega_{min(chain)}"] = 0.5
    return values


def random_parameters(source: Source, contacts: int, chains: list[set[str]], extremes: float) -> dict[str, Any]:
    """All at their defaults, some changed, or most of them."""
    free = [name for name in parameters() if name not in BOUND]
    much = source.pick(["none", "few", "few", "many"])
    values: dict[str, Any] = {} if contacts == parameters()[CONTACTS]["default"] else {CONTACTS: contacts}
    if much == "none":
        chosen: list[str] = []
    elif much == "few":
        chosen = source.some(free, 1, 12)
    else:
        chosen = source.some(free, len(free) // 4, len(free) // 2)
    # Many at once are drawn in bulk: hypothesis would spend all its choices on them.
    answers = source.bulk() if much == "many" else source
    values.update({name: parameter_value(answers, name, extremes) for name in chosen})
    if much != "none":
        values.update(bound_values(answers, extremes))
        if source.chance(0.5):
            values.update(weights_of_levels(answers, chains))
    return values
