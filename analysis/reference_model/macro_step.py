"""The macro step (docs/model.md, 3.3): once a month, on last month's published summaries."""

import math

import numpy as np

from .draws import CBO, OFFER, number_of
from .levers import hours_wanted, in_turn, is_on, target_communities, wanted_cost
from .notation import NONE, clip, share, toward, whole_number
from .scenario import CSR
from .world import Rows


def replication(m):
    """0a"""
    wanted = m.scenario.replication
    if wanted is None or m.memory.replication_month != NONE:
        return
    pilots = np.flatnonzero(m.w.community.pilot)
    reached = len(pilots) > 0 and m.t >= wanted.start
    for k in pilots:
        community = Rows(m.w.community, k)
        for name, threshold in (("part_ema", "participation"), ("mean_awareness", "awareness"), ("environment",) * 2):
            value = getattr(community, name)
            reached = m.decide.at_least(f"replication {threshold}", k, value, getattr(wanted, threshold)) and reached
    m.memory.months_passed = m.memory.months_passed + 1 if reached else 0
    if m.memory.months_passed >= m.p.policy.replicate_months:
        m.memory.replication_month = m.t
        m.note("replication begins")


def active(entity, t):
    return entity.first_month <= t and (entity.last_month == NONE or t <= entity.last_month)


def funds(m):
    """0b. Also who is in the target of what this month: `m.target`."""
    m.target = {id(v): target_communities(m, v) for v in m.scenario.interventions}
    for x in range(len(m.w.fund.balance)):
        fund = Rows(m.w.fund, x)
        cuts = [v for v in m.scenario.interventions if v.kind == "fund_cut" and is_on(v, m.t) and v.fund in (x, NONE)]
        if m.t == fund.first_month:
            fund.balance += fund.opening_balance
            fund.received += fund.opening_balance
        removed = fund.balance * max([v.balance for v in cuts if v.first_month == m.t], default=0.0)
        fund.balance -= removed
        fund.removed += removed
        if active(fund, m.t) and (m.t - fund.first_month) % fund.inflow_every == 0:
            inflow = fund.inflow * math.prod(1 - v.intensity for v in cuts)
            fund.balance += inflow
            fund.received += inflow
        need = sum(wanted_cost(m, v, k) for v in m.scenario.interventions if v.fund == x for k in m.target[id(v)])
        paid = Rows(m.w.facilitator, np.flatnonzero(m.w.facilitator.fund == x)) if len(m.w.facilitator.fund) else None
        if paid is not None:
            working = (paid.first_month <= m.t) & ((paid.last_month == NONE) | (m.t <= paid.last_month))
            need += np.sum(paid.hours[working]) * m.p.facilitation.hour_cost
        fund.scale = min(1.0, fund.balance / need) if need > 0 else 1.0
        if fund.scale < 1:
            m.note("fund is short")
        fund.balance = max(0.0, fund.balance - fund.scale * need)
        fund.paid += fund.scale * need
    for f in range(len(m.w.facilitator.hours)):
        facilitator = Rows(m.w.facilitator, f)
        scale = m.w.fund.scale[facilitator.fund] if facilitator.fund != NONE else 1.0
        facilitator.paid_hours = facilitator.hours * scale if active(facilitator, m.t) else 0.0
        if facilitator.fund != NONE:
            book_facilitator(m, f, facilitator)


def book_facilitator(m, f, facilitator):
    """Its pay is a cost of the run, in its communities as its hours are split (0f)."""
    pay = facilitator.paid_hours * m.p.facilitation.hour_cost
    communities = m.w.post.community[m.w.post.facilitator == f]
    demand = np.array([hours_wanted(m, k) for k in communities])
    whole = np.sum(demand)
    for k, part in zip(communities, demand / whole if whole > 0 else np.full(len(demand), 1 / len(demand)), strict=True):
        m.booked[k] += pay * part
        account = len(m.scenario.interventions) + m.scenario.paying_funds.index(facilitator.fund)
        m.memory.booked_total[account] += pay * part


def profit_index(path, t):
    """The company's profit: linear between the given months, constant before and after; 1 if nothing is given."""
    return np.interp(t, *zip(*path, strict=True)) if path else 1.0


def partner_offers(m):
    """0d"""
    served = {}  # (option, community): taken by an earlier offer
    for j in in_turn(m.scenario.offers, m):
        row = m.scenario.offers.index(j)
        v, offer = m.scenario.interventions[j], Rows(m.w.partner, row)
        offer.commitment = clip(toward(offer.commitment, profit_index(v.profit, m.t), m.p.policy.company_rate))
        if not m.target[id(v)]:
            continue  # it pauses
        mine = [k for k in m.target[id(v)] if (offer.option, k) not in served]
        served |= {(offer.option, k): j for k in mine}
        give_places(m, v, offer, mine)


