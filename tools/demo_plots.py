"""Draws the plots of ./run-demo beside the result file: python tools/demo_plots.py RESULT.h5"""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")  # no display needed

import berdaya as bd  # noqa: E402


def main() -> None:
    result = Path(sys.argv[1])
    ds = bd.open(result)
    figures = {
        "timelines": bd.plot.timelines(ds),
        "compare": bd.plot.compare(ds),
    }
    for name, figure in figures.items():
        figure.savefig(result.with_name(f"{result.stem}_{name}.png"), dpi=150, bbox_inches="tight")


if __name__ == "__main__":
    main()
