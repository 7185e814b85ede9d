"""The start (docs/model.md, 3.1): population, contacts, and the other tables at the scenario's values."""

import math
from types import SimpleNamespace

import numpy as np

from .draws import UMKM
from .loans import owe
from .notation import NONE, cap, logit, sigma
from .scenario import CHANNEL_NAMES, CHANNELS, COLLECTIVE, CSR, PARTNERSHIP, TRAITS
from .world import Rows, holds

FIRST_SKILLS = ["production", "management", "market"]
KEPT_AT_ENTRY = {
    **{f"skill_{s}": f"innate_{s}" for s in FIRST_SKILLS},
    "aspiration": "initial_aspiration",
    **{f"trust_{x}": f"initial_trust_{x}" for x in ("peer", "cbo", "facilitator", "government")},
}


def column_of(trait):
    return f"skill_{trait}" if trait in FIRST_SKILLS else trait


def draw_traits(i, rows, p, draws, month, given=None):
    """Rule 11: traits of the UMKM of `rows`. `given`: {column: values, NaN where drawn} from an umkm_file."""
    given = given or {}

    def value(name, drawn):
        return np.where(np.isnan(given[name]), drawn, given[name]) if name in given else drawn

    for n, trait in enumerate(TRAITS):
        median, sd = getattr(p.population, trait), getattr(p.population, f"{trait}_sd")
        level = sigma(logit(median) + sd * draws.normal(UMKM, rows, month, 11, n))
        setattr(i, column_of(trait), value(trait, level))
    for now, at_entry in KEPT_AT_ENTRY.items():
        setattr(i, at_entry, getattr(i, now))
    i.reluctance = value("reluctance", p.participation.reluctance_sd * draws.normal(UMKM, rows, month, 11, 13))
    z = draws.normal(UMKM, rows, month, 11, 14)
    i.size = value("size", np.exp(p.market.size_sd * z - p.market.size_sd**2 / 2))
    z = draws.normal(UMKM, rows, month, 11, 15)
    other_income = p.population.other_income * np.exp(p.population.other_income_sd * z)
    i.other_income = value("other_income", other_income)
    i.attraction0 = i.size * np.exp(p.market.attraction * i.innate_production)
    i.cbo = np.full(len(rows), NONE)
    for name in ("adopted", "applied", "knows", "adopted_seen", "took_part", "succeeded", "loan_left"):
        setattr(i, name, np.zeros(len(rows), int))
    for name in ("instalment", *(f"sold_{channel}" for channel in CHANNEL_NAMES)):
        setattr(i, name, np.zeros(len(rows)))


def reference_at_start(i, k, sectors, community):
    """ref0 = revenue_s·n0_ks·attraction0/A0_ks"""
    revenue = np.array([s.revenue for s in sectors])[i.sector]
    n0, a0 = community.sector_count[k][i.sector], community.sector_attraction[k][i.sector]
    return revenue * n0 * i.attraction0 / a0


def furnish_business(i, rows, ref0, p, sectors, draws, month, given=None):
    """Capital, sales and what is published of a business that begins with the reference `ref0`."""
    z = draws.normal(UMKM, rows, month, 11, 40)
    i.capital = ref0 * p.population.capital_months * np.exp(p.population.capital_sd * z)
    if given is not None and "capital" in given:
        i.capital = np.where(np.isnan(given["capital"]), i.capital, given["capital"])
    i.revenue = i.revenue_ema = i.reference_ema = ref0
    fixed = p.market.fixed_share * np.array([s.revenue for s in sectors])[i.sector]
    i.profit = p.market.margin * ref0 - fixed
    i.benefit = np.full(len(rows), sigma(-p.market.benefit_slope * p.market.worthwhile))
    i.awareness_seen = i.awareness


def deal_sectors(k, n, first, draws):
    """The sectors in order, dealt to the rows sorted by U[11.90]; returns the sector of each local row."""
    u = draws.uniform(UMKM, first + np.arange(n), 0, 11, 90)
    sector = np.empty(n, int)
    sector[np.argsort(u, kind="stable")] = np.repeat(np.arange(len(k.sector_counts)), k.sector_counts)
    return sector


