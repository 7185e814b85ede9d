"""Sweeps: many samples of uncertain parameters, under policies, with replicates, in one resumable file."""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr

from . import _core
from .apart import tell_apart
from .errors import DataError, InputError
from .paths import as_bytes, shown
from .progress import Progress
from .results import open as open_result
from .scenario import Scenario, as_toml, loaded, scenarios, toml_string, whole

__all__ = ["status", "sweep", "unstack"]


def sweep(
    scenario: Scenario | str | os.PathLike[str],
    parameters: Mapping[str, Sequence[Any]] | Iterable[str] | str | None = None,
    *,
    design: str | pd.DataFrame = "sobol",
    samples: int | None = None,
    policies: str | Iterable[str] = "baseline",
    replicates: int = 1,
    seed: int = 1,
    paired: bool = True,
    metrics: str | Iterable[str] = "all",
    every: int = 12,
    by: str = "community",
    summary: bool = False,
    quantiles: Sequence[float] = (0.05, 0.5, 0.95),
    keep_bits: int = 23,
    second_order: bool = True,
    levels: int = 4,
    threads: int | None = None,
    path: str | os.PathLike[str] | None = None,
    fresh: bool = False,
    force: bool = False,
    progress: bool = True,
) -> xr.Dataset:
    """Runs the scenario for every sample of a design, under every policy, `replicates` times.

    Parameters
    ----------
    scenario : a :class:`Scenario`, the name of a bundled one, or a path; or a sweep plan (a ``.toml`` with a design),
        which then says everything else but `path`, `threads` and `force`.
    parameters : ``{path: (low, high)}`` for a range or ``{path: [a, b, c]}`` for a choice of values (a list with any
        number of members; a tuple of two numbers is a range); or names of parameters, whose ranges are the scenario's
        ``[uncertainty]`` or the plausible ones; ``"uncertainty"``: all that the scenario names. Paths are those of
        ``berdaya run --set``.
    design : "grid", "random", "lhs", "sobol", "saltelli", "morris", or a DataFrame with a column for each path and a row
        for each sample.
    samples : as in the plan's ``[design]``; not for a DataFrame.
    paired : replicate n has the same luck in all policies and samples.
    every, by, summary, quantiles, keep_bits : as in the plan's ``[output]``.
    path : of the result file, which stays. What is done survives an interruption in ``path + ".parts"``: the same call
        goes on. Without, the results are in memory only. The coordinate ``reproduce`` of failed runs calls a scenario
        that is no file and not bundled ``scenario.toml``: ``berdaya info FILE --scenario`` prints it.

    Returns
    -------
    The sweep, with dimension ``run`` and the coordinates ``sample``, ``policy``, ``replicate`` and every parameter on
    it; :func:`unstack` gives them dimensions of their own.
    """
    plan, file_name, folder = _plan(
        scenario, parameters, design, samples, policies, replicates, seed, paired, metrics, every, by, summary,
        quantiles, keep_bits, second_order, levels,
    )
    options = {
        "threads": 0 if threads is None else whole("threads", threads, 1, 4096),
        "fresh": bool(fresh),
        "force": bool(force),
        "command_line": "berdaya.sweep (Python)",
    }
    if path is not None:
        _run(plan, file_name, folder, path, options, progress)
        return open_result(path)
    with tempfile.TemporaryDirectory(prefix="berdaya-") as temporary:
        file = os.path.join(temporary, "sweep.h5")
        _run(plan, file_name, folder, file, options, progress)
        with open_result(file) as ds:
            ds.load()
        ds.encoding.pop("source", None)
        return ds


def unstack(ds: xr.Dataset) -> xr.Dataset:
    """The same results with dimensions (sample, policy, replicate) in place of ``run``; swept parameters lie on
    ``sample``. So :func:`compare` can give the effects in each sample, and :mod:`plot` can draw the runs of one:
    ``unstack(ds).sel(sample=0)``.
    """
    if "run" not in ds.dims or "sample" not in ds.coords:
        raise InputError("this is not the result of a sweep: it has no dimension run with samples on it")
    keys = [k for k in ("sample", "policy", "replicate") if k in ds.coords]
    of_run = [str(c) for c in ds.coords if ds[c].dims == ("run",)]
    swept = [c for c in of_run if ds[c].attrs.get("role") == "swept"]
    policies = list(dict.fromkeys(ds["policy"].values.tolist()))
    on_sample = {c: ds[c] for c in swept}
    beside = [c for c in of_run if c not in keys + swept + ["run"]]
    # What is beside the runs becomes variables while the dimension is split, then coordinates again.
    wide = ds.drop_vars([*swept, "run"], errors="ignore").reset_coords(beside)
    wide = wide.set_index(run=keys).unstack("run").reindex(policy=policies)
    order = [*keys, *(d for d in ds.dims if d != "run")]
    wide = wide.transpose(*[d for d in order if d in wide.dims]).set_coords(beside)
    first = ds["sample"].to_series().reset_index(drop=True).drop_duplicates().index
    for name, values in on_sample.items():
        wide = wide.assign_coords({name: ("sample", values.isel(run=first).values, values.attrs)})
    for name in [*ds.data_vars, *beside]:
        wide[name].attrs.update(ds[name].attrs)
    return wide.assign_attrs(ds.attrs)


