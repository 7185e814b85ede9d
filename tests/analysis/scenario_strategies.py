"""Random scenarios that are valid by construction, of all that a scenario file can say.

    random_scenario(seed)      the text of one; the same for a seed on every machine, for long runs
    scenarios(max_umkm=20)     a strategy of hypothesis for the same texts, which shrinks
    random_case, cases         the same as a nested dict in the file's own words, to be changed and written by toml_of

What the reader refuses of these is a mistake here or in the reader.
"""

from __future__ import annotations

import datetime
from typing import Any

import hypothesis.strategies as st

import berdaya as bd
from berdaya import _core
from berdaya.scenario import as_toml
from random_source import Drawn, Seeded, Source
from scenario_levers import random_interventions, random_policies
from scenario_places import (
    Calendar,
    Limits,
    Table,
    contacts_of,
    random_adopted,
    random_communities,
    random_facilitators,
    random_funds,
    random_government,
    random_options,
    random_replication,
    random_sectors,
)
from scenario_values import random_parameters

__all__ = ["Limits", "cases", "random_case", "random_scenario", "scenario_of", "scenarios", "toml_of"]

LISTS = ["sector", "option", "government", "community", "cbo", "facilitator", "fund", "intervention"]


def case_from(source: Source, limits: Limits) -> Table:
    months = source.integer(1, limits.max_months)
    start = datetime.date(source.integer(1995, 2035), source.integer(1, 12), source.pick([1, 31 - 3]))
    case: Table = {"format": 1, "id": "random", "start": start, "months": months}
    planned = months
    if source.chance(0.15):
        planned = case["planned_months"] = months + source.integer(0, 24)
    calendar = Calendar(start, planned)
    if source.chance(0.15):
        case["collective"] = False

    contacts = contacts_of(source, limits)
    case["option"] = random_options(source, calendar, limits)
    case["sector"] = random_sectors(source, case["option"], limits)
    case["government"] = random_government(source, limits)
    case["community"], case["cbo"], files = random_communities(
        source, case["sector"], case["government"], case["option"], contacts, limits
    )
    if files:
        case["files"] = files
    case["fund"] = random_funds(source, calendar, limits)
    case["facilitator"] = random_facilitators(source, case["community"], case["fund"], calendar, limits)
    if replication := random_replication(source, case["community"], calendar):
        case["replication"] = replication
    if adopted := random_adopted(source, case["option"]):
        case["adopted"] = adopted
    case["intervention"] = random_interventions(source, case, "i", calendar, limits)
    if policies := random_policies(source, case, calendar, limits):
        case["policy"] = policies

    level_of = {unit["id"]: unit["level"] for unit in case["government"]}
    chains = [{level_of[unit] for unit in community["government"]} for community in case["community"]]
    case["parameters"] = random_parameters(source, contacts, chains, limits.extremes)
    return case


def toml_of(case: Table) -> str:
    """The scenario file; lists of tables in the order of the case."""
    lines: list[str] = []

    def write(table: Table) -> None:
        lines.extend(f"{key} = {as_toml(key, value)}" for key, value in table.items())

    def write_list(name: str, tables: list[Table]) -> None:
        for table in tables:
            lines.append(f"\n[[{name}]]")
            write(table)

    parts = {"parameters", "adopted", "replication", "files", "policy", *LISTS}
    write({key: value for key, value in case.items() if key not in parts})
    population = {n.split(".")[1]: v for n, v in case["parameters"].items() if n.startswith("population.")}
    others = {f'"{n}"': v for n, v in case["parameters"].items() if not n.startswith("population.")}
    tables = {"parameters": others, "population": population}
    tables |= {part: case[part] for part in ("adopted", "replication") if part in case}
    tables["files"] = {f'"{name}"': text for name, text in case.get("files", {}).items()}
    for name, table in tables.items():
        if table or name in case:
            lines.append(f"\n[{name}]")
            write(table)
    for name in LISTS:
        write_list(name, case[name])
    for name, policy in case.get("policy", {}).items():
        lines.append(f"\n[policy.{name}]")
        write({key: value for key, value in policy.items() if key != "intervention"})
        write_list(f"policy.{name}.intervention", policy["intervention"])
    return "\n".join(lines) + "\n"


def random_case(seed: int, limits: Limits | None = None, **sizes: Any) -> Table:
    return case_from(Seeded(seed), (limits or Limits()).smaller(**sizes))


def random_scenario(seed: int, limits: Limits | None = None, **sizes: Any) -> str:
    """The text of the scenario of this seed: `random_scenario(7, max_communities=1, max_umkm=20)`."""
    return toml_of(random_case(seed, limits, **sizes))


@st.composite
def cases(draw: Any, limits: Limits | None = None, **sizes: Any) -> Table:
    return case_from(Drawn(draw), (limits or Limits()).smaller(**sizes))


def scenarios(limits: Limits | None = None, **sizes: Any) -> st.SearchStrategy[str]:
    """Texts of random scenarios, for @given."""
    return cases(limits, **sizes).map(toml_of)


def scenario_of(text_or_case: str | Table) -> bd.Scenario:
    """Read by the program; InputError where it refuses."""
    text = text_or_case if isinstance(text_or_case, str) else toml_of(text_or_case)
    return bd.Scenario(_core.parse_scenario(text, "random.toml"), "random.toml")
