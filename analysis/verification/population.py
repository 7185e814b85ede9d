"""The samplers of the start: traits, sectors, memberships, options held, contacts."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import special, stats

import berdaya as bd

from . import tests_of_fit as fit
from . import worlds
from .outcome import Outcome

UMKM = 60000

COLUMNS = {
    **{name: f"skill_{name}" for name in ("production", "management", "market")},
    **{name: name for name in worlds.TRAITS[3:]},
}


def traits(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Levels are logit-normal, amounts lognormal, all independent. Medians and spreads are not the defaults.

    `shift` is added to the engine's medians on the logit scale.
    """
    communities = 5 if long else 1
    medians = {name: 0.1 + 0.8 * i / 12 for i, name in enumerate(worlds.TRAITS)}
    sds = {name: 1.4 - 1.1 * i / 12 for i, name in enumerate(worlds.TRAITS)}
    amounts = {
        "participation.reluctance_sd": 1.1,
        "market.size_sd": 0.6,
        "population.other_income": 3.3,
        "population.other_income_sd": 0.7,
        "population.capital_months": 2.2,
        "population.capital_sd": 0.9,
    }
    parameters = {f"population.{name}": float(special.expit(special.logit(m) + shift)) for name, m in medians.items()}
    parameters |= {f"population.{name}_sd": sd for name, sd in sds.items()}
    scenario = worlds.scenario(umkm=UMKM, communities=communities, months=1, parameters=(parameters, amounts))
    simulation = bd.Simulation(scenario, seed=131)
    column = {name: simulation.umkm[name].astype(float) for name in simulation.umkm if simulation.umkm[name].ndim == 1}
    scores = {
        name: (special.logit(column[source]) - special.logit(medians[name])) / sds[name]
        for name, source in COLUMNS.items()
    }
    size_sd = amounts["market.size_sd"]
    capital_months = column["capital"] / column["reference_ema"]
    scores |= {
        "reluctance": column["reluctance"] / amounts["participation.reluctance_sd"],
        "size": (np.log(column["size"]) + size_sd**2 / 2) / size_sd,
        "other_income": np.log(column["other_income"] / 3.3) / 0.7,
        "capital": np.log(capital_months / 2.2) / 0.9,
    }
    n = UMKM * communities
    outcome = Outcome()
    distances = {name: fit.ks_statistic(stats.norm.cdf(z)) for name, z in scores.items()}
    worst = max(distances, key=distances.__getitem__)
    outcome.add(
        f"K-S of {len(scores)} traits, {n:,} UMKM; largest: {worst}",
        distances[worst],
        fit.ks_bound(n),
        f"a median {fit.ks_detects(n) * np.sqrt(2 * np.pi):.3f} sd off, a sd {fit.ks_detects(n) / 0.242:.1%} off",
    )
    z = np.array(list(scores.values()))
    means = np.abs(z.mean(axis=1)).max() * np.sqrt(n)
    spreads = np.abs((z**2).mean(axis=1) - 1).max() * np.sqrt(n / 2)
    outcome.add(
        "largest mean score, in standard errors",
        means,
        fit.Z_BOUND,
        f"a median {fit.Z_DETECTS / np.sqrt(n):.4f} sd off",
    )
    outcome.add(
        "largest variance of scores − 1, in standard errors",
        spreads,
        fit.Z_BOUND,
        f"a sd {fit.Z_DETECTS / np.sqrt(2 * n):.1%} off",
    )
    correlation = np.corrcoef(z)
    pairs = np.abs(correlation[np.triu_indices(len(z), 1)])
    outcome.add(
        f"largest of {len(pairs)} correlations, in standard errors",
        float(pairs.max() * np.sqrt(n)),
        float(stats.norm.isf(0.5e-6 / len(pairs))),
        f"a correlation of {(5.9 + 3.1) / np.sqrt(n):.3f}",
    )
    lag = np.abs([np.corrcoef(row[:-1], row[1:])[0, 1] for row in z]).max()
    outcome.add(
        "largest correlation of neighbouring rows, in standard errors",
        float(lag * np.sqrt(n)),
        float(stats.norm.isf(0.5e-6 / len(z))),
        f"a correlation of {(5.5 + 3.1) / np.sqrt(n):.3f}",
    )
    if draw:
        figure = Figure(figsize=(9, 3.8), layout="constrained")
        left, right = figure.subplots(1, 2)
        grid = np.linspace(0, 1, 400)
        for score in scores.values():
            ordered = np.sort(stats.norm.cdf(score))
            left.plot(grid, np.searchsorted(ordered, grid) / n - grid, lw=0.8)
        left.axhspan(-fit.ks_bound(n), fit.ks_bound(n), alpha=0.15, label="±K-S bound")
        left.set(xlabel="theoretical probability", ylabel="sample − theory", title="17 traits: distribution functions")
        left.legend(loc="upper right")
        image = right.imshow(correlation - np.eye(len(z)), cmap="RdBu", vmin=-0.02, vmax=0.02)
        right.set_xticks(range(len(z)), list(scores), rotation=90, fontsize=6)
        right.set_yticks(range(len(z)), list(scores), fontsize=6)
        right.set_title("Correlations")
        figure.colorbar(image, ax=right)
        outcome.figure = figure
    return outcome


