"""Uptake with peers on complete and on well-mixed contacts, against the exact chain and against Bass."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.figure import Figure
from scipy import optimize, stats

import berdaya as bd

from . import tests_of_fit as fit
from . import worlds
from .outcome import Outcome

CONTACTS = 16  # the most that the engine allows
SIZE = CONTACTS + 1  # everybody knows everybody


def log_linear(base: float, peers: float) -> Callable[[np.ndarray], np.ndarray]:
    """The model's hazard at a share s of contacts that hold the option."""
    return lambda share: np.exp(base + peers * share)


def linear(p: float, q: float) -> Callable[[np.ndarray], np.ndarray]:
    """The hazard of Bass (1969): innovation p, imitation q."""
    return lambda share: p + q * share


def chain(hazard: Callable[[np.ndarray], np.ndarray], months: int) -> np.ndarray:
    """Distribution of the number of holders among SIZE that all know each other, by month: [month, holders]."""
    transition = np.zeros((SIZE + 1, SIZE + 1))
    for held in range(SIZE + 1):
        chance = -np.expm1(-hazard(np.float64(held / CONTACTS)))
        transition[held, held:] = stats.binom.pmf(np.arange(SIZE - held + 1), SIZE - held, chance)
    law = np.zeros((months + 1, SIZE + 1))
    law[0, 0] = 1
    for month in range(months):
        law[month + 1] = law[month] @ transition
    return law


def bass_curve(p: float, q: float, months: np.ndarray) -> np.ndarray:
    decay = np.exp(-(p + q) * months)
    return (1 - decay) / (1 + q / p * decay)


def _scenario(umkm: int, communities: int, months: int, base: float, peers: float) -> bd.Scenario:
    return worlds.scenario(
        umkm=umkm,
        communities=communities,
        months=months,
        parameters=(
            worlds.ALIKE,
            worlds.NO_ACTIVITY,
            worlds.PLAIN_HAZARD,
            {"uptake.peers": peers, "social_capital.contacts": CONTACTS},
        ),
        options={"nib": base},
    )


