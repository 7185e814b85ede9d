"""Levers and shocks (docs/model.md, 3.8), and whom they reach."""

import math
from types import SimpleNamespace

import numpy as np

from .draws import CBO, UMKM, number_of
from .notation import NONE, cap, logit, sigma, toward, whole_number
from .world import Rows, holds

SHOCKS = {"pandemic", "leader_turnover", "officer_turnover", "fund_cut", "broken_promise", "permit_renewal"}
UMKM_LEVERS = ["training", "visits", "messages", "permit_help", "permit_assist", "youth", "kub", "mentoring"]


def is_on(v, t):
    """With intensity 0 a lever or shock is off."""
    return not v.left_out and v.first_month <= t <= v.last_month and v.intensity > 0


def target_communities(m, v):
    """The communities in which it is on this month."""
    if not is_on(v, m.t):
        return []
    if v.communities is not None:
        return sorted(v.communities)
    everywhere = range(len(m.w.community.stage))
    pilot, wave, began = m.w.community.pilot, m.w.community.wave, m.memory.replication_month
    if v.group == "pilot":
        return [k for k in everywhere if pilot[k]]
    if v.group == "replica":
        if began == NONE:
            return []
        return [k for k in everywhere if not pilot[k] and m.t >= began + wave[k] * v.wave_months]
    return list(everywhere)


def declared_digital(m, k):
    """The larger of platform and group chat at their declared intensity, before funds."""
    on = [v for v in m.scenario.interventions if v.kind in ("platform", "digital_channel")]
    return max([cap(v.intensity) for v in on if k in m.target[id(v)]], default=0.0)


def coordination(m, v, k):
    """n²·spread·(1 − forum_relief·digital): what so many parties with such interests cost each other."""
    return v.parties**2 * v.spread * (1 - m.p.policy.forum_relief * declared_digital(m, k))


def in_turn(positions, m):
    """The order in which levers act where one takes what another leaves."""
    return sorted(positions, key=lambda j: (m.scenario.interventions[j].first_month, j))


def first_month_in(m, v, k):
    if v.group != "replica":
        return v.first_month
    return max(v.first_month, math.ceil(m.memory.replication_month + m.w.community.wave[k] * v.wave_months))


def term(m, v, k):
    """Months in which it is on in the community."""
    return v.last_month - first_month_in(m, v, k) + 1


def wanted_cost(m, v, k):
    """Money that it wants this month in community k, at full intensity, million Rp."""
    if v.kind in SHOCKS:
        return 0.0
    wanted = v.cost
    if v.unit_cost > 0:
        wanted += v.unit_cost * units(m, v, k)
    if v.kind == "grant":
        wanted += v.intensity * v.amount / term(m, v, k)
    if v.kind == "facilitators":
        wanted += v.intensity * m.p.facilitation.hour_cost
    if v.kind == "forum":
        wanted += m.p.policy.forum_cost * coordination(m, v, k) / len(m.target[id(v)])
    return wanted


def units(m, v, k):
    """What `unit_cost` is paid for, this month in community k at full intensity (docs/model.md, 3.8)."""
    shared = len(m.target[id(v)])
    match v.kind:
        case "grant":
            return v.intensity * v.amount / term(m, v, k)
        case "visits" | "messages" | "permit_help" | "mentoring" | "youth":
            return v.intensity * np.sum(target_umkm(m, v, place_of(m, v), k))
        case "permit_assist" | "kub":
            chosen = target_umkm(m, v, place_of(m, v), k)
            return v.intensity * np.sum(chosen * readiness(m, v, k))
        case "gallery":
            return v.intensity * getattr(v, "slots", m.w.community.gallery_slots[k])
        case "bazaar":
            return v.intensity * v.stalls if m.t % v.every == 0 else 0.0
        case "contest":
            return v.intensity if (m.t - v.first_month) % v.every == 0 else 0.0
        case "platform" | "digital_channel":
            return v.intensity * m.w.community.umkm_count[k]
        case "forum":
            return v.intensity * v.parties / shared
        case "federation":
            return v.intensity * m.w.community.cbo_count[k]
        case "csr" | "buyer":
            return v.intensity * v.places / shared
    return v.intensity


def place_of(m, v):
    """j: its place in the list."""
    return next(j for j, other in enumerate(m.scenario.interventions) if other is v)


