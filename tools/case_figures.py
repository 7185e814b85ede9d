"""Draws scenarios/NAME/figure.png anew: python tools/case_figures.py [NAME]... (default: all in PLANS; minutes)"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import matplotlib

matplotlib.use("Agg")  # no display needed

import berdaya as bd  # noqa: E402

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Plan:
    """What the figure of a case shows: a forest of all policies, or lines of some."""

    metrics: list[str]
    lines_of: list[str] | None = None  # policies of a timeline; None: a forest plot of all
    communities: list[str] | None = None  # default: the mean over all
    title: str | None = None
    replicates: int = 200
    every: int = 1


PLANS = {
    "desa_mandiri": Plan(
        ["holds[homestay]", "part_ema", "revenue_ratio", "fulfilment"],
        lines_of=["baseline", "without_ngo", "without_government", "alone", "ngo_stays"],
    ),
    "forum_kemitraan": Plan(["fulfilment", "part_held", "revenue_ratio", "self_reliance"]),
    "karanganyar_gunung": Plan(["part_held", "revenue_ratio", "environment", "holds[nib]"]),
    "kub_yogyakarta": Plan(["member", "revenue_ratio", "better_off", "holds[marketplace]"]),
    "madiun": Plan(
        ["part_ema", "fulfilment", "skill_mean", "holds[nib]"],
        lines_of=["baseline", "no_pilots", "government_and_cso", "all_partners"],
        communities=["taman", "demangan"],
        title="The two pilots of Madiun, Taman and Demangan",
        replicates=100,
        every=3,
    ),
    "mangkubumen": Plan(
        ["micro", "meso", "macro", "skill_mean"],
        lines_of=["baseline", "training", "meso", "macro", "three_levels"],
    ),
    "semarang_kampung_tematik": Plan(
        ["environment", "part_ema", "revenue_ratio", "holds[nib]"], replicates=50, every=12
    ),
    "surakarta": Plan(
        ["dominance", "part_held", "holds[green_process]", "revenue_ratio"],
        communities=["sondakan", "potrojayan"],
        title="Four creative kampung of Surakarta: Sondakan and Potrojayan",
    ),
    "test_kampung": Plan(
        ["holds[nib]", "holds[marketplace]"],
        lines_of=["baseline", "messages", "visit", "package", "hands_on"],
        title="Test kampung: one lever in January 2022",
        replicates=20,
    ),
}


def draw(name: str, plan: Plan) -> None:
    ds = bd.run(
        ROOT / "scenarios" / name / f"{name}.toml",
        policies=plan.lines_of or "all",
        replicates=plan.replicates,
        metrics=sorted({metric.split("[")[0] for metric in plan.metrics}),
        every=plan.every,
    )
    if plan.lines_of:
        figure = bd.plot.timelines(ds, plan.metrics, community=plan.communities, band=None, title=plan.title)
    else:
        figure = bd.plot.compare(ds, plan.metrics, community=plan.communities, columns=4, title=plan.title)
    figure.savefig(ROOT / "scenarios" / name / "figure.png", dpi=90, bbox_inches="tight")


def main() -> None:
    for name in sys.argv[1:] or PLANS:
        draw(name, PLANS[name])


if __name__ == "__main__":
    main()
