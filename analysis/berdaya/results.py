"""Opens result files."""

from __future__ import annotations

import os

import xarray as xr

from . import _core
from .errors import DataError, InputError

__all__ = ["digest", "open"]


def open(path: str | os.PathLike[str], *, group: str | None = None, engine: str = "h5netcdf") -> xr.Dataset:
    """The results of a file that ``berdaya run`` or :func:`run` wrote; values are read when they are used.

    ``group="umkm"`` opens the snapshots of UMKM. DataError says what is wrong with a file: missing, damaged, of another
    kind or of a later version.
    """
    if not isinstance(path, (str, os.PathLike)):
        raise InputError(f"expected a path, got {type(path).__name__}")
    text = os.fspath(path)
    _core.check_result(text)
    try:
        return xr.open_dataset(text, engine=engine, group=group)
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        what = f"group {group!r} of {text}" if group else text
        raise DataError(f"{what} could not be read: {error}") from error


def digest(path: str | os.PathLike[str], names: list[str] | None = None) -> str:
    """16 hex digits, equal for equal results whatever the threads, host and time; of all variables or those named."""
    return _core.digest(os.fspath(path), list(names or []))