def make_contacts(neighbourhood, first, p, draws, decide):
    """K others on a ring of the RT, or of the community; then some replaced by anybody."""
    n, slots = len(neighbourhood), p.social_capital.contacts
    contacts = np.empty((n, slots), int)
    for j in range(n):
        block = np.flatnonzero(neighbourhood == neighbourhood[j])
        if len(block) <= slots:
            block = np.arange(n)
        place = int(np.flatnonzero(block == j)[0])
        for slot in range(slots):
            offset = slot // 2 + 1 if slot % 2 == 0 else -((slot - 1) // 2 + 1)
            contacts[j, slot] = block[(place + offset) % len(block)]
    rows = first + np.arange(n)
    for slot in range(slots):
        u = draws.uniform(UMKM, rows, 0, 11, 150 + slot)
        rewired = decide.less(f"rewired {slot}", rows, u, p.social_capital.rewire_start)
        whom = np.floor(draws.uniform(UMKM, rows, 0, 11, 120 + slot) * (n - 1)).astype(int)
        for j in np.flatnonzero(rewired):
            other = whom[j] + (whom[j] >= j)  # skipping oneself
            if other not in contacts[j]:
                contacts[j, slot] = other
    return contacts


def given_traits(records):
    """{column: numbers} of an umkm_file, NaN where a cell is empty."""
    names = [*TRAITS, "reluctance", "size", "capital", "other_income", "revenue"]
    return {x: np.array([float(r[x]) if r[x] else math.nan for r in records]) for x in names}


def start(scenario, draws, decide):
    """The world before the first month."""
    w = SimpleNamespace()
    w.umkm = SimpleNamespace()
    w.community = start_communities(scenario)
    w.cbo = start_cbos(scenario)
    settled = [settle(w, k, scenario, draws, decide) for k in scenario.communities]
    for name in vars(settled[0]):
        setattr(w.umkm, name, np.concatenate([np.asarray(getattr(umkm, name)) for umkm in settled]))
    w.unit = columns(
        scenario.units,
        *["level", "parent", "base_support", "mandate", "monitoring", "records", "hours", "support", "archive"],
    )
    w.facilitator, w.post = start_facilitators(scenario)
    w.partner, w.fund = start_partners(scenario), start_funds(scenario)
    return w


def columns(entities, *names, **others):
    """A table with these attributes of the entities, and further columns of one value."""
    table = SimpleNamespace(**{x: np.array([getattr(e, x) for e in entities]) for x in names})
    for name, value in others.items():
        setattr(table, name, np.full(len(entities), value))
    return table


