"""Which columns of the world may be written, and whether what was written into a column of references exists."""

from __future__ import annotations

import numpy as np

from . import _core
from .errors import InputError

NONE = 2**32 - 1  # no row
NO_CBO = 255
LAST_STAGE = 3

# The world's skeleton: rows that point at rows, and what was derived from them at the start. Writing would break it.
FIXED = {
    "umkm": {"sector", "neighbourhood"},
    "community": set(
        """
        first_row umkm_count first_cbo cbo_count unit_city unit_district unit_ward unit_rw root_unit neighbourhoods
        sector_count sector_attraction
        """.split()
    ),
    "cbo": {"community"},
    "facilitator": {"kind", "fund", "first_post", "post_count"},
    "post": {"facilitator", "community"},
    "unit": {"level", "parent"},
    "partner": {"intervention", "option"},
}

# Columns that may be written but whose values are rows, positions or bits: checked before the next month if handed out.
REFERENCES = {
    ("umkm", "contacts"),
    ("umkm", "cbo"),
    ("umkm", "adopted"),
    ("umkm", "applied"),
    ("umkm", "knows"),
    ("umkm", "adopted_seen"),
    ("cbo", "ties"),
    ("community", "stage"),
}


def check(core: _core.Simulation, columns: set[tuple[str, str]]) -> None:
    """InputError if one of the columns refers to something that does not exist."""
    for table, column in sorted(columns):
        values = core.column(table, column)
        wrong = _wrong(core, column, values)
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            raise InputError(f"{table}.{column} of row {row} holds {values[row].tolist()}, which is not allowed there")


def _wrong(core: _core.Simulation, column: str, values: np.ndarray) -> np.ndarray:
    """By row: true where the value refers to nothing."""
    sizes = core.column("community", "umkm_count")
    if column == "contacts":
        local = np.arange(values.shape[0]) - np.repeat(core.column("community", "first_row"), sizes)
        ordered = np.sort(values, axis=1)
        twice = ordered[:, 1:] == ordered[:, :-1]
        beyond = values >= np.repeat(sizes, sizes)[:, None]
        return beyond.any(axis=1) | (values == local[:, None]).any(axis=1) | twice.any(axis=1)
    if column == "cbo":
        return (values != NO_CBO) & (values >= np.repeat(core.column("community", "cbo_count"), sizes))
    if column == "ties":
        home = core.column("cbo", "community")
        tied = values != NONE
        beyond = tied & (values >= home.size)
        at_home = tied & ~beyond & (home[np.where(tied & ~beyond, values, 0)] == home[:, None])
        return (beyond | at_home).any(axis=1)
    if column == "stage":
        return values > LAST_STAGE
    return values.astype(np.int64) >= 1 << len(core.labels("option"))