def readiness(m, v, k):
    """How far each UMKM can still be helped: it lacks a permit; it is no member yet, by the chance of rule 3."""
    i = Rows(m.w.umkm, m.umkm_of(k))
    if v.kind == "kub":
        elsewhere = v.cbo != NONE and v.cbo not in m.cbos_of(k)
        return (i.cbo == NONE) * i.awareness * i.trust_cbo * (not elsewhere)
    by_now = [o for o, x in enumerate(m.scenario.options) if x.kind == "permit" and m.t >= x.first_month]
    if not by_now:
        return np.zeros(len(i.sector))
    suits = np.array([[o in sector.options for o in by_now] for sector in m.scenario.sectors])[i.sector]
    held = np.array([holds(i.adopted, o) for o in by_now], bool).reshape(len(by_now), -1).T
    return (suits & ~held).any(axis=1)


def hours_wanted(m, k):
    """demand_k: hours of facilitation that the community wants a month."""
    return m.w.community.umkm_count[k] * getattr(m.p.facilitation, f"hours_stage{m.w.community.stage[k]}")


def no_effects(m, k):
    """What a community has this month without any lever or shock."""
    community = Rows(m.w.community, k)
    return SimpleNamespace(
        works=0.0,
        programme_grant=0.0,
        outside_money=0.0,
        operations=0.0,
        hired_hours=0.0,
        burden_factor=1.0,
        gallery_slots=community.gallery_slots,
        gallery_location=community.gallery_location,
        gallery_footfall=community.gallery_footfall,
        bazaar_every=community.bazaar_every,
        bazaar_stalls=community.bazaar_stalls,
        bazaar_size=1.0,
        extra_contest=0.0,
        platform=0.0,
        channel=0.0,
        forum=0.0,
        federation=0.0,
        records=community.records,
        shared_store=False,
        monitoring=0.0,
        role_clarity=0.0,
        demand=1.0,
        activity=1.0,
        broken_promise=0.0,
        revoked=[],
        offer={},
        **{kind: [] for kind in UMKM_LEVERS},
    )


def effects(m):
    """0c. Levers and shocks by first month and id, with I = intensity·scale."""
    m.shared_store_before = m.w.community.shared_store_seen.copy()
    m.w.cbo.leadership_failure[:] = 0
    m.effects = [no_effects(m, k) for k in range(len(m.w.community.stage))]
    for j in in_turn(range(len(m.scenario.interventions)), m):
        v = m.scenario.interventions[j]
        scale = m.w.fund.scale[v.fund] if v.fund != NONE and v.kind not in SHOCKS else 1.0
        for k in m.target[id(v)]:
            book(m, v, j, k, scale)
            if v.kind in UMKM_LEVERS:
                target_umkm(m, v, j, k)  # also where there is no money yet: the lever is on
            if scale > 0:
                m.note(f"lever {v.kind}")
                act(m, v, j, k, m.effects[k], v.intensity * scale)
        if v.kind == "officer_turnover":
            officer_turnover(m, v)
    m.w.community.shared_store_seen[:] = [e.shared_store for e in m.effects]


def book(m, v, j, k, scale):
    cost = scale * wanted_cost(m, v, k)
    m.booked[k] += cost
    m.memory.booked_total[j] += cost
    if v.kind in ("grant", "facilitators"):
        cost = scale * (v.cost + v.unit_cost * units(m, v, k))  # grants and hired hours are counted where they are spent
    m.effects[k].outside_money += cost


