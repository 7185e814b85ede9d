"""Paired effects, against computations by hand."""

import numpy as np
import pandas as pd
import pytest
import xarray as xr
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


@pytest.mark.parametrize("spent", [[[5] * 4, [5] * 4], [[5] * 4, [1] * 4]])
def test_cost_per_effect_is_missing_where_the_policy_costs_nothing_or_less(synthetic, spent):
    ds = synthetic({"poverty": [[0.50, 0.52, 0.48, 0.50], [0.40, 0.41, 0.38, 0.41]], "spent": spent})
    ds["poverty"].attrs["better"] = "lower"
    row = bd.compare(ds).loc["a", "poverty"]
    assert row["cost"] <= 0 and row["high"] < 0
    assert np.isnan(row["cost_per_effect"])


def test_cost_of_a_community_is_its_own(synthetic):
    ds = synthetic({"participation": [[0.1, 0.2], [0.2, 0.3]], "spent": [[0, 0], [3, 3]]}, communities=3)
    ds["participation"].attrs["better"] = "higher"
    ds["spent"] = ds["spent"] * np.array([1, 2, 6])  # 1, 2, 3 in three months: 6, 12 and 36
    ds["run_cost"] = (("policy", "replicate", "intervention"), [[[0.0], [0.0]], [[54.0], [54.0]]])
    assert bd.compare(ds, "participation").iloc[0]["cost"] == pytest.approx(54)
    for community, cost in [("rw01", 6), ("rw02", 12), (["rw01", "rw03"], 42)]:
        assert bd.compare(ds, "participation", community=community).iloc[0]["cost"] == pytest.approx(cost)
    assert np.isnan(bd.compare(ds.drop_vars("spent"), "participation", community="rw01").iloc[0]["cost"])


def test_how_the_effect_spreads_is_told_apart_from_how_well_its_mean_is_known(synthetic):
    differences = np.arange(101) / 1000
    ds = synthetic({"participation": [np.zeros(101), differences]})
    row = bd.compare(ds).iloc[0]
    assert (row["q05"], row["q95"]) == pytest.approx((0.005, 0.095), abs=1e-7)
    half = stats.t.ppf(0.975, 100) * differences.std(ddof=1) / np.sqrt(101)
    assert (row["low"], row["high"]) == pytest.approx((0.05 - half, 0.05 + half), abs=1e-7)
    assert np.isnan(row["chance"]) and np.isnan(row["parameters"]) and row["sets"] == 0


def with_sets(ds, sets):
    return ds.assign_coords(parameter_set=("replicate", np.asarray(sets, dtype=np.int32)))


def test_parameter_sets_are_the_sample_and_share_the_variance_with_chance(synthetic):
    # Sets {1, 3}, {5, 7}, {3, 5}: means 2, 6, 4 (sd 2). Within 2, between 8, and so (8 - 2)/2 = 3 of the parameters.
    ds = with_sets(synthetic({"capital": [[0] * 6, [1, 5, 3, 3, 7, 5]]}), [0, 1, 2, 0, 1, 2])
    row = bd.compare(ds).iloc[0]
    half = stats.t.ppf(0.975, 2) * 2 / np.sqrt(3)
    assert (row["effect"], row["low"], row["high"]) == pytest.approx((4, 4 - half, 4 + half), rel=1e-6)
    assert (row["chance"], row["parameters"]) == pytest.approx((0.4, 0.6))
    assert (row["q05"], row["q95"]) == pytest.approx((1.5, 6.5))
    assert (row["pairs"], row["sets"]) == (6, 3)


def test_more_replicates_of_the_same_sets_do_not_narrow_the_interval(synthetic):
    effects = [1.0, 5.0, 3.0]
    few = with_sets(synthetic({"capital": [[0] * 3, effects]}), [0, 1, 2])
    many = with_sets(synthetic({"capital": [[0] * 30, effects * 10]}), [0, 1, 2] * 10)
    a, b = bd.compare(few).iloc[0], bd.compare(many).iloc[0]
    assert (a["low"], a["high"]) == pytest.approx((b["low"], b["high"]))
    assert np.isnan(a["chance"]) and (b["chance"], b["parameters"]) == (0, 1)


def test_sets_count_alike_and_effect_is_value_less_baseline(synthetic):
    ds = with_sets(synthetic({"capital": [[1, 2, 3], [2, 5, 11]]}), [4, 4, 9])
    row = bd.compare(ds).iloc[0]
    assert row["effect"] == pytest.approx((2 + 8) / 2)
    assert row["value"] - row["baseline"] == pytest.approx(row["effect"])


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