def settle(w, k, scenario, draws, decide):
    """The UMKM of community k, as a table of their own; and what the community and its CBOs count of them."""
    p = scenario.parameters
    first = sum(other.n for other in scenario.communities[: k.row])
    rows = first + np.arange(k.n)
    i = SimpleNamespace()
    records = k.records_of_umkm
    given = given_traits(records) if records else {}
    i.neighbourhood = np.arange(k.n) * k.neighbourhoods // k.n
    if records:
        i.sector = np.array([[s.id for s in scenario.sectors].index(r["sector"]) for r in records])
        if records[0]["neighbourhood"]:
            i.neighbourhood = np.array([int(r["neighbourhood"]) - 1 for r in records])
    else:
        i.sector = deal_sectors(k, k.n, first, draws)
    draw_traits(i, rows, p, draws, 0, given)
    for s, sector in enumerate(scenario.sectors):
        set_sector_totals(w.community, k, i, s, sector, given, p)
    ref0 = reference_at_start(i, k.row, scenario.sectors, w.community)
    furnish_business(i, rows, ref0, p, scenario.sectors, draws, 0, given)

    # Membership: the interval of cumulated shares in which U[11.91] falls.
    cumulated = np.cumsum([scenario.cbos[c].members for c in k.cbos])
    u = draws.uniform(UMKM, rows, 0, 11, 91)
    position = sum(~decide.less(f"membership {c}", rows, u, upto) for c, upto in enumerate(cumulated))
    i.cbo = np.where(position < len(k.cbos), position, NONE)
    if records:
        positions = {scenario.cbos[c].id: x for x, c in enumerate(k.cbos)} | {"none": NONE}
        cells = [r["cbo"] for r in records]
        i.cbo = np.array([positions.get(cell, drawn) for cell, drawn in zip(cells, i.cbo, strict=True)])

    for o, initial_share in enumerate(scenario.adopted):
        held = decide.less(f"held at the start {o}", rows, draws.uniform(UMKM, rows, 0, 11, 100 + o), initial_share)
        if records:
            cells = [r[scenario.options[o].id] for r in records]
            held = np.array([drawn if cell == "" else cell == "1" for cell, drawn in zip(cells, held, strict=True)])
        i.adopted = i.adopted | held.astype(int) << o
    # Collective marketing is the members' of a CBO.
    i.adopted = np.where(i.cbo == NONE, i.adopted & ~(1 << COLLECTIVE), i.adopted)
    # Of several loans the first counts. It runs its full term from now; its money was spent before.
    for loan in scenario.loans:
        holder = (holds(i.adopted, loan) == 1) & (i.loan_left == 0)
        owe(i, holder, loan, p.market.loan_principal, p)
        i.adopted = np.where((i.loan_left > 0) & ~holder, i.adopted & ~(1 << loan), i.adopted)
    i.adopted_seen = i.adopted
    i.contacts = make_contacts(i.neighbourhood, first, p, draws, decide)

    # What the first month reads as published.
    community = Rows(w.community, k.row)
    community.first_row, community.umkm_count = first, k.n
    for name in ("awareness", "ownership", "trust_peer"):
        setattr(community, f"mean_{name}", np.mean(getattr(i, name)))
    community.dominance = cap(sum(scenario.cbos[c].dominance for c in k.cbos))
    for o in range(len(scenario.options)):
        w.community.holders[k.row, o] = np.sum(holds(i.adopted, o))
    for position, c in enumerate(k.cbos):
        cbo = Rows(w.cbo, c)
        cbo.members = np.sum(i.cbo == position)
        cbo.membership_share = cbo.members / k.n
        cbo.bargaining = bargaining_power(cbo.membership_share, cbo.cohesion, cbo.linking, p.organisation)
    return i


def bargaining_power(membership_share, cohesion, linking, p):
    return (membership_share * cohesion * (p.n_0 + (1 - p.n_0) * linking)) ** (1 / 3)


def set_sector_totals(community, k, i, s, sector, given, p):
    """n0 and A0 of a sector in a community. A given revenue sets the attraction that earns it among those as drawn;
    n0 is then the number of typical businesses that earn as much as all together."""
    mine = i.sector == s
    n0 = float(np.sum(mine))
    if "revenue" in given and mine.any():
        said = mine & ~np.isnan(given["revenue"])
        per_attraction = sector.revenue * n0 / np.sum(i.attraction0[mine])
        i.attraction0 = np.where(said, given["revenue"] / per_attraction, i.attraction0)
        i.size = np.where(said, i.attraction0 / np.exp(p.market.attraction * i.innate_production), i.size)
        n0 = per_attraction * np.sum(i.attraction0[mine]) / sector.revenue
    community.sector_count[k.row, s] = n0
    community.sector_attraction[k.row, s] = np.sum(i.attraction0[mine])


def start_communities(scenario):
    k = scenario.communities
    table = columns(
        k,
        *["neighbourhoods", "env_base", "records", "gallery_slots", "gallery_location", "gallery_footfall"],
        *["bazaar_every", "bazaar_stalls", "platform_demand", "pilot", "wave", "latitude", "longitude", "stage"],
        *["environment", "archive", "reputation", "integration"],
        clarity_base=[x.clarity for x in k],
        integration_base=[x.integration for x in k],
        first_row=0,
        umkm_count=0,
        first_cbo=[x.cbos[0] for x in k],
        cbo_count=[len(x.cbos) for x in k],
        root_unit=[root_of(x, scenario) for x in k],
        **{f"unit_{level}": [x.chain[n] for x in k] for n, level in enumerate(["city", "district", "ward", "rw"])},
        **dict.fromkeys(ZERO_AT_THE_START, 0.0),
        months_up=0,
        months_down=0,
        shared_store_seen=0,
    )
    table.seen_return = np.ones((len(k), len(CHANNELS)))
    table.holders, table.applicants = np.zeros((len(k), 16), int), np.zeros((len(k), 16), int)
    table.sector_count = np.zeros((len(k), len(scenario.sectors)))
    table.sector_attraction = np.zeros((len(k), len(scenario.sectors)))
    return table


