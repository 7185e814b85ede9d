"""Designs of experiments: which values the parameters of a sweep take, looked at before anything runs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from . import _core
from .errors import InputError
from .scenario import as_toml, whole as whole_number


def design(
    parameters: Mapping[str, Any],
    kind: str = "sobol",
    samples: int | None = None,
    seed: int = 1,
    *,
    whole: Collection[str] = (),
    second_order: bool = True,
    levels: int = 4,
    unit: bool = False,
) -> pd.DataFrame:
    """The samples of a design, a row each, a column for each parameter.

    >>> bd.design({"participation.base": (-2.5, -0.5), "trust.gain": [0.05, 0.1]}, "lhs", samples=64)

    ``parameters``
        for each path, as in ``berdaya run --set``: a tuple ``(low, high)``, both ends included, or a list of values to
        choose from (numbers, texts, dates), each equally likely
    ``kind``
        ``grid`` (all combinations, the last parameter changes fastest), ``list`` (the lists of values are the columns),
        ``random``, ``lhs``, ``sobol``, ``saltelli`` (rows for SALib.analyze.sobol), ``morris`` (rows for
        SALib.analyze.morris)
    ``samples``
        ``grid``: points along each range; ``saltelli``: N of the N (2D + 2) rows, or N (D + 2) without
        ``second_order``; ``morris``: trajectories of D + 1 rows
    ``whole``
        paths whose range stands for whole numbers, each equally likely
    ``unit``
        the positions in the unit cube in place of the values: what SALib wants of a Morris design in which parameters
        are whole or chosen from values

    InputError names all that is wrong.
    """
    if not isinstance(parameters, Mapping) and not isinstance(parameters, pd.DataFrame):
        raise InputError("parameters must map each path to (low, high) or to a list of values")
    if isinstance(whole, str):
        whole = (whole,)
    paths = [str(path) for path in parameters]
    for path in whole:
        if path not in paths:
            raise InputError(f"whole names {path!r}, which is none of the parameters: {', '.join(paths)}")
    given = [_given(path, parameters[key]) for path, key in zip(paths, parameters)]
    seed = whole_number("seed", seed, 0, 2**64 - 1)
    levels = whole_number("levels", levels, -(2**31), 2**31 - 1)
    count = 0 if samples is None else whole_number("samples", samples, 0)

    described = []
    for path, of in zip(paths, given):
        is_range = isinstance(of, tuple)
        low, high = of if is_range else (0.0, 0.0)
        texts = [] if is_range or kind == "list" else [as_toml(path, value) for value in of]
        described.append((path, low, high, path in whole, texts))
    table = _rows(paths, given) if kind == "list" else []
    made = _core.Design(kind, described, count, seed, second_order, levels, table)

    columns = {}
    for p, (path, of) in enumerate(zip(paths, given)):
        if unit:
            columns[path] = made.unit(p)
        elif isinstance(of, list):
            taken = range(made.samples) if kind == "list" else made.choice(p)
            columns[path] = pd.Series([of[k] for k in taken]).infer_objects()
        else:
            numbers = made.number(p)
            columns[path] = numbers.astype(np.int64) if path in whole else numbers
    return pd.DataFrame(columns, index=pd.RangeIndex(made.samples, name="sample"))


def _given(path: str, of: Any) -> tuple[float, float] | list[Any]:
    """A range as a tuple, values as a list."""
    if isinstance(of, tuple):
        try:
            low, high = (float(end) for end in of)
        except (TypeError, ValueError):
            message = f"{path}: a tuple is a range (low, high), got {of!r}; values to choose from are a list"
            raise InputError(message) from None
        return low, high
    if isinstance(of, (np.ndarray, pd.Series)):
        return list(of.tolist()) if of.dtype.kind in "biuf" else list(of)
    if isinstance(of, Sequence) and not isinstance(of, str) or isinstance(of, range):
        values = list(of)
        if not values:
            raise InputError(f"{path}: the list of values is empty")
        return values
    raise InputError(f"{path}: expected a range (low, high) or a list of values, got {of!r}")


def _rows(paths: list[str], given: list[tuple[float, float] | list[Any]]) -> list[list[str]]:
    lengths = {path: len(of) for path, of in zip(paths, given) if isinstance(of, list)}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{path}: {n}" for path, n in lengths.items())
        raise InputError(f"the columns of a list must be equally long, got {told}")
    if len(lengths) < len(given):  # the engine says which have a range
        return []
    return [[as_toml(path, value) for path, value in zip(paths, row)] for row in zip(*given)]
