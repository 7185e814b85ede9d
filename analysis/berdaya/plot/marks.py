"""When shocks happen and policies begin to act: thin dotted lines and pale spans behind the lines of a timeline."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import matplotlib.patheffects as patheffects
import numpy as np
import xarray as xr

from .. import _core
from .style import MUTED

SHARE_OF_AXIS = 0.035  # marks that are closer together share a number
LONGEST = 60  # letters of a label in the key
LETTERS_AN_INCH = 15.5  # of the head's small text
SPAN = "#e3e6e9"


@dataclass
class Mark:
    """A month on the axis in which something begins, and until when it lasts, where that is to be seen."""

    begin: np.datetime64
    end: np.datetime64 | None  # of shocks of several months, the month after them
    titles: list[str]
    policies: frozenset[str]


def marks_of(ds: xr.Dataset, shown: list[str], lang: str) -> list[Mark]:
    """Shocks under any of the policies shown, and what policies add, in the order of time.

    What stands at the beginning of the time axis is left out: it is so all along. Empty where the result does not hold
    its scenario.
    """
    text = ds.attrs.get("scenario")
    if not text:
        return []
    scenario = _core.parse_scenario(str(text), "the scenario of the result")
    start = np.datetime64("{:04d}-{:02d}".format(*scenario.start), "M")
    times = ds["time"].values.astype("datetime64[M]")
    known = set(scenario.policy_ids)
    under = {policy: scenario.interventions(policy) for policy in shown if policy in known}
    common = {(row["kind"], row["first"]) for row in scenario.interventions("baseline")}
    found: dict[tuple, Mark] = {}
    for policy, rows in under.items():
        for row in rows:
            own = (row["kind"], row["first"]) not in common
            begin, end = start + row["first"], start + row["last"] + 1
            if not (row["shock"] or own) or begin <= times[0] or begin > times[-1]:
                continue
            lasts = row["shock"] and row["last"] > row["first"]
            title = row["title"][lang] or row["title"]["en"] or row["id"]
            mark = found.setdefault(
                (begin, end if lasts else None, title),
                Mark(begin, min(end, times[-1]) if lasts else None, [title], frozenset()),
            )
            mark.policies |= {policy}
    return sorted(found.values(), key=lambda mark: mark.begin)


def together(marks: list[Mark], times: np.ndarray) -> list[Mark]:
    """Marks whose numbers would lie upon each other, as one."""
    months = times.astype("datetime64[M]").astype(int)
    near = max(1.0, SHARE_OF_AXIS * (months[-1] - months[0]))
    groups: list[Mark] = []
    for mark in marks:
        last = groups[-1] if groups else None
        if last is not None and mark.begin.astype(int) - last.begin.astype(int) < near:
            last.titles += [title for title in mark.titles if title not in last.titles]
            last.policies |= mark.policies
        else:
            groups.append(Mark(mark.begin, mark.end, list(mark.titles), mark.policies))
    return groups


def label_of(mark: Mark) -> str:
    """As many titles as fit, and how many more there are."""
    text, shown = mark.titles[0], 1
    while shown < len(mark.titles) and len(text) + 2 + len(mark.titles[shown]) <= LONGEST:
        text += f", {mark.titles[shown]}"
        shown += 1
    if len(text) > LONGEST:
        text = text[: LONGEST - 1].rstrip() + "\u2026"
    return text + (f" +{len(mark.titles) - shown}" if shown < len(mark.titles) else "")


def key_of(groups: list[Mark], width: float) -> str:
    """What the numbers of the marks stand for, in lines of a figure `width` inches wide."""
    entries = [f"{number} {label_of(group)} ({group.begin})" for number, group in enumerate(groups, start=1)]
    return "\n".join(textwrap.wrap("    ".join(entries), int(LETTERS_AN_INCH * width), break_long_words=False))


def draw_marks(axis, marks: list[Mark], groups: list[Mark], colours: dict[str, str]) -> None:
    """A line for each mark and a number for each group; what they mean stands in the key, so that no text crosses a curve.

    `colours` are those of the policies: a mark of one of them has its colour, others are grey. A span is drawn only for
    what all of them meet.
    """

    def colour(mark: Mark) -> str:
        return colours[next(iter(mark.policies))] if len(mark.policies) == 1 and len(colours) > 1 else MUTED

    for mark in marks:
        if mark.end is not None and mark.policies == colours.keys():
            axis.axvspan(mark.begin, mark.end, color=SPAN, alpha=0.6, linewidth=0, zorder=0.2)
        axis.axvline(mark.begin, color=colour(mark), linewidth=0.8, linestyle=":", zorder=0.5)
    for number, group in enumerate(groups, start=1):
        text = axis.annotate(
            str(number),
            (group.begin, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(2.0, -1.0),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=6.5,
            color=colour(group),
            zorder=6,
        )
        text.set_path_effects([patheffects.withStroke(linewidth=2.0, foreground="white")])
