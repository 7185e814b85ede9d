"""Calibration finds what made the figures, and runs over accepted sets are runs of the scenario with those values."""

import sys
from pathlib import Path

import berdaya as bd
import numpy as np
import pandas as pd
import pytest
from berdaya import Target, World
from berdaya.calibration import _distance
from berdaya.emulator import Emulator

CALIBRATION = Path(__file__).parents[2] / "analysis" / "calibration"
sys.path.append(str(CALIBRATION.parent))  # behind the installed packages

from calibration.point import closest_point  # noqa: E402
from calibration.prior import CALIBRATED, START, defaults  # noqa: E402

METRICS = ["participation", "holds", "revenue_ratio"]


@pytest.fixture(scope="module")
def kampung() -> bd.Scenario:
    return bd.load("karanganyar_gunung").with_(months=12)


def attendance(outputs: bd.Outputs) -> np.ndarray:
    return outputs.all_months("part_held").mean("time").values


def take_up(outputs: bd.Outputs) -> np.ndarray:
    return outputs("holds", "2016-12", of="bazaar")


PRIOR = {"participation.base": (-4.0, 1.0), "option.bazaar.base": (-8.0, -3.0), "trust.gain": (0.02, 0.15)}
TRUTH = {"participation.base": -0.5, "option.bazaar.base": -4.5, "trust.gain": 0.06}


@pytest.fixture(scope="module")
def found(kampung: bd.Scenario) -> bd.Calibration:
    metrics = ("part_held", "holds")
    blank = [Target("a", 0, 0, 1, attendance), Target("b", 0, 0, 1, take_up)]
    told = bd.evaluate(kampung, blank, pd.DataFrame([TRUTH]), replicates=100, seed=77, metrics=metrics)
    a, b = told.mean(axis=2)[0]
    targets = [Target("attendance", a, a, 0.01, attendance), Target("bazaar", b, b, 0.01, take_up)]
    return bd.calibrate(kampung, targets, PRIOR, runs=3000, keep=25, metrics=metrics, seed=3)


def test_what_made_the_figures_is_found_and_what_they_do_not_tell_stays_open(found: bd.Calibration) -> None:
    told = found.parameters
    for name in ("participation.base", "option.bazaar.base"):
        assert told.loc[name, "q05"] <= TRUTH[name] <= told.loc[name, "q95"], told
        assert told.loc[name, "spread"] < 0.6, told
    assert told.loc["trust.gain", "spread"] > 0.7, told


def test_a_wave_runs_only_what_is_plausible_and_comes_nearer(found: bd.Calibration) -> None:
    assert found.plausible[0] == 1
    assert found.plausible[-1] < 0.5
    medians = found.samples.groupby("wave")["distance"].median()
    assert medians[5] < 0.75 * medians[1]
    assert found.runs <= 3000
    assert found.sets["distance"].is_monotonic_increasing
    assert len(found.sets) == 25


def test_recovery_tells_known_from_unknown(found: bd.Calibration) -> None:
    told = found.recovery()
    assert told.loc["participation.base", "correlation"] > 0.8, told
    assert told.loc["participation.base", "error"] < 0.3, told
    assert told.loc["trust.gain", "error"] > 0.8, told
    assert told["coverage"].between(0.8, 0.98).all(), told


def test_the_same_seed_gives_the_same_sets_for_any_threads(kampung: bd.Scenario) -> None:
    targets = [Target("attendance", 0.2, 0.3, 0.02, attendance)]
    sets = [
        bd.calibrate(
            kampung, targets, {"participation.base": (-4, 1)}, runs=300, keep=5, metrics=("part_held",), threads=threads
        ).sets
        for threads in (1, 3)
    ]
    pd.testing.assert_frame_equal(*sets)


def test_a_distance_counts_only_what_lies_outside_of_the_band() -> None:
    targets = [Target("a", 1, 2, 0.5, attendance), Target("b", 0, 0, 0.3, attendance)]
    values = np.array([[1.5, 0.0], [3.0, 0.0], [0.5, -0.5], [np.nan, 0.0]])
    told = _distance(targets, values, np.array([0.0, 0.4]))
    np.testing.assert_allclose(told, [0, np.sqrt(2), np.sqrt((1 + 1) / 2), np.inf])


def test_an_emulator_knows_a_quadratic_and_rules_out_what_misses_the_band() -> None:
    points = bd.design({"x": (0.0, 1.0), "y": (0.0, 1.0)}, "sobol", 64).values
    target = Target("a", -0.1, 0.1, 0.1, attendance)
    values = np.sinh(points[:, :1, None] * 4 - 2) * 0.2
    emulator = Emulator.fit(points, values, [target])
    assert emulator.spread[0] < 1e-9
    inside, outside = emulator.implausibility(np.array([[0.5, 0.3], [1.0, 0.3]]), [target])
    assert inside == 0
    assert outside > 100


