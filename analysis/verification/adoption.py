"""Uptake without peers: an exponential waiting time, and shares of competing options in proportion to their hazards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from scipy import stats

import berdaya as bd

from . import tests_of_fit as fit
from . import worlds
from .outcome import Outcome


def constant_hazard(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Equal UMKM with a constant hazard: months until the NIB follow 1 - exp(-lambda t).

    `shift` moves the engine's log-hazard but not the theory's, to see the check fail.
    """
    base, months, umkm = -3.6, 60, 60000
    scenario = worlds.scenario(
        umkm=umkm,
        months=months,
        parameters=(worlds.ALIKE, worlds.NO_ACTIVITY, worlds.PLAIN_HAZARD, {"uptake.peers": 0}),
        options={"nib": base + shift},
    )
    nib = worlds.bit(scenario, "nib")
    runs = 10 if long else 2
    taken = np.zeros(months + 1)
    for run in range(runs):
        simulation = bd.Simulation(scenario, seed=101, run=run)
        before = 0
        for month in range(months):
            worlds.keep_in_business(simulation)
            simulation.step()
            now = int(worlds.holds(simulation, nib).sum())
            taken[month] += now - before
            before = now
        taken[months] += umkm - before
    n = umkm * runs
    survival = np.exp(-np.exp(base) * np.arange(months + 1))
    expected = n * np.append(survival[:-1] - survival[1:], survival[-1])
    outcome = Outcome()
    value, freedom = fit.chi_square(taken, expected)
    outcome.add(
        f"chi-square of the month of uptake, {n:,} UMKM",
        value,
        fit.chi_square_bound(freedom),
        f"effect size w = {fit.chi_square_detects(freedom, n):.4f}",
    )
    # The maximum-likelihood hazard of grouped exponential times.
    adopters = taken[:months].sum()
    exposed = (taken[:months] * np.arange(1, months + 1)).sum() + taken[months] * months
    chance = adopters / exposed
    hazard = -np.log1p(-chance)
    error = chance / hazard / np.sqrt((1 - chance) * adopters)
    outcome.add(
        f"log hazard {np.log(hazard):.4f} against {base}, in standard errors",
        abs(np.log(hazard) - base) / error,
        fit.Z_BOUND,
        f"a hazard {100 * fit.Z_DETECTS * error:.1f} % off",
    )
    if draw:
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        seen = 1 - np.append(0, np.cumsum(taken[:months])) / n
        left.semilogy(np.arange(months + 1), seen, "o", ms=3, label="engine")
        left.semilogy(np.arange(months + 1), survival, lw=1, label="exp(-λt)")
        left.set(xlabel="month", ylabel="share without NIB", title=f"Uptake without peers, λ = e^{base}")
        left.legend()
        band = fit.ks_bound(n)
        right.plot(np.arange(months + 1), seen - survival, "o", ms=3)
        right.axhspan(-band, band, alpha=0.15, label="±K-S bound, false alarm 1e-6")
        right.set(xlabel="month", ylabel="engine − theory", title="Difference")
        right.legend()
        outcome.figure = figure
    return outcome


@dataclass
class _Integrated:
    transformed: np.ndarray  # 1 - exp(-integrated hazard at uptake), uniform within the month and beyond the end
    count: int  # of takers
    mean: float  # their compensator
    variance: float


def _integrate(scenario: bd.Scenario, months: int, base: float, theory: dict[str, float], run: int) -> _Integrated:
    """Follows each UMKM's hazard, reckoned anew from the columns and the equation of rule 7, to its uptake."""
    nib = worlds.bit(scenario, "nib")
    simulation = bd.Simulation(scenario, seed=102, run=run)
    umkm = scenario.umkm
    integrated = np.zeros(umkm)
    lower, upper = np.zeros(umkm), np.ones(umkm)
    waiting = np.ones(umkm, dtype=bool)
    count, mean, variance = 0, 0.0, 0.0
    for _ in range(months):
        worlds.keep_in_business(simulation)
        expected_benefit = simulation.umkm["expected_benefit"].astype(float)
        simulation.step()
        u = {name: simulation.umkm[name].astype(float) for name in ("aspiration", "skill_management", "awareness")}
        cost = theory["uptake.cost"] * worlds.BURDEN * (1 - simulation.umkm["time_slack"].astype(float))
        hazard = np.exp(
            base
            + theory["uptake.aspiration"] * u["aspiration"]
            + theory["uptake.skill"] * u["skill_management"]
            + theory["uptake.awareness"] * u["awareness"]
            + theory["uptake.benefit"] * expected_benefit
            + theory["uptake.trust"] * simulation.umkm["trust_government"]
            - cost * (2 - simulation.community["responsiveness"][0])
        )
        chance = -np.expm1(-hazard[waiting])
        mean += chance.sum()
        variance += (chance * (1 - chance)).sum()
        after = integrated + hazard
        took = waiting & worlds.holds(simulation, nib)
        count += int(took.sum())
        lower[took] = -np.expm1(-integrated[took])
        upper[took] = -np.expm1(-after[took])
        waiting &= ~took
        integrated[waiting] = after[waiting]
    lower[waiting] = -np.expm1(-integrated[waiting])
    transformed = lower + (upper - lower) * np.random.default_rng(run).random(umkm)
    return _Integrated(transformed, count, float(mean), float(variance))


