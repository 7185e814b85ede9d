"""What happens month by month: a panel for each metric, a line and a band for each policy."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import matplotlib.dates as mdates
import numpy as np
import xarray as xr
from matplotlib.figure import Figure

from ..errors import InputError
from ..selection import BASELINE, choose, choose_policies, in_place, require_run, usual_metrics
from . import style
from .marks import draw_marks, key_of, marks_of, together
from .words import metric_title, policy_title, scenario_title, unit_text, words, wrapped

MOST_PANELS = 60


def timelines(
    ds: xr.Dataset,
    metrics: str | Iterable[str] | None = None,
    *,
    policies: Sequence[str] | str | None = None,
    community: str | Sequence[str] | None = None,
    band: tuple[float, float] | None = (0.05, 0.95),
    columns: int | None = None,
    lang: str = "en",
    title: str | None = None,
    baseline: str = BASELINE,
    marks: bool = True,
) -> Figure:
    """Mean over the replicates as a line, the range between two of their quantiles as a band.

    Parameters
    ----------
    metrics : names; ``holds[nib]`` is one member of a further dimension, ``holds`` are all; default: six usual ones.
    policies : in this order; default: all, the baseline first.
    community : one or several communities; default: the mean over all.
    band : two quantiles, or None for lines only.
    columns : panels in a row.
    lang : "en" or "id".
    title : instead of the scenario's.
    marks : numbered dotted lines where shocks and the policies' own interventions begin, with a span where a shock lasts; what
        begins with the first month shown has none, nor has a result that does not hold its scenario.
    """
    require_run(ds)
    say = words(lang)
    if band is not None and not (len(band) == 2 and 0 <= band[0] < band[1] <= 1):
        raise InputError(f"band must be two quantiles such as (0.05, 0.95), got {band!r}")
    chosen = choose(ds, usual_metrics(ds) if metrics is None else metrics)
    if len(chosen) > MOST_PANELS:
        raise InputError(f"{len(chosen)} panels do not fit on a figure (at most {MOST_PANELS}); choose fewer metrics")
    shown = choose_policies(ds, policies, baseline)
    looks = style.colour_and_stroke(shown, baseline)
    replicates = ds.sizes["replicate"]
    with_band = band is not None and replicates > 1

    n = len(chosen)
    across = max(1, min(columns or (2 if n in (2, 4) else 3), n))
    down = math.ceil(n / across)
    width = max(3.5 * across, 5.0)
    head = scenario_title(ds, lang) if title is None else title
    text = ""
    if with_band:
        text = say["band"].format(low=100 * band[0], high=100 * band[1], n=replicates)
    elif replicates == 1:
        text = say["one"]
    names = [policy_title(ds, policy, lang) for policy in shown]
    events = marks_of(ds, shown, lang) if marks else []
    groups = together(events, ds["time"].values)
    if groups:
        text += ("\n" if text else "") + key_of(groups, width)
    colours = {policy: colour for policy, (colour, _) in looks.items()}
    with style.in_style():
        figure = style.new_figure(width, 2.4 * down, style.head_height(head, text, names, width))
        axes = figure.subplots(down, across, squeeze=False, sharex=True)
        for position, (axis, choice) in enumerate(zip(axes.flat, chosen, strict=False)):
            values = in_place(choice.of(ds), community).transpose("policy", "replicate", "time")
            _panel(axis, values, shown, looks, band if with_band else None, baseline)
            unit = unit_text(ds, choice, lang)
            name = metric_title(ds, choice, lang)
            axis.set_title(wrapped(f"{name} ({unit})" if unit else name, 38))
            style.number_axis(axis.yaxis, lang)
            below_is_empty = position + across >= n
            axis.tick_params(labelbottom=below_is_empty, bottom=below_is_empty)
            _time_axis(axis, values["time"].values)
            draw_marks(axis, events, groups, colours)
        for axis in axes.flat[n:]:
            axis.remove()
        style.draw_head(figure, head, text, axes.flat[0].get_lines()[: len(shown)], names)
    return figure


def _panel(
    axis, values: xr.DataArray, shown: list[str], looks: dict, band: tuple[float, float] | None, baseline: str
) -> None:
    times = values["time"].values
    there = [str(p) for p in values["policy"].values]
    data = values.values
    shade = 0.14 if len(shown) <= 4 else 0.07
    for order, policy in enumerate(shown):
        colour, stroke = looks[policy]
        of_policy = data[there.index(policy)]
        if band is not None:
            low, high = np.nanquantile(of_policy, band, axis=0)
            axis.fill_between(times, low, high, color=colour, alpha=shade, linewidth=0, zorder=1 + 0.01 * order)
        on_top = policy == baseline
        axis.plot(
            times,
            np.nanmean(of_policy, axis=0),
            color=colour,
            linestyle=stroke,
            linewidth=1.5 if on_top else 1.7,
            zorder=4 if on_top else 3 + 0.01 * order,
            label=policy,
        )
    axis.grid(True, axis="y")
    axis.spines["left"].set_visible(False)
    axis.margins(x=0.01, y=0.08)


def _time_axis(axis, times: np.ndarray) -> None:
    years = (times[-1] - times[0]).astype("timedelta64[D]").astype(int) / 365.25
    if years > 2.5:
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if years / s <= 8)
        axis.xaxis.set_major_locator(mdates.YearLocator(step))
        axis.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        axis.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=3, maxticks=6))
        axis.xaxis.set_major_formatter(mdates.DateFormatter("%m/%Y"))
