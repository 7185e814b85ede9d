"""Runs a scenario under policies, on the same seeds, into a result file, and reads it."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterable

import pandas as pd
import xarray as xr

from . import _core
from .errors import InputError
from .paths import as_bytes
from .progress import Progress
from .results import open as open_result
from .scenario import Scenario, loaded, whole

__all__ = ["run"]


def run(
    scenario: Scenario | str | os.PathLike[str],
    policies: str | Iterable[str] | None = None,
    *,
    replicates: int = 1,
    seed: int = 1,
    metrics: str | Iterable[str] | None = None,
    every: int = 1,
    umkm_every: int = 0,
    months: int | None = None,
    parameters: str | os.PathLike[str] | pd.DataFrame | None = None,
    threads: int | None = None,
    path: str | os.PathLike[str] | None = None,
    force: bool = False,
    progress: bool = True,
) -> xr.Dataset:
    """Simulates `replicates` runs of each policy; replicate r meets the same luck under every policy.

    Parameters
    ----------
    scenario : a :class:`Scenario`, the name of a bundled one, or a path.
    policies : default: the baseline only; "all": every policy of the scenario.
    metrics : default: all.
    every : months between the recorded ones; the last month is always recorded.
    umkm_every : months between snapshots of all UMKM (group ``umkm`` of the file); 0: none.
    months : instead of the scenario's.
    parameters : "posterior": the accepted sets of the calibration that comes along; or a file of such sets, or a
        DataFrame with a column for each path and a row for each set. Replicate r of every policy takes set r mod N; the
        coordinate ``parameter_set`` and one for each parameter tell which. What the scenario states
        stays. Without, the sets that the scenario carries, if a result was made with some.
    threads : default: all; results do not depend on it.
    path : of the result file, which stays; without, the results are in memory only. ``force`` lets it replace another.
    progress : show a bar.

    Runs that fail are missing values; a warning names them. Ctrl-C stops, and no file is left. Other threads of Python
    go on meanwhile.
    """
    if months is not None:
        scenario = loaded(scenario).with_(months=months)
    scenario = loaded(scenario)
    chosen = scenario.policies if policies == "all" else _names("policies", policies)
    if umkm_every and path is None:
        raise InputError("umkm_every needs a path: snapshots of UMKM are kept in the file")
    options = {
        "policies": chosen,
        "replicates": whole("replicates", replicates, 1),
        "seed": whole("seed", seed, 0, 2**64 - 1),
        "metrics": _names("metrics", metrics),
        "every": whole("every", every, 1),
        "umkm_every": whole("umkm_every", umkm_every, 0),
        "threads": 0 if threads is None else whole("threads", threads, 1, 4096),
        "force": bool(force),
        "command_line": "berdaya.run (Python)",
        **_sets(parameters),
    }
    if path is not None:
        _batch(scenario, as_bytes(path), options, progress)
        return open_result(path)
    with tempfile.TemporaryDirectory(prefix="berdaya-") as folder:
        file = os.path.join(folder, f"{scenario.id}.h5")
        _batch(scenario, as_bytes(file), options, progress)
        with open_result(file) as ds:
            ds.load()
        ds.encoding.pop("source", None)
        return ds


def _batch(scenario: Scenario, path: bytes, options: dict, progress: bool) -> None:
    shown = Progress() if progress else None
    try:
        summary = _core.run(scenario._core, path, progress=shown, **options)
    finally:
        if shown is not None:
            shown.close()
    if unused := summary["unused"]:
        warnings.warn(
            f"not used of the parameter sets, as the scenario sets them itself: {', '.join(unused)}",
            UserWarning,
            stacklevel=3,
        )
    failed = summary["failed"]
    if failed:
        first = "; ".join(f"{policy}, replicate {replicate}: {error}" for policy, replicate, error in failed[:3])
        warnings.warn(f"{len(failed)} of {summary['runs']} runs failed ({first})", RuntimeWarning, stacklevel=3)


def _sets(parameters: str | os.PathLike[str] | pd.DataFrame | None) -> dict[str, str | bytes]:
    if parameters is None:
        return {}
    if isinstance(parameters, pd.DataFrame):
        return {"parameters": "DataFrame", "parameter_table": parameters.to_csv(index=False, lineterminator="\n")}
    name = as_bytes(parameters)
    if not name:
        raise InputError('parameters must be "posterior", a file or a DataFrame')
    return {"parameters": name}


def _names(what: str, given: str | Iterable[str] | None) -> list[str]:
    if given is None:
        return []
    names = [given] if isinstance(given, str) else list(given)
    for name in names:
        if not isinstance(name, str):
            raise InputError(f"{what} must be names, got {name!r}")
    return names
