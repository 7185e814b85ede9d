"""Berdaya: an agent-based simulation of community-based empowerment of micro businesses.

>>> import berdaya as bd
>>> s = bd.load("karanganyar_gunung")
>>> ds = bd.run(s, policies=["baseline", "archive"], replicates=100)
>>> bd.compare(ds)
>>> bd.plot.timelines(ds, ["participation", "revenue_ratio"])
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ._core import __version__
from .calibration import Calibration, Outputs, Target, World, calibrate, evaluate
from .comparison import compare
from .costs import costs
from .description import describe, structures
from .designs import design
from .errors import DataError, InputError
from .patterns import patterns
from .results import digest, open
from .running import run
from .scenario import Scenario, load, scenarios
from .precision import replicates_needed
from .simulation import Simulation, Table
from .statistics import statistics
from .sweeping import status, sweep, unstack

if TYPE_CHECKING:
    from . import plot

__all__ = [
    "Calibration",
    "DataError",
    "InputError",
    "Outputs",
    "Scenario",
    "Simulation",
    "Table",
    "Target",
    "World",
    "__version__",
    "calibrate",
    "compare",
    "costs",
    "describe",
    "design",
    "digest",
    "evaluate",
    "load",
    "open",
    "patterns",
    "plot",
    "replicates_needed",
    "run",
    "scenarios",
    "statistics",
    "status",
    "structures",
    "sweep",
    "unstack",
]


def __getattr__(name: str) -> Any:
    if name == "plot":  # matplotlib is loaded when it is needed
        return importlib.import_module(".plot", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
