"""Rules 1 to 3 (docs/model.md, 3.4): government, facilitation, organisation.

Each rule is a function of the month `m` and one community `k`. `m.community`, `m.cbos` and `m.i` are the community's
row, the rows of its CBOs and those of its UMKM; `m.now` is what the rules of this month hand on.
"""

import numpy as np

from .draws import CBO, COMMUNITY, UMKM
from .notation import NONE, cap, clip, per_hour, share, sigma, toward
from .population import bargaining_power
from .scenario import LEVELS
from .world import Rows


def government(m, k):
    """Rule 1"""
    p, community, cbos = m.p.government, m.community, m.cbos
    omega = {g: getattr(p, f"omega_{LEVELS[level]}") for level, g in enumerate(m.chain_of(k)) if g != NONE}
    community.chain_support = weakest_link(m.w.unit.support, omega)
    community.chain_archive = weakest_link(m.w.unit.archive, omega)
    order = np.sqrt(community.archive * community.chain_archive)
    community.responsiveness = community.chain_support * (p.r_0 + (1 - p.r_0) * order)
    requests = np.arange(p.n_requests)
    u = m.draws.uniform(COMMUNITY, k, m.month, 1, requests)
    community.kept = np.mean(
        m.decide.chance("request answered", k * p.n_requests + requests, u, community.responsiveness)
    )

    good = cbos.held * cap(community.participation / p.participation_norm)
    bad = (1 - community.archive) * np.maximum(0, 1 - len(cbos.held) * cbos.delivery / p.deliver_expect)
    tau_loss = p.tau_gain if m.p.trust.loss_rule == "symmetric" else p.tau_loss
    m.note(m.p.trust.loss_rule)
    f = cbos.formal_trust
    drift = p.tau_drift * (cbos.formal_trust_base - f)
    cbos.formal_trust = clip(f + p.tau_gain * good * (1 - f) - tau_loss * bad * f + drift)


def weakest_link(values, omega):
    """Weighted geometric mean over the levels present."""
    if not omega or sum(omega.values()) == 0:
        return 0.0
    return np.prod([max(values[g], 1e-9) ** (w / sum(omega.values())) for g, w in omega.items()])


