"""Taking part without peers: the logistic mean over the individual reluctance."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import special

import berdaya as bd

from . import tests_of_fit as fit
from . import worlds
from .outcome import Outcome

NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(61)
WEIGHTS = WEIGHTS / WEIGHTS.sum()


def mean_over_reluctance(utility: np.ndarray | float, sd: float, power: int = 1) -> np.ndarray:
    """E[sigma(utility + sd Z)^power] by Gauss-Hermite quadrature with 61 nodes."""
    return special.expit(np.asarray(utility)[..., None] + sd * NODES) ** power @ WEIGHTS


def _utility(simulation: bd.Simulation, theory: dict[str, float], initiator: float) -> np.ndarray:
    """Of rule 4 without reluctance, contacts and visits, from the columns before the month."""
    u = {name: simulation.umkm[name].astype(float) for name in simulation.umkm if simulation.umkm[name].ndim == 1}
    officials = (u["trust_facilitator"] + u["trust_government"]) / 2
    p = {name.removeprefix("participation."): value for name, value in theory.items()}
    return (
        p["base"]
        + p["benefit"] * u["awareness"] * u["expected_benefit"]
        + p["trust"] * (initiator * u["trust_cbo"] + (1 - initiator) * officials)
        + p["ownership"] * u["ownership"]
        + p["aspiration"] * u["aspiration"]
        - p["time_cost"] * (1 - u["time_slack"])
        - p["fatigue"] * u["fatigue"]
    )


def without_peers(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Equal UMKM but for their reluctance: the share that takes part, and that takes part twice, over base and spread.

    `shift` goes to the engine's base only.
    """
    umkm, runs = 60000, 4 if long else 1
    bases = (-4.0, -2.5, -1.7, -0.5, 1.0)
    spreads = (0.0, 0.8, 2.0) if long else (0.8, 2.0)
    n = umkm * runs
    outcome = Outcome()
    once, twice = {}, {}
    worst_once, worst_twice, gap = 0.0, 0.0, 0.0
    for sd in spreads:
        for base in bases:
            scenario = worlds.scenario(
                umkm=umkm,
                months=2,
                parameters=(
                    worlds.ALIKE,
                    worlds.ALWAYS_ACTIVITY,
                    {
                        "organisation.i_0": -100,
                        "participation.base": base + shift,
                        "participation.peer_influence": 0,
                        "participation.reluctance_sd": sd,
                    },
                ),
            )
            theory = dict(zip(scenario.parameters["name"], scenario.parameters["value"].astype(float), strict=True))
            theory["participation.base"] = base
            first, both = 0, 0
            for run in range(runs):
                simulation = bd.Simulation(scenario, seed=121, run=run)
                before = {name: simulation.umkm[name].copy() for name in _MOTIVES}
                utility = _utility(simulation, theory, 0.0)
                simulation.step()
                came = simulation.umkm["took_part"].copy() != 0
                for name, values in before.items():  # nothing learned, nothing forgotten
                    simulation.umkm[name] = values
                simulation.step()
                again = simulation.umkm["took_part"] != 0
                first += int(came.sum())
                both += int((came & again).sum())
            for seen, power, table in ((first, 1, once), (both, 2, twice)):
                p = float(mean_over_reluctance(utility[0], sd, power))
                z = (seen - n * p) / np.sqrt(n * p * (1 - p))
                table[sd, base] = (float(utility[0]), seen / n, p, z)
                gap = max(gap, fit.Z_DETECTS * np.sqrt(p * (1 - p) / n))
            worst_once = max(worst_once, abs(once[sd, base][3]))
            worst_twice = max(worst_twice, abs(twice[sd, base][3]))
    cases = len(bases) * len(spreads)
    outcome.add(
        f"share that takes part in {cases} worlds of {n:,}: largest gap in standard errors",
        worst_once,
        fit.Z_BOUND,
        f"a share {gap:.4f} off",
    )
    outcome.add(
        f"share that takes part twice in {cases} worlds: largest gap in standard errors",
        worst_twice,
        fit.Z_BOUND,
        f"a share {gap:.4f} off, so a reluctance drawn anew each month",
    )
    if draw:
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        line = np.linspace(-6, 3, 200)
        for number, sd in enumerate(spreads):
            for axes, power, table in ((left, 1, once), (right, 2, twice)):
                axes.plot(line, mean_over_reluctance(line, sd, power), lw=1, color=f"C{number}")
                points = [table[sd, base] for base in bases]
                axes.plot(
                    [x for x, *_ in points], [y for _, y, *_ in points], "o", color=f"C{number}", label=f"sd {sd}"
                )
        left.set(xlabel="utility without reluctance", ylabel="share", title="Takes part (lines: quadrature)")
        right.set(xlabel="utility without reluctance", title="Takes part in both of two months")
        left.legend()
        outcome.figure = figure
    return outcome


_MOTIVES = (
    "awareness",
    "expected_benefit",
    "trust_cbo",
    "trust_facilitator",
    "trust_government",
    "ownership",
    "aspiration",
    "fatigue",
)


def of_unequal_umkm(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """All traits drawn: those who take part, over twenty classes of their chance, reluctance included."""
    umkm, months = 60000, 12 if long else 4
    scenario = worlds.scenario(
        umkm=umkm,
        months=months,
        parameters=(
            worlds.ALWAYS_ACTIVITY,
            {"organisation.i_0": -1, "participation.peer_influence": 0, "participation.benefit": 2.4 + shift},
        ),
    )
    theory = dict(zip(scenario.parameters["name"], scenario.parameters["value"].astype(float), strict=True))
    theory["participation.benefit"] = 2.4
    simulation = bd.Simulation(scenario, seed=122)
    chance, came = [], []
    for _ in range(months):
        before = {share: _utility(simulation, theory, share) for share in (0.0, 1.0)}
        reluctance = simulation.umkm["reluctance"].astype(float)
        worlds.keep_in_business(simulation)
        simulation.step()
        initiator = simulation.community["initiator"][0]
        utility = initiator * before[1.0] + (1 - initiator) * before[0.0]
        chance.append(special.expit(utility + reluctance))
        came.append(simulation.umkm["took_part"] != 0)
    chance, came = np.concatenate(chance), np.concatenate(came)
    # Given the traits of a month all draws are independent.
    classes = np.minimum((np.argsort(np.argsort(chance)) * 20) // len(chance), 19)
    expected = np.bincount(classes, chance)
    variance = np.bincount(classes, chance * (1 - chance))
    seen = np.bincount(classes, came)
    z = (seen - expected) / np.sqrt(variance)
    outcome = Outcome()
    outcome.add(
        f"chi-square over twenty classes of chance, {len(chance):,} decisions",
        float((z**2).sum()),
        fit.chi_square_bound(20),
        f"shares {fit.Z_DETECTS * float(np.sqrt(variance).max()) * 20 / len(chance):.4f} off in one class",
    )
    if draw:
        figure = Figure(figsize=(5, 3.6), layout="constrained")
        axes = figure.subplots()
        size = np.bincount(classes)
        axes.errorbar(expected / size, (seen - expected) / size, yerr=fit.Z_BOUND * np.sqrt(variance) / size, fmt="o")
        axes.axhline(0, color="k", lw=1)
        axes.set(xlabel="chance to take part", ylabel="share − chance", title="Unequal UMKM (± bound)")
        outcome.figure = figure
    return outcome