def changing_hazards(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Unequal UMKM whose traits move: the integrated hazard at uptake is exponential with mean 1.

    The hazard of each month is reckoned anew from the columns and the equation of rule 7, all weights at their defaults
    but that of peers.
    """
    base, months, umkm = -6.5, 72, 60000
    scenario = worlds.scenario(
        umkm=umkm,
        months=months,
        parameters=(worlds.ALWAYS_ACTIVITY, {"uptake.peers": 0, "uptake.aspiration": 1.8 + shift}),
        options={"nib": base},
    )
    theory = dict(zip(scenario.parameters["name"], scenario.parameters["value"].astype(float), strict=True))
    theory["uptake.aspiration"] = 1.8
    runs = [_integrate(scenario, months, base, theory, run) for run in range(4 if long else 1)]
    transformed = np.concatenate([run.transformed for run in runs])
    count, mean, variance = (sum(getattr(run, name) for run in runs) for name in ("count", "mean", "variance"))
    n = len(transformed)
    outcome = Outcome()
    outcome.add(
        f"K-S of 1 - exp(-integrated hazard), {n:,} UMKM, {count:,} of them took it",
        fit.ks_statistic(transformed),
        fit.ks_bound(n),
        f"a distribution {fit.ks_detects(n):.4f} away",
    )
    outcome.add(
        "number of takers against its compensator, in standard deviations",
        abs(count - mean) / np.sqrt(variance),
        fit.Z_BOUND,
        f"hazards {100 * fit.Z_DETECTS * np.sqrt(variance) / mean:.1f} % off",
    )
    if draw:
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        left.hist(transformed, bins=50, density=True)
        left.axhline(1, color="k", lw=1)
        left.set(xlabel="1 − exp(−integrated hazard)", ylabel="density", title="Uptake of unequal UMKM")
        ordered = np.sort(transformed)
        right.plot(ordered, np.arange(1, n + 1) / n - ordered, lw=0.8)
        right.axhspan(-fit.ks_bound(n), fit.ks_bound(n), alpha=0.15, label="±K-S bound")
        right.set(xlabel="1 − exp(−integrated hazard)", ylabel="distribution − uniform", title="Difference")
        right.legend()
        outcome.figure = figure
    return outcome


def competing_options(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Of several options each is taken first with probability in proportion to its hazard."""
    bases = {"nib": -3.0, "halal": -3.7, "pirt": -2.5, "hki": -5.0}
    umkm, months = 60000, 12
    engine = dict(bases, hki=bases["hki"] + shift)
    scenario = worlds.scenario(
        umkm=umkm,
        months=months,
        parameters=(worlds.ALIKE, worlds.NO_ACTIVITY, worlds.PLAIN_HAZARD, {"uptake.peers": 0}),
        options=engine,
    )
    bits = np.array([worlds.bit(scenario, name) for name in bases])
    simulation = bd.Simulation(scenario, seed=103)
    first = np.zeros((months, len(bits)))
    undecided = np.ones(umkm, dtype=bool)
    for month in range(months):
        worlds.keep_in_business(simulation)
        simulation.step()
        held = simulation.umkm["adopted"]
        first[month] = [int((undecided & ((held & b) != 0)).sum()) for b in bits]
        undecided &= held == 0
    hazards = np.exp(list(bases.values()))
    total = hazards.sum()
    alive = np.exp(-total * np.arange(months + 1))
    expected = umkm * (alive[:-1] - alive[1:])[:, None] * (hazards / total)[None, :]
    seen = np.append(first.ravel(), undecided.sum())
    value, freedom = fit.chi_square(seen, np.append(expected.ravel(), umkm * alive[-1]))
    outcome = Outcome()
    outcome.add(
        f"chi-square of month and option of the first uptake, {umkm:,} UMKM",
        value,
        fit.chi_square_bound(freedom),
        f"effect size w = {fit.chi_square_detects(freedom, umkm):.4f}",
    )
    if draw:
        figure = Figure(figsize=(5, 3.6), layout="constrained")
        axes = figure.subplots()
        places = np.arange(len(bits))
        counts, wanted = first.sum(axis=0), expected.sum(axis=0)
        axes.errorbar(places, counts / wanted, yerr=stats.norm.isf(0.025) / np.sqrt(wanted), fmt="o")
        axes.axhline(1, color="k", lw=1)
        axes.set_xticks(places, list(bases))
        axes.set(ylabel="taken first: engine/theory", title="Competing options (95 % intervals)")
        outcome.figure = figure
    return outcome
