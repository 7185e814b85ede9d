"""A month of the model (docs/model.md, 1.3) on one screen."""

import copy
from collections import Counter
from types import SimpleNamespace

import numpy as np

from . import government, macro_step, market, participation, uptake
from .decisions import Decisions
from .levers import effects
from .notation import NONE, per_hour
from .world import Rows, holds


class Memory:
    """What a run remembers beside the tables: replication, targets of levers, accounts."""

    def __init__(self, scenario):
        self.months_passed = 0
        self.replication_month = NONE
        self.targets = {}
        self.booked_total = np.zeros(len(scenario.interventions) + len(scenario.paying_funds))


class Month:
    """One month of the world `w`, which it changes. `seen` counts what happened."""

    def __init__(self, scenario, w, memory, draws, t, turned=()):
        self.scenario, self.p, self.w, self.memory, self.draws, self.t = (
            scenario,
            scenario.parameters,
            w,
            memory,
            draws,
            t,
        )
        self.month = t + 1  # of the draws' addresses
        self.decide = Decisions(turned)
        self.seen = Counter()
        self.booked = np.zeros(len(w.community.stage))

    def run(self):
        self.look_abroad()
        macro_step.replication(self)
        macro_step.funds(self)
        effects(self)
        macro_step.partner_offers(self)
        macro_step.government_units(self)
        macro_step.facilitators(self)
        macro_step.bridging(self)
        for k in range(len(self.w.community.stage)):
            self.enter(k)
            self.perceive(k)
            government.government(self, k)
            government.facilitation(self, k)
            government.organisation(self, k)
            participation.participation(self, k)
            participation.learning(self, k)
            participation.trust(self, k)
            uptake.uptake(self, k)
            market.market(self, k)
            market.social_capital(self, k)
            market.outcomes(self, k)
        self.load_of_facilitators()
        return self

    def look_abroad(self):
        """What other communities published at the end of last month; it stays as it is while this month goes on."""
        self.w.community.success_seen[:] = self.w.community.mean_success
        self.w.cbo.knowledge_seen[:] = self.w.cbo.knowledge

    def enter(self, k):
        """The rows of community k within reach."""
        self.rows, self.cbo_rows = self.umkm_of(k), np.array(self.cbos_of(k))
        self.community = Rows(self.w.community, k)
        self.i = Rows(self.w.umkm, self.rows)
        self.cbos = Rows(self.w.cbo, self.cbo_rows)
        self.now = SimpleNamespace()

    def perceive(self, k):
        """0h. What the UMKM of the community published last month; holders of a revoked permit lose it."""
        names = ["took_part", "succeeded", "benefit", "awareness_seen", "adopted_seen"]
        self.published = SimpleNamespace(**{name: getattr(self.i, name) for name in names})
        self.contacts = self.i.contacts
        for option in self.effects[k].revoked:
            self.note("permit revoked", holds(self.i.adopted, option).any())
            self.i.adopted = self.i.adopted & ~(1 << option)

    def load_of_facilitators(self):
        """load_f = Σ assigned/paid hours"""
        f, post = self.w.facilitator, self.w.post
        for row in range(len(f.load)):
            assigned = np.sum(post.assigned[post.facilitator == row])
            f.load[row] = per_hour(assigned, f.paid_hours[row])
            self.note("facilitator overloaded", f.load[row] > 1)

    def peers(self, published):
        """What the contacts published: UMKM by slot."""
        return published[self.contacts]

    def note(self, what, happened=True):
        if happened:
            self.seen[what] += 1

    def umkm_of(self, k):
        first = self.w.community.first_row[k]
        return np.arange(first, first + self.w.community.umkm_count[k])

    def cbos_of(self, k):
        first = int(self.w.community.first_cbo[k])
        return list(range(first, first + int(self.w.community.cbo_count[k])))

    def chain_of(self, k):
        """City, district, ward, RW; NONE where the level is missing."""
        community = self.w.community
        return [community.unit_city[k], community.unit_district[k], community.unit_ward[k], community.unit_rw[k]]

    def communities_of(self, g):
        return [k for k in range(len(self.w.community.stage)) if g in self.chain_of(k)]


def month(scenario, w, memory, draws, t, turned=()):
    """The world and the memory after month t; those given are not changed. Also the Month, for its notes."""
    w, memory = copy.deepcopy(w), copy.deepcopy(memory)
    done = Month(scenario, w, memory, draws, t, turned).run()
    return w, memory, done
