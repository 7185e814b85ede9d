"""Rules 8 to 10 (docs/model.md, 3.7): market, social capital, outcomes; then publishing."""

import math

import numpy as np

from .draws import COMMUNITY, UMKM
from .loans import interest
from .notation import NONE, cap, clip, ratio_of, share, sigma, toward
from .population import draw_traits, furnish_business, reference_at_start
from .scenario import BAZAAR, CHANNEL_NAMES, COLLECTIVE, GALLERY, MARKETPLACE, PARTNERSHIP
from .world import holds


def market(m, k):
    """Rule 8"""
    p, community, cbos, i, e, now = m.p.market, m.community, m.cbos, m.i, m.effects[k], m.now
    n = len(m.rows)
    month_of_year = (m.scenario.start_month_of_year + m.t) % 12
    dem = e.demand * (1 + p.season_amp * math.cos(2 * math.pi * (month_of_year - p.season_peak) / 12))

    # Local sales: the sector's demand is shared by attraction, with a rival outside.
    attraction = i.size * np.exp(p.attraction * i.skill_production)
    local = np.zeros(n)
    for s, sector in enumerate(m.scenario.sectors):
        mine = i.sector == s
        if not mine.any():
            continue
        n0, a0 = community.sector_count[s], community.sector_attraction[s]
        among_peers = 1 + p.peer_purchase * community.mean_trust_peer if p.mutual_buying == "new_demand" else 1
        demand = dem * among_peers * sector.revenue * n0 * (1 + p.outside)
        local[mine] = demand * attraction[mine] / (np.sum(attraction[mine]) + p.outside * a0)
        if p.mutual_buying == "zero_sum":
            favoured = local[mine] * (1 + p.peer_purchase * i.trust_peer[mine])
            m.note("zero sum")
            local[mine] = favoured * share(np.sum(local[mine]), np.sum(favoured))
    ref = dem * reference_at_start(i, k, m.scenario.sectors, m.w.community)

    # Channels.
    perm = 1 + sum(o.effect * holds(i.adopted, number) for number, o in enumerate(m.scenario.options))
    ps = 0.5 + 0.5 * i.skill_production
    bargaining = cbos.bargaining[now.looks_to]
    event = e.bazaar_every > 0 and m.t % e.bazaar_every == 0
    m.note("bazaar event", event)
    bazaar = p.bazaar_sales * ps * perm * e.activity
    online = m.community.platform_demand + m.p.policy.platform_market * e.platform
    visitors = e.gallery_footfall * e.gallery_location * p.gallery_spend * e.demand
    holders = np.sum(holds(i.adopted, GALLERY))
    offer = e.offer.get(PARTNERSHIP)
    contract = offer.bought * offer.lever.volume / offer.lever.places * e.demand if offer else 0.0
    sales = {
        GALLERY: share(visitors, holders) * perm,
        BAZAAR: bazaar * e.bazaar_size if event else np.zeros(n),
        MARKETPLACE: p.marketplace_0 * i.skill_market**2 * ps * online * perm,
        PARTNERSHIP: contract * ps,
        COLLECTIVE: p.joint_orders * bargaining * ref,
    }
    judged = sales | {BAZAAR: share(1, e.bazaar_every) * bazaar * e.bazaar_size}
    for option, name in zip(sales, CHANNEL_NAMES, strict=True):
        setattr(i, f"sold_{name}", judged[option] * holds(i.adopted, option))
    over_channels = sum(sales[option] * holds(i.adopted, option) for option in sales)

    # Revenue, profit, capital.
    noise = np.exp(p.noise_sd * m.draws.normal(UMKM, m.rows, m.month, 8, 1) - p.noise_sd**2 / 2)
    wanted = (local + over_channels) * noise
    capacity = p.capacity_per_capital * i.capital**0.7 * (0.5 + 0.5 * i.skill_management)
    capped = m.decide.less("capped", m.rows, capacity, wanted, scale=wanted)
    m.note("capped", capped.any())
    community.capped = np.mean(capped)
    i.revenue = np.minimum(wanted, capacity)
    margin = p.margin + p.collective_margin * bargaining * holds(i.adopted, COLLECTIVE)
    fixed = p.fixed_share * np.array([s.revenue for s in m.scenario.sectors])[i.sector]
    i.profit = margin * i.revenue - fixed - interest(i, m.p)
    cash = margin * i.revenue - fixed - i.instalment
    gained = p.reinvest * np.maximum(cash, 0) + np.minimum(cash, 0)
    i.capital = i.capital + gained - p.depreciation * i.capital
    community.debt_service = np.mean(i.instalment)
    pay_instalment(m)

    # What it makes of it.
    i.revenue_ema = toward(i.revenue_ema, i.revenue, p.smooth)
    i.reference_ema = toward(i.reference_ema, ref, p.smooth)
    ratio = ratio_of(i.revenue_ema, i.reference_ema)
    y = sigma(p.benefit_slope * (np.log(np.clip(ratio, 1e-9, 2.0**128)) - p.worthwhile))
    own = toward(i.expected_benefit, y, p.own_rate * now.x)
    seen = np.mean(m.peers(m.published.benefit), axis=1)
    i.expected_benefit = clip(toward(own, seen, p.peer_rate * i.trust_peer))
    i.benefit = y
    now.ratio = ratio
    close_and_enter(m, k)