def groups(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Sectors are dealt at random, CBO and options held have their shares, independently of each other."""
    shares = {"food": 0.35, "craft": 0.25, "trade": 0.4}
    members = (0.3, 0.15, 0.25)
    held = {"nib": 0.2, "halal": 0.05}
    scenario = worlds.scenario(
        umkm=UMKM,
        months=1,
        sectors=tuple(shares.items()),
        cbos=tuple({"members": m + shift * (i == 0), "dominance": 0.2} for i, m in enumerate(members)),
        options={"nib": -100, "halal": -100},
        more="adopted = { " + ", ".join(f"{name} = {share}" for name, share in held.items()) + " }",
    )
    simulation = bd.Simulation(scenario, seed=132)
    sector = simulation.umkm["sector"].astype(int)
    cbo = np.minimum(simulation.umkm["cbo"].astype(int), 3)  # 3: none
    outcome = Outcome()
    counts = np.bincount(sector, minlength=3)
    wanted = np.array([np.floor(share * UMKM + 1e-9) for share in shares.values()])
    wanted[0] += UMKM - wanted.sum()
    outcome.add("numbers of the sectors, largest gap", np.abs(counts - wanted).max(), 0, "one UMKM")
    distance = max(fit.ks_statistic((np.flatnonzero(sector == s) + 0.5) / UMKM) * np.sqrt(counts[s]) for s in range(3))
    bound = fit.ks_bound(1)
    outcome.add(
        "K-S of the rows of a sector, scaled by √n",
        distance,
        bound,
        f"rows {fit.ks_detects(int(counts.min())):.3f} away from an even spread",
    )
    pairs = np.bincount(3 * sector[0::2] + sector[1::2], minlength=9)
    p = np.outer(wanted, wanted) / UMKM**2
    value, freedom = fit.chi_square(pairs, UMKM / 2 * p.ravel())
    outcome.add(
        "chi-square of the sectors of neighbouring rows",
        value,
        fit.chi_square_bound(freedom),
        f"effect size w = {fit.chi_square_detects(freedom, UMKM / 2):.3f}",
    )
    membership = np.append(members, 1 - sum(members))
    bits = [worlds.holds(simulation, worlds.bit(scenario, name)).astype(int) for name in held]
    cells = np.bincount(((cbo * 3 + sector) * 2 + bits[0]) * 2 + bits[1], minlength=48)
    q = [np.array([1 - share, share]) for share in held.values()]
    expected = UMKM * np.einsum("c,s,a,b->csab", membership, wanted / UMKM, *q).ravel()
    value, freedom = fit.chi_square(cells, expected)
    outcome.add(
        "chi-square of CBO × sector × NIB × halal",
        value,
        fit.chi_square_bound(freedom),
        f"effect size w = {fit.chi_square_detects(freedom, UMKM):.4f}",
    )
    if draw:
        figure = Figure(figsize=(5, 3.6), layout="constrained")
        axes = figure.subplots()
        seen = np.bincount(cbo, minlength=4) / UMKM
        error = fit.Z_BOUND * np.sqrt(membership * (1 - membership) / UMKM)
        axes.errorbar(range(4), seen - membership, yerr=error, fmt="o")
        axes.axhline(0, color="k", lw=1)
        axes.set_xticks(range(4), ["CBO 1", "CBO 2", "CBO 3", "none"])
        axes.set(ylabel="share − wanted", title="Membership at the start (± bound)")
        outcome.figure = figure
    return outcome


def rewiring(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Contacts at the start: a slot is rewired with its probability, to anybody alike."""
    probability, slots = 0.25, 8
    scenario = worlds.scenario(
        umkm=UMKM,
        months=1,
        parameters={"social_capital.rewire_start": probability + shift, "social_capital.contacts": slots},
    )
    simulation = bd.Simulation(scenario, seed=133)
    rows = np.arange(UMKM)
    offset = (simulation.umkm["contacts"].astype(int) - rows[:, None]) % UMKM
    ring = np.array([j // 2 + 1 if j % 2 == 0 else UMKM - ((j - 1) // 2 + 1) for j in range(slots)])
    changed = offset != ring
    outcome = Outcome()
    count = changed.sum(axis=1)
    # A target that is a contact already keeps the slot: 8 of the n - 1 others, 1.3e-4 of the rewirings here.
    p = probability * (1 - slots / (UMKM - 1))
    value, freedom = fit.chi_square(np.bincount(count, minlength=slots + 1), UMKM * stats.binom.pmf(range(9), slots, p))
    outcome.add(
        f"chi-square of rewired slots per UMKM, {UMKM:,} UMKM",
        value,
        fit.chi_square_bound(freedom),
        f"effect size w = {fit.chi_square_detects(freedom, UMKM):.4f}",
    )
    by_slot = changed.sum(axis=0)
    z = (by_slot - UMKM * p) / np.sqrt(UMKM * p * (1 - p))
    outcome.add(
        "chi-square of the slots that are rewired",
        float((z**2).sum()),
        fit.chi_square_bound(slots),
        f"a probability {fit.Z_DETECTS * np.sqrt(p * (1 - p) / UMKM):.4f} off in one slot",
    )
    whom = offset[changed] / UMKM
    outcome.add(
        f"K-S of whom, {len(whom):,} rewirings",
        fit.ks_statistic(whom),
        fit.ks_bound(len(whom)) + slots / UMKM,
        f"a distribution {fit.ks_detects(len(whom)):.4f} away",
    )
    if draw:
        figure = Figure(figsize=(9, 3.4), layout="constrained")
        left, right = figure.subplots(1, 2)
        left.bar(range(9), np.bincount(count, minlength=9) / UMKM, alpha=0.5, label="engine")
        left.plot(range(9), stats.binom.pmf(range(9), slots, p), "o", label="binomial")
        left.set(xlabel="rewired slots", ylabel="share of UMKM", title="Contacts at the start")
        left.legend()
        right.hist(whom, bins=50, density=True)
        right.axhline(1, color="k", lw=1)
        right.set(xlabel="distance around the ring to the new contact", title="Whom")
        outcome.figure = figure
    return outcome
