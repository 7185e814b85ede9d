"""What a policy changes: a panel for each metric, a row for each policy, the paired effect with its interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ..comparison import compare as compare_table
from ..directions import direction
from ..errors import InputError
from ..selection import BASELINE, choose, is_seasonal, require_run, season_months, usual_metrics
from . import style
from .timelines import MOST_PANELS
from .words import metric_title, month_text, policy_title, scenario_title, unit_text, words, wrapped

LOOKS = {"better": style.BETTER, "worse": style.WORSE, "neutral": style.NEUTRAL, "uncertain": style.UNCERTAIN}


def compare(
    ds: xr.Dataset,
    metrics: str | Iterable[str] | None = None,
    *,
    baseline: str = BASELINE,
    policies: Sequence[str] | str | None = None,
    community: str | Sequence[str] | None = None,
    at: object = "end",
    level: float = 0.95,
    columns: int | None = None,
    lang: str = "en",
    title: str | None = None,
) -> Figure:
    """Forest plot of :func:`berdaya.compare`: blue is better, orange worse, hollow where the bar includes zero.

    The bar is the interval of the mean effect, which more replicates narrow. Where the replicates have different
    parameter sets it is the 5 to 95 % range of the paired differences instead: how far the effect may be from its mean
    for what is not known of the parameters, and by chance. The caption says which. With `at` "end", metrics marked with
    ~ have a season, and theirs is the mean over the last twelve months.
    """
    require_run(ds)
    say = words(lang)
    chosen = choose(ds, usual_metrics(ds) if metrics is None else metrics)
    if len(chosen) > MOST_PANELS:
        raise InputError(f"{len(chosen)} panels do not fit on a figure (at most {MOST_PANELS}); choose fewer metrics")
    table = compare_table(
        ds, [c.label for c in chosen], baseline=baseline, policies=policies, community=community, at=at, level=level
    )
    shown = list(dict.fromkeys(table.index.get_level_values("policy")))
    names = [wrapped(policy_title(ds, p, lang), 26) for p in shown]

    n = len(chosen)
    across = max(1, min(columns or (2 if n in (2, 4) else 3), n))
    down = math.ceil(n / across)
    rows = sum(name.count("\n") * 0.45 + 1 for name in names)
    sets = int(table["sets"].max())
    if sets > 1:
        table = table.assign(low=table["q05"], high=table["q95"])
    panels = {c: table.xs(c.label, level="metric").loc[shown] for c in chosen}
    kinds = {c: [_kind(row, direction(ds[c.name])) for row in panels[c].itertuples()] for c in chosen}
    used = [kind for kind in LOOKS if any(kind in of_panel for of_panel in kinds.values())]
    head = scenario_title(ds, lang) if title is None else title
    width = 2.6 * across + 2.2
    marked = {c for c in chosen if is_seasonal(ds[c.name]) and isinstance(at, str) and at == "end"}
    text = wrapped(
        say["forest" if sets < 2 else "forest_sets"].format(
            baseline=policy_title(ds, baseline, lang),
            when=_when(ds, at, lang, bool(marked)),
            n=int(table["pairs"].max()),
            level=100 * level,
            sets=sets,
        ),
        int(width / 0.078),
    )
    keys = {kind: say["range_uncertain" if sets > 1 and kind == "uncertain" else kind] for kind in used}
    with style.in_style():
        height = (0.34 * rows + 0.9) * down
        figure = style.new_figure(width, height, style.head_height(head, text, list(keys.values()), width))
        axes = figure.subplots(down, across, squeeze=False, sharey=True)
        for axis, choice in zip(axes.flat, chosen, strict=False):
            _panel(axis, panels[choice], kinds[choice], lang)
            unit = unit_text(ds, choice, lang)
            name = metric_title(ds, choice, lang) + (" ~" if choice in marked else "")
            axis.set_title(wrapped(f"{name} ({unit})" if unit else name, 34))
            axis.set_yticks(range(len(shown)), names)
            axis.tick_params(axis="y", labelcolor=style.INK, labelsize=8.5)
        axes.flat[0].set_ylim(len(shown) - 0.45, -0.7)
        for axis in axes.flat[n:]:
            axis.remove()
        style.draw_head(figure, head, text, [_mark(kind) for kind in used], list(keys.values()))
    return figure


def _kind(row, way: int) -> str:
    if not (row.low > 0 or row.high < 0):
        return "uncertain"
    return "neutral" if way == 0 else "better" if row.effect * way > 0 else "worse"


def _mark(kind: str) -> Line2D:
    return Line2D(
        [],
        [],
        color=LOOKS[kind],
        marker="o",
        markersize=6.2,
        linewidth=2.2,
        markeredgewidth=1.5,
        markerfacecolor="white" if kind == "uncertain" else LOOKS[kind],
    )


def _panel(axis, rows: pd.DataFrame, kinds: list[str], lang: str) -> None:
    axis.axvline(0, color="#9aa1a9", linewidth=0.9, zorder=1)
    decimals = style.decimals_for(rows["effect"])
    for position, (row, kind) in enumerate(zip(rows.itertuples(), kinds, strict=True)):
        if not np.isfinite(row.effect):
            continue
        colour = LOOKS[kind]
        if np.isfinite(row.low):
            axis.plot(
                [row.low, row.high], [position, position], color=colour, linewidth=2.2, solid_capstyle="round", zorder=2
            )
        axis.plot(
            row.effect,
            position,
            "o",
            markersize=6.2,
            color=colour,
            markerfacecolor="white" if kind == "uncertain" else colour,
            markeredgewidth=1.5,
            zorder=3,
        )
        axis.annotate(
            style.fixed(row.effect, decimals, lang, signed=True),
            (row.effect, position),
            xytext=(0, 5.5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=7.3,
            color=style.MUTED,
        )
    axis.grid(True, axis="x")
    axis.spines["left"].set_visible(False)
    ends = rows[["effect", "low", "high"]].to_numpy(dtype=float)
    ends = np.append(ends[np.isfinite(ends)], 0.0)
    span = max(ends.max() - ends.min(), 1e-9)
    axis.set_xlim(ends.min() - 0.16 * span, ends.max() + 0.16 * span)
    style.number_axis(axis.xaxis, lang, signed=True, bins=4)


def _when(ds: xr.Dataset, at: object, lang: str, seasonal: bool) -> str:
    say = words(lang)
    if isinstance(at, slice):
        months = ds["time"].sel(time=at).values
        return say["months"].format(first=month_text(months[0], lang), last=month_text(months[-1], lang))
    if isinstance(at, str) and at == "mean":
        return say["mean_of_run"]
    if isinstance(at, str) and at in ("end", "last_month"):
        key = "end_season" if seasonal else "end"
        return say[key].format(month=month_text(ds["time"].values[-1], lang), months=season_months(ds))
    try:
        return say["month"].format(month=month_text(np.datetime64(at), lang))  # type: ignore[call-overload]
    except (TypeError, ValueError):
        raise InputError(
            f"at must be 'end', 'last_month', 'mean', a date such as '2020-06' or a slice of dates, got {at!r}"
        ) from None
