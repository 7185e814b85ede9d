"""The JSON Schema accepts what the program accepts and refuses misspelt keys and wrong values."""

import copy
import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from layers import ROOT

try:
    import tomllib
except ImportError:
    import tomli as tomllib

PROGRAM = os.environ.get("BERDAYA_PROGRAM") or Path(sys.executable).with_name("berdaya")
BUNDLED = [path for path in sorted((ROOT / "scenarios").glob("*/*.toml")) if path.stem == path.parent.name]


def run(*arguments, cwd=None) -> str:
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True, cwd=cwd).stdout


def plain(value):
    """As an editor's validator sees TOML: dates are texts."""
    if isinstance(value, dict):
        return {key: plain(v) for key, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(run("describe", "schema", "--format", "json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new")
    run("new", "kampung", cwd=folder)
    return plain(tomllib.loads((folder / "kampung.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_scenarios_follow_the_schema(validator, path):
    validator.validate(plain(tomllib.loads(path.read_text(encoding="utf-8"))))


def test_a_new_scenario_follows_the_schema(validator, template):
    validator.validate(template)


SLIPS = {
    "unknown key": lambda s: s.update(formt=1),
    "missing key": lambda s: s.pop("months"),
    "unknown parameter": lambda s: s["parameters"]["participation"].update(bse=1),
    "level above 1": lambda s: s["community"][0].update(environment=1.4),
    "text for a number": lambda s: s["community"][0].update(neighbourhoods="five"),
    "unknown level of government": lambda s: s["government"][0].update(level="province"),
    "unknown kind": lambda s: s["intervention"][0].update(kind="grand"),
    "field of another kind": lambda s: s["intervention"][0].update(quality=0.5),
    "field out of range": lambda s: s["intervention"][0].update(physical=2),
    "unknown key of a target": lambda s: s["intervention"][0]["target"].update(comunities=[]),
    "slip in a policy": lambda s: s["policy"]["archive"]["intervention"][0].update(intensty=1),
    "range without an end": lambda s: s["uncertainty"]["participation"]["base"].pop("max"),
    "share above 1": lambda s: s["adopted"].update(nib=2),
}


@pytest.mark.parametrize("name", SLIPS)
def test_the_schema_refuses(validator, template, name):
    slipped = copy.deepcopy(template)
    SLIPS[name](slipped)
    assert not validator.is_valid(slipped)


def test_notes_are_allowed_anywhere(validator, template):
    noted = copy.deepcopy(template)
    for table in (noted, noted["parameters"], noted["community"][0], noted["intervention"][0], noted["intervention"][0]["target"]):
        table["x-note"] = "why"
    validator.validate(noted)
