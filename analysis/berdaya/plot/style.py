"""Colours, type and numbers that all figures share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.ticker import Formatter, MaxNLocator

INK = "#22262b"
MUTED = "#6a727b"
RULE = "#d9dde1"
BASELINE, BASELINE_STROKE = "#3d434a", (0, (1.3, 1.1))

# Okabe and Ito (2008), told apart with every common kind of colour blindness; its yellow is too pale for a line.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
STROKES = ("-", (0, (5, 1.6)), (0, (5, 1.4, 1.2, 1.4)))

BETTER, WORSE, NEUTRAL, UNCERTAIN = "#0072b2", "#d55e00", "#4a5057", "#9aa1a9"

RC = {
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 7.0,
    "axes.labelsize": 8.5,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": "#9aa1a9",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.color": INK,
    "axes.titlecolor": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelsize": 8.0,
    "ytick.labelsize": 8.0,
    "xtick.major.size": 3.0,
    "ytick.major.size": 0.0,
    "xtick.major.width": 0.8,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.dpi": 110,
}


def new_figure(width: float, body: float, head: float) -> Figure:
    """A figure of pyplot, so that notebooks show it; works without a display. Sizes in inches; the head stays free."""
    figure = plt.figure(figsize=(width, body + head), layout="constrained")
    figure.get_layout_engine().set(
        w_pad=0.10, h_pad=0.07, wspace=0.02, hspace=0.03, rect=(0, 0, 1, body / (body + head))
    )
    return figure


@contextmanager
def in_style() -> Iterator[None]:
    """Context in which figures are made; the user's own settings are untouched outside.

    Not matplotlib.rc_context: it would also take back that a notebook shows figures, which the first figure arranges.
    """
    before = {name: mpl.rcParams[name] for name in RC}
    mpl.rcParams.update(RC)
    try:
        yield
    finally:
        mpl.rcParams.update(before)


def colour_and_stroke(policies: list[str], baseline: str) -> dict[str, tuple[str, object]]:
    """The baseline is dotted, so that a line below it shows; policies go through the colours, then another stroke."""
    looks: dict[str, tuple[str, object]] = {}
    position = 0
    for policy in policies:
        if policy == baseline:
            looks[policy] = (BASELINE, BASELINE_STROKE)
            continue
        looks[policy] = (COLOURS[position % len(COLOURS)], STROKES[position // len(COLOURS) % len(STROKES)])
        position += 1
    return looks


def decimal(text: str, lang: str) -> str:
    """A true minus sign, and the decimal comma of Indonesian."""
    text = text.replace("-", "\u2212")
    return text.translate(str.maketrans(",.", ".,")) if lang == "id" else text


def fixed(value: float, decimals: int, lang: str, *, signed: bool = False) -> str:
    if round(value, decimals) == 0:
        value = 0.0  # no minus zero
        signed = False
    return decimal(f"{value:{'+' if signed else ''},.{decimals}f}", lang)


def decimals_of(values: Iterable[float], most: int = 8) -> int:
    """The fewest decimals that show all the values exactly."""
    finite = [v for v in values if math.isfinite(v)]
    scale = max((abs(v) for v in finite), default=1.0) or 1.0
    return next((d for d in range(most) if all(abs(round(v, d) - v) < 1e-6 * scale for v in finite)), most)


def decimals_for(values: Iterable[float], digits: int = 3) -> int:
    """Decimals that give the largest of the values so many significant digits."""
    largest = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
    return 0 if largest == 0 else min(8, max(0, digits - 1 - math.floor(math.log10(largest))))


class Numbers(Formatter):
    """Ticks of one axis, all with the same decimals."""

    def __init__(self, lang: str, signed: bool = False) -> None:
        self.lang, self.signed = lang, signed
        self.shown: list[float] = []

    def set_locs(self, locs):
        self.shown = list(locs)

    def format_ticks(self, values):
        self.set_locs(values)
        return [self(value) for value in values]

    def __call__(self, value, pos=None):
        return fixed(value, decimals_of(self.shown or [value]), self.lang, signed=self.signed)


def number_axis(axis, lang: str, *, signed: bool = False, bins: int = 5) -> None:
    axis.set_major_locator(MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(Numbers(lang, signed))


TITLE, LINE, MARGIN = 0.29, 0.215, 0.10  # inches


COLUMN_SPACING, HANDLE, HANDLE_GAP = 2.2, 2.2, 0.8  # of the legend, in letters of its size


def text_width(text: str, size: float) -> float:
    """Inches that a text takes in the type of the figures."""
    return TextPath((0, 0), text, size=size, prop=FontProperties()).get_extents().width / 72 if text.strip() else 0.0


def legend_columns(texts: list[str], width: float) -> int:
    """As many columns as fit into so many inches. Legends fill column by column, the first ones getting one more."""
    size = RC["legend.fontsize"]
    em = size / 72
    widths = [1.05 * text_width(text, size) for text in texts]
    for columns in range(len(texts), 1, -1):
        widest = [max(column) for column in np.array_split(widths, columns)]
        if sum(widest) + (HANDLE + HANDLE_GAP) * em * columns + COLUMN_SPACING * em * (columns - 1) <= width - 0.3:
            return columns
    return 1


def head_height(title: str, explanation: str, texts: list[str], width: float) -> float:
    rows = math.ceil(len(texts) / legend_columns(texts, width)) if texts else 0
    return MARGIN + (TITLE if title else 0) + LINE * (bool(explanation) + explanation.count("\n") + rows) + 0.06


def draw_head(figure: Figure, title: str, explanation: str, handles: list, texts: list[str]) -> None:
    """Title, what the marks mean, and which colour is what: once, above all panels."""
    width, height = figure.get_size_inches()
    left, below = 0.12 / width, MARGIN
    if title:
        figure.text(left, 1 - below / height, title, ha="left", va="top", fontsize=12.5, fontweight="bold")
        below += TITLE
    if explanation:
        figure.text(left, 1 - below / height, explanation, ha="left", va="top", fontsize=8.5, color=MUTED)
        below += LINE * (1 + explanation.count("\n"))
    if texts:
        figure.legend(
            handles,
            texts,
            loc="upper left",
            bbox_to_anchor=(left, 1 - below / height),
            ncol=legend_columns(texts, width),
            columnspacing=COLUMN_SPACING,
            handlelength=HANDLE,
            handletextpad=HANDLE_GAP,
            borderaxespad=0.0,
            borderpad=0.1,
        )
