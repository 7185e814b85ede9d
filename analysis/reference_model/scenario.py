"""A resolved scenario (docs/scenario.md) as plain data: ids become rows, dates months of the run."""

import csv
import io
from types import SimpleNamespace

try:
    import tomllib
except ModuleNotFoundError:  # before Python 3.11
    import tomli as tomllib

from .notation import NONE

LEVELS = ["city", "district", "ward", "rw"]
CHANNELS = [4, 5, 6, 7, 8]
CHANNEL_NAMES = ["gallery", "bazaar", "marketplace", "partnership", "collective"]
NIB, PIRT, HALAL, HKI, GALLERY, BAZAAR, MARKETPLACE, PARTNERSHIP, COLLECTIVE, KUR, CSR = range(11)
SKILLS = ["production", "management", "market"]
TRAITS = [
    *["production", "management", "market", "aspiration", "awareness", "expected_benefit"],
    *["trust_peer", "trust_cbo", "trust_facilitator", "trust_government", "ownership", "fatigue", "time_slack"],
]
"""In the order of the draws 0 to 12 of rule 11."""


def read(text, policy="baseline"):
    """The scenario under one of its policies. `text` is that of berdaya.Scenario.toml: every key is written out, but not
    the beginning of an option that may be taken from the start on."""
    file = tomllib.loads(text)
    if "communities_file" in file:
        add_communities(file, file["files"][file["communities_file"]])
    s = SimpleNamespace(id=file["id"], months=file["months"], collective=file["collective"])
    s.horizon = file.get("planned_months", s.months)
    start = file["start"]
    s.start_month_of_year = start.month - 1

    def month(date):
        return (date.year - start.year) * 12 + date.month - start.month

    def rows(of):
        return {entity["id"]: row for row, entity in enumerate(file.get(of, []))}

    option, sector, unit, community, cbo, fund = map(
        rows, ["option", "sector", "government", "community", "cbo", "fund"]
    )

    s.parameters = SimpleNamespace(**{g: SimpleNamespace(**values) for g, values in file["parameters"].items()})
    s.parameters.population = SimpleNamespace(**file["population"])
    s.adopted = [file.get("adopted", {}).get(o, 0) for o in option]
    s.replication = None
    if "replication" in file:
        s.replication = SimpleNamespace(**file["replication"])
        s.replication.start = month(file["replication"]["from"])

    s.options = [SimpleNamespace(**o) for o in file["option"]]
    for o in s.options:
        o.prerequisite = option.get(o.prerequisite, NONE)
        o.first_month = month(getattr(o, "from")) if hasattr(o, "from") else 0
    s.loans = [number for number, o in enumerate(s.options) if o.kind == "finance"]
    s.sectors = [SimpleNamespace(**x) for x in file["sector"]]
    for x in s.sectors:
        suits = [option[o] for o in getattr(x, "options", option)]
        x.options = [o for o in suits if x.food or not s.options[o].food_only]

    s.units = [SimpleNamespace(**({"mandate": 0.6} | g)) for g in file["government"]]
    for g in s.units:
        g.parent = unit.get(getattr(g, "parent", None), NONE)
        g.level = LEVELS.index(g.level)

    s.communities = [SimpleNamespace(**k) for k in file["community"]]
    for row, k in enumerate(s.communities):
        k.chain = [NONE] * 4
        for g in k.government:
            k.chain[s.units[unit[g]].level] = unit[g]
        k.records_of_umkm = None
        if hasattr(k, "umkm_file"):
            k.records_of_umkm = list(csv.DictReader(io.StringIO(file["files"][k.umkm_file])))
            k.umkm = {x: sum(r["sector"] == x for r in k.records_of_umkm) for x in sector}
        k.sector_counts = [k.umkm.get(x, 0) for x in sector]
        k.n = sum(k.sector_counts)
        k.row = row

    s.cbos = [SimpleNamespace(**c) for c in sorted(file["cbo"], key=lambda c: community[c["community"]])]
    cbo = {c.id: row for row, c in enumerate(s.cbos)}
    for c in s.cbos:
        c.community = community[c.community]
        c.formal_trust_base = getattr(c, "formal_trust_base", c.formal_trust)
    for k in s.communities:
        k.cbos = [row for row, c in enumerate(s.cbos) if c.community == k.row]

    s.facilitators = [SimpleNamespace(**f) for f in file.get("facilitator", [])]
    for f in s.facilitators:
        f.communities = [community[k] for k in f.communities]
        f.fund = fund.get(getattr(f, "fund", None), NONE)
    s.paying_funds = sorted({f.fund for f in s.facilitators} - {NONE})
    s.funds = [SimpleNamespace(**({"inflow_every": 1} | f)) for f in file.get("fund", [])]
    for x in s.facilitators + s.funds:
        x.first_month = month(getattr(x, "from")) if hasattr(x, "from") else 0
        x.last_month = month(x.until) if hasattr(x, "until") else NONE

    def intervention(given, left_out):
        v = SimpleNamespace(**given)
        v.first_month, v.last_month, v.left_out = month(getattr(v, "from")), month(v.until), left_out
        target = given.get("target", {})
        v.group = target.get("group", "all")
        v.communities = [community[k] for k in target["communities"]] if "communities" in target else None
        v.to_sectors = [sector[x] for x in target["sectors"]] if "sectors" in target else None
        v.to_neighbourhoods = [x - 1 for x in target["neighbourhoods"]] if "neighbourhoods" in target else None
        v.to_share, v.to_places, v.first = target.get("share"), target.get("places"), target.get("first", "random")
        if v.kind == "mentoring" and v.to_places is None and v.to_share is None:
            v.to_places = v.places
        v.fund = fund.get(given.get("fund"), NONE)
        v.cbo = cbo.get(given.get("cbo"), NONE)
        v.permit, v.option = option.get(given.get("permit"), NONE), option.get(given.get("option"), NONE)
        v.profit = [(month(date), index) for date, index in given.get("profit", [])]
        return v

    policies = {"baseline": {}} | file.get("policy", {})
    names = included(policies, policy)
    without = {left for name in names for left in policies[name].get("without", [])}
    own = {v["id"]: intervention(v, False) for name in names for v in policies[name].get("intervention", [])}
    kept = {v["id"]: intervention(v, v["id"] in without) for v in file.get("intervention", [])}
    s.interventions = [v for _, v in sorted((kept | own).items(), key=lambda item: item[0].encode())]
    s.offers = [j for j, v in enumerate(s.interventions) if v.kind in ("csr", "buyer")]
    return s