def recorded(synthetic, months, effects, seasonal=False, every=None, start="2020-01-01"):
    """A result that recorded these months, counted from 0, with these effects."""
    ds = synthetic({"poverty": [[0.0, 0.0], [1.0, 1.0]]}, months=max(months) + 1, start=start)
    ds = ds.isel(time=list(months)).assign_coords(month=("time", np.asarray(months)))
    data = ds["poverty"].values.copy()
    data[1] = np.asarray(effects)[None, :, None]
    ds["poverty"] = ds["poverty"].copy(data=data)
    if seasonal:
        ds["poverty"].attrs["seasonal"] = 1
    if every:
        ds["time"].attrs["every"] = str(every)
    return ds


def effect_at(ds, at="end"):
    return bd.compare(ds, at=at).iloc[0]["effect"]


def test_means_over_time_are_weighted_by_the_months_that_records_stand_for(synthetic):
    ds = recorded(synthetic, [47, 49], [1.0, 4.0])
    assert effect_at(ds, "mean") == pytest.approx((48 * 1 + 2 * 4) / 50)
    quarters = recorded(synthetic, [2, 5, 8, 10], [1.0, 2.0, 3.0, 4.0], every=3)
    assert effect_at(quarters, "mean") == pytest.approx((3 * 1 + 3 * 2 + 3 * 3 + 2 * 4) / 11)
    # of the second record's months the slice has two: May and June
    assert effect_at(quarters, slice("2020-05", "2020-09")) == pytest.approx((2 * 2 + 3 * 3) / 5)
    # a part of a result: its first record stands for three months, not for all before it
    assert effect_at(quarters.isel(time=slice(1, None)), "mean") == pytest.approx((3 * 2 + 3 * 3 + 2 * 4) / 8)


def test_at_the_end_a_level_with_a_season_is_the_mean_of_the_last_twelve_months(synthetic):
    wave = np.cos(2 * np.pi * np.arange(30) / 12)
    months = range(30)
    assert effect_at(recorded(synthetic, months, 5 + wave, seasonal=True)) == pytest.approx(5)
    assert effect_at(recorded(synthetic, months, 5 + wave)) == pytest.approx(5 + wave[-1])
    assert effect_at(recorded(synthetic, months, 5 + wave, seasonal=True), "last_month") == pytest.approx(5 + wave[-1])
    assert effect_at(recorded(synthetic, range(3), [1.0, 2.0, 6.0], seasonal=True)) == pytest.approx(3)  # all there is
    yearly = recorded(synthetic, [11, 23, 35], [1.0, 2.0, 6.0], seasonal=True, every=12)
    assert effect_at(yearly) == pytest.approx(6)
    assert effect_at(recorded(synthetic, [47, 49], [1.0, 4.0], seasonal=True)) == pytest.approx((10 * 1 + 2 * 4) / 12)


def test_sums_are_in_double(synthetic):
    ds = synthetic({"capital": [[0.0, 0.0], [1.0, 1.0]]}, communities=3, months=1)
    values = np.array([16777216.0, 1.0, 1.0], dtype=np.float32)  # in float32 their sum is the first alone
    ds["capital"] = ds["capital"].copy(data=ds["capital"].values * values)
    assert bd.compare(ds).iloc[0]["effect"] == (16777216 + 2) / 3


def test_an_unstacked_sweep_has_a_row_for_each_sample(synthetic):
    one = synthetic({"participation": [[0.1, 0.2], [0.2, 0.5]], "spent": [[0, 0], [3, 6]]})
    two = synthetic({"participation": [[0.3, 0.3], [0.2, 0.2]], "spent": [[0, 0], [1, 1]]})
    sweep = xr.concat([one, two], pd.Index([0, 7], name="sample"))
    frame = bd.compare(sweep)
    assert frame.index.names == ["sample", "policy", "metric"] and len(frame) == 4
    for sample, ds in [(0, one), (7, two)]:
        pd.testing.assert_frame_equal(frame.loc[sample], bd.compare(ds))
    with pytest.raises(bd.InputError, match="sample=0"):
        bd.plot.compare(sweep)


def test_a_real_sweep_is_compared_sample_by_sample():
    sweep = bd.sweep("karanganyar_gunung", {"participation.base": [-2.0, -1.0]}, design="grid", policies=["baseline", "archive"],
                     replicates=3, metrics=["part_ema", "income"], progress=False)  # fmt: skip
    wide = bd.unstack(sweep)
    assert wide["participation.base"].dims == ("sample",)
    frame = bd.compare(wide)
    for sample in (0, 1):
        pd.testing.assert_frame_equal(frame.loc[sample], bd.compare(wide.sel(sample=sample)))
    with pytest.raises(bd.InputError, match="unstack"):
        bd.compare(sweep)


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
