"""The metrics (`berdaya describe metrics`): each a function of its name, of one community or of the whole run."""

import inspect

import numpy as np

from .notation import NONE, cap, ratio_of, share
from .scenario import CSR, PARTNERSHIP
from .world import Rows, holds


class Community:
    """Metrics of community k of the world w at the end of a month. `booked`: cost booked there this month."""

    def __init__(self, scenario, w, k, booked, decide):
        self._p, self._options, self._booked, self._decide = scenario.parameters, scenario.options, booked, decide
        rows = np.arange(w.community.first_row[k], w.community.first_row[k] + w.community.umkm_count[k])
        cbos = np.arange(w.community.first_cbo[k], w.community.first_cbo[k] + w.community.cbo_count[k])
        self._rows, self._k = rows, k
        self._i, self._cbos, self._community = Rows(w.umkm, rows), Rows(w.cbo, cbos), Rows(w.community, k)

    def awareness(self):
        return np.mean(self._i.awareness)

    def expected_benefit(self):
        return np.mean(self._i.expected_benefit)

    def aspiration(self):
        return np.mean(self._i.aspiration)

    def ownership(self):
        return np.mean(self._i.ownership)

    def fatigue(self):
        return np.mean(self._i.fatigue)

    def skill(self):
        return [np.mean(getattr(self._i, f"skill_{x}")) for x in ("production", "management", "market")]

    def skill_mean(self):
        return np.mean(self.skill())

    def trust(self):
        return [np.mean(getattr(self._i, f"trust_{x}")) for x in ("peer", "cbo", "facilitator", "government")]

    def trust_mean(self):
        return np.mean(self.trust())

    def holds(self):
        return [np.mean(holds(self._i.adopted, o)) for o in range(len(self._options))]

    def member(self):
        return np.mean(self._i.cbo != NONE)

    def knows_partnership(self):
        return np.mean(holds(self._i.knows, PARTNERSHIP))

    def knows_csr(self):
        return np.mean(holds(self._i.knows, CSR))

    def revenue(self):
        return np.mean(self._i.revenue)

    def capital(self):
        return np.mean(self._i.capital)

    def _household(self):
        return self._i.profit + self._i.other_income

    def income(self):
        return np.mean(self._household())

    def revenue_ratio(self):
        reference = np.sum(self._i.reference_ema)
        return np.sum(self._i.revenue_ema) / reference if reference > 0 else 1.0

    def poverty(self):
        line = self._p.market.poverty_line
        scale = np.abs(self._i.profit) + self._i.other_income
        return np.mean(self._decide.less("poverty_line", self._rows, self._household(), line, scale=scale))

    def better_off(self):
        ratio, line = ratio_of(self._i.revenue_ema, self._i.reference_ema), self._p.market.better_ratio
        return np.mean(~self._decide.less("better_ratio", self._rows, ratio, line, scale=line))

    def success(self):
        return np.mean(self._i.succeeded)

    def cohesion(self):
        return np.mean(self._cbos.cohesion)

    def knowledge(self):
        return np.mean(self._cbos.knowledge)

    def formal_trust(self):
        return np.mean(self._cbos.formal_trust)

    def linking(self):
        return np.mean(self._cbos.linking)

    def bargaining(self):
        return np.mean(self._cbos.bargaining)

    def bridging(self):
        return np.mean(self._cbos.ties != NONE)

    def bonding(self):
        return np.mean(self._i.trust_peer) * (0.5 + 0.5 * self._community.part_ema)

    def load(self):
        return self._community.facilitator_load

    def commitment(self):
        return self._community.facilitator_commitment

    def fund(self):
        return self._community.programme_fund

    def spent(self):
        return self._booked

    def micro(self):
        realised = np.mean(self._i.benefit)
        return np.mean([self.skill_mean(), self.aspiration(), self.awareness(), self.ownership(), realised])

    def meso(self):
        community = self._community
        cbos = [self.cohesion(), self.knowledge()]
        return np.mean([*cbos, community.dominance, self.bonding(), community.self_reliance])

    def macro(self):
        community = self._community
        units = [community.chain_support, community.responsiveness]
        return np.mean([*units, self.formal_trust(), self.linking(), community.fulfilment])

    def care(self):
        return cap((self._community.part_ema + self.ownership()) / self._p.outcomes.upkeep_norm)

    def outcome_social(self):
        return np.mean([self.ownership(), self.care()])

    def outcome_welfare(self):
        income = max(0, self.income())
        return np.mean([share(income, income + self._p.market.poverty_line), 1 - self.poverty(), self.better_off()])

    def outcome_settlement(self):
        return self._community.environment


AS_IN_THE_TABLE = [
    *["capped", "debt_service", "participation", "part_held", "part_ema", "offered", "activities", "initiator", "p_cbo", "p_off"],
    *["dominance", "novelty", "conflict", "integration", "clarity", "quality", "chain_support", "chain_archive"],
    *["responsiveness", "kept", "fulfilment", "shifted", "overlap", "environment", "reputation", "archive", "stage"],
    *["own_cost_share", "prize", "self_reliance"],
]
"""Metrics that are columns of the community."""


class Run:
    """Metrics of the whole run."""

    def __init__(self, w, memory):
        self._w, self._memory = w, memory

    def fund_balance(self):
        return np.sum(self._w.fund.balance)

    def balance_by_fund(self):
        return self._w.fund.balance

    def outside_places(self):
        return np.sum(self._w.partner.outside)

    def replication_month(self):
        return self._memory.replication_month if self._memory.replication_month != NONE else np.nan

    def spent_by_intervention(self):
        return self._memory.booked_total


def named(metrics):
    """{name: value} of a class of metrics."""
    return {name: f() for name, f in inspect.getmembers(metrics, inspect.ismethod) if not name.startswith("_")}


def all_metrics(scenario, w, memory, booked, decide):
    """{name: array}: by community, or one value for the run; with a further dimension last."""
    communities = range(len(w.community.stage))
    by_community = [named(Community(scenario, w, k, booked[k], decide)) for k in communities]
    values = {name: np.array([one[name] for one in by_community]) for name in by_community[0]}
    values |= {name: getattr(w.community, name) for name in AS_IN_THE_TABLE}
    return values | {name: np.asarray(value) for name, value in named(Run(w, memory)).items()}
