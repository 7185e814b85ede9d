"""Trust and skill over whole months of the engine against their closed forms.

The rules by themselves, for every kind of trust and of learning and to the last bits, are tested in
tests/core/rules/*_closed_form_test.cpp; here the other rules run along.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import berdaya as bd

from . import worlds
from .outcome import Outcome

ROUNDING = 2.0**-25
"""Half a unit in the last place of numbers up to 1 in single precision."""


def trust(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """All requests are answered, nothing is facilitated: trust in government rises, in facilitators it falls."""
    months, umkm = 600 if long else 240, 200
    gain, loss, drift = 0.08, 0.14, 0.01
    scenario = worlds.scenario(
        umkm=umkm,
        months=months,
        parameters=(
            worlds.NO_ACTIVITY,
            {
                "government.r_0": 1,
                "government.w_v": 0,
                "government.w_b": 0,
                "government.w_p": 0,
                "learning.forget": 0.02,
                "trust.exposure": 0.5,
                "trust.gain": gain + shift,
                "trust.loss": loss + shift,
                "trust.drift": drift,
            },
        ),
        government="hours = 0\nsupport = 1",
    )
    simulation = bd.Simulation(scenario, seed=151)
    awareness = np.linspace(0, 1, umkm, dtype=np.float32)
    start = {name: simulation.umkm[name].astype(float) for name in ("trust_government", "trust_facilitator")}
    w = awareness.astype(float)
    rates = {"trust_government": gain * 0.5 * w + drift, "trust_facilitator": loss * 0.5 * w + drift}
    fixed = {
        "trust_government": (gain * 0.5 * w + drift * start["trust_government"]) / rates["trust_government"],
        "trust_facilitator": drift * start["trust_facilitator"] / rates["trust_facilitator"],
    }
    seen = {name: [start[name]] for name in start}
    worst = dict.fromkeys(start, 0.0)
    for month in range(1, months + 1):
        worlds.keep_in_business(simulation)
        simulation.umkm["awareness"] = awareness / np.float32(1 - 0.02)  # rule 5 forgets 2 % before rule 6 looks
        simulation.umkm["awareness_seen"] = 0
        simulation.step()
        for name in start:
            now = simulation.umkm[name].astype(float)
            seen[name].append(now)
            theory = fixed[name] + (1 - rates[name]) ** month * (start[name] - fixed[name])
            bound = 10 * ROUNDING / rates[name] + 2 * ROUNDING
            worst[name] = max(worst[name], float((np.abs(now - theory) / bound).max()))
    outcome = Outcome()
    for name, value in worst.items():
        outcome.add(
            f"{name}: gap to the closed form over {months} months, in rounding bounds (ten roundings a month)",
            value,
            1.0,
            "any term that is missing: the bound is 3e-5 at most",
        )
    if draw:
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        time = np.arange(months + 1)
        for axes, name in zip(figure.subplots(1, 2), start, strict=True):
            for row in (0, 20, 60, 120, 199):
                theory = fixed[name][row] + (1 - rates[name][row]) ** time * (start[name][row] - fixed[name][row])
                axes.plot(time[::8], np.array(seen[name])[::8, row], "o", ms=3)
                axes.plot(time, theory, "k", lw=0.8)
                axes.axhline(fixed[name][row], color="k", lw=0.4, ls=":")
            axes.set(xlabel="month", title=name)
        figure.suptitle("Engine (points) and closed form")
        outcome.figure = figure
    return outcome


def skill(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """Five years with a seat for everybody each month, then forgetting."""
    trained, months, umkm, quality = 60, 240, 200, 0.7
    train, decay = 0.06, 0.006
    scenario = worlds.scenario(
        umkm=umkm,
        months=months,
        parameters=(
            worlds.ALWAYS_ACTIVITY,
            {
                "participation.base": 100,
                "learning.train": train + shift,
                "learning.mix_production": 0.4,
                "learning.mix_management": 0.3,
                "learning.mix_market": 0.3,
                "learning.decay": decay,
                "learning.peer_learn": 0,
                "learning.role_model": 0,
                "learning.comfort_pull": 0,
            },
        ),
        more=f'[[intervention]]\nkind = "training"\nintensity = {umkm}\nquality = {quality}\nuntil = 2024-12-01',
    )
    mix = {"skill_production": 0.4, "skill_management": 0.3, "skill_market": 0.3}
    simulation = bd.Simulation(scenario, seed=152)
    eager = 0.5 + 0.5 * simulation.umkm["aspiration"].astype(float)
    innate = {name: simulation.umkm[name].astype(float) for name in mix}
    state = {name: values.copy() for name, values in innate.items()}
    seen = {name: [values] for name, values in innate.items()}
    theory_line = {name: [values] for name, values in innate.items()}
    worst = {"training": 0.0, "forgetting": 0.0}
    for month in range(1, months + 1):
        worlds.keep_in_business(simulation)
        simulation.step()
        for name, share in mix.items():
            pull = 3 * share * train * quality * eager
            if month <= trained:
                fixed = (pull + decay * innate[name]) / (pull + decay)
                theory = fixed + (1 - pull - decay) ** month * (innate[name] - fixed)
                state[name] = theory
            else:
                theory = innate[name] + (1 - decay) ** (month - trained) * (state[name] - innate[name])
            phase = "training" if month <= trained else "forgetting"
            now = simulation.umkm[name].astype(float)
            seen[name].append(now)
            theory_line[name].append(theory)
            worst[phase] = max(worst[phase], float(np.abs(now - theory).max()))
    bound = 12 * ROUNDING / decay + 2 * ROUNDING
    outcome = Outcome()
    for phase, value in worst.items():
        outcome.add(f"three skills, {phase}: largest gap to the closed form", value, bound, "a train 0.1 % off")
    if draw:
        figure = Figure(figsize=(10, 3.6), layout="constrained")
        time = np.arange(months + 1)
        for axes, name in zip(figure.subplots(1, 3), mix, strict=True):
            for row in (0, 50, 120):
                axes.plot(time[::6], np.array(seen[name])[::6, row], "o", ms=3)
                axes.plot(time, np.array(theory_line[name])[:, row], "k", lw=0.8)
            axes.axvline(trained, color="k", lw=0.5, ls=":")
            axes.set(xlabel="month", title=name)
        figure.suptitle("Engine (points) and closed form: trained for 60 months, then left alone")
        outcome.figure = figure
    return outcome
