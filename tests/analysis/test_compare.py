"""Paired effects, against computations by hand."""

import numpy as np
import pytest
from scipy import stats

import berdaya as bd

T_95_3 = 3.182446305284263  # Student's t with 3 degrees of freedom, 97.5 %: from a printed table


def test_effect_and_interval_are_those_of_the_paired_differences(synthetic):
    ds = synthetic({"participation": [[0.1, 0.2, 0.3, 0.4], [0.2, 0.2, 0.5, 0.5]]})
    row = bd.compare(ds).loc["a", "participation"]
    assert row["baseline"] == pytest.approx(0.25)
    assert row["value"] == pytest.approx(0.35)
    assert row["effect"] == pytest.approx(0.1)
    # differences 0.1, 0, 0.2, 0.1: deviations 0, -0.1, 0.1, 0; variance 0.02/3
    half = T_95_3 * np.sqrt(0.02 / 3 / 4)
    assert row["low"] == pytest.approx(0.1 - half, rel=1e-5)
    assert row["high"] == pytest.approx(0.1 + half, rel=1e-5)
    assert row["pairs"] == 4


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.999])
def test_intervals_of_any_level_are_students(synthetic, level):
    ds = synthetic({"participation": [[0.1, 0.2, 0.3, 0.4], [0.2, 0.2, 0.5, 0.5]]})
    row = bd.compare(ds, level=level).loc["a", "participation"]
    half = stats.t.ppf(0.5 + level / 2, 3) * np.sqrt(0.02 / 3 / 4)
    assert row["high"] - row["effect"] == pytest.approx(half, rel=1e-5)


def test_a_tie_counts_half(synthetic):
    ds = synthetic({"participation": [[0.1, 0.2, 0.3, 0.4], [0.2, 0.2, 0.5, 0.5]]})
    assert bd.compare(ds).loc[("a", "participation"), "higher"] == pytest.approx(3.5 / 4)


def test_better_follows_the_direction_of_the_metric(synthetic):
    table = [[0.5, 0.5, 0.5, 0.5], [0.4, 0.4, 0.4, 0.6]]
    ds = synthetic({"poverty": table, "participation": table, "spent": table, "unheard_of": table})
    for name, better in [("poverty", "lower"), ("participation", "higher")]:
        ds[name].attrs["better"] = better  # as the engine writes; none for spending
    frame = bd.compare(ds).loc["a"]
    assert (frame["higher"] == 0.25).all()
    assert frame.loc["poverty", "better"] == 0.75
    assert frame.loc["participation", "better"] == 0.25
    assert np.isnan(frame.loc["spent", "better"])
    assert np.isnan(frame.loc["unheard_of", "better"])


def test_cost_is_summed_over_months_and_communities(synthetic):
    # spent rises 1/3, 2/3, 3/3 of the table over three months, in each of two communities
    ds = synthetic({"participation": [[0.1, 0.2], [0.2, 0.4]], "spent": [[0, 0], [3, 6]]}, communities=2)
    row = bd.compare(ds, "participation").loc["a", "participation"]
    assert row["cost"] == pytest.approx((3 * 2 * 2 + 6 * 2 * 2) / 2)


def test_cost_is_unknown_where_not_every_month_was_recorded(synthetic):
    ds = synthetic({"participation": [[0.1, 0.2], [0.2, 0.4]], "spent": [[0, 0], [3, 6]]})
    assert np.isnan(bd.compare(ds.isel(time=[0, 2]), "participation")["cost"]).all()


def test_cost_by_intervention_goes_before_months(synthetic):
    ds = synthetic({"participation": [[0.1, 0.2], [0.2, 0.4]], "spent": [[0, 0], [3, 6]]})
    ds["run_cost"] = (("policy", "replicate", "intervention"), [[[1, np.nan], [1, np.nan]], [[1, 10], [1, 20]]])
    assert bd.compare(ds, "participation").loc[("a", "participation"), "cost"] == pytest.approx(15)
    ds["status"] = (("policy", "replicate"), [[0, 0], [0, 1]])  # the second run of the policy failed
    assert bd.compare(ds, "participation").loc[("a", "participation"), "cost"] == pytest.approx(10)


def test_cost_per_effect_is_for_improvements_that_are_certain(synthetic):
    baseline = [0.50, 0.52, 0.48, 0.50]
    lower = [0.40, 0.41, 0.38, 0.41]
    unsure = [0.40, 0.62, 0.38, 0.61]
    spent = [[0] * 4, [5] * 4]
    ds = synthetic(
        {
            "poverty": [baseline, lower],
            "participation": [baseline, lower],
            "awareness": [baseline, unsure],
            "spent": spent,
        }
    )
    for name, better in [("poverty", "lower"), ("participation", "higher"), ("awareness", "higher")]:
        ds[name].attrs["better"] = better
    frame = bd.compare(ds).loc["a"]
    assert frame.loc["poverty", "cost_per_effect"] == pytest.approx(10 / 0.1, rel=1e-4)
    assert np.isnan(frame.loc["participation", "cost_per_effect"])  # it fell
    assert np.isnan(frame.loc["awareness", "cost_per_effect"])
    assert np.isnan(frame.loc["spent", "cost_per_effect"])  # neither good nor bad


