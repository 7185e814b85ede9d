"""The state of a run: tables of columns, named as in berdaya.Simulation; levels and money in double precision."""

from types import SimpleNamespace

import numpy as np

from .notation import NONE

TABLES = ["umkm", "community", "cbo", "facilitator", "post", "unit", "partner", "fund"]
NO_ROW = 2**32 - 1
NO_CBO = 255


def table_of(columns):
    """A table from {name: array}; "no row" and "no CBO" become NONE."""
    table = SimpleNamespace()
    for name, values in columns.items():
        if np.issubdtype(values.dtype, np.floating):
            values = values.astype(float)
        else:
            none = NO_CBO if name == "cbo" else NO_ROW
            values = np.where(values == none, NONE, values.astype(np.int64))
        setattr(table, name, values)
    return table


def world_of(simulation):
    """A copy of the state of a berdaya.Simulation, or of anything else with such tables."""
    return SimpleNamespace(**{name: table_of(dict(getattr(simulation, name).items())) for name in TABLES})


class Rows:
    """Some rows of a table as arrays that can be read and assigned by name: ``i.awareness = clip(i.awareness)``."""

    def __init__(self, table, rows):
        object.__setattr__(self, "_table", table)
        object.__setattr__(self, "_rows", rows)

    def __getattr__(self, name):
        values = getattr(self._table, name)[self._rows]
        return values.copy() if isinstance(values, np.ndarray) else values

    def __setattr__(self, name, values):
        getattr(self._table, name)[self._rows] = values


def holds(sets, option):
    """1 where the bit of the option is set."""
    return (sets >> option) & 1
