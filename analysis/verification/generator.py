"""The generator under dieharder: the stream of the model's own draws, in the orders in which the model meets them."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from . import tests_of_fit as fit
from .outcome import Outcome

ORDERS = ("entities", "months", "rules", "runs", "seeds")
QUICK = ("0", "8", "15", "100", "102")
"""Birthdays, counts of ones, runs, monobit, serial patterns; all with dieharder's 100 repetitions. With
fewer its p-values lean towards 1, for the Mersenne Twister and for AES too."""


@dataclass
class Result:
    order: str
    test: str
    p: float


def stream_program() -> Path:
    """The program `draw_stream` of a build of this clone."""
    root = Path(__file__).resolve().parents[2]
    named = os.environ.get("BERDAYA_DRAW_STREAM")
    candidates = [Path(named)] if named else sorted(root.glob("build/*/bin/draw_stream"))
    if not candidates:
        raise FileNotFoundError(
            "no program draw_stream: `cmake --preset dev && cmake --build --preset dev --target draw_stream` builds it"
        )
    return candidates[0]


def run_dieharder(order: str, arguments: list[str], limit: float | None = None) -> list[Result]:
    """Table of p-values of one stream. With `limit` (seconds) the tests that were finished by then."""
    stream = subprocess.Popen([stream_program(), order], stdout=subprocess.PIPE)
    try:
        # Line by line, so that what was finished is there when time is up. -k 2: the most exact Kolmogorov-Smirnov.
        columns = [flag for column in ("test_name", "ntuple", "pvalues") for flag in ("-D", column)]
        command = ["stdbuf", "-oL", "dieharder", "-g", "200", "-k", "2", *columns, *arguments]
        battery = subprocess.Popen(command, stdin=stream.stdout, stdout=subprocess.PIPE, text=True)
        try:
            text, _ = battery.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            battery.kill()
            text, _ = battery.communicate()
    finally:
        stream.kill()
        stream.wait()
    results = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) >= 3:
            results.append(Result(order, f"{cells[0]} {cells[1]}".strip(), float(cells[2])))
    return results


def dieharder(long: bool, draw: bool, shift: float = 0.0) -> Outcome:
    """p-values of dieharder: none too small or too large, and those of different tests uniform."""
    if not shutil.which("dieharder"):
        raise FileNotFoundError("the program dieharder is missing (Debian and Ubuntu: apt-get install dieharder)")
    results: list[Result] = []
    started = time.monotonic()
    for order in ORDERS:
        if long:
            results += run_dieharder(order, ["-a"])
        else:
            for test in QUICK:
                results += run_dieharder(order, ["-d", *test.split()])
    minutes = (time.monotonic() - started) / 60
    return judged(results, draw, f"{minutes:.0f} minutes")


def judged(results: list[Result], draw: bool, effort: str) -> Outcome:
    p = np.array([result.p for result in results])
    n = len(p)
    outcome = Outcome()
    small = min(results, key=lambda r: r.p)
    outcome.add(
        f"smallest of {n} p-values ({effort}; {small.order}: {small.test}), -log10",
        -np.log10(max(small.p, 1e-300)),
        -np.log10(1e-6 / n),
        "any defect that dieharder calls FAILED (p below 1e-6)",
    )
    # dieharder prints eight decimals: a p of 1 is 1 - 5e-9 or more, and only a battery of a fixed sequence reaches it.
    outcome.add("p-values of 1 (results too good)", float((p > 1 - 1e-6 / n).sum()), 0, "a sequence that repeats")
    # Patterns of one test share its sample: one p-value of each test and stream. Streams and tests are independent.
    single = {(result.order, result.test.split()[0]): result.p for result in reversed(results)}
    m = len(single)
    outcome.add(
        f"K-S of {m} p-values, one of each test and stream",
        fit.ks_statistic(np.clip(list(single.values()), 0, 1)),
        fit.ks_bound(m),
        f"p-values {min(1.0, fit.ks_detects(m)):.2f} away from uniform",
    )
    if draw:
        figure = Figure(figsize=(6, 4), layout="constrained")
        axes = figure.subplots()
        for order in ORDERS:
            own = np.sort([p for (stream, _), p in single.items() if stream == order])
            if len(own):
                share = (np.arange(len(own)) + 0.5) / len(own)
                axes.plot(own, share, "o-", ms=3, lw=0.8, label=f"{order}: {len(own)}")
        axes.plot([0, 1], [0, 1], "k", lw=0.8)
        axes.set(xlabel="p-value", ylabel="share below", title="dieharder on the model's draws, one p-value a test")
        axes.legend()
        outcome.figure = figure
    return outcome
