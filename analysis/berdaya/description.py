"""What the engine knows, as tables."""

from __future__ import annotations

import pandas as pd

from . import _core
from .errors import unknown

__all__ = ["describe", "structures"]


def describe(what: str, lang: str = "en") -> pd.DataFrame:
    """The parameters, metrics, interventions, options, rules or structures of the model, in English or Indonesian.

    `lang` is "en" or "id". InputError for another subject or language.
    """
    tables = {
        "parameters": _parameters,
        "metrics": _metrics,
        "interventions": _interventions,
        "options": _options,
        "rules": _rules,
        "structures": _structures,
    }
    if what not in tables:
        raise unknown("subject", what, tables)
    if lang not in ("en", "id"):
        raise unknown("language", lang, ("en", "id"))
    table = tables[what](lang)
    return pd.DataFrame([_in_language(row, lang) for row in table.to_dict("records")], columns=table.columns)


def structures(lang: str = "en") -> pd.DataFrame:
    """The structural alternatives: a row each, by name, with title, description, source, and settings as a dict.

    ``scenario.with_structures(name)`` applies one; ``scenario.with_(settings)`` does the same by hand.
    """
    return describe("structures", lang).set_index("name")


def _text(kind: str, text: object, lang: str) -> object:
    """A unit, source or default of the engine in the language; numbers, and "1" for what has no unit, stay."""
    if lang == "en" or not isinstance(text, str) or text == "1":
        return text
    return _core.in_indonesian(kind, text) or text


def _in_language(row: dict, lang: str) -> dict:
    """A row whose texts without a translation of their own, such as its unit and source, are in the language."""
    kinds = {"unit": "unit", "source": "source", "default": "default"}
    kinds |= {"parameters": "source", "reads": "source", "changes": "source", "reference": "source"}
    return {key: _text(kinds[key], value, lang) if key in kinds else value for key, value in row.items()}


def _parameters(lang: str) -> pd.DataFrame:
    rows = [
        {**row, "choices": ", ".join(row["choices"]), "meaning": row["meaning"][lang]} for row in _core.parameters()
    ]
    columns = ["name", "default", "unit", "low", "high", "lowest", "highest", "choices", "source", "meaning"]
    return pd.DataFrame(rows, columns=columns)


def _metrics(lang: str) -> pd.DataFrame:
    rows = [
        {
            **row,
            "title": row["title"][lang],
            "definition": row["definition"][lang],
        }
        for row in _core.metrics()
    ]
    return pd.DataFrame(rows, columns=["name", "unit", "level", "dimension", "better", "seasonal", "title", "definition"])


def _interventions(lang: str) -> pd.DataFrame:
    """A row for each field of a kind; a kind without fields of its own has one row."""
    rows = []
    for kind in _core.interventions():
        head = {
            "kind": kind["name"],
            "shock": kind["shock"],
            "title": kind["title"][lang],
            "effect": kind["effect"][lang],
            "cost_unit": kind["cost_unit"][lang],
        }
        for field in kind["fields"] or [{}]:
            rows.append(
                {
                    **head,
                    "field": field.get("name", ""),
                    "default": field.get("default", ""),
                    "unit": field.get("unit", ""),
                    "meaning": field["meaning"][lang] if field else "",
                    "source": field.get("source") or kind["source"],
                }
            )
    return pd.DataFrame(
        rows,
        columns=["kind", "shock", "title", "effect", "cost_unit", "field", "default", "unit", "meaning", "source"],
    )


def _options(lang: str) -> pd.DataFrame:
    return pd.DataFrame([{**row, "title": row["title"][lang]} for row in _core.options()])


def _rules(lang: str) -> pd.DataFrame:
    """In the order of the month."""
    return pd.DataFrame([{**row, "process": row["process"][lang]} for row in _core.rules()])


def _structures(lang: str) -> pd.DataFrame:
    rows = [{**row, "title": row["title"][lang], "description": row["description"][lang]} for row in _core.structures()]
    return pd.DataFrame(rows, columns=["name", "title", "description", "source", "settings"])
