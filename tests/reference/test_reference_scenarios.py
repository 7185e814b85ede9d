"""The reference scenarios are frozen: each states all that it depends on, and the variants differ in their point alone."""

import sys
from collections.abc import Iterator
from pathlib import Path

import berdaya as bd
import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.toml"))
CASES = ["karanganyar_gunung", "kub", "madiun", "mangkubumen", "surakarta"]
VARIANTS = ["mangkubumen_without_both", "mangkubumen_without_bridging", "mangkubumen_without_linking"]


def read(name: str) -> dict:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Each single value with its path; an entity of a list is named by its id."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from leaves(inner, f"{path}.{inner['id']}")
    else:
        yield path, value


def test_these_are_the_files():
    assert [file.stem for file in FILES] == sorted(CASES + VARIANTS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_states_all_that_it_depends_on(file):
    """What the file does not state would come from the program's defaults and move with them."""
    stated = dict(leaves(read(file.stem)))
    resolved = dict(leaves(tomllib.loads(bd.load(file).toml)))
    missing = sorted(set(resolved) - set(stated))
    assert not missing, f"{file.name} leaves to the program's defaults: {', '.join(missing)}"
    assert stated == resolved


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_states_every_parameter_and_option(file):
    """Counted by the catalogues, not by the resolved scenario."""
    stated = read(file.stem)
    parameters = {f"{group}.{name}" for group, table in stated["parameters"].items() for name in table}
    parameters |= {f"population.{name}" for name in stated["population"]}
    assert parameters == set(bd.describe("parameters")["name"])
    assert [option["id"] for option in stated["option"]] == bd.describe("options")["name"].tolist()
    assert file.stem == stated["id"]


@pytest.mark.parametrize(
    ("variant", "changes"),
    [
        ("mangkubumen_without_bridging", {"bridge": False}),
        ("mangkubumen_without_linking", {"linking": 0, "link_max": 0, "hours": 0}),
        ("mangkubumen_without_both", {"bridge": False, "linking": 0, "link_max": 0, "hours": 0}),
    ],
)
def test_a_variant_differs_in_its_point_alone(variant, changes):
    base = read("mangkubumen")
    wards = {unit["id"] for unit in base["government"] if unit["level"] == "ward"}
    expected = dict(leaves(base)) | {"id": variant}
    for path in expected:
        kind, _, rest = path.partition(".")
        entity, _, key = rest.partition(".")
        if key in changes and (kind == "cbo" or (kind == "government" and entity in wards)):
            expected[path] = changes[key]
    found = dict(leaves(read(variant)))
    for titled in ("title.en", "title.id"):
        assert found.pop(titled) != expected.pop(titled)
    assert found == expected
    assert sum(found[path] != value for path, value in leaves(base) if path in found and path != "id") == 4 * len(
        changes
    )
