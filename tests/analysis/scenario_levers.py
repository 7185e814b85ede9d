"""What happens in a random scenario: levers and shocks with their fields and targets, policies."""

from __future__ import annotations

from typing import Any

from random_source import Source
from scenario_places import LEVELS, Calendar, Limits, Table, kind_of_option, option_names
from scenario_schema import fields_of, kinds, number, schema

PARTNER_KINDS = ["csr", "buyer"]


def random_profit(source: Source, calendar: Calendar) -> list[list[Any]]:
    points, month = [], 0
    for _ in range(source.integer(0, 3)):
        month += source.integer(0 if not points else 1, 5)
        points.append([calendar.date(source, month), round(source.real(0, 2), 3)])
    return points


def random_target(source: Source, case: Table, kind: str) -> Table:
    target: Table = {}
    communities = case["community"]
    pilots = sum(bool(c.get("pilot")) for c in communities)
    groups = ["all"]
    if pilots:
        groups.append("pilot")
    if "replication" in case and pilots < len(communities):
        groups += ["replica", "replica"]
    where = source.pick(["", "listed", "group"])
    if where == "listed":
        target["communities"] = [c["id"] for c in source.some(communities, 1)]
    elif where == "group":
        target["group"] = source.pick(groups)
    if not kinds()[kind]["reaches_umkm"]:
        return target
    if source.chance(0.3):
        target["sectors"] = [s["id"] for s in source.some(case["sector"], 1)]
    if source.chance(0.3):
        reached = target.get("communities", [c["id"] for c in communities])
        most = max(c.get("neighbourhoods", 5) for c in communities if c["id"] in reached)
        target["neighbourhoods"] = source.some(range(1, min(most, 12) + 1), 1)
    limit = source.pick(["", "share", "places"])
    if limit == "share":
        target["share"] = source.pick([0.0, 1.0]) if source.chance(0.3) else round(source.real(0, 1), 3)
    elif limit == "places":
        target["places"] = number(source, "target.places", {"minimum": 1, "maximum": 65000, "type": "integer"}, 0.05)
    if source.chance(0.6):
        target["first"] = source.pick(schema()["$defs"]["target"]["properties"]["first"]["enum"])
    return target


def random_field(source: Source, case: Table, kind: str, name: str, target: Table, calendar: Calendar, limits: Limits):
    """A value for a field of a kind; None where the scenario has none to offer."""
    described = next((f for f in kinds()[kind]["fields"] if f["name"] == name), None)
    type_of_field = described["type"] if described else "number"
    if type_of_field == "list of [date, value]":
        return random_profit(source, calendar)
    if type_of_field == "option":
        permits = [o for o in option_names(case["option"]) if kind_of_option(o, case["option"]) == "permit"]
        return source.pick([*permits, *(["none"] if name == "permit" else [])])
    if type_of_field == "CBO":
        reached = target.get("communities", [c["id"] for c in case["community"]])
        return source.pick([cbo["id"] for cbo in case["cbo"] if cbo["community"] in reached])
    if type_of_field == "level of government":
        return source.pick(LEVELS)
    return number(source, f"intervention.{name}", fields_of(kind)[name], limits.extremes)


def random_intensity(source: Source, kind: str, limits: Limits) -> float:
    highest = fields_of(kind)["intensity"]["maximum"]
    how = source.integer(0, 9)
    if how == 9:
        return 0.0
    if how == 8 and limits.extremes > 0:
        return float(highest if source.chance(0.5) else 1e-9)
    if how >= 6:
        return float(min(highest, 2.0)) if how == 6 else 1.0
    return source.real(0, min(highest, 3.0))


def random_intervention(source: Source, case: Table, kind: str, calendar: Calendar, limits: Limits) -> Table:
    described = kinds()[kind]
    table: Table = {"kind": kind}
    target = random_target(source, case, kind)
    if target or source.chance(0.1):
        table["target"] = target
    table |= calendar.term(source)[0]
    if source.chance(0.85):
        table["intensity"] = random_intensity(source, kind, limits)
    elif described["intensity_high"] > 1:
        table["intensity"] = 1.0
    for name in fields_of(kind):
        required = name == "amount"
        if name == "intensity" or not (required or source.chance(0.65)):
            continue
        table[name] = random_field(source, case, kind, name, target, calendar, limits)
    common = schema()["$defs"]["intervention"]["properties"]
    if not described["shock"] and source.chance(0.6):
        table["cost"] = number(source, "intervention.cost", common["cost"], limits.extremes)
    if source.chance(0.3):
        table["wave_months"] = number(source, "intervention.wave_months", common["wave_months"], limits.extremes)
    if case["fund"] and (not described["shock"] or kind == "fund_cut") and source.chance(0.5):
        table["fund"] = source.pick(case["fund"])["id"]
    return table


def random_interventions(source: Source, case: Table, prefix: str, calendar: Calendar, limits: Limits) -> list[Table]:
    """Of all kinds, or several of a few kinds, which then meet on one quantity."""
    # Offers of partners twice as often: much must come together until one is taken.
    names = [*kinds(), *PARTNER_KINDS]
    if source.chance(0.3):
        names = source.some(names, 1, 3)
    tables = []
    for i in range(source.integer(0, limits.max_interventions)):
        table = random_intervention(source, case, source.pick(names), calendar, limits)
        tables.append({"id": f"{prefix}{i}"} | table)
    return tables


def random_policies(source: Source, case: Table, calendar: Calendar, limits: Limits) -> dict[str, Table]:
    policies = {}
    for p in range(source.integer(0, limits.max_policies)):
        policy: Table = {}
        if case["intervention"] and source.chance(0.5):
            policy["without"] = [i["id"] for i in source.some(case["intervention"], 1)]
        policy["intervention"] = random_interventions(source, case, f"p{p}_", calendar, limits)
        if policies and source.chance(0.3):
            policy["include"] = source.some(list(policies), 1)
        if "without" in policy or "include" in policy or policy["intervention"]:  # one that changes nothing is refused
            policies[f"policy{p}"] = policy
    return policies
