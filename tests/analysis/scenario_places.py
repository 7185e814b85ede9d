"""Who is there in a random scenario: sectors, options, government, communities, organisations, facilitators, funds."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from random_source import Source
from scenario_schema import keys_of, number, parameters, standard_options

PARTNER_OPTIONS = ["partnership", "csr"]
LEVELS = ["city", "district", "ward", "rw"]
MOST_OPTIONS = 16  # bits of a row
TRAITS = [
    "production", "management", "market", "aspiration", "awareness", "expected_benefit", "trust_peer", "trust_cbo",
    "trust_facilitator", "trust_government", "ownership", "fatigue", "time_slack",
]  # fmt: skip
Table = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """How large a random scenario may be, and how far its numbers may lie from what is plausible."""

    max_communities: int = 3
    max_umkm: int = 40  # of one community
    max_months: int = 12
    max_interventions: int = 8
    max_policies: int = 2
    extremes: float = 0.03  # chance of a number at the end of what the reader takes at all; 0 = never

    def smaller(self, **sizes: Any) -> Limits:
        return replace(self, **sizes)


@dataclass
class Calendar:
    start: datetime.date
    planned: int

    def date(self, source: Source, month: int) -> datetime.date:
        """A day in month t of the run."""
        months = self.start.year * 12 + self.start.month - 1 + month
        return datetime.date(months // 12, months % 12 + 1, source.pick([1, 15, 28]))

    def term(self, source: Source) -> tuple[Table, int]:
        """from and until, both, one of them or none; and the first month."""
        first, table = 0, {}
        if source.chance(0.5):
            first = source.integer(0, self.planned - 1)
            table["from"] = self.date(source, first)
        if source.chance(0.4):
            table["until"] = self.date(source, source.integer(first, self.planned - 1))
        return table, first


def numbers(source: Source, section: str, keys: list[str], limits: Limits, likely: float = 0.6) -> Table:
    """Some of the keys with a value; the others keep their defaults."""
    schemas = keys_of(section)
    return {
        key: number(source, f"{section}.{key}", schemas[key], limits.extremes) for key in keys if source.chance(likely)
    }


def plain_numbers(section: str, *but: str) -> list[str]:
    """The keys of a table that are numbers and bound to nothing else."""
    return [key for key, schema in keys_of(section).items() if "minimum" in schema and key not in but]


def random_options(source: Source, calendar: Calendar, limits: Limits) -> list[Table]:
    standard = list(standard_options())
    new = [f"permit{i}" for i in range(source.integer(0, 3) if source.chance(0.4) else 0)]
    if limits.extremes > 0 and source.chance(limits.extremes):
        new = [f"permit{i}" for i in range(MOST_OPTIONS - len(standard))]
    # At the catalogue's hazards hardly anything is taken up in a short run, and offers of partners never.
    eager = source.chance(0.5)
    changed = source.some(standard, 0, 5) if source.chance(0.6) else []
    changed += [name for name in PARTNER_OPTIONS if eager and name not in changed]
    prerequisites = {name: row["prerequisite"] for name, row in standard_options().items()}
    tables = []
    for name in [*changed, *new]:
        table: Table = {"id": name}
        table |= numbers(source, "option", plain_numbers("option"), limits, 0.4)
        if eager or (name in new and "base" not in table):
            table["base"] = source.real(-4, 0)
        for key in ("skill", "offered_by"):
            if source.chance(0.3):
                table[key] = source.pick(keys_of("option")[key]["enum"])
        if name in new and source.chance(0.4):
            table["kind"] = source.pick(["permit", "finance"])
        if source.chance(0.2):
            table["food_only"] = source.chance(0.5)
        if source.chance(0.3):
            table["from"] = calendar.date(source, source.integer(-12, calendar.planned + 6))
        if source.chance(0.3):
            table["prerequisite"] = source.pick(["none", *[other for other in [*standard, *new] if other != name]])
        prerequisites[name] = table.get("prerequisite", prerequisites.get(name, "")).replace("none", "")
        tables.append(table)
    for table in tables:
        at, steps = prerequisites[table["id"]], 0
        while at and at != table["id"] and steps <= MOST_OPTIONS:
            at, steps = prerequisites.get(at, ""), steps + 1
        if at:  # in a circle, or leads into one
            table["prerequisite"], prerequisites[table["id"]] = "none", ""
    return tables


def option_names(options: list[Table]) -> list[str]:
    standard = list(standard_options())
    return standard + [table["id"] for table in options if table["id"] not in standard]


def kind_of_option(name: str, options: list[Table]) -> str:
    if name in standard_options():
        return standard_options()[name]["kind"]
    return next(table for table in options if table["id"] == name).get("kind", "permit")


def food_only(name: str, options: list[Table]) -> bool:
    changed = next((table for table in options if table["id"] == name), {})
    return changed.get("food_only", standard_options().get(name, {}).get("food_only", False))


def random_sectors(source: Source, options: list[Table], limits: Limits) -> list[Table]:
    count = source.integer(1, 4)
    shares = source.parts(count) if source.chance(0.5) else []
    tables = []
    for s in range(count):
        table: Table = {"id": f"sector{s}"} | numbers(source, "sector", ["revenue"], limits)
        if source.chance(0.5):
            table["food"] = True
        if shares:
            table["share"] = shares[s] * (1 - 1e-12)
        if source.chance(0.25):
            suit = [name for name in option_names(options) if table.get("food") or not food_only(name, options)]
            table["options"] = source.some(suit, 1)
        tables.append(table)
    return tables


def random_government(source: Source, limits: Limits) -> list[Table]:
    """One or several trees of units; a level may be missing, a unit may govern nobody."""
    tables: list[Table] = []
    for _ in range(source.integer(1, 3)):
        root = len(tables)
        depth = source.pick([0, 0, 1, 2, 3])
        straight = source.chance(0.4)  # one unit of each level, each under the next
        for u in range(4 - depth if straight else source.integer(1, 5)):
            level = depth + u if straight else depth if u == 0 else source.integer(depth, 3)
            above = [t for t in tables[root:] if LEVELS.index(t["level"]) < level]
            above = above[-1:] if straight else above
            if u > 0 and not above:
                continue
            table: Table = {"id": f"unit{len(tables)}", "level": LEVELS[level]}
            keys = plain_numbers("government", *(["mandate"] if u > 0 else []))
            table |= numbers(source, "government", keys, limits, 0.5)
            if u > 0:
                table["parent"] = source.pick(above)["id"]
            tables.append(table)
    return tables


def random_chain(source: Source, government: list[Table]) -> list[str]:
    """Any unit and some of those above it."""
    by_id = {table["id"]: table for table in government}
    path = [source.pick(government)]
    while "parent" in path[-1]:
        path.append(by_id[path[-1]["parent"]])
    return source.some([table["id"] for table in path], 1)


def random_umkm_file(
    source: Source, n: int, sectors: list[Table], cbos: list[str], options: list[str], rts: int
) -> str:
    columns = ["sector", *source.some(["size", "reluctance", "capital", "other_income", "revenue"])]
    columns += source.some(TRAITS, 0, 5) + source.some(options, 0, 4)
    columns += [c for c in ("neighbourhood", "cbo") if source.chance(0.5)]
    ranges = {"reluctance": (-3, 3), "size": (0.2, 3), "capital": (0, 20), "other_income": (0, 8), "revenue": (0.2, 20)}
    answers = source.bulk()

    def cell(column: str) -> str:
        if column == "sector":
            return answers.pick(sectors)["id"]
        if column == "neighbourhood":
            return str(answers.integer(1, rts))
        if answers.chance(0.15):
            return ""
        if column == "cbo":
            return answers.pick(["none", *cbos])
        if column in options and column not in TRAITS:
            return str(answers.integer(0, 1))
        low, high = ranges.get(column, (0, 1))
        return repr(answers.pick([low, high]) if answers.chance(0.1) else round(answers.real(low, high), 3))

    rows = [columns, *[[cell(column) for column in columns] for _ in range(n)]]
    if len(columns) == 1:  # a line may not be empty
        return "\n".join(row[0] for row in rows) + "\n"
    return "\n".join(",".join(row) for row in rows) + "\n"


def random_communities(
    source: Source, sectors: list[Table], government: list[Table], options: list[Table], contacts: int, limits: Limits
) -> tuple[list[Table], list[Table], Table]:
    """Communities, their organisations, and the tables of UMKM."""
    communities, cbos, files = [], [], {}
    alone = ("umkm", "umkm_file", "neighbourhoods", "pilot")
    for k in range(source.integer(1, limits.max_communities)):
        name = f"rw{k}"
        n = source.integer(contacts + 1, max(contacts + 1, limits.max_umkm))
        table: Table = {"id": name, "government": random_chain(source, government)}
        table |= numbers(source, "community", plain_numbers("community", *alone), limits, 0.35)
        table |= numbers(source, "community", ["neighbourhoods"], limits, 0.6)
        if source.chance(0.4):
            table["pilot"] = True
        own = random_cbos(source, name, limits)
        cbos += own
        form = source.pick(["counts", "counts", "total", "file"])
        shared = len(sectors) == 1 or any(sector.get("share", 0) > 0 for sector in sectors)
        if form == "file":
            files[f"{name}.csv"] = random_umkm_file(
                source, n, sectors, [cbo["id"] for cbo in own], option_names(options), table.get("neighbourhoods", 5)
            )
            table["umkm_file"] = f"{name}.csv"
        elif form == "total" and shared:
            table["umkm"] = n
        else:
            there = source.some(sectors, 1)
            cuts = sorted(source.integer(0, n) for _ in there[1:])
            counts = [b - a for a, b in zip([0, *cuts], [*cuts, n], strict=True)]
            table["umkm"] = {sector["id"]: count for sector, count in zip(there, counts, strict=True)}
        communities.append(table)
    return communities, source.shuffled(cbos), files


def random_cbos(source: Source, community: str, limits: Limits) -> list[Table]:
    count = source.pick([1, 1, 2, 3, 4])
    members, dominance = source.parts(count + 1), source.parts(count + 1)
    tables = []
    for c in range(count):
        table: Table = {"id": f"{community}_cbo{c}", "community": community}
        table |= numbers(source, "cbo", plain_numbers("cbo", "members", "dominance"), limits, 0.5)
        # Left at their defaults the members of several would add up to more than 1.
        table |= {"members": members[c] * (1 - 1e-12), "dominance": dominance[c] * (1 - 1e-12)}
        if source.chance(0.2):
            table["bridge"] = False
        tables.append(table)
    return tables


def random_funds(source: Source, calendar: Calendar, limits: Limits) -> list[Table]:
    tables = []
    for f in range(source.integer(0, 3)):
        table: Table = {"id": f"fund{f}"} | numbers(source, "fund", plain_numbers("fund"), limits, 0.8)
        tables.append(table | calendar.term(source)[0])
    return tables


def random_facilitators(
    source: Source, communities: list[Table], funds: list[Table], calendar: Calendar, limits: Limits
) -> list[Table]:
    tables = []
    for f in range(source.integer(0, 5)):
        table: Table = {"id": f"facilitator{f}"}
        if source.chance(0.85):
            table["kind"] = source.pick(keys_of("facilitator")["kind"]["enum"])
        table["communities"] = [c["id"] for c in source.some(communities, 1)]
        table |= numbers(source, "facilitator", plain_numbers("facilitator"), limits, 0.7)
        if funds and source.chance(0.5):
            table["fund"] = source.pick(funds)["id"]
        tables.append(table | calendar.term(source)[0])
    return tables


def random_adopted(source: Source, options: list[Table]) -> Table:
    chosen = source.some(option_names(options), 0, 5) if source.chance(0.7) else []
    return {name: 1.0 if source.chance(0.15) else round(source.real(0, 1), 4) for name in chosen}


def random_replication(source: Source, communities: list[Table], calendar: Calendar) -> Table | None:
    if not any(c.get("pilot") for c in communities) or not source.chance(0.7):
        return None
    keys = source.some(["participation", "awareness", "environment"])
    table: Table = {key: round(source.real(0, 0.5), 4) if source.chance(0.5) else 0.0 for key in keys}
    if source.chance(0.4):
        table["from"] = calendar.date(source, source.integer(0, calendar.planned - 1))
    return table


def contacts_of(source: Source, limits: Limits) -> int:
    """K, even, below the smallest number of UMKM that shall be possible."""
    row = parameters()["social_capital.contacts"]
    most = min(int(row["highest"]), limits.max_umkm - 1)
    usual = int(row["default"])
    if usual <= most and source.chance(0.4):
        return usual
    return 2 * source.integer(1, most // 2)