def give_places(m, v, offer, mine):
    option = int(offer.option)
    scale = m.w.fund.scale[v.fund] if v.fund != NONE else 1.0
    intensity = v.intensity * scale
    volume = offer.commitment if option == CSR else 1.0
    covered = v.places * intensity * volume
    capacity = whole_number(covered)
    used = sum(m.w.community.holders[k, option] for k in mine)

    u = m.draws.uniform(OFFER, number_of(v.id), m.month, 0, 2)
    released = min(offer.outside, math.floor(offer.outside / v.outside_term + u))
    m.note("outside firms release places", released > 0)
    offer.outside -= released
    taken = used + offer.outside
    free = max(0, capacity - taken)
    bought = covered / taken if taken > capacity else 1.0
    m.note("more suppliers than the buyer pays for", bought < 1 and option != CSR)

    applicants = {k: m.w.community.applicants[k, option] for k in mine}
    if sum(applicants.values()) <= free:
        quota = applicants
    else:
        quota = lottery(m, v, applicants, int(free))
    free -= sum(quota.values())
    if v.outside_claim > 0:
        u = m.draws.uniform(OFFER, number_of(v.id), m.month, 0, 3)
        claimed = min(free, math.floor(free * v.outside_claim + u))
        offer.outside += claimed
        free -= claimed
        if claimed > 0:
            m.note("outside firms claim places")

    m.note("places stay free", free > 0)
    for k in mine:
        good_name = option == CSR or m.decide.at_least("min_rep", k, m.w.community.reputation[k], v.min_rep)
        m.note("good name missing", not good_name)
        m.effects[k].offer[option] = Offer(v, bought, quota[k], open=free > 0 and good_name)


class Offer:
    """A partner's offer as one community meets it."""

    def __init__(self, lever, bought, quota, open):
        self.lever, self.bought, self.quota, self.open = lever, bought, quota, open


def lottery(m, v, applicants, free):
    """`free` places drawn without replacement among all applicants."""
    m.note("lottery of places")
    remaining, quota = dict(applicants), dict.fromkeys(applicants, 0)
    for g in range(free):
        u = m.draws.uniform(OFFER, number_of(v.id), m.month, 0, 16 + g)
        at = u * sum(remaining.values())
        cumulated = 0
        for k, number in remaining.items():
            cumulated += number
            if cumulated > at:
                remaining[k] -= 1
                quota[k] += 1
                break
    return quota


def government_units(m):
    """0e"""
    p, unit = m.p.government, m.w.unit
    before = unit.support.copy()
    community = m.w.community
    visible = p.v_env * community.environment + p.v_part * community.part_ema + p.v_rep * community.reputation
    for g in range(len(before)):
        mine = m.communities_of(g)
        cbos = [c for k in mine for c in m.cbos_of(k)]
        m.note("unit without communities", not mine)
        base = unit.base_support[g]
        mean_v = np.mean(visible[mine]) if len(mine) else base
        mean_bargaining = np.mean(m.w.cbo.bargaining[cbos]) if cbos else base
        above = before[unit.parent[g]] if unit.parent[g] != NONE else unit.mandate[g]
        target = (1 - p.w_v - p.w_b - p.w_p) * base + p.w_v * mean_v + p.w_b * mean_bargaining + p.w_p * above
        forum = np.mean([m.effects[k].forum for k in mine]) if len(mine) else 0.0
        target += m.p.policy.forum_support * forum * (1 - target)
        unit.support[g] = toward(before[g], target, p.support_rate)
        stored = np.mean([m.effects[k].records * m.effects[k].shared_store for k in mine]) if len(mine) else 0.0
        records = max(unit.records[g], stored)
        unit.archive[g] = toward(unit.archive[g], records, m.p.outcomes.archive_rate)


def facilitators(m):
    """0f"""
    f = m.w.facilitator
    if m.t >= 1:
        bearable = f.commitment_base / (1 + np.maximum(0, f.load - 1))
        f.commitment[:] = toward(f.commitment, bearable, m.p.facilitation.burnout_rate)
    post = m.w.post
    demand = np.array([hours_wanted(m, k) for k in post.community])
    for row in range(len(demand)):
        whole = np.sum(demand[post.facilitator == post.facilitator[row]])
        post.granted[row] = f.paid_hours[post.facilitator[row]] * share(demand[row], whole)


def bridging(m):
    """0g"""
    p = m.p.social_capital
    cbo, community = m.w.cbo, m.w.community
    for c in range(len(cbo.community)):
        k = cbo.community[c]
        for slot in range(p.bridge_max):
            u = m.draws.uniform(CBO, c, m.month, 9, 20 + slot)
            if cbo.ties[c, slot] != NONE and m.decide.less(f"tie lost {slot}", c, u, p.bridge_loss):
                cbo.ties[c, slot] = NONE
                m.note("tie lost")
        same_root = [
            other
            for other in range(len(cbo.community))
            if cbo.community[other] != k and community.root_unit[cbo.community[other]] == community.root_unit[k] != NONE
        ]
        if not same_root or NONE not in cbo.ties[c]:
            continue
        u = m.draws.uniform(CBO, c, m.month, 9, 11)
        candidate = same_root[min(math.floor(u * len(same_root)), len(same_root) - 1)]
        if candidate in cbo.ties[c]:
            continue
        there = cbo.community[candidate]
        latitudes, longitudes = community.latitude, community.longitude
        d = 111 * math.hypot(latitudes[k] - latitudes[there], longitudes[k] - longitudes[there])
        e = m.effects[k]
        chance = (
            p.bridge_form
            * cbo.leadership[c]
            * (1 + e.forum)
            * (1 + max(e.platform, e.channel))
            * math.exp(-d / p.bridge_range)
            * cbo.may_bridge[c]
        )
        u = m.draws.uniform(CBO, c, m.month, 9, 12)
        if m.decide.chance("tie formed", c, u, chance):
            slot = int(np.flatnonzero(cbo.ties[c] == NONE)[0])
            cbo.ties[c, slot] = candidate
            m.note("tie formed")