def complete_contacts(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Communities of 17, of whom each knows the 16 others: the number of holders is a Markov chain with known law."""
    base, peers, months = -4.0, 2.0, 48
    communities = 12000 if long else 3000
    scenario = _scenario(SIZE, communities, months, base, peers + shift)
    nib = worlds.bit(scenario, "nib")
    simulation = bd.Simulation(scenario, seed=111)
    others = np.sort(simulation.umkm["contacts"].astype(int), axis=1)
    rows = np.arange(SIZE)
    known = np.array([np.delete(rows, row) for row in rows])
    assert (others.reshape(communities, SIZE, CONTACTS) == known).all(), "the contact set is complete"
    holders = np.zeros((months + 1, communities), dtype=int)
    for month in range(months):
        worlds.keep_in_business(simulation)
        simulation.step()
        holders[month + 1] = worlds.holds(simulation, nib).reshape(communities, SIZE).sum(axis=1)

    outcome = Outcome()
    law = chain(log_linear(base, peers), months)
    for month in (6, 12, 24, 36):
        seen = np.bincount(holders[month], minlength=SIZE + 1)
        value, freedom = fit.chi_square(seen, communities * law[month])
        outcome.add(
            f"chi-square of holders in month {month}, {communities:,} communities of {SIZE}",
            value,
            fit.chi_square_bound(freedom),
            f"effect size w = {fit.chi_square_detects(freedom, communities):.3f}",
        )
    # Hazard at each number of holders, from every month at which a community had so many.
    at_risk, took = np.zeros(SIZE), np.zeros(SIZE)
    for held in range(SIZE):
        here = holders[:-1] == held
        at_risk[held] = here.sum() * (SIZE - held)
        took[held] = (holders[1:] - holders[:-1])[here].sum()
    shares = np.arange(SIZE) / CONTACTS
    chance = -np.expm1(-log_linear(base, peers)(shares))
    z = (took - at_risk * chance) / np.sqrt(np.maximum(at_risk, 1) * chance * (1 - chance))
    outcome.add(
        f"chi-square of uptakes at each number of holders, {took.sum():,.0f} uptakes",
        float((z**2).sum()),
        fit.chi_square_bound(SIZE),
        f"hazards {100 * fit.chi_square_detects(SIZE, took.sum()):.1f} % off",
    )
    # e^(b s) lies between 1 + b s and 1 + (e^b - 1) s, so the engine's mean lies between two chains of Bass.
    mean = holders.mean(axis=1) / SIZE
    error = holders.std(axis=1, ddof=1) / np.sqrt(communities) / SIZE
    p = np.exp(base)
    slow = chain(linear(p, p * peers), months) @ np.arange(SIZE + 1) / SIZE
    fast = chain(linear(p, p * np.expm1(peers)), months) @ np.arange(SIZE + 1) / SIZE
    outside = np.maximum(slow - mean, mean - fast)[1:] / error[1:]
    outcome.add(
        "excess of the mean over the two Bass chains that enclose it, in standard errors",
        max(0.0, float(outside.max())),
        fit.Z_BOUND,
        "a hazard that is not between p + q s with q = p b and q = p (e^b - 1)",
    )
    if draw:
        exact = law @ np.arange(SIZE + 1) / SIZE
        figure = Figure(figsize=(11, 3.8), layout="constrained")
        left, middle, right = figure.subplots(1, 3)
        time = np.arange(months + 1)
        left.plot(time, mean, "o", ms=3, label="engine, mean")
        left.plot(time, exact, lw=1, label="exact chain")
        left.fill_between(time, slow, fast, alpha=0.2, label="between two Bass chains")
        left.plot(
            time, bass_curve(p, p * np.expm1(peers), time), "k:", lw=1, label="Bass curve of the faster, many UMKM"
        )
        left.set(xlabel="month", ylabel="share of holders", title=f"Communities of {SIZE}, all know each other")
        left.legend(fontsize=7, loc="lower right")
        for month, colour in ((6, "C0"), (12, "C1"), (24, "C2"), (36, "C3")):
            seen = np.bincount(holders[month], minlength=SIZE + 1) / communities
            middle.plot(seen, "o", ms=3, color=colour, label=f"month {month}")
            middle.plot(law[month], lw=1, color=colour)
        middle.set(xlabel="holders", ylabel="share of communities", title="Distribution (lines: exact)")
        middle.legend()
        seen = -np.log1p(-took / at_risk)
        band = fit.Z_BOUND * np.sqrt(chance / (at_risk * (1 - chance)))
        right.errorbar(shares, seen, yerr=band, fmt="o", ms=3, label="engine ± bound")
        right.plot(shares, log_linear(base, peers)(shares), lw=1, label="e^(base + peers·share)")
        right.set(xlabel="share of contacts that hold it", ylabel="hazard per month", title="Hazard")
        right.legend()
        outcome.figure = figure
    return outcome


def mixed_contacts(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """One large community whose contacts are drawn anew each month: the mean-field recursion, near one of Bass."""
    base, peers, months, umkm = -4.2, 1.2, 60, 10000
    runs = 40 if long else 12
    scenario = _scenario(umkm, 1, months, base, peers + shift)
    nib = worlds.bit(scenario, "nib")
    held = np.zeros((runs, months + 1))
    generator = np.random.default_rng(5)
    for run in range(runs):
        simulation = bd.Simulation(scenario, seed=112, run=run)
        for month in range(months):
            worlds.keep_in_business(simulation)
            # Shifts along a random cycle: distinct, never oneself, each contact uniform among the others.
            order = generator.permutation(umkm)
            shifts = generator.choice(np.arange(1, umkm), CONTACTS, replace=False)
            contacts = np.empty((umkm, CONTACTS), dtype=np.uint16)
            for slot, shift_by in enumerate(shifts):
                contacts[order, slot] = np.roll(order, -shift_by)
            simulation.umkm["contacts"] = contacts
            simulation.step()
            held[run, month + 1] = worlds.holds(simulation, nib).mean()
    shares = np.arange(CONTACTS + 1) / CONTACTS
    chance = -np.expm1(-log_linear(base, peers)(shares))
    recursion = np.zeros(months + 1)
    for month in range(months):
        f = recursion[month]
        recursion[month + 1] = f + (1 - f) * (stats.binom.pmf(np.arange(CONTACTS + 1), CONTACTS, f) @ chance)
    mean, error = held.mean(axis=0), held.std(axis=0, ddof=1) / np.sqrt(runs)
    # Twelve or forty runs: Student's t, and a bound for all months together.
    bound = float(stats.t.isf(0.5e-6, runs - 1))
    allowance = 2 / umkm  # contacts are drawn without replacement: the recursion is off by O(1/n)
    z = np.maximum(0, np.abs(mean - recursion)[1:] - allowance) / error[1:]
    time = np.arange(months + 1)
    (p, q), _ = optimize.curve_fit(lambda t, p, q: bass_curve(p, q, t), time, recursion, p0=(0.015, 0.03))
    gap = np.abs(bass_curve(p, q, time) - recursion).max()
    outcome = Outcome()
    outcome.add(
        f"largest gap to the recursion in {months} months, in standard errors of {runs} runs of {umkm:,}",
        float(z.max()),
        bound,
        f"a share {float((bound + 4) * error.max()):.4f} off in the worst month",
    )
    low, high = np.exp(base) * peers, np.exp(base) * np.expm1(peers)
    outcome.add(
        f"largest gap of the mean to the Bass curve p = {p:.4f}, q = {q:.4f} a month (e^base is {np.exp(base):.4f}, "
        f"q between {low:.4f} and {high:.4f})",
        float(np.abs(bass_curve(p, q, time) - mean).max()),
        0.01,
        f"a shape that no Bass curve has; the recursion itself is {gap:.4f} away",
    )
    outcome.add("its q outside that interval, by", max(0.0, low - q, q - high), 0.0, "another imitation")
    if draw:
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        left.plot(time, mean, "o", ms=3, label="engine, mean of runs")
        left.plot(time, recursion, lw=1, label="mean-field recursion")
        left.plot(time, bass_curve(p, q, time), "k:", lw=1, label=f"Bass p = {p:.4f}, q = {q:.4f}")
        left.set(xlabel="month", ylabel="share of holders", title=f"{CONTACTS} fresh contacts a month")
        left.legend()
        right.plot(time, mean - recursion, "o", ms=3, label="engine − recursion")
        right.fill_between(time, -bound * error - allowance, bound * error + allowance, alpha=0.2, label="bound")
        right.plot(time, bass_curve(p, q, time) - recursion, "k:", lw=1, label="Bass − recursion")
        right.set(xlabel="month", title="Difference")
        right.legend()
        outcome.figure = figure
    return outcome
