"""Rule 7 (docs/model.md, 3.6): uptake of permits, sales channels and finance."""

import math

import numpy as np

from .draws import UMKM
from .loans import owe
from .notation import NONE, cap, clip, toward
from .participation import perceived
from .scenario import BAZAAR, CHANNEL_NAMES, CHANNELS, COLLECTIVE, CSR, GALLERY, MARKETPLACE, PARTNERSHIP
from .world import holds


def uptake(m, k):
    """Rule 7"""
    granted_places(m, k)
    leaving(m, k)
    lapsing(m)
    taking(m, k)


def borrow(m, k, rows, option):
    """A loan adds its principal to capital."""
    offer = m.effects[k].offer.get(CSR)
    principal = offer.lever.principal if option == CSR else m.p.market.loan_principal
    capital = m.i.capital
    capital[rows] += principal
    m.i.capital = capital
    instalment, left = m.i.instalment, m.i.loan_left
    owing = type("Owing", (), {"instalment": instalment, "loan_left": left})
    owe(owing, rows, option, principal, m.p)
    m.i.instalment, m.i.loan_left = instalment, left


def granted_places(m, k):
    """a. Places for last month's applicants, by lot; then word of the offers."""
    i, e, now = m.i, m.effects[k], m.now
    now.just_granted = np.zeros(len(m.rows), bool)
    for option, lot in ((PARTNERSHIP, 3), (CSR, 4)):
        offer = e.offer.get(option)
        quota = int(offer.quota) if offer else 0
        waiting = (holds(i.applied, option) == 1) & (holds(i.adopted, option) == 0)
        if option == CSR:
            waiting &= i.loan_left == 0
        u = m.draws.uniform(UMKM, m.rows, m.month, 7, lot)
        order = sorted(np.flatnonzero(waiting), key=lambda row: (u[row], row))  # noqa: B023
        granted = np.array(order[:quota], int)
        i.adopted = with_bit(i.adopted, granted, option)
        if option == CSR and len(granted):
            borrow(m, k, granted, CSR)
        if option == PARTNERSHIP:
            now.just_granted[granted] = True
        m.note(f"granted {option}", len(granted) > 0)
    i.applied = 0

    for option, draw in ((PARTNERSHIP, 8), (CSR, 9)):
        offer = e.offer.get(option)
        if offer is None:
            i.knows = i.knows & ~(1 << option)
            continue
        publicity = offer.lever.publicity
        chance = 1 - (1 - publicity) * (1 - now.link * m.p.uptake.knows_by_linking)
        u = m.draws.uniform(UMKM, m.rows, m.month, 7, draw)
        hears = m.decide.less(f"hears of offer {option}", m.rows, u, chance)
        m.note(f"hears of {option}", hears.any())
        i.knows = with_bit(i.knows, hears, option)


def with_bit(sets, rows, option):
    sets = sets.copy()
    sets[rows] |= 1 << option
    return sets


def without_bit(sets, rows, option):
    sets = sets.copy()
    sets[rows] &= ~(1 << option)
    return sets


def leaving(m, k):
    """b. Channels are left where they return little."""
    p, community, i, now = m.p.uptake, m.community, m.i, m.now
    for channel, option in enumerate(CHANNELS):
        o = m.scenario.options[option]
        holder = holds(i.adopted, option) == 1
        if option == PARTNERSHIP:
            holder &= ~now.just_granted
        expected = p.return_norm * i.reference_ema
        sold = getattr(i, f"sold_{CHANNEL_NAMES[channel]}")
        rel = cap(np.divide(sold, expected, out=np.ones(len(m.rows)), where=expected > 0))
        if holder.any():
            seen = community.seen_return
            seen[channel] = toward(seen[channel], np.mean(rel[holder]), p.seen_rate)
            community.seen_return = seen
        u = m.draws.uniform(UMKM, m.rows, m.month, 7, 20 + option)
        leaves = holder & m.decide.chance(f"leaves {option}", m.rows, u, clip(o.churn + o.drop * (1 - rel)))
        m.note(f"leaves {option}", leaves.any())
        i.adopted = without_bit(i.adopted, leaves, option)
    if PARTNERSHIP not in m.effects[k].offer:
        m.note("partnerships end", (holds(i.adopted, PARTNERSHIP) == 1).any())
        i.adopted = i.adopted & ~(1 << PARTNERSHIP)


def lapsing(m):
    """c. Permits lapse; `now.lapsed` holds, by permit, who lost it this month."""
    i, now = m.i, m.now
    now.lapsed = {}
    for option, o in enumerate(m.scenario.options):
        if o.kind != "permit" or m.p.uptake.lapse == 0:
            continue
        u = m.draws.uniform(UMKM, m.rows, m.month, 7, 40 + option)
        holder = holds(i.adopted, option) == 1
        lapsed = holder & m.decide.chance(f"lets {option} lapse", m.rows, u, m.p.uptake.lapse)
        m.note("permit lapses", lapsed.any())
        i.adopted = without_bit(i.adopted, lapsed, option)
        now.lapsed[option] = lapsed


