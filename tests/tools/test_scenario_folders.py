"""What every case in scenarios/ has: a scenario in both languages, a README with a figure, a line in the README of all."""

import filecmp
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path for path in (ROOT / "scenarios").iterdir() if path.is_dir())
MOST_BYTES = 150_000  # of a figure


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_has_a_readme_with_a_figure_and_is_listed(folder):
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for heading in ("## Question", "## What is known", "## What is assumed", "## Policies", "## What the model gives"):
        assert heading in readme
    assert "](figure.png)" in readme
    assert (folder / "figure.png").stat().st_size < MOST_BYTES
    assert f"scenarios/{folder.name}/README.md" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_text_of_a_case_exists_in_both_languages(folder):
    scenario = tomllib.loads((folder / f"{folder.name}.toml").read_text(encoding="utf-8"))
    assert scenario["id"] == folder.name
    policies = scenario["policy"].values()
    things = [scenario, *policies, *scenario["sector"], *scenario["government"]]
    things += [*scenario.get("intervention", []), *scenario.get("community", []), *scenario.get("cbo", []), *scenario.get("facilitator", [])]
    for thing in things:
        assert set(thing["title"]) == {"en", "id"}, thing
    for thing in (scenario, *policies):
        assert set(thing["description"]) == {"en", "id"}, thing["title"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_readme_knows_every_policy_of_its_case_and_no_other(folder):
    scenario = tomllib.loads((folder / f"{folder.name}.toml").read_text(encoding="utf-8"))
    readme = (folder / "README.md").read_text(encoding="utf-8")
    chapter = re.search(r"^## Policies.*?(?=^## )", readme, re.MULTILINE | re.DOTALL)[0]
    named = {name for cell in re.findall(r"^\| (`[^|]*)\|", chapter, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)}
    assert named == set(scenario["policy"])


def test_the_table_of_semarang_is_what_its_script_draws(tmp_path):
    folder = ROOT / "scenarios/semarang_kampung_tematik"
    copy = Path(shutil.copytree(folder, tmp_path / folder.name))
    (copy / "kampung.csv").unlink()
    subprocess.run([sys.executable, copy / "make_table.py"], check=True)
    for name in ("kampung.csv", "semarang_kampung_tematik.toml"):
        assert filecmp.cmp(copy / name, folder / name, shallow=False), f"{name} was edited by hand, or not made anew"
