"""Scenarios: bundled ones by name, others from a file; a changed one is a new one, checked like a file."""

from __future__ import annotations

import datetime
import operator
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from . import _core
from .errors import InputError, unknown
from .paths import as_bytes

__all__ = ["Scenario", "load", "scenarios"]


class Scenario:
    """Who is there, what happens anyway, and the policies to compare. Immutable; :func:`load` makes one."""

    __slots__ = ("_core", "_file_name")

    def __init__(self, core: _core.Scenario, file_name: str) -> None:
        self._core = core
        self._file_name = file_name

    @property
    def id(self) -> str:
        return self._core.id

    @property
    def title(self) -> str:
        """English title; :attr:`titles` has both."""
        return self._core.title["en"]

    @property
    def titles(self) -> dict[str, str]:
        """Title by language, "en" and "id"."""
        return dict(self._core.title)

    @property
    def description(self) -> str:
        return self._core.description["en"]

    @property
    def source(self) -> str:
        return self._core.source

    @property
    def start(self) -> datetime.date:
        year, month = self._core.start
        return datetime.date(year, month, 1)

    @property
    def months(self) -> int:
        return self._core.months

    @property
    def umkm(self) -> int:
        """Number of UMKM."""
        return self._core.umkm

    @property
    def communities(self) -> list[str]:
        return list(self._core.communities)

    @property
    def policies(self) -> list[str]:
        """Ids: "baseline" and the policies on top of it; :meth:`describe_policies` says more."""
        return list(self._core.policy_ids)

    def describe_policies(self, lang: str = "en") -> pd.DataFrame:
        """Title, description, source of each policy, its own interventions, and the policies that it includes."""
        rows = [
            {
                "policy": policy["id"],
                "title": policy["title"][lang],
                "description": policy["description"][lang],
                "interventions": policy["interventions"],
                "include": policy["include"],
                "source": policy["source"],
            }
            for policy in self._core.policies
        ]
        columns = ["policy", "title", "description", "interventions", "include", "source"]
        return pd.DataFrame(rows, columns=columns).set_index("policy")

    @property
    def parameters(self) -> pd.DataFrame:
        """A row for each parameter: its value here, the default, and the scenario's range, else that of the table."""
        values, ranges = self._core.values, self._core.uncertainty
        rows = []
        for parameter in _core.parameters():
            name = parameter["name"]
            low, high = ranges.get(name, (parameter["low"], parameter["high"]))
            rows.append(
                {
                    "name": name,
                    "value": values[name],
                    "default": parameter["default"],
                    "unit": parameter["unit"],
                    "low": low,
                    "high": high,
                    "source": parameter["source"],
                    "meaning": parameter["meaning"]["en"],
                }
            )
        return pd.DataFrame(rows)

    @property
    def toml(self) -> str:
        """The resolved scenario: TOML that loads again to an equal one from itself alone, parameters written out."""
        return self._core.resolved

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes :attr:`toml` to a new file."""
        Path(path).write_text(self.toml, encoding="utf-8")

    def with_(self, settings: Mapping[str, Any] | None = None, /, **named: Any) -> Scenario:
        """A changed scenario, checked like a file: ``s.with_({"trust.gain": 0.1}, months=48)``.

        Keys are those of ``berdaya run --set PATH=VALUE``: a parameter (``trust.gain``), a key of the top level
        (``months``, ``start``) or of one of the tables (``community.rw05.environment``, ``intervention.0.intensity``).
        InputError names all that is wrong.
        """
        changes = {**(settings or {}), **named}
        if not changes:
            return self
        pairs = [(str(path), as_toml(path, value)) for path, value in changes.items()]
        return Scenario(self._core.changed(as_bytes(self._file_name), pairs), self._file_name)

    def with_structures(self, *names: str) -> Scenario:
        """The scenario under structural alternatives (:func:`berdaya.structures`): ``s.with_structures("symmetric_trust")``.

        InputError for a name that does not exist, or where two set the same parameter.
        """
        known = {row["name"]: row["settings"] for row in _core.structures()}
        settings: dict[str, Any] = {}
        for name in names:
            if name not in known:
                raise unknown("structure", name, known)
            if twice := settings.keys() & known[name].keys():
                raise InputError(f"structure {name!r} and one before it both set {', '.join(sorted(twice))}")
            settings.update(known[name])
        return self.with_(settings)

    def __eq__(self, other: object) -> bool:
        """Equal scenarios have equal runs: what they resolve to is the same."""
        return self.toml == other.toml if isinstance(other, Scenario) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.toml)

    def __copy__(self) -> Scenario:
        return self  # it does not change

    def __deepcopy__(self, memo: dict) -> Scenario:
        return self

    def __reduce__(self) -> tuple:
        return _rebuilt, self._to_rebuild()

    def _to_rebuild(self) -> tuple:
        """What :func:`_rebuilt` makes an equal scenario of, in another process too."""
        return self.toml, self._file_name

    def __repr__(self) -> str:
        return (
            f"<berdaya.Scenario {self.id!r}: {self.title}; {self.umkm} UMKM, communities: {len(self.communities)}, "
            f"{self.months} months from {self.start:%Y-%m}; policies: {', '.join(self.policies)}>"
        )


def _rebuilt(text: str, file_name: str) -> Scenario:
    return Scenario(_core.parse_scenario(text, as_bytes(file_name)), file_name)


def load(name_or_path: str | os.PathLike[str]) -> Scenario:
    """A bundled scenario by its name (:func:`scenarios` lists them), or a file: a path with a slash or ending in .toml.

    InputError lists all problems of the file at once; DataError if it cannot be read.
    """
    if not isinstance(name_or_path, (str, os.PathLike)):
        raise InputError(f"expected a name or a path, got {type(name_or_path).__name__}")
    text = os.fspath(name_or_path)
    if isinstance(name_or_path, os.PathLike) and "/" not in text and not text.endswith(".toml"):
        text = os.path.join(".", text)
    return Scenario(_core.load_scenario(as_bytes(text)), text)


def loaded(scenario: Scenario | str | os.PathLike[str]) -> Scenario:
    return scenario if isinstance(scenario, Scenario) else load(scenario)


def scenarios(lang: str = "en") -> pd.DataFrame:
    """The bundled scenarios."""
    rows = [
        {
            "name": row["id"],
            "title": row["title"][lang],
            "question": row["question"][lang],
            "communities": row["communities"],
            "umkm": row["umkm"],
            "months": row["months"],
            "policies": row["policies"],
        }
        for row in _core.bundled_scenarios()
    ]
    return pd.DataFrame(rows).set_index("name")


def toml_string(text: str) -> str:
    """A text in the syntax of TOML, whatever characters it holds."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    written = (escapes.get(c) or (f"\\u{ord(c):04X}" if c < " " or c == "\x7f" else c) for c in text)
    return f'"{"".join(written)}"'


def as_toml(path: object, value: Any) -> str:
    """A Python value in the syntax of TOML."""
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value).date()
    elif isinstance(value, np.generic):
        value = value.item()
    elif isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(as_toml(path, item) for item in value)}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{toml_string(str(key))} = {as_toml(path, item)}' for key, item in value.items())} }}"
    raise InputError(
        f"{path}: a {type(value).__name__} cannot be written in a scenario; use a number, text, date, list or dict"
    )


def whole(what: str, given: object, low: int, high: int = 2**32 - 2) -> int:
    """A whole number of an argument."""
    try:
        number = operator.index(given)  # type: ignore[arg-type]
    except TypeError:
        raise InputError(f"{what} must be a whole number, got {given!r}") from None
    if not low <= number <= high:
        raise InputError(f"{what} must lie between {low} and {high}, got {number}")
    return number
