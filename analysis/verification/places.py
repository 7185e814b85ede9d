"""Scarce places: lots within a community, and a partner's places among communities."""

from __future__ import annotations

import itertools

import numpy as np
from matplotlib.figure import Figure
from scipy import special, stats

import berdaya as bd

from . import tests_of_fit as fit
from . import worlds
from .outcome import Outcome


def gallery_lots(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Everybody wants one of five slots: each row, and each pair of rows, wins alike. `shift` slots fewer."""
    size, slots = 20, 5
    communities = 20000 if long else 5000
    scenario = worlds.scenario(
        umkm=size,
        communities=communities,
        months=1,
        parameters=(worlds.ALIKE, worlds.NO_ACTIVITY, worlds.PLAIN_HAZARD, {"uptake.seen_return": 0}),
        options={"gallery": 20},
        community={"gallery_slots": slots - shift, "gallery_footfall": 100},
    )
    simulation = bd.Simulation(scenario, seed=141)
    simulation.step()
    won = worlds.holds(simulation, worlds.bit(scenario, "gallery")).reshape(communities, size)
    outcome = Outcome()
    outcome.add(
        "winners per community, largest gap to the slots", np.abs(won.sum(axis=1) - slots).max(), 0, "one place"
    )
    # Drawn without replacement: rows are negatively correlated, which Pearson's statistic must be scaled for.
    wins = won.sum(axis=0)
    expected = communities * slots / size
    value = float(((wins - expected) ** 2).sum() / (expected * (1 - slots / size)) * (size - 1) / size)
    outcome.add(
        f"chi-square of wins by row, {communities:,} communities of {size}",
        value,
        fit.chi_square_bound(size - 1),
        f"effect size w = {fit.chi_square_detects(size - 1, communities * slots):.3f}",
    )
    together = np.array([(won[:, a] & won[:, b]).sum() for a, b in itertools.combinations(range(size), 2)])
    chance = slots * (slots - 1) / (size * (size - 1))
    z = (together - communities * chance) / np.sqrt(communities * chance * (1 - chance))
    pair_bound = float(stats.norm.isf(0.5e-6 / len(z)))
    outcome.add(
        f"largest gap of {len(z)} pairs that win together, in standard errors",
        float(np.abs(z).max()),
        pair_bound,
        f"a pair's chance {(pair_bound + 3.1) * np.sqrt(chance * (1 - chance) / communities):.4f} off",
    )
    if draw:
        figure = Figure(figsize=(5, 3.6), layout="constrained")
        axes = figure.subplots()
        error = fit.Z_BOUND * np.sqrt(expected * (1 - slots / size)) / communities
        axes.errorbar(range(size), wins / communities, yerr=error, fmt="o", label="engine ± bound")
        axes.axhline(slots / size, color="k", lw=1, label="5/20")
        axes.set(xlabel="row", ylabel="share of communities in which it wins", title="Lots for a gallery")
        axes.legend()
        outcome.figure = figure
    return outcome


def partner_places(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """A company's places among the applicants of three communities: multivariate hypergeometric, then lots within."""
    sizes, places = (18, 24, 36), 7
    runs = 6000 if long else 1500
    text = "\n".join(
        [
            'format = 1\nid = "places"\nstart = 2020-01-01\nmonths = 2\n[parameters]',
            *(
                f"{name} = {float(value)}"
                for name, value in (worlds.ALIKE | worlds.NO_ACTIVITY | worlds.PLAIN_HAZARD).items()
            ),
            "social_capital.contacts = 4",
            '[[sector]]\nid = "trade"\noptions = ["csr"]\n[[option]]\nid = "csr"\nbase = 20',
            '[[government]]\nid = "city"\nlevel = "city"\nhours = 0',
            *(
                f'[[community]]\nid = "k{k}"\ngovernment = ["city"]\numkm = {n}\nneighbourhoods = 1\n'
                f'[[cbo]]\nid = "cbo{k}"\ncommunity = "k{k}"'
                for k, n in enumerate(sizes)
            ),
            f'[[intervention]]\nkind = "csr"\nplaces = {places + shift}',
        ]
    )
    scenario = worlds.from_text(text)
    csr = worlds.bit(scenario, "csr")
    edges = np.cumsum((0, *sizes))
    quotas = np.zeros((runs, 3), dtype=int)
    wins = np.zeros(edges[-1])
    for run in range(runs):
        simulation = bd.Simulation(scenario, seed=142, run=run)
        simulation.run(2)
        won = worlds.holds(simulation, csr)
        wins += won
        quotas[run] = np.add.reduceat(won, edges[:-1])
    outcome = Outcome()
    outcome.add("places granted, largest gap", np.abs(quotas.sum(axis=1) - places).max(), 0, "one place")
    law, seen = [], []
    for first in range(places + 1):
        for second in range(places + 1 - first):
            split = (first, second, places - first - second)
            ways = np.prod([special.comb(n, q) for n, q in zip(sizes, split, strict=True)])
            law.append(ways / special.comb(sum(sizes), places))
            seen.append(int((quotas == split).all(axis=1).sum()))
    value, freedom = fit.chi_square(seen, runs * np.array(law))
    outcome.add(
        f"chi-square of the split among communities of {sizes}, {runs:,} runs",
        value,
        fit.chi_square_bound(freedom),
        f"effect size w = {fit.chi_square_detects(freedom, runs):.3f}",
    )
    n = int(edges[-1])
    expected = runs * places / n
    value = float(((wins - expected) ** 2).sum() / (expected * (1 - places / n)) * (n - 1) / n)
    outcome.add(
        f"chi-square of places by row, {n} rows",
        value,
        fit.chi_square_bound(n - 1),
        f"effect size w = {fit.chi_square_detects(n - 1, runs * places):.3f}",
    )
    if draw:
        figure = Figure(figsize=(9, 3.4), layout="constrained")
        for axes, k in zip(figure.subplots(1, 3), range(3), strict=True):
            x = np.arange(places + 1)
            axes.bar(x, np.bincount(quotas[:, k], minlength=places + 1) / runs, alpha=0.5, label="engine")
            axes.plot(x, stats.hypergeom.pmf(x, n, sizes[k], places), "o", ms=4, label="hypergeometric")
            axes.set(xlabel="places", ylim=(0, 0.5), title=f"{sizes[k]} of {n} applicants")
        axes.legend()
        outcome.figure = figure
    return outcome
