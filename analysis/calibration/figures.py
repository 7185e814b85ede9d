"""Figures of the calibration: prior against posterior, and the fit to each target."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from berdaya import Calibration, Target  # noqa: E402

PRIOR, POSTERIOR, START, DEFAULT, BAND = "#bbbbbb", "#0072b2", "#666666", "#d55e00", "#cfe3cf"


def prior_and_posterior(found: Calibration, points: pd.DataFrame, path: Path) -> None:
    """A panel for each parameter: the uniform prior, the accepted sets, where it began and the calibrated default."""
    names = list(found.parameters.index)
    columns = 4
    rows = -(-len(names) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(11, 1.7 * rows), constrained_layout=True)
    for axis, name in zip(axes.flat, names):
        low, high = found.parameters.loc[name, ["low", "high"]]
        edges = np.linspace(low, high, 16)
        axis.hist(found.sets[name], edges, density=True, color=POSTERIOR)
        axis.plot([low, low, high, high], [0, 1 / (high - low), 1 / (high - low), 0], color=PRIOR, lw=2)
        axis.axvline(points.loc[name, "start"], color=START, lw=1.2, ls=":")
        axis.axvline(points.loc[name, "calibrated"], color=DEFAULT, lw=1.5, ls="--")
        axis.set_title(f"{name}  ({found.parameters.loc[name, 'spread']:.2f})", fontsize=8)
        axis.set_yticks([])
        axis.tick_params(labelsize=7)
    for axis in list(axes.flat)[len(names) :]:
        axis.set_axis_off()
    figure.suptitle(
        "Prior (grey), accepted sets (blue), start (dotted), calibrated default (dashed); in brackets: width of the 90 % "
        "range over the prior's",
        fontsize=9,
    )
    figure.savefig(path, dpi=90)
    plt.close(figure)


def fit(targets: list[Target], table: pd.DataFrame, path: Path) -> None:
    """Each target in errors from the middle of its band: band, start, calibrated defaults, accepted sets (5, 50, 95 % of single sets)."""
    figure, axis = plt.subplots(figsize=(8.5, 0.34 * len(targets) + 1.2), constrained_layout=True)
    for row, target in enumerate(reversed(targets)):
        middle = (target.low + target.high) / 2
        scale = (target.high - target.low) / 2 + target.error
        told = table.loc[target.name]

        def place(value: float) -> float:
            return float(np.clip((value - middle) / scale, -4, 4))

        axis.barh(row, place(target.high) - place(target.low), left=place(target.low), height=0.8, color=BAND)
        axis.plot([place(told["q05"]), place(told["q95"])], [row, row], color=POSTERIOR, lw=2)
        axis.plot(place(told["median"]), row, "o", color=POSTERIOR, ms=5)
        axis.plot(place(told["start"]), row, "s", color=START, ms=5, mfc="none")
        axis.plot(place(told["calibrated"]), row, "D", color=DEFAULT, ms=5, mfc="none")
    axis.set_yticks(range(len(targets)), [target.name for target in reversed(targets)], fontsize=8)
    axis.axvline(0, color="black", lw=0.5)
    axis.set_xlim(-4.2, 4.2)
    axis.set_xlabel("distance from the middle of the band, in (half of the band + error); beyond 4: drawn at 4", fontsize=8)
    axis.set_title(
        "Published band (green); on new luck: start (square), calibrated defaults (diamond), accepted sets (5-50-95 %)",
        fontsize=9,
    )
    figure.savefig(path, dpi=90)
    plt.close(figure)