def test_failed_runs_are_left_out_in_pairs(synthetic):
    ds = synthetic({"participation": [[0.1, np.nan, 0.3, 0.4], [0.2, 0.9, np.nan, 0.6]]})
    row = bd.compare(ds).loc["a", "participation"]
    assert row["pairs"] == 2
    assert row["effect"] == pytest.approx(0.15)
    nothing = bd.compare(synthetic({"participation": [[np.nan], [0.1]]})).loc["a", "participation"]
    assert nothing["pairs"] == 0 and np.isnan(nothing["effect"])


def test_one_replicate_has_an_effect_but_no_interval(synthetic):
    row = bd.compare(synthetic({"participation": [[0.1], [0.3]]})).loc["a", "participation"]
    assert row["effect"] == pytest.approx(0.2)
    assert np.isnan(row["low"]) and np.isnan(row["high"]) and np.isnan(row["cost_per_effect"])


def test_when_is_the_end_the_mean_a_month_or_a_stretch(synthetic):
    ds = synthetic({"participation": [[0.0, 0.0], [0.3, 0.3]]})  # 0.1, 0.2, 0.3

    def effect(at):
        return bd.compare(ds, at=at).loc[("a", "participation"), "effect"]

    assert effect("end") == pytest.approx(0.3)
    assert effect("mean") == pytest.approx(0.2)
    assert effect("2020-02") == effect("2020-02-01") == effect(np.datetime64("2020-02")) == pytest.approx(0.2)
    assert effect(slice("2020-01", "2020-02")) == pytest.approx(0.15)
    with pytest.raises(bd.InputError, match="2020-01 to 2020-03"):
        effect("2021-01")
    with pytest.raises(bd.InputError, match="no recorded month"):
        effect(slice("2021-01", "2021-02"))
    with pytest.raises(bd.InputError, match="'end'"):
        effect("soon")


def test_a_community_or_the_mean_over_several(synthetic):
    ds = synthetic({"participation": [[0.0, 0.0], [0.3, 0.3]]}, communities=3)
    ds["participation"] = ds["participation"] * np.array([1, 2, 6])

    def effect(community):
        return bd.compare(ds, community=community).loc[("a", "participation"), "effect"]

    assert effect(None) == pytest.approx(0.9)
    assert effect("rw02") == pytest.approx(0.6)
    assert effect(["rw01", "rw02"]) == pytest.approx(0.45)
    with pytest.raises(bd.InputError, match="rw03"):
        effect("rw3")


def test_policies_and_baseline_can_be_chosen(synthetic):
    ds = synthetic({"participation": [[0.1, 0.1], [0.2, 0.2], [0.4, 0.4]]}, policies=("baseline", "a", "b"))
    assert list(bd.compare(ds).index) == [("a", "participation"), ("b", "participation")]
    assert list(bd.compare(ds, policies="b").index) == [("b", "participation")]
    assert bd.compare(ds, baseline="a").loc[("b", "participation"), "effect"] == pytest.approx(0.2)
    assert bd.compare(ds, baseline="a").loc[("baseline", "participation"), "effect"] == pytest.approx(-0.1)
    with pytest.raises(bd.InputError, match="did you mean 'baseline'"):
        bd.compare(ds, baseline="baselin")
    with pytest.raises(bd.InputError, match="policy"):
        bd.compare(ds, policies=["c"])
    with pytest.raises(bd.InputError, match="nothing to compare"):
        bd.compare(ds.sel(policy=["baseline"]))


def test_a_further_dimension_has_a_row_for_each_member(result):
    frame = bd.compare(result, ["participation", "holds"]).loc["archive"]
    assert frame.index[0] == "participation"
    assert "holds[nib]" in frame.index and "holds[csr]" in frame.index
    assert list(bd.compare(result, "holds[nib]").loc["archive"].index) == ["holds[nib]"]
    with pytest.raises(bd.InputError, match="nib"):
        bd.compare(result, "holds[nibb]")
    with pytest.raises(bd.InputError, match="no further dimension"):
        bd.compare(result, "participation[nib]")


def test_every_metric_of_a_real_result_is_compared(result):
    frame = bd.compare(result)
    assert set(frame.index.get_level_values("policy")) == {"archive"}
    measured = frame.drop("replication_month", level="metric")  # the case has no replication
    assert np.isfinite(measured["effect"]).all() and (measured["pairs"] == 4).all()
    assert np.isfinite(frame["cost"]).all()


def test_a_metric_by_hand_on_a_real_result(result):
    values = result["participation"].mean("community").isel(time=-1)
    difference = (values.sel(policy="archive") - values.sel(policy="baseline")).values.astype(float)
    assert bd.compare(result, "participation").iloc[0]["effect"] == pytest.approx(difference.mean(), abs=1e-7)


def test_what_is_no_run_is_refused(synthetic):
    with pytest.raises(bd.InputError, match="replicate"):
        bd.compare(synthetic({"participation": [[0.1], [0.2]]}).isel(replicate=0))
    with pytest.raises(bd.InputError, match="expected a result"):
        bd.compare("results.h5")
    with pytest.raises(bd.InputError, match="level"):
        bd.compare(synthetic({"participation": [[0.1], [0.2]]}), level=95)
