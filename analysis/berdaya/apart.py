"""Reads a file that carries no valid checksum in a process of its own, and hands over what it holds as plain arrays.

HDF5 can be brought to crash, to hang or to take all memory by a file that is damaged or made for it; here that ends the
other process only. ``python -m berdaya.apart`` is that process.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from typing import Any

import numpy as np
import xarray as xr

from . import _core
from .errors import DataError
from .paths import as_bytes, shown

__all__ = ["read_apart", "tell_apart"]

_START = 10  # seconds until the other Python is ready
_SPEED = 2e6  # bytes a second, slower than any sound file is read


def read_apart(path: str | bytes | os.PathLike, group: str | None, engine: str) -> xr.Dataset:
    """The whole dataset, in memory."""
    with tempfile.TemporaryDirectory(prefix="berdaya-") as folder:
        file = os.path.join(folder, "values.npz")
        told = _ask(path, {"what": "open", "group": group, "engine": engine, "to": file})
        with np.load(file, allow_pickle=False) as values:
            return _restored(told, values)


def tell_apart(path: str | bytes | os.PathLike, what: str, **options: Any) -> Any:
    """``"digest"`` (names) or ``"status"`` (verify)."""
    return _ask(path, {"what": what, **options})


def _ask(path: str | bytes | os.PathLike, task: dict[str, Any]) -> Any:
    if not sys.executable:
        raise DataError(f"{shown(path)} has no valid checksum, and there is no Python to read it apart from this one")
    size = _bytes(path)
    seconds = _START + size / _SPEED
    task = {**task, "path": as_bytes(path).hex(), "seconds": int(seconds) + 1, "memory": (4 << 30) + 64 * size}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "berdaya.apart"],
            input=json.dumps(task),
            capture_output=True,
            text=True,
            errors="replace",
            env=environment,
            timeout=6 * seconds,
        )
    except subprocess.TimeoutExpired:
        raise DataError(f"{shown(path)}: the file is damaged: reading it took more than {6 * seconds:.0f} s") from None
    lines = done.stdout.splitlines()
    answer = json.loads(lines[-1]) if done.returncode == 0 and lines else None
    if answer is None:
        raise DataError(
            f"{shown(path)}: the file is damaged, or made for another purpose: the process that read it "
            f"ended with status {done.returncode}"
        )
    if "error" in answer:
        raise DataError(answer["error"])
    return answer["told"]


def _bytes(path: str | bytes | os.PathLike) -> int:
    """Of a file and, while a sweep is at work, of its parts."""
    try:
        size = os.stat(path).st_size
    except OSError:
        size = 0
    try:
        with os.scandir(as_bytes(path) + b".parts") as entries:
            return size + sum(entry.stat().st_size for entry in entries)
    except OSError:
        return size


def _main() -> None:
    task = json.loads(sys.stdin.read())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit(resource.RLIMIT_CPU, task["seconds"])
    _limit(resource.RLIMIT_AS, task["memory"])
    path = bytes.fromhex(task["path"])
    try:
        if task["what"] == "digest":
            told = _core.digest(path, task["names"])
        elif task["what"] == "status":
            told = _core.sweep_status(path, task["verify"])
        else:
            _core.check_result(path)
            with xr.open_dataset(os.fsdecode(path), engine=task["engine"], group=task["group"]) as ds:
                told = _written(ds.load(), task["to"])
        answer = {"told": told}
    except Exception as error:  # whatever it is, the file is the reason
        what = str(error) if isinstance(error, DataError) else f"{shown(path)} could not be read: {error}"
        answer = {"error": what}
    print("\n" + json.dumps(answer), flush=True)
    os._exit(0)  # what a damaged file has done to this process does not show at its end


def _limit(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard == resource.RLIM_INFINITY or value <= hard:
        resource.setrlimit(what, (value, hard))


def _written(ds: xr.Dataset, file: str) -> dict[str, Any]:
    arrays: dict[str, np.ndarray] = {}

    def kept(values: Any) -> int:
        array = np.asarray(values)
        if array.dtype == object:
            array = array.astype(str)
        arrays[str(len(arrays))] = array
        return len(arrays) - 1

    def attributes(of: dict) -> dict[str, Any]:
        return {str(key): value if isinstance(value, str) else kept(value) for key, value in of.items()}

    variables = [
        [str(name), list(variable.dims), kept(variable.values), attributes(variable.attrs), name in ds.coords]
        for name, variable in ds.variables.items()
    ]
    told = {"variables": variables, "attributes": attributes(ds.attrs)}
    np.savez(file, **arrays)
    return told


def _restored(told: dict[str, Any], values: Any) -> xr.Dataset:
    def attributes(of: dict[str, Any]) -> dict[str, Any]:
        return {key: value if isinstance(value, str) else values[str(value)][()] for key, value in of.items()}

    data, coordinates = {}, {}
    for name, dimensions, at, of, is_coordinate in told["variables"]:
        array = values[str(at)]
        if array.dtype.kind == "U":
            array = array.astype(object)
        (coordinates if is_coordinate else data)[name] = xr.Variable(dimensions, array, attributes(of))
    return xr.Dataset(data, coordinates, attributes(told["attributes"]))


if __name__ == "__main__":
    _main()
