"""Opens result files."""

from __future__ import annotations

import os

import xarray as xr

from . import _core
from .apart import read_apart, tell_apart
from .errors import DataError
from .paths import as_bytes, shown

__all__ = ["digest", "open"]


def open(path: str | os.PathLike[str], *, group: str | None = None, engine: str = "h5netcdf") -> xr.Dataset:
    """The results of a file that ``berdaya run`` or :func:`run` wrote; values are read when they are used.

    ``group="umkm"`` opens the snapshots of UMKM. DataError says what is wrong with a file: missing, damaged, of another
    kind or of a later version.

    A file that was changed after it was written has no checksum any more: it is read by another process, for its own
    safety, and whole.
    """
    name = as_bytes(path)
    if not _core.is_sealed(name):
        return read_apart(path, group, engine)
    _core.check_result(name)
    try:
        return xr.open_dataset(os.fsdecode(name), engine=engine, group=group)
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        what = f"group {group!r} of {shown(path)}" if group else shown(path)
        raise DataError(f"{what} could not be read: {error}") from error


def digest(path: str | os.PathLike[str], names: list[str] | None = None) -> str:
    """16 hex digits, equal for equal results whatever the threads, host and time; of all variables or those named."""
    name, chosen = as_bytes(path), list(names or [])
    return _core.digest(name, chosen) if _core.is_sealed(name) else tell_apart(path, "digest", names=chosen)