def included(policies, name):
    """The policy and those that are part of it."""
    names = {name}
    for other in policies[name].get("include", []):
        names |= included(policies, other)
    return names


def add_communities(file, table):
    """One row of the table is one community with one CBO and perhaps one facilitator."""
    communities, cbos, facilitators = [], [], []
    for row in csv.DictReader(io.StringIO(table)):
        own = {key: value for key, value in row.items() if "." not in key}
        community = {key: plain(value) for key, value in own.items() if key not in ("id", "government")}
        community |= {"id": row["id"], "government": row["government"].split("|")}
        community["umkm"] = {key[5:]: int(value) for key, value in row.items() if key.startswith("umkm.")}
        communities.append(community)
        for of, entities in (("cbo.", cbos), ("facilitator.", facilitators)):
            entity = {k[len(of) :]: plain(v) for k, v in row.items() if k.startswith(of) and v != ""}
            if entity:
                entity["id"] = row[of + "id"]
                entities.append(entity | ({"community": row["id"]} if of == "cbo." else {"communities": [row["id"]]}))
    file["community"], file["cbo"] = communities, cbos
    file["facilitator"] = file.get("facilitator", []) + facilitators


def plain(cell):
    """A number where the cell holds one, a date where it holds a month."""
    try:
        return float(cell) if "." in cell or "e" in cell else int(cell)
    except ValueError:
        pass
    try:
        return tomllib.loads(f"x = {cell}-01")["x"]
    except tomllib.TOMLDecodeError:
        return cell