def pay_instalment(m):
    """One month of the term is over; with the last the loan is paid back."""
    i, loans = m.i, m.scenario.loans
    running = i.loan_left > 0
    i.loan_left = i.loan_left - running
    done = running & (i.loan_left == 0)
    m.note("loan paid back", done.any())
    i.instalment = np.where(done, 0, i.instalment)
    i.adopted = np.where(done, i.adopted & ~sum(1 << loan for loan in loans), i.adopted)


def close_and_enter(m, k):
    """A business without capital may close; an entrant takes its row and its contacts."""
    p, i, now = m.p.market, m.i, m.now
    u = m.draws.uniform(UMKM, m.rows, m.month, 8, 2)
    broke = ~m.decide.less("capital_min", m.rows, p.capital_min, i.capital, scale=np.maximum(p.capital_min, i.revenue))
    closes = broke & m.decide.chance("closes", m.rows, u, p.exit)
    i.capital = np.maximum(0, i.capital)
    now.entered = closes
    rows = m.rows[closes]
    if not len(rows):
        return
    m.note("exit")
    sector = m.w.umkm.sector[rows]
    entrant = type("Entrants", (), {"sector": sector})()
    draw_traits(entrant, rows, m.p, m.draws, m.month)
    ref0 = reference_at_start(entrant, k, m.scenario.sectors, m.w.community)
    furnish_business(entrant, rows, ref0, m.p, m.scenario.sectors, m.draws, m.month)
    for name, values in vars(entrant).items():
        getattr(m.w.umkm, name)[rows] = values
    now.ratio[closes] = 1


def social_capital(m, k):
    """Rule 9"""
    p, community, cbos, i, e, now = m.p.social_capital, m.community, m.cbos, m.i, m.effects[k], m.now
    x = now.x & ~now.entered

    # Participants meet.
    participants = np.flatnonzero(x)

    def uniform(draw):
        return m.draws.uniform(UMKM, m.rows, m.month, 9, draw)

    meets = m.decide.chance("meets", m.rows, uniform(1), p.rewire)
    whom, slot = uniform(2), uniform(3)
    contacts = i.contacts
    for j in participants[meets[participants]]:
        other = participants[min(math.floor(whom[j] * len(participants)), len(participants) - 1)]
        if other != j and other not in contacts[j]:
            contacts[j, math.floor(slot[j] * p.contacts)] = other
            m.note("meets")
    i.contacts = contacts

    # Joining and leaving a CBO.
    u, which = uniform(4), uniform(5)
    joins = (i.cbo == NONE) & x & m.decide.chance("joins", m.rows, u, p.join * i.trust_cbo)
    leaves = (i.cbo != NONE) & ~x & m.decide.chance("leaves CBO", m.rows, u, p.leave * (1 - i.trust_cbo))
    m.note("joins", joins.any())
    m.note("leaves CBO", leaves.any())
    weight = np.cumsum(cbos.members + 1)
    cbo = i.cbo
    for j in np.flatnonzero(joins):
        cbo[j] = next(c for c, upto in enumerate(weight) if which[j] * weight[-1] < upto)
    cbo[leaves] = NONE
    i.cbo = cbo
    i.adopted = np.where(leaves, i.adopted & ~(1 << COLLECTIVE), i.adopted)

    pull = cap(np.sqrt(cbos.bargaining * community.chain_support * cbos.formal_trust) + m.p.policy.forum_link * e.forum)
    cbos.linking = np.minimum(cbos.link_max, toward(cbos.linking, pull, p.link_rate))


