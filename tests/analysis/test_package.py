"""What the package offers, its types, its descriptions, its progress bar and its notebook."""

import ast
import importlib.util
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import berdaya as bd
from berdaya import _core
from berdaya.progress import Progress, duration, state_text

ROOT = Path(__file__).resolve().parents[2]


def test_everything_that_is_offered_exists():
    for name in bd.__all__:
        assert getattr(bd, name) is not None
    assert bd.__version__.count(".") == 2


def test_the_package_is_typed():
    folder = Path(bd.__file__).parent
    assert (folder / "py.typed").exists()
    assert (folder / "_core.pyi").exists()


def test_the_stub_names_what_the_module_has():
    tree = ast.parse((Path(bd.__file__).parent / "_core.pyi").read_text(encoding="utf-8"))
    named = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            named[node.name] = {f.name for f in node.body if isinstance(f, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            named[node.name] = set()
        elif isinstance(node, ast.AnnAssign):
            named[node.target.id] = set()
    there = {name for name in vars(_core) if not name.startswith("__")} | {"__version__"}
    assert set(named) == there
    for name in ("Scenario", "Simulation", "Design"):
        members = {m for m in vars(getattr(_core, name)) if not m.startswith("_")}
        assert named[name] - {"__init__"} == members


def test_errors_are_of_the_kinds_that_people_catch():
    assert issubclass(bd.InputError, ValueError)
    assert issubclass(bd.DataError, OSError)


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("what", ["parameters", "metrics", "interventions", "options", "rules", "structures"])
def test_what_the_engine_knows_is_described(what, lang):
    table = bd.describe(what, lang=lang)
    assert len(table) > 7
    assert not table.isna().any(axis=None)


def test_units_and_sources_are_described_in_indonesian_too():
    english, indonesian = (bd.describe("parameters", lang=lang) for lang in ("en", "id"))
    assert (english["unit"] == "million Rp/month").sum() == (indonesian["unit"] == "juta Rp/bulan").sum() > 0
    assert ((english["unit"] == "1") == (indonesian["unit"] == "1")).all()
    assert indonesian["source"].str.contains("asumsi").sum() > 100
    assert not indonesian["source"].str.contains("assumption|case ").any()
    assert (english["default"] == indonesian["default"]).all()


def test_descriptions_say_the_same_as_the_program(program):
    for what, key in [
        ("parameters", "name"),
        ("metrics", "name"),
        ("interventions", "kind"),
        ("options", "name"),
        ("rules", "name"),
        ("structures", "name"),
    ]:
        text = subprocess.run(
            [program, "describe", what, "--format", "json"], check=True, capture_output=True, text=True
        ).stdout
        for name in set(bd.describe(what)[key]):
            assert f'"{name}"' in text
        json.loads(text)


def test_an_unknown_subject_is_answered_with_the_nearest():
    with pytest.raises(bd.InputError, match="did you mean 'metrics'"):
        bd.describe("metric")
    with pytest.raises(bd.InputError, match="language"):
        bd.describe("metrics", lang="de")


def test_money_and_counts_have_no_good_direction():
    better = bd.describe("metrics").set_index("name")["better"]
    assert set(better) == {"", "higher", "lower"}
    assert better["spent"] == better["p_cbo"] == better["balance_by_fund"] == better["fund_balance"] == ""
    assert (better["participation"], better["poverty"]) == ("higher", "lower")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_has_a_bar_that_goes_away():
    stream = Terminal()
    bar = Progress(stream)
    bar(3, 10, 1, 30, 100, 7.0)
    shown = stream.getvalue()
    assert " 30%" in shown and "3/10 runs, 1 failed, 16 s left" in shown
    bar.close()
    assert stream.getvalue().endswith("\r" + " " * (len(shown) - 1) + "\r")


def test_a_log_has_a_line_now_and_then():
    stream = io.StringIO()
    bar = Progress(stream)
    for second in range(100):
        bar(second, 100, 0, second, 100, float(second))
    bar.close()
    lines = stream.getvalue().splitlines()
    assert lines == [
        "berdaya: 10/100 runs, 1 min 30 s left",
        "berdaya: 40/100 runs, 1 min 00 s left",
        "berdaya: 70/100 runs, 30 s left",
    ]


def test_durations_are_short():
    assert [duration(s) for s in (0.4, 59, 61, 3720)] == ["0 s", "59 s", "1 min 01 s", "1 h 02 min"]
    assert state_text(10, 10, 0, 1.0, 5.0) == "10/10 runs"


def test_the_bar_is_seen_while_a_batch_runs(scenario, capsys):
    calls = []
    progress = lambda *state: calls.append(state)  # noqa: E731
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        _core.run(
            scenario._core,
            f"{folder}/x.h5",
            policies=[],
            replicates=3,
            seed=1,
            metrics=["participation"],
            progress=progress,
        )
    assert calls[-1][0] == calls[-1][1] == 3
    assert calls[-1][3] == calls[-1][4] == 36
    bd.run(scenario, metrics="participation")
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_the_notebook_runs_from_top_to_bottom(tmp_path):
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    notebook = nbformat.read(ROOT / "analysis" / "notebooks" / "first_steps.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "clear the outputs before committing"
    nbclient.NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    pictures = [o for cell in notebook.cells for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]
    assert len(pictures) == 3


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("nbclient") is not None, reason="the test above runs it as a notebook")
def test_the_notebooks_code_runs(tmp_path):
    notebook = json.loads((ROOT / "analysis" / "notebooks" / "first_steps.ipynb").read_text(encoding="utf-8"))
    code = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    code = "import matplotlib; matplotlib.use('Agg')\n" + code
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
