"""Patterns on one axis: how far each result lies from what was expected, in smallest effects that matter."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ..errors import InputError
from . import style
from .words import words

COLOURS = {"holds": "#0072b2", "weakly": "#56b4e9", "fails": "#d55e00", "cannot_say": style.UNCERTAIN}
ROW = 0.21  # inches
FARTHEST = 300.0


def margin(value: np.ndarray | float, row: pd.Series) -> np.ndarray:
    """Distance into what is expected, in smallest effects; 0 at its edge, negative outside.

    For a rise of at least d: (value - d) / d, so that -1 is no effect at all; for a band: the distance to its nearer end.
    """
    value = np.asarray(value, dtype=float)
    d = row["smallest"]
    if row["expected"] == "up":
        return (value - d) / d
    if row["expected"] == "down":
        return (-value - d) / d
    if row["expected"] == "same":
        return (d - np.abs(value)) / d
    low = -np.inf if np.isnan(row["expected_low"]) else row["expected_low"]
    high = np.inf if np.isnan(row["expected_high"]) else row["expected_high"]
    return np.minimum(value - low, high - value) / d


def patterns(table: pd.DataFrame, *, structure: str = "standard", lang: str = "en", title: str | None = None) -> Figure:
    """A row for each testable pattern of :func:`berdaya.patterns`: the estimate and its interval.

    To the right of 0 a result lies where it is expected; between -1 and 0 it has the right sign but is smaller than
    matters, or is close to a band; left of -1 it is off. The scale is linear between -1 and 1, logarithmic beyond.
    Raises InputError if the table has no such structure, or nothing to show.
    """
    say = words(lang)
    if structure not in table.index.get_level_values("structure"):
        known = ", ".join(dict.fromkeys(table.index.get_level_values("structure")))
        raise InputError(f"the table has no structure {structure!r}; there are: {known}")
    shown = table.xs(structure, level="structure").dropna(subset=["value", "smallest"])
    if shown.empty:
        raise InputError("the table has no pattern with a result")
    used = [verdict for verdict in COLOURS if (shown["verdict"] == verdict).any()]
    texts = [f"{say['verdict_' + verdict]} ({int((shown['verdict'] == verdict).sum())})" for verdict in used]
    head = say["patterns"] if title is None else title
    width = 9.2
    with style.in_style():
        figure = style.new_figure(
            width, ROW * len(shown) + 0.75, style.head_height(head, say["patterns_how"], texts, width)
        )
        axis = figure.subplots()
        axis.axvspan(0, FARTHEST, color="#0072b2", alpha=0.07, linewidth=0, zorder=0)
        axis.axvspan(-1, 0, color="#56b4e9", alpha=0.10, linewidth=0, zorder=0)
        axis.axvline(0, color="#9aa1a9", linewidth=0.9, zorder=1)
        for position, (_, row) in enumerate(shown.iterrows()):
            _draw(axis, position, row)
        axis.set_xscale("symlog", linthresh=1, linscale=0.9)
        axis.set_xlim(-FARTHEST, FARTHEST)
        axis.set_xticks([-100, -10, -1, 0, 1, 10, 100])
        axis.xaxis.set_major_formatter(style.Numbers(lang))
        axis.set_xlabel(say["patterns_axis"])
        column = "statement_id" if lang == "id" else "statement"
        axis.set_yticks(range(len(shown)), [_label(name, row[column]) for name, row in shown.iterrows()])
        axis.tick_params(axis="y", labelcolor=style.INK, labelsize=7.2)
        axis.set_ylim(len(shown) - 0.4, -0.6)
        axis.grid(axis="x")
        marks = [
            Line2D([], [], color=COLOURS[verdict], marker="o", markersize=5, linewidth=1.8) for verdict in used
        ]
        style.draw_head(figure, head, say["patterns_how"], marks, texts)
    return figure


def _draw(axis, position: int, row: pd.Series) -> None:
    colour = COLOURS[str(row["verdict"])]
    if np.isfinite(row["low"]):
        ends = margin(np.linspace(row["low"], row["high"], 101), row)
        axis.plot(
            np.clip([ends.min(), ends.max()], -FARTHEST, FARTHEST),
            [position, position],
            color=colour,
            linewidth=1.8,
            solid_capstyle="round",
            zorder=2,
        )
    axis.plot(
        np.clip(margin(row["value"], row), -FARTHEST, FARTHEST), position, "o", markersize=4.6, color=colour, zorder=3
    )


def _label(name: object, statement: str) -> str:
    most = 78
    return f"{statement if len(statement) <= most else statement[: most - 1].rstrip() + '…'}  {name}"