def outcomes(m, k):
    """Rule 10"""
    p, community, cbos, i, e = m.p.outcomes, m.community, m.cbos, m.i, m.effects[k]
    for name in ("awareness", "ownership"):
        setattr(community, f"mean_{name}", np.mean(getattr(i, name)))

    # Environment, contests, archive.
    care = cap((community.part_ema + community.mean_ownership) / p.upkeep_norm)
    env = community.environment
    worn = p.wear * (1 - p.upkeep * care) * (env - community.env_base)
    community.environment = clip(env + p.works * community.works * (1 - env) - worn)
    g = m.p.government
    v = g.v_env * community.environment + g.v_part * community.part_ema + g.v_rep * community.reputation
    regular = 1.0 if m.t % p.contest_months == p.contest_months - 1 else 0.0
    size = max(regular, e.extra_contest)
    u = m.draws.uniform(COMMUNITY, k, m.month, 10, 1)
    won = m.decide.chance("contest won", k, u, clip(p.contest_chance * v * e.activity * size))
    m.note("contest won", won)
    rep = community.reputation
    community.reputation = clip(rep + p.rep_win * won * (1 - rep) - p.rep_decay * rep)
    community.prize = won
    community.archive = toward(community.archive, e.records, p.archive_rate)

    # Who bears the cost.
    own = p.contribution * community.participants + p.activity_cost * community.cbo_activities
    hours = community.outside_hours * m.p.facilitation.hour_cost
    outside = community.works + hours + community.outside_money
    community.own_cost = toward(community.own_cost, own, p.cost_rate)
    community.outside_cost = toward(community.outside_cost, outside, p.cost_rate)
    community.own_cost_share = share(community.own_cost, community.own_cost + community.outside_cost)
    community.dominance = cap(np.sum(cbos.dominance))
    turn_out = cap(community.part_ema / g.participation_norm)
    community.self_reliance = (community.dominance * community.own_cost_share * turn_out) ** (1 / 3)
    stages(m, k)
    publish(m, k)


def steps(p):
    """The thresholds of the step from each stage to the next."""
    return [
        {"mean_awareness": p.stage1_aware},
        {"mean_awareness": p.stage2_aware, "part_ema": p.stage2_part},
        {"mean_awareness": p.stage3_aware, "part_ema": p.stage3_part, "self_reliance": p.stage3_self},
    ]


def stages(m, k):
    p, community = m.p.outcomes, m.community
    stage = community.stage

    def reaches(step, factor):
        found = [
            m.decide.at_least(f"stage {name}", k, getattr(community, name), factor * threshold)
            for name, threshold in step.items()
        ]
        return all(found)

    rises = stage < 3 and reaches(steps(p)[stage], 1)
    falls = stage > 0 and not reaches(steps(p)[stage - 1], p.stage_fall)
    community.months_up = community.months_up + 1 if rises else 0
    community.months_down = community.months_down + 1 if falls else 0
    if community.months_up >= p.stage_months:
        community.stage = stage + 1
    elif community.months_down >= p.stage_months:
        community.stage = stage - 1
    if community.stage != stage:
        m.note("stage rises" if community.stage > stage else "stage falls")
        community.months_up = community.months_down = 0


def publish(m, k):
    """What others see next month."""
    community, i, now = m.community, m.i, m.now
    if community.offered:
        i.took_part = now.x & ~now.entered
    threshold = m.p.market.success_ratio
    i.succeeded = ~m.decide.less("success_ratio", m.rows, now.ratio, threshold, scale=threshold)
    i.awareness_seen, i.adopted_seen = i.awareness, i.adopted
    community.mean_success = np.mean(i.succeeded)
    for option in range(len(m.scenario.options)):
        m.w.community.holders[k, option] = np.sum(holds(i.adopted, option))
        m.w.community.applicants[k, option] = np.sum(holds(i.applied, option))