def test_the_point_for_the_defaults_steps_only_where_a_figure_asks_for_it(kampung: bd.Scenario) -> None:
    worlds = {"a": World(kampung, ("part_held",))}
    target = Target("attendance", 0.45, 0.55, 0.02, lambda o: o.all_months("part_held", world="a").mean("time").values)
    prior = {"participation.base": (-4.0, 1.0), "market.csr_rate": (0.0, 0.1)}
    start = {"participation.base": -2.5, "market.csr_rate": 0.06}
    point = closest_point(worlds, [target], prior, start, seed=5)
    assert point["market.csr_rate"] == 0.06  # no figure speaks about it
    before, after = (
        bd.evaluate(worlds, [target], pd.DataFrame([values]), replicates=16, seed=9).mean() for values in (start, point)
    )
    assert target.outside(before) < -5 * target.error
    assert abs(target.outside(after)) < 2 * target.error


def test_the_defaults_shipped_are_those_that_the_calibration_gave() -> None:
    table = pd.read_csv(CALIBRATION / "defaults.csv", index_col="parameter")
    assert list(table.index) == list(CALIBRATED)
    assert table["calibrated"].to_dict() == defaults()
    assert table["start"].to_dict() == START


def test_slips_are_named(kampung: bd.Scenario) -> None:
    target = Target("a", 0, 1, 0.1, attendance)
    with pytest.raises(bd.InputError, match="too few"):
        bd.calibrate(kampung, [target], {"participation.base": (-4, 1)}, runs=20)
    with pytest.raises(bd.InputError, match="no parameter 'participation.bass'"):
        bd.calibrate(kampung, [target], {"participation.bass": (-4, 1)}, runs=300, keep=5, metrics=("part_held",))
    with pytest.raises(bd.InputError, match="keep"):
        bd.calibrate(kampung, [target], {"participation.base": (-4, 1)}, keep=0)
    with pytest.raises(bd.InputError, match="unknown method"):
        bd.calibrate(kampung, [target], ["participation.base"], method="magic")
    with pytest.raises(bd.InputError, match="empty"):
        bd.calibrate(kampung, [target], {"participation.base": (1, 1)})
    with pytest.raises(bd.InputError, match="low <= high"):
        Target("a", 1, 0, 0.1, attendance)
    with pytest.raises(bd.InputError, match="no world 'b'"):
        wrong = Target("a", 0, 1, 0.1, lambda o: o("holds", "2016-12", world="b", of="nib"))
        bd.evaluate({"a": World(kampung, ("holds",))}, [wrong], pd.DataFrame([TRUTH]))


def test_saved_sets_are_run_from_replicate_to_replicate(found: bd.Calibration, kampung, tmp_path) -> None:
    file = tmp_path / "sets.csv"
    found.save(file)
    ds = bd.run(kampung, replicates=27, metrics=METRICS, every=12, parameters=file)
    sets = pd.read_csv(file)
    assert ds["parameter_set"].values.tolist() == [*range(25), 0, 1]
    # What the scenario itself has changed stays.
    own = kampung.parameters.set_index("name")
    kept = [p for p in PRIOR if p in own.index and own.loc[p, "value"] != own.loc[p, "default"]]
    varied = [p for p in PRIOR if p not in kept]
    for path in varied:
        np.testing.assert_array_equal(ds[path].values[:25], sets[path].values)
    for path in kept:
        assert path not in ds.coords
    for r in (0, 26):
        row = sets.loc[r % 25, varied]
        plain = bd.run(kampung.with_(row.to_dict()), replicates=r + 1, metrics=METRICS, every=12)
        for metric in METRICS:
            np.testing.assert_array_equal(ds[metric].values[:, r], plain[metric].values[:, r])


def test_a_run_over_the_posterior_has_the_same_bits_for_any_threads(kampung, tmp_path) -> None:
    files = [tmp_path / "one.h5", tmp_path / "three.h5"]
    for file, threads in zip(files, (1, 3)):
        bd.run(
            kampung, ["baseline", "archive"], replicates=6, every=12, parameters="posterior", threads=threads, path=file
        )
    assert bd.digest(files[0]) == bd.digest(files[1])
    with bd.open(files[0]) as ds:
        assert "parameter_sets" in ds.attrs
        assert ds.attrs["parameter_sets_name"] == "posterior"


def test_what_the_scenario_sets_stays(kampung) -> None:
    sets = pd.DataFrame({"participation.base": [-1.0, -3.0], "uptake.peers": [1.0, 3.0]})
    ds = bd.run(kampung.with_({"uptake.peers": 2.5}), replicates=2, metrics=METRICS, every=12, parameters=sets)
    assert "uptake.peers" not in ds.coords
    changed = kampung.with_({"participation.base": -1.25, "uptake.peers": 2.5})
    with pytest.raises(bd.InputError, match="sets every one"):
        bd.run(changed, replicates=2, parameters=sets)


def test_files_of_parameters_that_are_gone_are_refused(kampung, tmp_path) -> None:
    file = tmp_path / "old.csv"
    file.write_text("participation.bass\n-1\n")
    with pytest.raises(bd.InputError, match="no parameter 'participation.bass' in this version"):
        bd.run(kampung, parameters=file)
    with pytest.raises(bd.InputError, match="no parameter sets 'prior'"):
        bd.run(kampung, parameters="prior")
    with pytest.raises(bd.DataError, match="cannot read"):
        bd.run(kampung, parameters=tmp_path / "none.csv")
