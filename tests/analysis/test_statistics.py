"""The spread of replicates: by hand, and against the program, which computes it in C++ from the same file."""

import io
import json

import berdaya as bd
import numpy as np
import pandas as pd
import pytest
from cli_support import WRONG_INPUT, berdaya  # noqa: F401


def test_communities_are_averaged_before_replicates_are_spread(synthetic):
    ds = synthetic({"income": [[1, 2, 6], [3, 3, 3]]}, months=12, communities=2)
    ds["income"] = ds["income"] + xr_offset(ds)  # the communities of a replicate differ by 4
    table = bd.statistics(ds, every=6)
    assert table.index.tolist() == [(p, "income", m) for p in ("baseline", "a") for m in (6, 12)]
    row = table.loc[("baseline", "income", 12)]
    assert row["mean"] == pytest.approx(3 + 2)
    assert row["sd"] == pytest.approx(np.sqrt((4 + 1 + 9) / 2))
    assert row["q05"] == pytest.approx(1.1 + 2)
    assert row["q50"] == pytest.approx(2 + 2)
    assert row["q95"] == pytest.approx(5.6 + 2)
    assert row["runs"] == 3
    assert table.loc[("baseline", "income", 6), "mean"] == pytest.approx(1.5 + 2)  # half-way up
    assert table.loc[("a", "income", 12), "sd"] == 0


def xr_offset(ds):
    return 4 * (ds["community"] == "rw02").astype(float)


def test_one_community_and_one_policy_can_be_chosen(synthetic):
    ds = synthetic({"income": [[1, 2, 6], [3, 3, 3]]}, months=12, communities=2)
    ds["income"] = ds["income"] + xr_offset(ds)
    table = bd.statistics(ds, "income", policies="a", community="rw02")
    assert table.index.tolist() == [("a", "income", 12)]
    assert table["mean"].item() == pytest.approx(7)


def test_failed_runs_do_not_count(synthetic):
    row = bd.statistics(synthetic({"income": [[1, np.nan, 3], [np.nan] * 3]})).loc[("baseline", "income", 3)]
    assert row["runs"] == 2 and row["mean"] == pytest.approx(2) and row["sd"] == pytest.approx(np.sqrt(2))
    nothing = bd.statistics(synthetic({"income": [[1], [np.nan]]}))
    assert np.isnan(nothing.loc[("baseline", "income", 3), "sd"])
    assert nothing.loc[("a", "income", 3), "runs"] == 0 and np.isnan(nothing.loc[("a", "income", 3), "mean"])


def test_wrong_wishes_are_named(synthetic):
    ds = synthetic({"income": [[1.0], [2.0]]})
    with pytest.raises(bd.InputError, match="every"):
        bd.statistics(ds, every=0)
    with pytest.raises(bd.InputError, match="income"):
        bd.statistics(ds, "incom")


@pytest.mark.parametrize("every", [12, 5])
def test_the_program_prints_the_same(berdaya, result_file, every):  # noqa: F811
    printed = berdaya("info", result_file, "--statistics", "--every", every, "--format", "csv").stdout
    theirs = pd.read_csv(io.StringIO(printed), keep_default_na=True).set_index(["policy", "metric", "month"])
    with bd.open(result_file) as ds:
        ours = bd.statistics(ds, every=every)
    assert sorted(theirs.index) == sorted(ours.index)
    assert {"holds[nib]", "trust[cbo]", "skill[market]", "fund_balance", "spent", "run_replication_month"} <= {
        m for _, m, _ in theirs.index
    }
    assert ("archive", "run_cost[shared_archive]", 12) in theirs.index
    ours = ours.loc[theirs.index]
    assert (ours["runs"] == theirs["runs"]).all()
    assert (ours["unit"] == theirs["unit"].astype(str)).all()
    for column in ("mean", "sd", "q05", "q50", "q95"):
        np.testing.assert_allclose(ours[column], theirs[column], rtol=1e-9, atol=1e-12, err_msg=column)


def cells(text, title):
    """Of the lines of the statistics table with this title: what follows it."""
    lines = [line.removeprefix(title).split() for line in text.splitlines() if line.startswith(title)]
    return [line for line in lines if len(line) >= 7 and line[0].isdigit()]


def test_text_and_json_show_what_csv_shows(berdaya, result_file):  # noqa: F811
    parsed = json.loads(berdaya("info", result_file, "--statistics", "--format", "json").stdout)
    assert parsed["months"] == [12] and parsed["replicates"] == 4
    text = berdaya("info", result_file, "--statistics").stdout
    assert text.startswith("Statistics of 4 replicates after 12 months")
    assert len(text.splitlines()) > len(parsed["statistics"])
    income = next(row for row in parsed["statistics"] if row["policy"] == "archive" and row["metric"] == "income")
    line = cells(text, "Household income")[1]
    assert line[0] == "12"
    for shown, name in zip(line[1:6], ("mean", "sd", "q05", "q50", "q95"), strict=True):
        assert float(shown) == pytest.approx(income[name], abs=5.1e-4)
    indonesian = berdaya("info", result_file, "--statistics", "--lang", "id").stdout
    assert indonesian.startswith("Statistik 4 ulangan setelah bulan ke-12")


def test_a_run_prints_them_when_it_or_its_scenario_says_so(berdaya):  # noqa: F811
    short = ["run", "karanganyar_gunung", "-r", 3, "--months", 18, "-f"]
    assert "Statistics of" not in berdaya(*short).stdout
    asked = berdaya(*short, "--statistics-every", 6, "--metrics", "income,holds").stdout
    assert [line[0] for line in cells(asked, "Household income")] == ["6", "12", "18"]
    assert "Business registration number (NIB)" in asked and "At the end of" in asked
    by_scenario = berdaya(*short, "--set", "statistics_every=12", "--metrics", "income").stdout
    assert [line[0] for line in cells(by_scenario, "Household income")] == ["12", "18"]
    assert "statistics_every = 12" in berdaya("info", "karanganyar_gunung.h5", "--scenario").stdout
    assert "Statistics of" not in berdaya(*short, "--set", "statistics_every=12", "--statistics-every", 0).stdout
    assert berdaya(*short, "--set", "statistics_every=12", "--quiet").stdout == ""


def test_every_and_format_need_statistics(berdaya, result_file):  # noqa: F811
    assert "--statistics" in berdaya("info", result_file, "--format", "csv", status=WRONG_INPUT).stderr
    assert "--every" in berdaya("info", result_file, "--statistics", "--every", 0, status=WRONG_INPUT).stderr
