"""Names of files, which need not be text: Python keeps bytes that are no UTF-8 as surrogates, the engine takes bytes."""

from __future__ import annotations

import os

from . import _core
from .errors import InputError

__all__ = ["as_bytes", "shown"]


def as_bytes(path: str | bytes | os.PathLike) -> bytes:
    """The name as the system knows it."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        raise InputError(f"expected a path, got {type(path).__name__}")
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:
        raise InputError(f"a path cannot hold what {path!r} holds") from None


def shown(path: str | bytes | os.PathLike) -> str:
    """The name as text that can be printed and stored."""
    return _core.printable(as_bytes(path))
