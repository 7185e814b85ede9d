"""A run whose every month is held against what must always hold, for any scenario: `Watched(scenario, seed).run()`.

The scenario's facts are read from its resolved text, in which every parameter, option and intervention is written out.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

import berdaya as bd
from berdaya import _core

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLES = ["umkm", "community", "cbo", "facilitator", "post", "unit", "partner", "fund"]
NONE = 2**32 - 1
NO_CBO = 255
OPTIONS_A_ROW = 16

# Of unit 1, but neither a share nor a level.
NOT_LEVELS = {
    "umkm.size", "umkm.attraction0", "umkm.reluctance", "facilitator.load", "community.facilitator_load",
    "community.sector_attraction",
}  # fmt: skip
MAY_BE_NEGATIVE = {"umkm.reluctance", "umkm.profit", "community.latitude", "community.longitude"}
# Never written after the start. Traits of an UMKM are drawn anew when another business takes its place.
FIXED = {
    "umkm": ["sector", "neighbourhood"],
    "community": [
        "first_row", "umkm_count", "first_cbo", "cbo_count", "unit_city", "unit_district", "unit_ward", "unit_rw",
        "root_unit", "neighbourhoods", "env_base", "records", "clarity_base", "integration_base", "platform_demand",
        "gallery_slots", "gallery_location", "gallery_footfall", "bazaar_every", "bazaar_stalls", "pilot", "wave",
        "latitude", "longitude", "sector_count", "sector_attraction",
    ],
    "cbo": ["community", "knowledge_base", "formal_trust_base", "link_max", "may_bridge"],
    "facilitator": ["kind", "hours", "competence", "commitment_base", "first_month", "last_month"],
    "post": ["facilitator", "community"],
    "unit": ["level", "parent", "base_support", "mandate", "monitoring", "records", "hours"],
    "partner": ["intervention", "option"],
    "fund": ["opening_balance", "inflow", "inflow_every", "first_month", "last_month"],
}  # fmt: skip
METRICS_NOT_LEVELS = {"revenue_ratio", "load"}
METRICS_MAY_BE_NEGATIVE = {"income"}

Tables = dict[str, dict[str, np.ndarray]]


def rounded_down(x: float) -> int:
    """A hair below a whole number is that number, as the engine has it."""
    return math.floor(x + 1e-9)


def copy_of(sim: bd.Simulation) -> Tables:
    return {name: {column: getattr(sim, name)[column].copy() for column in getattr(sim, name)} for name in TABLES}


def months_between(start: Any, date: Any) -> int:
    return (date.year - start.year) * 12 + date.month - start.month


class Facts:
    """What a scenario says, with defaults filled in."""

    def __init__(self, scenario: bd.Scenario, policy: str) -> None:
        self.text = tomllib.loads(scenario.toml)
        self.parameters = scenario._core.values
        self.start = self.text["start"]
        self.planned = self.text.get("planned_months", self.text["months"])
        self.communities = (
            [c["id"] for c in self.text["community"]] if "community" in self.text else scenario.communities
        )
        self.options = self.text["option"]
        self.option = {o["id"]: i for i, o in enumerate(self.options)}
        self.funds = [f["id"] for f in self.text.get("fund", [])]
        parts = self.parts_of(policy)
        left_out = {i for part in parts for i in part.get("without", [])}
        own = {i["id"]: i for part in parts for i in part.get("intervention", [])}
        kept = [i for i in self.text.get("intervention", []) if i["id"] not in own]
        levers = [{**i, "left_out": i["id"] in left_out} for i in kept] + [{**i, "left_out": False} for i in own.values()]
        self.interventions = sorted(levers, key=lambda lever: lever["id"])
        self.kinds = {row["name"]: row for row in _core.interventions()}

    def parts_of(self, policy: str) -> list[dict[str, Any]]:
        """The policy and all that it includes, once each."""
        policies, names = self.text.get("policy", {}), [policy]
        for name in names:
            names += [other for other in policies.get(name, {}).get("include", []) if other not in names]
        return [policies[name] for name in names if name in policies]

    def field(self, lever: dict[str, Any], name: str) -> Any:
        if name in lever:
            return lever[name]
        if name in ("intensity", "cost"):
            return {"intensity": 1.0, "cost": 0.0}[name]
        return next(f["default"] for f in self.kinds[lever["kind"]]["fields"] if f["name"] == name)

    def term(self, lever: dict[str, Any]) -> tuple[int, int]:
        first = months_between(self.start, lever["from"]) if "from" in lever else 0
        once = lever["kind"] in ("leader_turnover", "officer_turnover", "permit_renewal")
        last = first if once else self.planned - 1
        if "until" in lever:
            last = months_between(self.start, lever["until"])
        return first, last

    def in_term(self, lever: dict[str, Any], t: int) -> bool:
        first, last = self.term(lever)
        return not lever["left_out"] and self.field(lever, "intensity") > 0 and first <= t <= last

    def reaches(self, lever: dict[str, Any], k: int, t: int, replication_month: float) -> bool:
        if not self.in_term(lever, t):
            return False
        target = lever.get("target", {})
        if "communities" in target:
            return self.communities[k] in target["communities"]
        pilot = self.text["community"][k].get("pilot", False)
        group = target.get("group", "all")
        if group == "pilot":
            return pilot
        if group == "replica":
            return not pilot and not math.isnan(replication_month) and t >= self.begins(lever, k, replication_month)
        return True

    def begins(self, lever: dict[str, Any], k: int, replication_month: float) -> float:
        """Month from which a lever for followers is on in the community."""
        return replication_month + self.text["community"][k].get("wave", 0) * lever.get("wave_months", 12)

    def funded(self, lever: dict[str, Any], scale: np.ndarray) -> float:
        paid = "fund" in lever and not self.kinds[lever["kind"]]["shock"]
        return self.field(lever, "intensity") * (scale[self.funds.index(lever["fund"])] if paid else 1.0)


class Watched:
    def __init__(self, scenario: bd.Scenario, seed: int = 1, policy: str = "baseline", threads: int = 1) -> None:
        self.facts = Facts(scenario, policy)
        self.sim = bd.Simulation(scenario, seed=seed, policy=policy, threads=threads)
        self.units = {name: dict(getattr(self.sim, name).units) for name in TABLES}
        self.first = self.now = self.before = copy_of(self.sim)
        self.received, self.paid, self.removed = ([0.0] * len(self.facts.funds) for _ in range(3))
        self.checks = [getattr(self, name) for name in dir(self) if name.startswith("check_")]

    def run(self) -> Tables:
        """To the end; the last month's tables."""
        self.check_bounds()
        self.check_counts()
        self.check_loans()
        self.check_contacts()
        self.check_ties()
        while self.month():
            pass
        return self.now

    def month(self, spoil: Callable[[Tables], None] | None = None) -> bool:
        """One month and its checks; `spoil` changes what they see, to test them."""
        if not self.sim.step():
            return False
        self.t = self.sim.month - 1
        self.before, self.now = self.now, copy_of(self.sim)
        self.replication_month = float(self.sim._core.metric("replication_month"))
        if spoil is not None:
            spoil(self.now)
        for check in self.checks:
            check()
        return True

    def rows(self, k: int) -> slice:
        c = self.now["community"]
        return slice(int(c["first_row"][k]), int(c["first_row"][k] + c["umkm_count"][k]))

    def communities(self) -> range:
        return range(len(self.now["community"]["first_row"]))

    def held(self, tables: Tables, option: int) -> np.ndarray:
        return (tables["umkm"]["adopted"] >> option & 1).astype(bool)

    # Levels in [0, 1], money and counts not negative, nothing missing.
    def check_bounds(self) -> None:
        for table, columns in self.now.items():
            for column, values in columns.items():
                name, unit = f"{table}.{column}", self.units[table][column]
                assert np.isfinite(values).all(), name
                if name not in MAY_BE_NEGATIVE:
                    assert (values >= 0).all(), (name, values.min())
                if unit in ("1", "0/1") and name not in NOT_LEVELS:
                    assert (values <= 1).all(), (name, values.max())

    def check_metrics(self) -> None:
        for metric in _core.metrics():
            values = self.sim._core.metric(metric["name"])
            if metric["name"] == "replication_month":
                continue
            assert np.isfinite(values).all(), metric["name"]
            if metric["name"] not in METRICS_MAY_BE_NEGATIVE:
                assert (values >= 0).all(), metric["name"]
            if metric["unit"] == "1" and metric["name"] not in METRICS_NOT_LEVELS:
                assert (values <= 1).all(), (metric["name"], values)

    # Nobody comes, goes or moves; what is counted is what there is.
    def check_counts(self) -> None:
        c, umkm, cbo = self.now["community"], self.now["umkm"], self.now["cbo"]
        for table, columns in FIXED.items():
            for column in columns:
                assert np.array_equal(self.now[table][column], self.first[table][column]), f"{table}.{column}"
        for table in TABLES:
            for column, values in self.now[table].items():
                assert values.shape == self.first[table][column].shape, f"{table}.{column}"
        for k in self.communities():
            rows = self.rows(k)
            adopted, applied = umkm["adopted"][rows], umkm["applied"][rows]
            for o in range(OPTIONS_A_ROW):
                assert c["holders"][k, o] == (adopted >> o & 1).sum(), (k, o)
                assert c["applicants"][k, o] == (applied >> o & 1).sum(), (k, o)
            own = umkm["cbo"][rows]
            assert ((own == NO_CBO) | (own < c["cbo_count"][k])).all()
            joint = adopted >> self.facts.option["collective"] & 1
            assert (own[joint.astype(bool)] != NO_CBO).all(), "only members sell together"
        assert cbo["members"].sum() <= len(umkm["sector"])

    def check_participation(self) -> None:
        c = self.now["community"]
        for k in self.communities():
            rows = self.rows(k)
            if c["offered"][k] == 0:
                assert c["participants"][k] == 0 and c["participation"][k] == 0
            else:
                assert c["participation"][k] == c["participants"][k] / c["umkm_count"][k]
            assert c["participants"][k] <= rows.stop - rows.start

    # Each one has K others of its own community as contacts.
    def check_contacts(self) -> None:
        c = self.now["community"]
        for k in self.communities():
            rows = self.rows(k)
            contacts = np.sort(self.now["umkm"]["contacts"][rows].astype(np.int64), axis=1)
            own = np.arange(contacts.shape[0])[:, None]
            assert (contacts < c["umkm_count"][k]).all()
            assert (contacts != own).all(), "nobody is a contact of its own"
            assert (np.diff(contacts, axis=1) > 0).all(), "no contact stands twice"

    # Ties leave the community, but never the run nor the root unit.
    def check_ties(self) -> None:
        ties, cbo = self.now["cbo"]["ties"].astype(np.int64), self.now["cbo"]
        root = self.now["community"]["root_unit"]
        for c, row in enumerate(ties):
            there = row[row != NONE]
            assert len(set(there)) == len(there)
            for other in there:
                assert other < len(ties)
                home, away = cbo["community"][c], cbo["community"][other]
                assert home != away and root[home] == root[away]
                assert cbo["may_bridge"][c]

    # Who newly holds an option could take it: it is offered, suits the sector, and what must come first was held.
    def check_prerequisites(self) -> None:
        umkm, options = self.now["umkm"], self.facts.options
        members = self.before["umkm"]["cbo"] != NO_CBO
        sectors = self.facts.text["sector"]
        for o, option in enumerate(options):
            fresh = self.held(self.now, o) & ~self.held(self.before, o)
            if not fresh.any():
                continue
            granted = option["id"] in ("partnership", "csr")  # applied for last month: then it was open
            prerequisite = option.get("prerequisite", "none")
            if prerequisite not in ("none", "") and not granted:
                key = self.facts.option[prerequisite]
                had = self.held(self.before, key)
                if prerequisite in ("partnership", "csr"):  # granted this month, before anything is taken
                    had |= self.before["umkm"]["applied"] >> key & 1 == 1
                assert had[fresh].all(), option["id"]
                if options[key]["kind"] == "permit":  # lost neither to a renewal just before nor by lapse
                    assert self.held(self.now, key)[fresh].all(), option["id"]
            if granted:
                assert (self.before["umkm"]["applied"][fresh] >> o & 1).all()
            if "from" in option:
                assert months_between(self.facts.start, option["from"]) <= self.t
            for s, sector in enumerate(sectors):
                suits = option["id"] in sector.get("options", [option["id"]])
                suits = suits and (sector.get("food", False) or not option.get("food_only", False))
                assert suits or not (fresh & (umkm["sector"] == s)).any(), (option["id"], sector["id"])
            if option["id"] == "collective":
                assert self.facts.text.get("collective", True)
                assert (umkm["cbo"][fresh] != NO_CBO).all() or members[fresh].all()
            if option["kind"] == "finance":
                assert (self.before["umkm"]["loan_left"][fresh] == 0).all(), "one loan at a time"

    # Where permits do not lapse, one is lost by renewal or with the business alone; where all lapse, nobody keeps one.
    def check_lapses(self) -> None:
        umkm, lapse = self.now["umkm"], self.facts.parameters["uptake.lapse"]
        replaced = (umkm["adopted"] == 0) & (umkm["cbo"] == NO_CBO) & (umkm["took_part"] == 0)
        for o, option in enumerate(self.facts.options):
            if option["kind"] != "permit":
                continue
            for k in self.communities():
                if any(
                    i["kind"] == "permit_renewal"
                    and self.facts.field(i, "option") == option["id"]
                    and self.facts.reaches(i, k, self.t, self.replication_month)
                    for i in self.facts.interventions
                ):
                    continue
                rows = self.rows(k)
                before, now = self.held(self.before, o)[rows], self.held(self.now, o)[rows]
                if lapse == 0:
                    assert (now | replaced[rows])[before].all(), (option["id"], k)
                if lapse == 1:
                    assert not (before & now).any(), (option["id"], k)

    # Who holds finance owes one loan, and nobody else owes.
    def check_loans(self) -> None:
        umkm = self.now["umkm"]
        finance = [o for o, option in enumerate(self.facts.options) if option["kind"] == "finance"]
        held = np.sum([self.held(self.now, o) for o in finance], axis=0)
        assert (held == (umkm["loan_left"] > 0)).all()
        assert (umkm["instalment"][held == 0] == 0).all()
        assert (umkm["loan_left"] <= self.facts.parameters["market.loan_months"]).all()

    # Gallery and bazaar never gain holders beyond their places.
    def check_places(self) -> None:
        c, scale = self.now["community"], self.now["fund"]["scale"]
        for k in self.communities():
            slots, every, stalls = float(c["gallery_slots"][k]), int(c["bazaar_every"][k]), int(c["bazaar_stalls"][k])
            for lever in self.facts.interventions:
                if lever["kind"] not in ("gallery", "bazaar") or not self.facts.reaches(
                    lever, k, self.t, self.replication_month
                ):
                    continue
                intensity = self.facts.funded(lever, scale)
                if intensity <= 0:
                    continue
                if lever["kind"] == "gallery" and "slots" in lever:
                    slots = rounded_down(slots + min(1.0, intensity) * (lever["slots"] - slots))
                if lever["kind"] == "bazaar":
                    every, stalls = int(self.facts.field(lever, "every")), int(self.facts.field(lever, "stalls"))
            places = {"gallery": math.floor(slots), "bazaar": stalls if every > 0 else 0}
            for name, number in places.items():
                o = self.facts.option[name]
                now, before = int(c["holders"][k, o]), int(self.before["community"]["holders"][k, o])
                assert now <= max(number, before), (name, k, now, number, before)

    # Holders and outsiders of an offer never grow beyond its places.
    def check_offers(self) -> None:
        served: dict[int, set[int]] = {}
        partner, scale = self.now["partner"], self.now["fund"]["scale"]
        offers = [(p, self.facts.interventions[j]) for p, j in enumerate(partner["intervention"])]
        for p, lever in sorted(offers, key=lambda offer: (self.facts.term(offer[1])[0], offer[1]["id"])):
            o = int(partner["option"][p])
            reached = {k for k in self.communities() if self.facts.reaches(lever, k, self.t, self.replication_month)}
            if not reached:
                assert partner["outside"][p] == self.before["partner"]["outside"][p]
                continue
            mine = sorted(reached - served.setdefault(o, set()))
            served[o] |= reached
            capacity = rounded_down(
                self.facts.field(lever, "places") * self.facts.funded(lever, scale) * partner["commitment"][p]
            )
            holders = [int(tables["community"]["holders"][mine, o].sum()) for tables in (self.before, self.now)]
            outside = [float(tables["partner"]["outside"][p]) for tables in (self.before, self.now)]
            assert holders[1] + outside[1] <= max(capacity, holders[0] + outside[0]), (
                lever["id"],
                capacity,
                holders,
                outside,
            )
            assert outside[1] == math.floor(outside[1])

    # Million Rp a month that a lever asks for in each community that it reaches.
    def wanted_cost(self, lever: dict[str, Any], k: int, reached: int) -> float:
        p, cost = self.facts.parameters, self.facts.field(lever, "cost")
        if lever["kind"] == "grant":
            first, last = self.facts.term(lever)
            if lever.get("target", {}).get("group") == "replica":
                first = max(first, self.facts.begins(lever, k, self.replication_month))
            cost += self.facts.field(lever, "intensity") * lever["amount"] / (last - first + 1)
        elif lever["kind"] == "facilitators":
            cost += self.facts.field(lever, "intensity") * p["facilitation.hour_cost"]
        elif lever["kind"] == "forum":
            digital = [
                min(1.0, self.facts.field(i, "intensity"))
                for i in self.facts.interventions
                if i["kind"] in ("platform", "digital_channel")
                and self.facts.reaches(i, k, self.t, self.replication_month)
            ]
            n, spread = self.facts.field(lever, "parties"), self.facts.field(lever, "spread")
            relief = 1 - p["policy.forum_relief"] * max(digital, default=0.0)
            cost += p["policy.forum_cost"] * n * n * spread * relief / reached
        return cost

    # Opening balance + inflow = payments + cuts + balance, and each payment from the scenario's own numbers.
    def check_funds(self) -> None:
        fund, facilitator = self.now["fund"], self.now["facilitator"]
        for f, name in enumerate(self.facts.funds):
            spec = self.facts.text["fund"][f]
            first = months_between(self.facts.start, spec["from"]) if "from" in spec else 0
            last = months_between(self.facts.start, spec["until"]) if "until" in spec else math.inf
            cuts = [
                i for i in self.facts.interventions
                if i["kind"] == "fund_cut" and self.facts.in_term(i, self.t) and i.get("fund", name) == name
            ]  # fmt: skip
            # Balances are sums of at most 4 numbers a month: in double precision each is right within one unit in the
            # last place of the largest. With amounts of a kampung, below 1e4 million Rp over 50 years, that is less
            # than 1e-2 rupiah.
            rounding = (4 * (self.t + 1) + 64) * 2.0**-52
            if first == self.t:
                self.received[f] += spec.get("opening_balance", 0)
            removed = max(
                (self.facts.field(i, "balance") for i in cuts if self.facts.term(i)[0] == self.t), default=0.0
            )
            balance = self.received[f] - self.paid[f] - self.removed[f]
            self.removed[f] += removed * balance if first <= self.t else 0
            if first <= self.t <= last and (self.t - first) % spec.get("inflow_every", 1) == 0:
                self.received[f] += spec.get("inflow", 0) * math.prod(
                    1 - self.facts.field(i, "intensity") for i in cuts
                )
            need = 0.0
            for i in np.flatnonzero(facilitator["fund"] == f):
                if facilitator["first_month"][i] <= self.t <= facilitator["last_month"][i]:
                    need += float(facilitator["hours"][i]) * self.facts.parameters["facilitation.hour_cost"]
            for lever in self.facts.interventions:
                if lever.get("fund") != name or self.facts.kinds[lever["kind"]]["shock"]:
                    continue
                on = [k for k in self.communities() if self.facts.reaches(lever, k, self.t, self.replication_month)]
                need += sum(self.wanted_cost(lever, k, len(on)) for k in on)
            balance = self.received[f] - self.paid[f] - self.removed[f]
            self.paid[f] += min(need, balance)
            scale = 1.0 if need <= balance else balance / need
            most = self.received[f] + need
            for column, wanted in (
                ("received", self.received[f]),
                ("paid", self.paid[f]),
                ("removed", self.removed[f]),
                ("balance", self.received[f] - self.paid[f] - self.removed[f]),
            ):
                assert abs(fund[column][f] - wanted) <= rounding * most, (name, column, fund[column][f], wanted)
            conserved = fund["received"][f] - fund["paid"][f] - fund["removed"][f] - fund["balance"][f]
            assert abs(conserved) <= rounding * most, (name, conserved)
            # A balance that is only just enough may be scaled by a hair less than 1.
            assert abs(fund["scale"][f] - scale) <= rounding * most / max(need, 1e-300), (name, fund["scale"][f], scale)