def act(m, v, j, k, e, intensity):
    """What one lever or shock does in one community."""
    match v.kind:
        case "grant":
            money = intensity * v.amount / term(m, v, k)
            e.works += money * v.physical
            e.programme_grant += money * (1 - v.physical)
        case "operations":
            e.operations = max(e.operations, intensity)
        case "facilitators":
            e.hired_hours += intensity
        case "simpler_procedure":
            e.burden_factor *= 1 - intensity
        case "gallery":
            sold_to = e.gallery_location * e.gallery_footfall
            if hasattr(v, "slots"):
                e.gallery_slots = whole_number(toward(e.gallery_slots, v.slots, cap(intensity)))
            if hasattr(v, "location"):
                e.gallery_location = toward(e.gallery_location, v.location, cap(intensity))
            if hasattr(v, "footfall"):
                e.gallery_footfall = toward(e.gallery_footfall, v.footfall, cap(intensity))
            if hasattr(v, "location") and hasattr(v, "footfall") and 0 < e.gallery_location and intensity < 1:
                e.gallery_footfall = toward(sold_to, v.location * v.footfall, intensity) / e.gallery_location
        case "bazaar":
            e.bazaar_every, e.bazaar_stalls, e.bazaar_size = v.every, v.stalls, cap(intensity)
        case "contest":
            if (m.t - v.first_month) % v.every == 0:
                e.extra_contest = max(e.extra_contest, cap(intensity))
        case "platform":
            e.platform = max(e.platform, cap(intensity))
        case "digital_channel":
            e.channel = max(e.channel, cap(intensity))
        case "forum":
            p = m.p.policy
            strength = (1 - math.exp(-v.parties / p.forum_half)) / (1 + p.forum_coord * coordination(m, v, k))
            e.forum = max(e.forum, cap(intensity) * strength)
        case "federation":
            e.federation = max(e.federation, cap(intensity))
        case "shared_archive":
            e.records = max(e.records, cap(intensity))
            e.shared_store = True
        case "monitoring":
            e.monitoring += intensity
        case "role_clarity":
            e.role_clarity += intensity
        case "pandemic":
            e.demand *= v.demand
            e.activity *= v.activity
        case "leader_turnover":
            leader_turnover(m, v, k)
        case "broken_promise":
            e.broken_promise = max(e.broken_promise, cap(intensity))
        case "permit_renewal":
            e.revoked.append(v.option)
        case kind if kind in UMKM_LEVERS:
            lever = SimpleNamespace(intensity=intensity, quality=getattr(v, "quality", 0.0), cbo=v.cbo)
            lever.target = target_umkm(m, v, j, k)
            getattr(e, kind).append(lever)


def archive_loss(m, covered):
    """Share of an archive that a turnover costs; `covered`: share with a shared store last month."""
    p = m.p.outcomes
    return p.archive_turnover * (1 - (1 - p.archive_shared) * covered)


def leader_turnover(m, v, k):
    """The CBO's leader, or those of all CBOs of the community, are replaced; papers are lost."""
    cbos = m.cbos_of(k)
    if v.cbo != NONE:
        cbos = [c for c in cbos if c == v.cbo]
    for c in cbos:
        z = m.draws.normal(CBO, c, m.month, 0, 1)
        m.w.cbo.leadership[c] = sigma(logit(v.leadership) + m.p.policy.leader_sd * z)
        m.w.cbo.leadership_failure[c] = 1
    if cbos:
        m.w.community.archive[k] *= 1 - archive_loss(m, m.shared_store_before[k])


def officer_turnover(m, v):
    """New officers in the units of one level above the target communities."""
    level = ["city", "district", "ward", "rw"].index(v.level)
    units = {int(m.chain_of(k)[level]) for k in m.target[id(v)]} - {NONE}
    for g in sorted(units):
        m.w.unit.support[g] *= 1 - v.loss
        m.w.unit.archive[g] *= 1 - archive_loss(m, np.mean(m.shared_store_before[m.communities_of(g)]))


def target_umkm(m, v, j, k):
    """1 for each UMKM in the target; chosen once, in the first month in which the lever is on in the community."""
    if (j, k) not in m.memory.targets:
        m.memory.targets[j, k] = choose_umkm(m, v, j, k)
    return m.memory.targets[j, k]


def choose_umkm(m, v, j, k):
    rows = m.umkm_of(k)
    i = Rows(m.w.umkm, rows)
    eligible = np.ones(len(rows), bool)
    if v.to_sectors is not None:
        eligible &= np.isin(i.sector, v.to_sectors)
    if v.to_neighbourhoods is not None:
        eligible &= np.isin(i.neighbourhood, v.to_neighbourhoods)
    places = np.sum(eligible)
    if v.to_share is not None:
        places = min(places, math.ceil(v.to_share * np.sum(eligible) - 1e-9))
    if v.to_places is not None:
        places = min(places, int(v.to_places))
    u = m.draws.uniform(UMKM, rows, m.month, 0, number_of(v.id))
    key = {
        "random": u,
        "willing": i.awareness + i.trust_facilitator + u / 2,
        "unaware": -i.awareness,
        "connected": np.bincount(i.contacts.ravel(), minlength=len(rows)) + u,
    }[v.first]
    best_first = sorted(np.flatnonzero(eligible), key=lambda row: (-key[row], row))
    chosen = np.zeros(len(rows), int)
    chosen[best_first[:places]] = 1
    if places < np.sum(eligible):
        m.note(f"first {v.first}")
    return chosen
