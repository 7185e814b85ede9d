"""Random scenarios changed in ways that should change no result, or only the part that is changed."""

from __future__ import annotations

import copy
from typing import Any

from random_source import Source
from scenario_places import Limits, Table
from scenario_strategies import random_case


def region():
    """Three communities of 24 UMKM under one city, with ties between them, levers, a fund and a buyer."""
    case = random_case(1, Limits(max_communities=1, max_policies=0, extremes=0.0))
    case |= {"months": 12, "parameters": {"social_capital.bridge_form": 0.5}, "option": [], "adopted": {"nib": 0.3}}
    for key in ("planned_months", "files", "replication", "collective"):
        case.pop(key, None)
    case["sector"] = [{"id": "food", "food": True}, {"id": "craft", "revenue": 4.0}]
    case["government"] = [{"id": "city", "level": "city"}, {"id": "ward", "level": "ward", "parent": "city"}]
    case["community"] = [
        {"id": f"rw{k}", "government": ["city", "ward"], "umkm": {"food": 16, "craft": 8}, "environment": 0.3 + 0.2 * k,
         "gallery_slots": 4, "gallery_footfall": 200, "bazaar_every": 3}
        for k in range(3)
    ]  # fmt: skip
    case["cbo"] = [{"id": f"rw{k}_cbo", "community": f"rw{k}", "leadership": 0.4 + 0.2 * k} for k in range(3)]
    case["fund"] = [{"id": "fund", "opening_balance": 5.0, "inflow": 1.0}]
    case["facilitator"] = [{"id": f"coordinator{k}", "communities": [f"rw{k}"], "hours": 20 + 10 * k} for k in range(3)]
    everybody = {"communities": ["rw0", "rw1", "rw2"]}
    case["intervention"] = [
        {"id": "training", "kind": "training", "intensity": 3.0, "cost": 0.5, "fund": "fund", "target": everybody},
        {"id": "visits", "kind": "visits", "intensity": 0.3, "target": everybody | {"share": 0.5}},
        {"id": "buyer", "kind": "buyer", "places": 6, "min_rep": 0.0, "outside_claim": 0.2, "target": everybody},
    ]
    return case


def explicit_targets(case: Table) -> Table:
    """The same case without groups: who is reached is listed, and nothing waits for a replication of the whole run."""
    case = copy.deepcopy(case)
    everybody = [c["id"] for c in case["community"]]
    pilots = [c["id"] for c in case["community"] if c.get("pilot")]
    case.pop("replication", None)
    kept = []
    for lever in case["intervention"]:
        target = lever.setdefault("target", {})
        group = target.pop("group", "all")
        if group == "replica":
            continue
        target.setdefault("communities", pilots if group == "pilot" else everybody)
        if lever["kind"] == "fund_cut" and "fund" not in lever:
            if not case["fund"]:
                continue
            lever["fund"] = case["fund"][0]["id"]
        kept.append(lever)
    case["intervention"] = kept
    case.pop("policy", None)
    return case


def beside(case: Table, mark: str = "_b") -> Table:
    """Two copies of one region in a run: nothing in one refers to anything in the other."""
    both = copy.deepcopy(case)
    ids = {
        t["id"]
        for part in ("government", "community", "cbo", "facilitator", "fund", "intervention")
        for t in case[part]
    }

    def renamed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: renamed(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [renamed(v, key) for v in value]
        named = key in ("id", "government", "parent", "community", "communities", "fund", "cbo")
        return value + mark if named and isinstance(value, str) and value in ids else value

    for part in ("government", "community", "cbo", "facilitator", "fund", "intervention"):
        for table in case[part]:
            other = renamed(table)
            if part == "intervention":  # levers are kept in the order of their ids: behind those of the first copy
                other["id"] = "z" + mark + table["id"]
            if "umkm_file" in other:
                name = other["umkm_file"] = mark + other["umkm_file"]
                both["files"][name] = with_other_cbos(case["files"][table["umkm_file"]], ids, mark)
            both[part].append(other)
    return both


def with_other_cbos(table: str, ids: set[str], mark: str) -> str:
    lines = [line.split(",") for line in table.splitlines()]
    if "cbo" not in lines[0]:
        return table
    at = lines[0].index("cbo")
    for cells in lines[1:]:
        cells[at] += mark if cells[at] in ids else ""
    return "\n".join(",".join(cells) for cells in lines) + "\n"


# Kinds of which several combine by a sum, the largest or a product, so that their order is nobody's business. Gallery,
# bazaar and offers act in turn; of two new leaders the last stays.
IN_ANY_ORDER = {
    "grant", "operations", "training", "facilitators", "visits", "messages", "permit_help", "permit_assist",
    "simpler_procedure", "contest", "platform", "digital_channel", "forum", "federation", "mentoring", "shared_archive",
    "monitoring", "role_clarity", "youth", "pandemic", "officer_turnover", "fund_cut", "broken_promise",
    "permit_renewal",
}  # fmt: skip


def chooses(lever: Table) -> bool:
    """Single UMKM are chosen by draws that have the lever's place in the list as their address."""
    return lever["kind"] == "mentoring" or any(
        key in lever.get("target", {}) for key in ("sectors", "neighbourhoods", "share", "places")
    )


def reordered_levers(source: Source, levers: list[Table]) -> list[Table]:
    free = [i for i, lever in enumerate(levers) if lever["kind"] in IN_ANY_ORDER and not chooses(lever)]
    order = list(levers)
    for place, taken in zip(free, source.shuffled(free), strict=True):
        order[place] = levers[taken]
    return order


def reordered_keys(source: Source, value: Any) -> Any:
    """Keys of all tables in another order; lists as they are."""
    if isinstance(value, dict):
        return {key: reordered_keys(source, value[key]) for key in source.shuffled(list(value))}
    if isinstance(value, list):
        return [reordered_keys(source, element) for element in value]
    return value
