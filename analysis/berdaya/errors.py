"""The two errors of the package. Ctrl-C is the usual KeyboardInterrupt."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ._core import DataError, InputError

__all__ = ["DataError", "InputError", "unknown"]

for _error in (InputError, DataError):
    _error.__module__ = "berdaya"  # as people know it, in tracebacks
InputError.__doc__ = (
    "The input is wrong: a scenario, a name, a value. The message lists all problems and what is allowed."
)
DataError.__doc__ = "A file could not be read or written, or is damaged or of another kind."


def unknown(what: str, given: object, allowed: Iterable[object]) -> InputError:
    """The InputError for a name that does not exist: what is allowed, and which one was probably meant."""
    names = [str(name) for name in allowed]
    near = difflib.get_close_matches(str(given), names, n=1)
    hint = f" did you mean {near[0]!r}?" if near else ""
    return InputError(f"unknown {what} {str(given)!r};{hint} allowed: {', '.join(names) or 'none'}")
