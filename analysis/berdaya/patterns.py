"""Patterns: what cases and figures say, what the model does, and a verdict."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from . import _core
from .errors import InputError
from .paths import as_bytes
from .progress import Progress
from .scenario import Scenario, as_toml, whole

__all__ = ["patterns"]

VERDICTS = ("holds", "weakly", "fails", "cannot_say")


def patterns(
    scenario: str | os.PathLike[str] | None = None,
    structure: str | Iterable[str] | None = None,
    parameters: Mapping[str, Any] | None = None,
    *,
    seed: int = 1,
    error: float = 0.25,
    replicates_max: int = 128,
    threads: int | None = None,
    progress: bool = True,
) -> pd.DataFrame:
    """Runs the patterns of a scenario and judges them: `berdaya patterns` as a table.

    Parameters
    ----------
    scenario : name of a bundled scenario, a scenario file with ``patterns.toml`` beside it, or a file of patterns;
        default: the patterns of all bundled scenarios.
    structure : names of structural alternatives (:func:`berdaya.structures`), each run beside the standard; "a+b": two at
        once; "all": every one by itself.
    parameters : values in every arm, ``{"participation.base": -1.5}``; what an arm itself sets wins.
    error : half of an interval, as a share of the smallest effect that matters, that is narrow enough.
    replicates_max : runs of each arm at most; below 32 there is no verdict.
    threads : default: all; results do not depend on it.

    Returns
    -------
    A row for each pattern and structure (index ``structure``, ``pattern``; the standard is "standard") with columns
    ``scenario``, ``kind``, ``case``, ``strength``, ``counts_as`` ("test"; "fit":
    parameters were chosen so that it comes out; "built_in": the equations were written so), ``statement``, ``expected`` ("up", "down", "same", "band"),
    ``expected_low``, ``expected_high`` (of a band), ``smallest``, ``value``, ``low``, ``high`` (95 % interval; in the
    metric's unit, ratios without one), ``verdict`` (categorical: holds, weakly, fails, cannot_say), ``replicates``,
    ``failed``, ``precise``, ``measure``, ``source``, ``statement_id``. Missing values where a pattern cannot be tested.

    Raises InputError for wrong files and names, DataError if a file cannot be read. Runs that fail are left out; a
    warning counts them. A pattern that fails is a row, no error.
    """
    if isinstance(scenario, Scenario):
        raise InputError("patterns lie beside a scenario's file: give its name or path")
    structures = [structure] if isinstance(structure, str) else list(structure or [])
    shown = Progress() if progress else None
    try:
        text = _core.patterns(
            "" if scenario is None else as_bytes(scenario),
            parameters=[(str(path), as_toml(path, value)) for path, value in (parameters or {}).items()],
            structures=structures,
            seed=whole("seed", seed, 0, 2**64 - 1),
            error=_error(error),
            replicates_most=whole("replicates_max", replicates_max, 2, 100_000),
            threads=0 if threads is None else whole("threads", threads, 1, 4096),
            progress=shown,
        )
    finally:
        if shown is not None:
            shown.close()
    table = _table(json.loads(text)["patterns"])
    failed = int(table["failed"].sum())
    if failed:
        warnings.warn(f"runs failed in {failed} replicates, which were left out", RuntimeWarning, stacklevel=2)
    return table


def _error(error: float) -> float:
    if not isinstance(error, (int, float)) or not 0.001 <= error <= 10:
        raise InputError(f"error must be a number between 0.001 and 10, got {error!r}")
    return float(error)


def _table(described: list[dict[str, Any]]) -> pd.DataFrame:
    rows = []
    for pattern in described:
        expected = pattern.get("expected", {})
        for result in pattern["results"]:
            rows.append(
                {
                    "structure": result["structure"] or "standard",
                    "pattern": pattern["id"],
                    "scenario": pattern["scenario"],
                    "kind": pattern["kind"],
                    "case": pattern["case"],
                    "strength": pattern["strength"],
                    "counts_as": pattern["counts_as"],
                    "statement": pattern["statement"]["en"],
                    "expected": expected.get("kind", ""),
                    "expected_low": expected.get("low"),
                    "expected_high": expected.get("high"),
                    "smallest": expected.get("smallest"),
                    "value": result["value"],
                    "low": result["low"],
                    "high": result["high"],
                    "verdict": result["verdict"],
                    "replicates": result["replicates"],
                    "failed": result["failed"],
                    "precise": result["precise"],
                    "measure": pattern.get("measure", {}).get("en", ""),
                    "source": pattern["source"],
                    "statement_id": pattern["statement"]["id"],
                }
            )
    table = pd.DataFrame(rows)
    numbers = ["expected_low", "expected_high", "smallest", "value", "low", "high"]
    table[numbers] = table[numbers].astype(float)
    table["verdict"] = pd.Categorical(table["verdict"], categories=VERDICTS)
    return table.set_index(["structure", "pattern"])