def facilitation(m, k):
    """Rule 2"""
    p, community, e, now = m.p.facilitation, m.community, m.effects[k], m.now
    chain = [g for g in m.chain_of(k) if g != NONE]
    demand = community.umkm_count * getattr(p, f"hours_stage{community.stage}")

    watched = clip((np.mean(m.w.unit.monitoring[chain]) if chain else 0) + e.monitoring)
    stated = clip(community.clarity_base + e.role_clarity)
    own_weight = 1 - p.clarity_archive - p.clarity_monitoring
    clarity = own_weight * stated + p.clarity_archive * community.archive + p.clarity_monitoring * watched
    community.clarity = clarity

    # Duties enter from the top and are kept or handed on.
    duties = [getattr(p, f"duty_{level}") for level in LEVELS]
    carry, by_units = 0.0, 0.0
    for duty, g in zip(duties, m.chain_of(k), strict=True):
        carry += duty * demand
        if g != NONE:
            keep = kept_fraction(m.w.unit.support[g], clarity, len(chain), p)
            m.note(p.duty_rule)
            m.note("unit gives all its hours", carry * keep > m.w.unit.hours[g])
            by_units += min(carry * keep, m.w.unit.hours[g])
            carry *= 1 - keep
    community.shifted = clip(share(carry, demand * sum(duties)))

    # What arrives at the bottom falls to the facilitators.
    bottom = carry + p.duty_bottom * demand
    posts = np.flatnonzero(m.w.post.community == k)
    own, others, competence = 0.0, 0.0, by_units * p.competence_government
    granted = m.w.post.granted[posts]
    for post in posts:
        f = Rows(m.w.facilitator, m.w.post.facilitator[post])
        hours = m.w.post.granted[post]
        m.w.post.assigned[post] = per_hour(bottom * hours, np.sum(granted))
        delivered = min(m.w.post.assigned[post], hours * f.commitment)
        if f.kind == 0:  # coordinator: the community's own
            own += delivered
        else:
            others += delivered
        competence += delivered * f.competence
    community.facilitator_load = per_hour(bottom, np.sum(granted))
    mine = m.w.post.facilitator[posts]
    community.facilitator_commitment = np.mean(m.w.facilitator.commitment[mine]) if len(mine) else 0.0

    together = 1 - m.p.policy.channel_coordination * e.channel
    community.overlap = p.overlap_max * (1 - clarity) * community.shifted * together
    ext = by_units + others
    community.programme_fund += e.programme_grant
    lack = max(0.0, demand / max(1 - community.overlap, 1e-9) - own - ext - e.hired_hours)
    bought = min(community.programme_fund / p.hour_cost, p.fund_use * lack)
    if bought > 0:
        m.note("hours bought")
    community.programme_fund = max(0.0, community.programme_fund - bought * p.hour_cost)
    ext += bought + e.hired_hours
    competence += (bought + e.hired_hours) * p.competence_hired
    community.fulfilment = cap((own + ext) * (1 - community.overlap) / demand) if demand > 0 else 1.0
    community.own_share = per_hour(own, own + ext)
    community.quality = per_hour(competence, own + ext)
    community.own_hours, community.outside_hours = own, ext
    community.works, community.outside_money = e.works, e.outside_money

    # Whom the hours reach.
    n, task_hours = community.umkm_count, community.fulfilment * demand

    def stage_share(task):
        return getattr(p, f"share{community.stage}_{task}")

    def reached(what, draw, chance):
        return m.decide.chance(what, m.rows, m.draws.uniform(UMKM, m.rows, m.month, 2, draw), clip(chance))

    reach = 1 + m.p.policy.channel_visit * e.channel
    visit = task_hours * stage_share("soc") * reach / (p.hours_per_visit * n)
    now.visited = reached("visited", 1, visit + summed(e.visits, n))
    now.assisted = reached("assisted", 5, summed(e.permit_assist, n))
    permit = task_hours * stage_share("permit") / (p.hours_per_help * n)
    now.permit_helped = now.assisted | reached("permit help", 2, permit + summed(e.permit_help, n))
    mentored = [lever.target * lever.quality * lever.intensity for lever in e.mentoring]
    now.mentor_quality = np.max(mentored, axis=0) if mentored else np.zeros(n)
    now.mentored = sum((lever.target for lever in e.mentoring), np.zeros(n)) > 0  # also by a mentor of quality 0
    market = task_hours * stage_share("market") / (p.hours_per_help * n)
    now.market_helped = now.mentored | reached("marketing help", 3, market)
    now.messaged = reached("messaged", 4, summed(e.messages, n))
    for what in ("visited", "permit_helped", "assisted", "market_helped", "messaged", "mentored"):
        m.note(what, getattr(now, what).any())
    now.training_seats = task_hours * stage_share("train") / p.hours_per_seat


def kept_fraction(support, clarity, levels, p):
    """Fraction of a duty that an office keeps, with so many offices in the chain."""
    if p.duty_rule == "volunteer":
        return clarity * support + (1 - clarity) * (1 - p.volunteer_cost ** (1 / levels))
    return support ** (1 + p.shifting * (1 - clarity))


def summed(levers, n):
    """For each UMKM the summed intensities of the levers that reach it."""
    return sum((lever.target * lever.intensity for lever in levers), np.zeros(n))


