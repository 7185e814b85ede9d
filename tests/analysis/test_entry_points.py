"""A change of a scenario means the same, whichever way it comes in: property over all keys that the catalogue knows."""

import json
import subprocess

import numpy as np
import pandas as pd
import pytest
from cli_support import program
from entry_point_cases import SCENARIO, SPECIAL, of_levers, of_options, of_parameters, of_sections

import berdaya as bd
from berdaya import _core


def parse(text, *settings):
    return _core.parse_scenario(text, "small.toml", "", list(settings))


def outcome(make):
    """The resolved text, or what is wrong."""
    try:
        return make().resolved
    except bd.InputError as error:
        return [line.split(": ", 1)[-1] for line in str(error).splitlines() if "error" in line or "must" in line][:1]


def schema():
    return json.loads(subprocess.run([program(), "describe", "schema", "--format", "json"], capture_output=True, check=True).stdout)


def all_cases():
    whole = schema()
    cells = [k for k in whole["properties"]["option"]["items"]["properties"] if k in ("base", "burden", "churn", "link")]
    same = {**of_sections(whole), **of_options(cells), **of_parameters(), **SPECIAL}
    cases = [(SCENARIO, path, value) for path, value in same.items()]
    return cases + of_levers()


def test_every_key_means_the_same_through_every_entry_point():
    cases, refused = all_cases(), []
    assert len(cases) > 250
    for text, path, value in cases:
        try:
            expected = parse(text, (path, value)).resolved
        except bd.InputError:
            refused.append(path)
            with pytest.raises(bd.InputError):
                parse(text).changed("small.toml", [(path, value)])
            continue
        base = parse(text)
        assert base.changed("small.toml", [(path, value)]).resolved == expected, path
        again = parse(base.resolved)
        assert again.resolved == base.resolved
        assert parse(base.resolved, (path, value)).resolved == expected, path
        assert parse(expected).resolved == expected, path
    # Parameters that sum to 1 with others cannot be changed alone.
    assert len(refused) < 40, refused


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("months", "18"), ("months", "30")),
        (("government.city.base_support", "0.9"), ("government.city.support", "0.7")),
        (("start", "2019-12-01"), ("months", "24")),
        (("sector.food.share", "0.2"), ("sector.craft.share", "0.8")),
        (("intervention.training.kind", '"bazaar"'), ("intervention.training.until", "2020-06-01")),
        (("months", "6"), ("start", "2019-06-01")),
        (("trust.gain", "0.07"), ("option.nib.churn", "0.5")),
    ],
)
def test_two_changes_one_after_the_other_are_both_together(first, second):
    together = outcome(lambda: parse(SCENARIO, first, second))
    assert isinstance(together, str)
    assert outcome(lambda: parse(SCENARIO, first).changed("small.toml", [second])) == together
    assert outcome(lambda: parse(parse(SCENARIO, first).resolved, second)) == together


RUN = [
    ("government.city.support", 0.8), ("community.rw.environment", 0.9), ("cbo.pag.formal_trust", 0.9),
    ("sector.craft.revenue", 30.0), ("sector.craft.share", 0.1), ("facilitator.f.hours", 5.0), ("participation.base", -1.0),
    ("option.*.churn", 0.5), ("intervention.leader_turnover.from", "2020-05-01"), ("collective", False),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), RUN)