def status(path: str | os.PathLike[str]) -> dict[str, Any]:
    """How far the sweep of a result file is, also while it runs elsewhere: runs, done, failed, missing, rate ..."""
    try:
        text = tell_apart(path, "status", verify=False)
    except DataError:  # a part that cannot be read: the checksums say which
        text = tell_apart(path, "status", verify=True)
    return json.loads(text)


def _run(plan: str, file_name: str, folder: str, path: str | os.PathLike[str], options: dict[str, Any], progress: bool) -> None:
    bar = Progress() if progress else None
    try:
        outcome = _core.sweep(plan, as_bytes(file_name), as_bytes(folder), as_bytes(path), progress=bar, **options)
    finally:
        if bar is not None:
            bar.close()
    if not outcome["complete"]:
        name = shown(path)
        raise DataError(f"{name}: other processes still work on this sweep; its parts are in {name}.parts")
    if outcome["failed"]:
        warnings.warn(
            f"{outcome['failed']} of {outcome['runs']} runs failed; the coordinates error and reproduce tell more",
            RuntimeWarning,
            stacklevel=3,
        )


def _plan(
    scenario, parameters, design, samples, policies, replicates, seed, paired, metrics, every, by, summary, quantiles,
    keep_bits, second_order, levels,
) -> tuple[str, str, str]:
    """(text of the plan, its name in messages, folder that it refers to)"""
    if not isinstance(scenario, Scenario) and parameters is None and not isinstance(design, pd.DataFrame):
        text = os.fspath(scenario)
        if text.endswith(".toml"):
            try:
                return Path(text).read_text(encoding="utf-8"), text, os.path.dirname(text)
            except OSError as error:
                raise DataError(f"{shown(text)} could not be read: {error.strerror or error}") from error
    source = loaded(scenario)
    name = _name(source) if isinstance(scenario, Scenario) else _stored(os.fspath(scenario))
    lines = [
        "format = 1",
        f"scenario = {as_toml('scenario', name)}",
        f"policies = {as_toml('policies', _texts(policies))}",
        f"replicates = {whole('replicates', replicates, 1)}",
        f"seed = {whole('seed', seed, 0, 2**63 - 1)}",
        f"paired = {as_toml('paired', bool(paired))}",
        "[design]",
    ]
    files = {"scenario.toml": source.toml}
    if isinstance(design, pd.DataFrame):
        if parameters is not None or samples is not None:
            raise InputError("a table of samples says which parameters and how many samples there are")
        lines += ['kind = "list"', 'file = "samples.csv"']
        files["samples.csv"] = _table(design)
    else:
        if parameters is None:
            raise InputError("name the parameters: {path: (low, high)}, a list of names, or 'uncertainty'")
        lines += [f"kind = {as_toml('design', design)}"]
        if samples is not None:
            lines += [f"samples = {whole('samples', samples, 1)}"]
        if design == "saltelli":
            lines += [f"second_order = {as_toml('second_order', bool(second_order))}"]
        if design == "morris":
            lines += [f"levels = {whole('levels', levels, 2)}"]
        if isinstance(parameters, Mapping):
            lines += ["[design.parameters]"]
            lines += [f"{toml_string(str(path))} = {_range(path, values)}" for path, values in parameters.items()]
        else:
            lines += [f"parameters = {as_toml('parameters', _texts(parameters))}"]
    lines += [
        "[output]",
        f"metrics = {as_toml('metrics', _texts(metrics))}",
        f"every = {whole('every', every, 1)}",
        f"by = {as_toml('by', by)}",
        f"summary = {as_toml('summary', bool(summary))}",
        f"keep_bits = {whole('keep_bits', keep_bits, 1, 23)}",
    ]
    if summary:
        lines += [f"quantiles = {as_toml('quantiles', [float(q) for q in quantiles])}"]
    lines += ["[files]", *(f"{toml_string(file)} = {toml_string(text)}" for file, text in files.items())]
    return "\n".join(lines) + "\n", "sweep", ""


def _name(scenario: Scenario) -> str:
    """How `berdaya run` calls it: a bundled one by its id; another is what `berdaya info FILE --scenario` prints."""
    if scenario.id in set(scenarios().index) and loaded(scenario.id).toml == scenario.toml:
        return scenario.id
    return "scenario.toml"


def _stored(name: str) -> str:
    """A name that is no text cannot stand in a plan; the scenario itself does."""
    return name if shown(name) == name else "scenario.toml"


def _range(path: object, values: object) -> str:
    if isinstance(values, Mapping):
        return as_toml(path, values)
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise InputError(f"{path}: give a range (low, high) or a list of values, got {values!r}")
    members = list(values)
    if isinstance(values, tuple) and len(members) == 2 and all(_is_number(v) for v in members):
        return as_toml(path, {"min": members[0], "max": members[1]})
    return as_toml(path, {"values": members})


def _is_number(value: object) -> bool:
    return hasattr(value, "__float__") and not isinstance(value, (str, bool))


def _texts(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else [str(name) for name in names]


def _table(samples: pd.DataFrame) -> str:
    """CSV whose cells are in the syntax of TOML."""
    cells = [[str(column) for column in samples.columns]]
    cells += [[as_toml(c, v) for c, v in zip(samples.columns, row)] for row in samples.itertuples(index=False)]
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in cells)
