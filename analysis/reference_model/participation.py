"""Rules 4 to 6 (docs/model.md, 3.5): participation, learning, trust."""

import numpy as np

from .draws import UMKM
from .notation import cap, clip, sigma, toward


def participation(m, k):
    """Rule 4"""
    p, community, i, now = m.p.participation, m.community, m.i, m.now
    now.s = np.mean(m.peers(m.published.took_part), axis=1)
    drawn = perceived(m, now.s) - perceived(m, p.peer_norm)
    now.x = np.zeros(len(m.rows), bool)
    if community.offered:
        officials = (i.trust_facilitator + i.trust_government) / 2
        trusted = community.initiator * i.trust_cbo + (1 - community.initiator) * officials
        terms = [
            np.full(len(m.rows), p.base),
            p.benefit * i.awareness * i.expected_benefit,
            p.trust * trusted,
            p.peer_influence * i.trust_peer * drawn,
            p.ownership * i.ownership,
            p.invitation * now.visited,
            p.aspiration * i.aspiration,
            -p.time_cost * (1 - i.time_slack),
            -p.fatigue * i.fatigue,
            i.reluctance,
            p.answered * i.awareness * (community.kept - m.p.trust.expect),
        ]
        chance = sigma(sum(terms))
        u = m.draws.uniform(UMKM, m.rows, m.month, 4, 1)
        steepness = chance * (1 - chance) * sum(np.abs(x) for x in terms)
        now.x = m.decide.less("takes part", m.rows, u, chance, scale=chance + steepness)
    m.note("takes part", now.x.any())
    m.note("nothing offered", not community.offered)
    community.participants = np.sum(now.x)
    community.participation = np.mean(now.x)
    community.part_ema = toward(community.part_ema, community.participation, m.p.outcomes.part_rate)
    if community.offered:
        community.part_held = community.participation


def perceived(m, share):
    """What a share of contacts counts: itself, or the share of people whose threshold it reaches."""
    p = m.p.social_capital
    if p.peer_rule == "linear":
        return share
    m.note("threshold")
    return sigma(np.clip((share - p.peer_threshold) / p.peer_spread, -700, 700))


def learning(m, k):
    """Rule 5"""
    p, community, i, e, now = m.p.learning, m.community, m.i, m.effects[k], m.now

    # Awareness.
    spread = cap(p.aware_social * (1 + m.p.policy.channel_spread * e.channel))
    from_peers = spread * i.trust_peer * np.mean(m.peers(m.published.awareness_seen), axis=1)
    unmoved = (
        (1 - p.aware_visit * now.visited)
        * (1 - p.aware_message * now.messaged)
        * (1 - p.aware_part * now.x)
        * (1 - from_peers)
    )
    w = i.awareness
    i.awareness = clip(w + (1 - w) * (1 - unmoved) - p.forget * w)

    # Seats.
    everybody = np.ones(len(m.rows), int)
    sources = [(now.training_seats, community.quality, everybody)]
    sources += [(lever.intensity, lever.quality, lever.target) for lever in e.training]
    seats, weighted = np.zeros(len(m.rows)), np.zeros(len(m.rows))
    for number, quality, target in sources:
        each = target * number / max(1, np.sum(now.x * target))
        seats += each
        weighted += each * quality
    u = m.draws.uniform(UMKM, m.rows, m.month, 5, 1)
    now.seat = now.x & m.decide.chance("seat", m.rows, u, cap(seats))
    m.note("seat", now.seat.any())
    quality = np.divide(weighted, seats, out=np.zeros(len(m.rows)), where=seats > 0)

    # Skills.
    now.skill_before = (i.skill_production + i.skill_management + i.skill_market) / 3
    eager = 0.5 + 0.5 * i.aspiration
    multiplied = 1 + p.complement * now.reach * now.ties_in_use[now.looks_to] * now.link
    youth = np.max([lever.target * lever.intensity for lever in e.youth], axis=0) if e.youth else 0.0
    for skill in ("production", "management", "market"):
        s = getattr(i, f"skill_{skill}")
        q = now.q
        if skill == "market":
            q = q + youth * m.p.policy.youth_knowledge * (1 - q)
        taught = 3 * getattr(p, f"mix_{skill}") * p.train * now.seat * quality * (1 - s) * eager * multiplied
        from_peers = p.peer_learn * i.trust_peer * now.x * np.maximum(0, q - s) * multiplied
        mentored = p.train * now.mentor_quality * (1 - s) * i.aspiration * multiplied if skill == "market" else 0.0
        forgotten = p.decay * (s - getattr(i, f"innate_{skill}"))
        setattr(i, f"skill_{skill}", clip(s + taught + from_peers + mentored - forgotten))

    # Aspiration: models among contacts and, over bridges, elsewhere.
    b = now.reach * now.role_weight[now.looks_to]
    elsewhere = now.role_success[now.looks_to]
    models = (1 - b) * i.trust_peer * np.mean(m.peers(m.published.succeeded), axis=1) + b * elsewhere
    a = i.aspiration
    i.aspiration = clip(a + p.role_model * models * (1 - a) - p.comfort_pull * (a - i.initial_aspiration))

    # Ownership and fatigue.
    o, x = i.ownership, now.x.astype(int)
    away = 1 - x if community.offered else p.dormant
    whose = community.initiator + (1 - community.initiator) * p.top_down_ownership
    i.ownership = clip(o + p.own_gain * x * whose * (1 - o) - p.own_loss * away * o)
    u = i.fatigue
    tired = p.tire * (x + p.press * now.visited * (1 - x)) * (1 - community.novelty) * (1 - u)
    i.fatigue = clip(u + tired - p.rest * (1 - x) * u)