ZERO_AT_THE_START = [
    *["programme_fund", "own_cost", "outside_cost", "part_ema", "part_held", "chain_support", "chain_archive"],
    *["responsiveness", "kept", "clarity", "shifted", "overlap", "fulfilment", "own_share", "quality"],
    *["facilitator_load", "facilitator_commitment", "own_hours", "outside_hours", "outside_money", "p_cbo", "p_off"],
    *["offered", "activities", "cbo_activities", "initiator", "novelty", "conflict", "participation", "participants"],
    *["mean_awareness", "mean_ownership", "mean_trust_peer", "mean_success", "capped", "dominance"],
    *["debt_service", "own_cost_share", "self_reliance", "prize", "works", "success_seen"],
]
"""Values of the month, and smoothed ones."""


def root_of(k, scenario):
    """The topmost unit above the community."""
    unit = next((g for g in reversed(k.chain) if g != NONE), NONE)
    while unit != NONE and scenario.units[unit].parent != NONE:
        unit = scenario.units[unit].parent
    return unit


def start_cbos(scenario):
    p = scenario.parameters
    c = scenario.cbos
    n_cbo = [len(scenario.communities[x.community].cbos) for x in c]
    table = columns(
        c,
        *["community", "formal_trust_base", "link_max", "leadership", "cohesion", "knowledge", "formal_trust"],
        *["linking", "dominance"],
        knowledge_base=[x.knowledge for x in c],
        knowledge_seen=[x.knowledge for x in c],
        may_bridge=[x.bridge for x in c],
        delivery=[p.government.deliver_expect / n for n in n_cbo],
        **dict.fromkeys(["held", "members", "membership_share", "bargaining", "inflow", "leadership_failure"], 0.0),
    )
    table.ties = np.full((len(c), p.social_capital.bridge_max), NONE)
    return table


def start_facilitators(scenario):
    kinds = ["coordinator", "officer", "ngo", "student", "university", "company"]
    f = scenario.facilitators
    posts = [len(x.communities) for x in f]
    facilitator = columns(
        f,
        *["hours", "competence", "commitment", "first_month", "fund"],
        kind=[kinds.index(x.kind) for x in f],
        commitment_base=[x.commitment for x in f],
        last_month=[x.last_month for x in f],
        first_post=[sum(posts[:n]) for n in range(len(f))],
        post_count=posts,
        load=0.0,
        paid_hours=0.0,
    )
    pairs = [(n, k) for n, x in enumerate(f) for k in x.communities]
    post = SimpleNamespace(
        facilitator=np.array([n for n, _ in pairs], int), community=np.array([k for _, k in pairs], int)
    )
    post.granted, post.assigned = np.zeros(len(pairs)), np.zeros(len(pairs))
    return facilitator, post


def start_partners(scenario):
    kinds = [scenario.interventions[j].kind for j in scenario.offers]
    return SimpleNamespace(
        intervention=np.array(scenario.offers, int),
        option=np.array([CSR if kind == "csr" else PARTNERSHIP for kind in kinds], int),
        commitment=np.ones(len(kinds)),
        outside=np.zeros(len(kinds)),
    )


def start_funds(scenario):
    return columns(
        scenario.funds,
        *["opening_balance", "inflow", "inflow_every", "first_month"],
        last_month=[x.last_month for x in scenario.funds],
        **dict.fromkeys(["balance", "received", "paid", "removed"], 0.0),
        scale=1.0,
    )