def taking(m, k):
    """d. At most one option a month, by competing hazards."""
    i, now = m.i, m.now
    options = range(len(m.scenario.options))
    free = free_places(m, k)
    hazard = np.zeros((len(options), len(m.rows)))
    doubt = np.zeros(len(m.rows))  # magnitude of what was added up to the exponents
    for option in options:
        may = may_take(m, k, option, free)
        exponent, size = log_hazard(m, k, option)
        hazard[option] = np.where(may, np.exp(np.minimum(exponent, 30)), 0)
        doubt = np.maximum(doubt, np.where(may, size, 0))
    total = np.sum(hazard, axis=0)
    chance = -np.expm1(-total)
    u = m.draws.uniform(UMKM, m.rows, m.month, 7, 1)
    takes = m.decide.less("takes an option", m.rows, u, chance, scale=np.minimum(total, 1) * (1 + doubt))
    takes &= total > 0

    choice = np.full(len(m.rows), NONE)
    cumulated = np.cumsum(hazard, axis=0)
    for row in np.flatnonzero(takes):
        for option in options:
            if hazard[option, row] == 0:
                continue
            reached = cumulated[option, row] / total[row]
            wanted = u[row] / chance[row]
            last = cumulated[option, row] == total[row]
            if (
                last
                or not m.decide.less(f"which option {option}", m.rows[row], reached, wanted, scale=1 + doubt[row])[()]
            ):
                choice[row] = option
                break

    lot = m.draws.uniform(UMKM, m.rows, m.month, 7, 2)
    for option in options:
        takers = np.flatnonzero(choice == option)
        if option in (GALLERY, BAZAAR) and len(takers) > free[option]:
            m.note(f"lot for {option}")
            takers = np.array(sorted(takers, key=lambda row: (lot[row], row))[: int(free[option])], int)
        if not len(takers):
            continue
        m.note(f"takes {option}")
        if option in (PARTNERSHIP, CSR):
            i.applied = with_bit(i.applied, takers, option)
            continue
        i.adopted = with_bit(i.adopted, takers, option)
        if m.scenario.options[option].kind == "finance":
            borrow(m, k, takers, option)
    now.choice = choice


def free_places(m, k):
    """Room in gallery and bazaar; part of a slot is none."""
    e, held = m.effects[k], m.i.adopted
    stalls = e.bazaar_stalls if e.bazaar_every > 0 else 0
    return {
        GALLERY: max(0, math.floor(e.gallery_slots) - np.sum(holds(held, GALLERY))),
        BAZAAR: max(0, stalls - np.sum(holds(held, BAZAAR))),
    }


def may_take(m, k, option, free):
    """Who lacks the option and finds it open."""
    o, i, e = m.scenario.options[option], m.i, m.effects[k]
    suits = np.array([option in s.options for s in m.scenario.sectors])[i.sector]
    may = (holds(i.adopted, option) == 0) & suits & (m.t >= o.first_month)
    if o.prerequisite != NONE:
        may &= holds(i.adopted, o.prerequisite) == 1
    if option in free and free[option] <= 0:
        may[:] = False
    if option in (PARTNERSHIP, CSR):
        offer = e.offer.get(option)
        if offer is None or not offer.open:
            may[:] = False
        else:
            may &= holds(i.knows, option) == 1
            if offer.lever.permit != NONE:
                may &= holds(i.adopted, offer.lever.permit) == 1
    if share_left(m, k, option) == 0:
        m.note("nobody left to profit")
        may[:] = False
    if o.kind == "finance":
        may &= i.loan_left == 0
    if option == COLLECTIVE:
        threshold = m.p.uptake.cohesion_min
        cohesive = m.decide.less("cohesion_min", m.cbo_rows, m.cbos.cohesion, threshold, scale=threshold)
        may &= (i.cbo != NONE) & ~cohesive[now_cbo(i)] & m.scenario.collective
    if option in m.now.lapsed:
        m.note("not again in the month of its lapse", (may & m.now.lapsed[option]).any())
        may &= ~m.now.lapsed[option]
    return may


def share_left(m, k, option):
    """Among those who lack a permit or do not sell online, the share that can profit from it; at first 1."""
    ceiling = 1.0
    if m.scenario.options[option].kind == "permit":
        ceiling = m.p.uptake.permit_ceiling
    elif option == MARKETPLACE:
        ceiling = m.p.uptake.online_ceiling
    if ceiling == 1:
        return 1.0
    held = m.w.community.holders[k, option] / len(m.rows)
    return (1 - held / ceiling) / (1 - held) if held < ceiling else 0.0


def now_cbo(i):
    return np.maximum(i.cbo, 0)


def log_hazard(m, k, option):
    """ℓ, and the sum of the magnitudes of its terms."""
    p, community, i, e, now = m.p.uptake, m.community, m.i, m.effects[k], m.now
    o = m.scenario.options[option]
    channel, permit = o.kind == "channel", o.kind == "permit"
    offered_by = {"government": i.trust_government, "cbo": i.trust_cbo, "facilitator": i.trust_facilitator}
    assisted = now.assisted if permit else 0
    burden = o.burden * (1 if channel else e.burden_factor) * (1 - p.assist_relief * assisted)
    left = share_left(m, k, option)
    terms = [
        np.full(len(m.rows), o.base),
        math.log(left) if left > 0 else 0.0,
        p.aspiration * o.ambition * i.aspiration,
        p.skill * getattr(i, f"skill_{o.skill}"),
        p.awareness * i.awareness,
        p.benefit * i.expected_benefit,
        p.peers * perceived(m, np.mean(m.peers(holds(m.published.adopted_seen, option)), axis=1)),
        p.trust * offered_by[o.offered_by],
        p.link * o.link * now.link,
        -p.seen_return * (1 - community.seen_return[CHANNELS.index(option)]) if channel else 0.0,
        p.market_help * now.market_helped if channel else p.help * now.permit_helped,
        p.assist * assisted,
        -p.cost * burden * (1 - i.time_slack) * (2 - community.responsiveness),
    ]
    return sum(terms), sum(np.abs(x) for x in terms)
