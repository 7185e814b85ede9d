"""Scenarios: found, read, changed, and refused with what is wrong."""

import datetime
import subprocess
import sys

import numpy as np
import pytest

import berdaya as bd
from berdaya.scenario import as_toml


def test_bundled_scenarios_are_listed_with_their_policies():
    table = bd.scenarios()
    assert {"karanganyar_gunung", "surakarta"} <= set(table.index)
    assert table.loc["karanganyar_gunung", "umkm"] == 96
    assert {"baseline", "archive"} <= set(table.loc["karanganyar_gunung", "policies"])


def test_a_bundled_scenario_brings_its_table_of_communities():
    s = bd.load("semarang_kampung_tematik")
    assert s.umkm == 10822
    assert len(s.communities) == 269


def test_a_bundled_scenario_says_what_it_is():
    s = bd.load("karanganyar_gunung")
    assert s.id == "karanganyar_gunung"
    assert s.umkm == 96
    assert s.months == 96
    assert s.start == datetime.date(2016, 1, 1)
    assert s.policies[0] == "baseline" and "archive" in s.policies
    assert s.title and s.titles["id"]
    assert "karanganyar_gunung" in repr(s)
    assert set(s.describe_policies().index) == set(s.policies) - {"baseline"}
    assert s.describe_policies("id").loc["archive", "title"]


def test_parameters_stand_with_default_range_source_and_meaning():
    table = bd.load("karanganyar_gunung").parameters
    assert list(table.columns) == ["name", "value", "default", "unit", "low", "high", "source", "meaning"]
    assert table["name"].is_unique and len(table) > 150
    gain = table.set_index("name").loc["trust.gain"]
    assert gain["value"] == gain["default"] == 0.08
    assert gain["low"] < gain["default"] < gain["high"]
    assert (table["source"] != "").all() and (table["meaning"] != "").all()


def test_a_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "mine.toml"
    bd.load("karanganyar_gunung").save(path)
    assert bd.load(path).toml == bd.load(str(path)).toml == bd.load("karanganyar_gunung").toml


def test_the_resolved_text_loads_again_to_the_same(tmp_path):
    s = bd.load("surakarta").with_({"trust.gain": 0.11}, months=24)
    path = tmp_path / "again.toml"
    s.save(path)
    again = bd.load(path)
    assert again.toml == s.toml
    assert again.months == 24


def test_with_makes_a_changed_copy_and_leaves_the_original():
    s = bd.load("karanganyar_gunung")
    changed = s.with_({"trust.gain": 0.1}, months=48)
    values = changed.parameters.set_index("name")["value"]
    assert values["trust.gain"] == 0.1
    assert changed.months == 48
    assert s.months == 96
    assert s.parameters.set_index("name").loc["trust.gain", "value"] == 0.08
    assert s.with_() is s


def test_options_begin_with_an_earlier_start_unless_the_scenario_says_when():
    tomllib = pytest.importorskip("tomllib")
    scenario = bd.load("karanganyar_gunung")
    earlier = scenario.with_(start=datetime.date(2014, 1, 1), months=scenario.months + 24)

    def beginnings(s):
        return {option["id"]: option.get("from") for option in tomllib.loads(s.toml)["option"]}

    assert beginnings(earlier) == beginnings(scenario)
    assert beginnings(scenario)["nib"] == datetime.date(2018, 7, 1) and beginnings(scenario)["hki"] is None


def test_changes_add_up():
    s = bd.load("karanganyar_gunung").with_(months=48).with_({"trust.gain": 0.1})
    assert s.months == 48
    assert s.parameters.set_index("name").loc["trust.gain", "value"] == 0.1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"trust.gain": 1.4}, "trust.gain"),
        ({"trust.gian": 0.1}, "did you mean 'gain'"),
        ({"months": 0}, "months"),
        ({"months": "many"}, "months"),
        ({"nonsense": 1}, "nonsense"),
        ({"trust.gain": object()}, "object"),
    ],
)
def test_with_refuses_what_a_file_may_not_say(settings, message):
    with pytest.raises(bd.InputError, match=message):
        bd.load("karanganyar_gunung").with_(settings)


def test_all_wrong_settings_are_named_at_once():
    with pytest.raises(bd.InputError) as error:
        bd.load("karanganyar_gunung").with_({"trust.gain": 1.4, "trust.loss": -1})
    assert "trust.gain" in str(error.value) and "trust.loss" in str(error.value)


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(bd.InputError, match="karanganyar_gunung"):
        bd.load("karanganyar_gunnung")


def test_a_wrong_file_is_refused_with_line_and_column(tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text("format = 1\nid = 'x'\nmonts = 12\n", encoding="utf-8")
    with pytest.raises(bd.InputError, match=r"wrong\.toml:3:1: error: .*'monts'") as error:
        bd.load(path)
    assert isinstance(error.value, ValueError)


def test_a_missing_file_is_a_data_error(tmp_path):
    with pytest.raises(bd.DataError, match=r"nowhere\.toml") as error:
        bd.load(tmp_path / "nowhere.toml")
    assert isinstance(error.value, OSError)


def test_a_number_is_no_scenario():
    with pytest.raises(bd.InputError, match="int"):
        bd.load(3)


def test_values_of_python_and_numpy_become_toml():
    assert as_toml("x", True) == "true"
    assert as_toml("x", np.bool_(False)) == "false"
    assert as_toml("x", np.float64(0.1)) == "0.1"
    assert as_toml("x", 3) == "3"
    assert as_toml("x", 'say "a"') == '"say \\"a\\""'
    assert as_toml("x", datetime.date(2020, 2, 1)) == "2020-02-01"
    assert as_toml("x", np.datetime64("2020-02")) == "2020-02-01"
    assert as_toml("x", ["a", 1.5]) == '["a", 1.5]'
    assert as_toml("x", {"min": 0, "max": 1}) == '{ "min" = 0, "max" = 1 }'


def test_errors_are_named_after_the_package_in_tracebacks():
    command = "import berdaya as bd; bd.load('karanganyar')"
    text = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False).stderr
    assert "\nberdaya.InputError: " in text


def test_scenarios_that_resolve_to_the_same_are_equal(tmp_path):
    s = bd.load("karanganyar_gunung")
    s.save(tmp_path / "again.toml")
    again = bd.load(tmp_path / "again.toml")
    assert again == s and hash(again) == hash(s) and len({s, again}) == 1
    assert s.with_(months=12) != s
    assert s != "karanganyar_gunung"


def test_structural_alternatives_are_settings_under_a_name():
    s, table = bd.load("karanganyar_gunung"), bd.structures()
    assert s.with_structures() == s
    for name, settings in table["settings"].items():
        changed = s.with_structures(name)
        assert changed != s
        assert changed == s.with_(settings)
    values = s.with_structures("symmetric_trust", "contested_market").parameters.set_index("name")["value"]
    assert values["trust.loss_rule"] == 1  # a choice, by its place
    assert values["market.outside"] == 1
    assert list(bd.structures("id")["title"]) != list(table["title"])
    with pytest.raises(bd.InputError, match="did you mean 'symmetric_trust'"):
        s.with_structures("symetric_trust")
    with pytest.raises(bd.InputError, match="market.outside"):
        s.with_structures("contested_market", "contested_market")