def trust(m, k):
    """Rule 6"""
    p, community, cbos, i, e, now = m.p.trust, m.community, m.cbos, m.i, m.effects[k], m.now
    w, y, x = i.awareness, i.benefit, now.x.astype(int)
    knows_more = ~m.decide.less(
        "CBO knows more", m.rows, now.q, now.skill_before, scale=np.maximum(now.q, now.skill_before)
    ) & (now.q != now.skill_before)
    learned = p.learned_good * knows_more
    failure = cbos.leadership_failure[now.looks_to]
    m.note("CBO knows more", knows_more.any())
    m.note("leadership fails", failure.any())
    m.note("promise broken", e.broken_promise > 0)
    alone = np.maximum(0, p.free_ride - now.s) / p.free_ride if p.free_ride > 0 else 0.0
    evidence = {
        "peer": (
            cap(x * now.s + p.peer_buy_good * m.p.market.peer_purchase * i.trust_peer),
            x * alone,
        ),
        "cbo": (
            x * community.initiator * np.maximum(np.maximum(y, now.seat), learned),
            cap(x * community.conflict + failure),
        ),
        "facilitator": (
            cap(now.visited * community.quality + now.seat),
            w * p.exposure * missed(p.expect, community.fulfilment),
        ),
        "government": (
            cap(p.exposure * w * community.kept + p.works_visible * p.exposure * (e.works > 0)),
            w * np.maximum(p.exposure * missed(p.expect, community.kept), p.promise * e.broken_promise),
        ),
    }
    loss = p.gain if p.loss_rule == "symmetric" else p.loss
    for kind, (good, bad) in evidence.items():
        t = getattr(i, f"trust_{kind}")
        drift = p.drift * (getattr(i, f"initial_trust_{kind}") - t)
        setattr(i, f"trust_{kind}", clip(t + p.gain * good * (1 - t) - loss * bad * t + drift))
    i.expected_benefit = i.expected_benefit * (1 - p.promise_weight * w * e.broken_promise)
    community.mean_trust_peer = np.mean(i.trust_peer)


def missed(expect, found):
    """By what share an expectation was missed; nothing was expected with 0."""
    return max(0.0, expect - found) / expect if expect > 0 else 0.0
