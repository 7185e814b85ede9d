"""bd.patterns and its figure."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import berdaya as bd
from berdaya.plot.patterns import margin

PATTERNS = """
format = 1
scenario = "karanganyar_gunung"
[setting.short]
set = { months = 18 }

[[pattern]]
id = "T.visits"
statement = { en = "Visits raise awareness.", id = "Kunjungan menaikkan kesadaran." }
source = "a test"
setting = "short"
expect = "up"
smallest = 0.05
why = { en = "for a test", id = "untuk uji" }
[[pattern.arm.with.intervention]]
kind = "visits"
from = 2016-02-01
intensity = 0.3
[pattern.measure]
metric = "awareness"
from = 2017-01-01

[[pattern]]
id = "T.level"
statement = { en = "Few take part.", id = "Sedikit yang ikut." }
kind = "target"
counts_as = "fit"
source = "a test"
setting = "short"
contrast = "level"
expect = { high = 0.01 }
smallest = 0.01
why = { en = "for a test", id = "untuk uji" }
[pattern.measure]
metric = "part_ema"

[[pattern]]
id = "T.untestable"
statement = { en = "Ghosts are many.", id = "Hantu banyak." }
source = "a test"
untestable = { en = "the model has none", id = "model tidak memilikinya" }
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "patterns.toml"
    path.write_text(PATTERNS)
    return path


def test_the_table_has_a_row_for_each_pattern(file):
    table = bd.patterns(file, seed=2, progress=False)
    assert list(table.index) == [("standard", "T.visits"), ("standard", "T.level"), ("standard", "T.untestable")]
    visits = table.loc[("standard", "T.visits")]
    assert visits["verdict"] == "holds"
    assert visits["low"] < visits["value"] < visits["high"]
    assert visits["replicates"] >= 32 and visits["precise"] and visits["failed"] == 0
    assert (visits["expected"], visits["smallest"], visits["scenario"]) == ("up", 0.05, "karanganyar_gunung")
    level = table.loc[("standard", "T.level")]
    assert level["expected"] == "band" and np.isnan(level["expected_low"]) and level["expected_high"] == 0.01
    assert level["verdict"] == "fails"
    assert list(table["counts_as"]) == ["test", "fit", "test"]
    assert table.loc[("standard", "T.untestable"), "verdict"] == "cannot_say"
    assert np.isnan(table.loc[("standard", "T.untestable"), "value"])


def test_the_effect_is_that_of_a_run_of_both_arms(file):
    value = bd.patterns(file, seed=2, replicates_max=8, progress=False).loc[("standard", "T.visits"), "value"]
    toml = bd.load("karanganyar_gunung").with_(months=18).toml
    toml += '[policy.visited]\n[[policy.visited.intervention]]\nkind = "visits"\nfrom = 2016-02-01\nintensity = 0.3\n'
    path = file.with_name("visited.toml")
    path.write_text(toml)
    ds = bd.run(path, ["baseline", "visited"], replicates=8, seed=2, metrics="awareness", progress=False)
    means = ds["awareness"].isel(time=slice(12, None)).mean(["time", "replicate", "community"])
    assert value == pytest.approx(float(means.sel(policy="visited") - means.sel(policy="baseline")), abs=1e-6)


def test_parameters_change_every_arm(file):
    plain = bd.patterns(file, progress=False)["value"]
    changed = bd.patterns(file, parameters={"learning.aware_visit": 0.0}, progress=False)["value"]
    assert changed[("standard", "T.visits")] < plain[("standard", "T.visits")]
    with pytest.raises(bd.InputError, match="aware_visit"):
        bd.patterns(file, parameters={"learning.aware_vist": 0.0}, progress=False)


def test_structures_stand_beside_the_standard(file):
    table = bd.patterns(file, structure=["symmetric_trust", "zero_sum_buying"], replicates_max=8, progress=False)
    assert list(dict.fromkeys(table.index.get_level_values("structure"))) == ["standard", "symmetric_trust", "zero_sum_buying"]
    level = table["value"].xs("T.level", level="pattern")
    assert level["symmetric_trust"] != level["standard"]
    by_hand = bd.patterns(file, parameters={"trust.loss_rule": "symmetric"}, replicates_max=8, progress=False)
    assert by_hand.loc[("standard", "T.level"), "value"] == level["symmetric_trust"]
    with pytest.raises(bd.InputError, match="symmetric_trust"):
        bd.patterns(file, structure="symetric_trust", progress=False)


def test_wrong_arguments_are_told(file):
    with pytest.raises(bd.InputError, match="error must be"):
        bd.patterns(file, error=0)
    with pytest.raises(bd.InputError, match="replicates_max"):
        bd.patterns(file, replicates_max=1)
    with pytest.raises(bd.InputError, match="name or path"):
        bd.patterns(bd.load("karanganyar_gunung"))
    with pytest.raises(bd.DataError):
        bd.patterns("./nothing.toml")


def expectation(kind, low=np.nan, high=np.nan):
    return pd.Series({"expected": kind, "smallest": 0.1, "expected_low": low, "expected_high": high})


def test_margins_count_smallest_effects_into_what_is_expected():
    assert margin([0, 0.1, 0.3], expectation("up")) == pytest.approx([-1, 0, 2])
    assert margin([0, -0.1, -0.3], expectation("down")) == pytest.approx([-1, 0, 2])
    assert margin([0, 0.1, -0.3], expectation("same")) == pytest.approx([1, 0, -2])
    assert margin([1.5, 2, 2.5], expectation("band", 1, 2)) == pytest.approx([5, 0, -5])
    assert margin([1, 2.1], expectation("band", high=2)) == pytest.approx([10, -1])


def test_the_figure_has_a_row_for_each_testable_pattern(file):
    table = bd.patterns(file, progress=False)
    for lang, words in (("en", ["Visits raise awareness.", "holds (1)", "fails (1)"]), ("id", ["Sedikit yang ikut.", "terpenuhi (1)"])):
        figure = bd.plot.patterns(table, lang=lang)
        assert isinstance(figure, Figure)
        shown = "\n".join(text.get_text() for text in figure.findobj(mpl.text.Text))
        for word in words:
            assert word in shown
        assert "Ghosts" not in shown
    with pytest.raises(bd.InputError, match="no structure"):
        bd.plot.patterns(table, structure="none_of_these")
    with pytest.raises(bd.InputError, match="no pattern with a result"):
        bd.plot.patterns(table.loc[[("standard", "T.untestable")]])