def test_four_entry_points_give_one_digest(tmp_path, path, value):
    (tmp_path / "small.toml").write_text(SCENARIO)
    text = value if isinstance(value, str) else str(value).lower()
    run = ["-p", "all", "-r", "2", "-q", "-f", "-o"]
    do = lambda *command: subprocess.run([program(), *command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    do("run", "small.toml", "--set", f"{path}={text}", *run, "set.h5")
    do("run", "small.toml", *run, "plain.h5")
    (tmp_path / "again.toml").write_text(do("info", "plain.h5", "--scenario"))
    do("run", "again.toml", "--set", f"{path}={text}", *run, "again.h5")
    day = pd.Timestamp(value).date() if isinstance(value, str) else value
    scenario = bd.load(tmp_path / "small.toml").with_({path: day})
    bd.run(scenario, "all", replicates=2, path=tmp_path / "with.h5", progress=False)
    digests = {bd.digest(tmp_path / f"{name}.h5") for name in ("set", "again", "with")}
    assert len(digests) == 1
    assert bd.digest(tmp_path / "plain.h5") not in digests

    swept = bd.sweep(bd.load(tmp_path / "small.toml"), design=pd.DataFrame({path: [day]}), policies="all", replicates=2,
                     every=1, progress=False)  # fmt: skip
    swept = bd.unstack(swept).isel(sample=0)
    with bd.open(tmp_path / "set.h5") as ds:
        for metric in ("participation", "part_ema", "environment", "chain_support"):
            np.testing.assert_array_equal(swept[metric].values, ds[metric].transpose(*swept[metric].dims).values)


def test_a_longer_run_is_the_same_through_python(tmp_path):
    (tmp_path / "small.toml").write_text(SCENARIO)
    subprocess.run([program(), "run", "small.toml", "--months", "20", "-q", "-o", "a.h5"], cwd=tmp_path, check=True)
    bd.run(tmp_path / "small.toml", months=20, path=tmp_path / "b.h5", progress=False)
    assert bd.digest(tmp_path / "a.h5") == bd.digest(tmp_path / "b.h5")


def test_a_value_that_is_edited_in_a_resolved_text_is_stated():
    resolved = parse(SCENARIO).resolved
    edited = resolved.replace("base_support = 0.4\n", "base_support = 0.9\n")
    assert edited != resolved
    assert "base_support = 0.9" in parse(edited, ("government.city.support", "0.5")).resolved


def test_a_change_of_a_resolved_scenario_names_no_line_of_it():
    with pytest.raises(bd.InputError) as found:
        bd.Scenario(parse(SCENARIO), "small.toml").with_({"intervention.leader_turnover.until": pd.Timestamp("2020-01-01")})
    assert "small.toml:" not in str(found.value)


def test_a_pinned_parameter_is_not_replaced(tmp_path):
    default = {row["name"]: row["default"] for row in _core.parameters()}["participation.base"]
    table = pd.DataFrame({"participation.base": [-1.0, -2.0], "trust.gain": [0.05, 0.06]})
    pinned = bd.Scenario(parse(SCENARIO), "small.toml").with_({"participation.base": default})
    with pytest.warns(UserWarning, match="participation.base"):
        ds = bd.run(pinned, replicates=2, parameters=table, progress=False)
    assert "participation.base" not in ds.coords
    assert ds.attrs["parameter_sets_used"] == "trust.gain"
    assert ds.attrs["parameter_sets_unused"] == "participation.base"
    (tmp_path / "pinned.toml").write_text(pinned.toml)
    with pytest.warns(UserWarning, match="participation.base"):
        bd.run(tmp_path / "pinned.toml", replicates=2, parameters=table, progress=False)
    ds = bd.run(bd.Scenario(parse(SCENARIO), "small.toml"), replicates=2, parameters=table, progress=False)
    assert ds["participation.base"].values.tolist() == [-1.0, -2.0]


def test_a_result_with_parameter_sets_runs_again_from_itself(tmp_path):
    (tmp_path / "small.toml").write_text(SCENARIO)
    table = pd.DataFrame({"participation.base": [-1.0, -2.0], "trust.gain": [0.05, 0.06]})
    table.to_csv(tmp_path / "sets.csv", index=False)
    do = lambda *command: subprocess.run([program(), *command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    do("run", "small.toml", "--parameters", "sets.csv", "-r", "3", "-q", "-o", "a.h5")
    (tmp_path / "again.toml").write_text(do("info", "a.h5", "--scenario"))
    (tmp_path / "sets.csv").unlink()
    do("run", "again.toml", "-r", "3", "-q", "-o", "b.h5")
    bd.run(tmp_path / "again.toml", replicates=3, path=tmp_path / "c.h5", progress=False)
    assert len({bd.digest(tmp_path / f"{name}.h5") for name in "abc"}) == 1
    do("run", "small.toml", "-r", "3", "-q", "-o", "plain.h5")
    assert bd.digest(tmp_path / "plain.h5") != bd.digest(tmp_path / "a.h5")
    shown = do("info", "a.h5", "--lang", "en")
    assert "sets.csv, 2 sets" in shown and "participation.base trust.gain" in shown


def test_any_character_goes_through_a_sweep():
    scenario = bd.Scenario(parse(SCENARIO), "small.toml").with_({"title": 'Pasar 🎉 "\\ \x7f\n'})
    swept = bd.sweep(scenario, {"participation.base": [-1.0, -2.0]}, design="grid", progress=False)
    assert swept.sizes["run"] == 2
    assert scenario.title == 'Pasar 🎉 "\\ \x7f\n'