def organisation(m, k):
    """Rule 3"""
    p, community, cbos, i, e, now = m.p.organisation, m.community, m.cbos, m.i, m.effects[k], m.now
    enrol(m, e)
    n_cbo = len(cbos.held)
    members = np.array([np.sum(i.cbo == c) for c in range(n_cbo)])
    m.note("CBO without members", not members.all())
    cbos.members, cbos.membership_share = members, members / community.umkm_count
    largest = int(np.argmax(members))  # the first of equals
    now.looks_to = np.where(i.cbo == NONE, largest, i.cbo)
    now.reach = np.where(i.cbo == NONE, p.outsider_share, 1.0)
    link = now.reach * cbos.linking[now.looks_to]

    # Activities.
    formal_ties = np.sqrt(community.chain_support * cbos.formal_trust)
    initiative = (
        p.i_0
        + p.i_leadership * cbos.leadership
        + p.i_knowledge * cbos.knowledge
        + p.i_cohesion * cbos.cohesion
        + p.i_formal * formal_ties
        + p.i_coordinator * community.fulfilment * community.own_share
        + p.i_operations * e.operations
    )
    chance = e.activity * sigma(initiative)
    rows = m.cbo_rows
    cbos.held = m.decide.chance("CBO activity", rows, m.draws.uniform(CBO, rows, m.month, 3, 1), chance)
    community.p_cbo = 1 - np.prod(1 - chance)
    routine = p.official_routine + (1 - p.official_routine) * community.fulfilment * (1 - community.own_share)
    community.p_off = e.activity * p.official * routine * (1 - p.delegate * np.mean(formal_ties))
    by_officials = m.decide.chance(
        "officials' activity", k, m.draws.uniform(COMMUNITY, k, m.month, 3, 2), community.p_off
    )
    community.cbo_activities = np.sum(cbos.held)
    community.activities = community.cbo_activities + by_officials
    community.offered = community.activities > 0
    community.initiator = share(community.cbo_activities, community.activities)
    if community.offered:
        cbos.dominance = toward(cbos.dominance, cbos.held / community.activities, p.dominance_rate)
    cbos.delivery = toward(cbos.delivery, cbos.held, m.p.government.deliver_rate)

    # Knowledge.
    skill = (i.skill_production + i.skill_management + i.skill_market) / 3
    inflow, top = np.zeros(n_cbo), np.zeros(n_cbo)
    now.ties_in_use, now.role_weight, now.role_success = np.zeros(n_cbo), np.zeros(n_cbo), np.zeros(n_cbo)
    for c in range(n_cbo):
        q = cbos.knowledge[c]
        tied = cbos.ties[c][cbos.ties[c] != NONE]
        over_ties = np.sum(np.maximum(0, m.w.cbo.knowledge_seen[tied] - q))
        inflow[c] = p.k_bridge * over_ties + p.k_link * cbos.linking[c] * (1 - q)
        top[c] = best_tenth(skill[i.cbo == c] if members[c] else skill)
        now.ties_in_use[c] = len(tied) / m.p.social_capital.bridge_max
        now.role_weight[c] = m.p.learning.role_bridge * now.ties_in_use[c]
        if len(tied):
            now.role_success[c] = np.mean(m.w.community.success_seen[m.w.cbo.community[tied]])
    q = cbos.knowledge
    from_members = p.k_member * np.maximum(0, top - q)
    cbos.knowledge = clip(q + inflow + from_members - p.k_decay * (q - cbos.knowledge_base))
    cbos.inflow = inflow
    community.novelty = share(max(inflow), max(inflow) + p.novelty_half)
    now.q = now.reach * cbos.knowledge[now.looks_to]
    now.link = link

    # Integration, conflict, cohesion, bargaining.
    together = max(community.integration_base, e.federation)
    community.integration = toward(community.integration, together, p.integration_rate)
    rivalry = 1 + p.rivalry * (n_cbo - 1) * (1 - community.integration)
    community.conflict = cap(p.conflict_max * (1 - community.clarity) * rivalry)
    trust = np.array([np.mean(i.trust_cbo[i.cbo == c] if members[c] else i.trust_cbo) for c in range(n_cbo)])
    cbos.cohesion = clip(toward(cbos.cohesion, trust * (1 - community.conflict), p.cohesion_rate))
    cbos.bargaining = bargaining_power(cbos.membership_share, cbos.cohesion, cbos.linking, p)


def enrol(m, e):
    """kub: each non-member is enrolled by the strongest lever that reaches it."""
    i = m.i
    strength, into = np.zeros(len(m.rows)), np.full(len(m.rows), NONE)
    largest = int(np.argmax([np.sum(i.cbo == c) for c in range(len(m.cbo_rows))]))
    for lever in e.kub:
        if lever.cbo != NONE and lever.cbo not in m.cbo_rows:
            continue  # a CBO that is named enrols in its own community only
        position = largest if lever.cbo == NONE else lever.cbo - m.cbo_rows[0]
        stronger = lever.target * lever.intensity > strength
        strength = np.where(stronger, lever.intensity, strength)
        into = np.where(stronger, position, into)
    u = m.draws.uniform(UMKM, m.rows, m.month, 3, 3)
    enrolled = m.decide.chance("enrolled", m.rows, u, strength * i.awareness * i.trust_cbo) & (i.cbo == NONE)
    m.note("enrolled", enrolled.any())
    i.cbo = np.where(enrolled, into, i.cbo)


def best_tenth(values):
    """Nearest-rank 90th percentile: the value of rank ⌈0.9 m⌉ of m."""
    rank = -(-9 * len(values) // 10)
    return np.sort(values)[rank - 1]
