"""Figures: the right panels, lines and words. That they are good to look at was seen by eye."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

import berdaya as bd


@pytest.fixture
def ds(synthetic):
    rng = np.random.default_rng(1)
    values = {
        name: rng.uniform(0.2, 0.4, (3, 12)) + np.arange(3)[:, None] * step
        for name, step in [("participation", 0.1), ("poverty", -0.1), ("awareness", 0.0), ("spent", 1.0)]
    }
    ds = synthetic(values, policies=("baseline", "archive", "forum"), months=36, units={"spent": "million Rp/month"})
    for name, better in [("participation", "higher"), ("poverty", "lower"), ("awareness", "higher")]:
        ds[name].attrs["better"] = better
    return ds


def texts(figure):
    return "\n".join(t.get_text() for t in figure.findobj(mpl.text.Text))


def test_a_panel_for_each_metric_a_line_for_each_policy_and_a_band_around_it(ds):
    figure = bd.plot.timelines(ds, ["participation", "poverty"])
    assert isinstance(figure, Figure)
    assert len(figure.axes) == 2
    for axis in figure.axes:
        assert len(axis.get_lines()) == 3
        assert len(axis.collections) == 3


def test_lines_are_means_and_bands_are_quantiles(ds):
    figure = bd.plot.timelines(ds, "participation", policies=["archive"])
    values = ds["participation"].sel(policy="archive").mean("community").values
    (line,) = figure.axes[0].get_lines()
    assert np.allclose(line.get_ydata(), values.mean(axis=0))
    corners = figure.axes[0].collections[0].get_paths()[0].vertices[:, 1]
    low, high = np.quantile(values, [0.05, 0.95], axis=0)
    assert corners.min() == pytest.approx(low.min(), abs=1e-6) and corners.max() == pytest.approx(high.max(), abs=1e-6)


def test_one_replicate_has_lines_only(ds):
    figure = bd.plot.timelines(ds.isel(replicate=[0]), "participation")
    assert len(figure.axes[0].collections) == 0
    assert "One replicate" in texts(figure)


def test_bands_can_be_left_out_or_changed(ds):
    assert len(bd.plot.timelines(ds, "participation", band=None).axes[0].collections) == 0
    assert "25–75 %" in texts(bd.plot.timelines(ds, "participation", band=(0.25, 0.75)))
    with pytest.raises(bd.InputError, match="band"):
        bd.plot.timelines(ds, "participation", band=(5, 95))


def test_policies_are_told_apart_and_the_baseline_is_grey(ds):
    lines = bd.plot.timelines(ds, "participation").axes[0].get_lines()
    assert lines[0].get_color() == "#3d434a"
    assert len({line.get_color() for line in lines}) == 3


def test_many_policies_differ_in_colour_or_stroke():
    from berdaya.plot.style import colour_and_stroke

    looks = colour_and_stroke(["baseline", *map(str, range(18))], "baseline")
    assert len(set(looks.values())) == 19


def test_titles_and_units_come_from_the_result_in_both_languages(ds):
    english = texts(bd.plot.timelines(ds, ["participation", "spent"]))
    assert "A kampung" in english and "Participation in words" in english and "(million Rp/month)" in english
    indonesian = texts(bd.plot.timelines(ds, ["participation", "spent"], lang="id"))
    assert (
        "Sebuah kampung" in indonesian and "Participation dalam kata" in indonesian and "(juta Rp/bulan)" in indonesian
    )
    assert "12 ulangan" in indonesian
    with pytest.raises(bd.InputError, match="language"):
        bd.plot.timelines(ds, lang="fr")


@pytest.fixture(scope="module")
def madiun():
    """From 2019-01, with the pandemic from 2020-03 to 2021-12, and levers of one policy from 2021-11 on."""
    return bd.run("madiun", ["baseline", "all_partners"], months=48, replicates=2, metrics="participation", progress=False)


def dotted(axis):
    return [line for line in axis.get_lines() if line.get_linestyle() == ":" and len(set(line.get_xdata())) == 1]


def test_shocks_and_levers_are_marked_where_they_begin(madiun):
    figure = bd.plot.timelines(madiun, "participation")
    (axis,) = figure.axes
    begins = {str(np.datetime64(mpl.dates.num2date(axis.convert_xunits(line.get_xdata()[0])).date(), "M")) for line in dotted(axis)}
    assert {"2020-03", "2021-11"} <= begins and "2019-01" not in begins
    assert "1 Covid-19 pandemic (2020-03)" in texts(figure)
    assert axis.texts[0].get_text() == "1"
    assert "Pandemi Covid-19" in texts(bd.plot.timelines(madiun, "participation", lang="id"))
    assert any(patch.get_width() > 365 for patch in axis.patches)  # the pandemic, in days


def test_a_lever_of_one_policy_has_its_colour_and_shocks_are_grey(madiun):
    from berdaya.plot.style import COLOURS, MUTED

    (axis,) = bd.plot.timelines(madiun, "participation").axes
    assert {line.get_color() for line in dotted(axis)} == {MUTED, COLOURS[0]}
    (alone,) = bd.plot.timelines(madiun, "participation", policies=["baseline"]).axes
    assert {line.get_color() for line in dotted(alone)} == {MUTED}


def test_marks_can_be_left_out_and_need_a_scenario(madiun, ds):
    assert not dotted(bd.plot.timelines(madiun, "participation", marks=False).axes[0])
    assert not dotted(bd.plot.timelines(ds, "participation").axes[0])


def test_indonesian_numbers_have_a_decimal_comma(ds):
    figure = bd.plot.timelines(ds, "participation", lang="id")
    figure.canvas.draw()
    ticks = [t.get_text() for t in figure.axes[0].get_yticklabels()]
    assert any("," in t for t in ticks) and not any("." in t for t in ticks)


def test_without_a_choice_the_usual_metrics_are_shown(ds, result):
    assert len(bd.plot.timelines(ds).axes) == 2  # awareness and poverty: of the usual ones the synthetic result has these
    assert len(bd.plot.timelines(result).axes) == 6
    assert len(bd.plot.compare(result).axes) == 6


def test_members_of_a_further_dimension_have_a_panel_each(result):
    assert len(bd.plot.timelines(result, "holds").axes) == result.sizes["option"]
    assert len(bd.plot.timelines(result, ["holds[nib]", "participation"]).axes) == 2


def test_panels_that_are_not_needed_are_removed(ds):
    assert len(bd.plot.timelines(ds, ["participation", "poverty", "awareness", "spent"], columns=3).axes) == 4


def test_far_too_many_panels_are_refused(result):
    with pytest.raises(bd.InputError, match="panels"):
        bd.plot.timelines(result, ["holds"] * 10)


def test_a_forest_has_a_panel_for_each_metric_and_a_row_for_each_policy(ds):
    figure = bd.plot.compare(ds, ["participation", "poverty", "spent"])
    assert len(figure.axes) == 3
    for axis in figure.axes:
        dots = [line for line in axis.get_lines() if line.get_marker() == "o"]
        assert len(dots) == 2
    assert [t.get_text() for t in figure.axes[0].get_yticklabels()] == ["archive", "forum"]


def test_the_marks_of_a_forest_stand_at_the_effects(ds):
    figure = bd.plot.compare(ds, "poverty")
    table = bd.compare(ds, "poverty")
    dots = [line for line in figure.axes[0].get_lines() if line.get_marker() == "o"]
    assert [float(d.get_xdata()[0]) for d in dots] == pytest.approx(table["effect"].tolist())


def test_better_is_blue_worse_is_orange_and_unsure_is_hollow(ds):
    def looks(metric):
        dots = [line for line in bd.plot.compare(ds, metric).axes[0].get_lines() if line.get_marker() == "o"]
        return dots[-1].get_color(), dots[-1].get_markerfacecolor()

    assert looks("poverty") == looks("participation") == ("#0072b2", "#0072b2")
    ds["poverty"].values *= -1
    assert looks("poverty")[0] == "#d55e00"
    ds["awareness"].values[:] = 0.5
    assert looks("awareness")[1] == "white"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("end", "Dec 2022"),
        ("mean", "mean of the recorded months, weighted by the months they stand for"),
        ("2021-05", "May 2021"),
        (slice("2021-01", "2021-06"), "Jan 2021 to Jun 2021"),
    ],
)
def test_a_forest_says_when(ds, at, words):
    assert words in texts(bd.plot.compare(ds, "participation", at=at)).replace("\n", " ")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_figures_are_drawn_without_a_display_and_leave_the_users_settings(ds, tmp_path, lang):
    before = dict(mpl.rcParams)
    for name, figure in [("t", bd.plot.timelines(ds, lang=lang)), ("c", bd.plot.compare(ds, lang=lang))]:
        figure.savefig(tmp_path / f"{name}.png")
        figure.savefig(tmp_path / f"{name}.svg")
        assert (tmp_path / f"{name}.png").stat().st_size > 5000
    assert dict(mpl.rcParams) == before


def test_short_and_long_runs_have_readable_years(synthetic):
    for months in (6, 96, 600):
        figure = bd.plot.timelines(synthetic({"participation": [[0.1, 0.2], [0.3, 0.2]]}, months=months))
        figure.canvas.draw()
        assert 2 <= len([t for t in figure.axes[0].get_xticklabels() if t.get_text()]) <= 10


def test_numbers_are_short_and_exact():
    from berdaya.plot.style import decimals_for, decimals_of, fixed

    assert fixed(-0.0512, 2, "en", signed=True) == "\u22120.05"
    assert fixed(1234.5, 1, "id") == "1.234,5"
    assert fixed(-0.0001, 2, "en", signed=True) == "0.00"
    assert decimals_of([0, 0.25, 0.5]) == 2 and decimals_of([0, 10]) == 0
    assert decimals_for([0.012, 0.2]) == 3 and decimals_for([0.0]) == 0


@pytest.mark.parametrize("lang", ["en", "id"])
def test_every_name_of_a_legend_lies_inside_the_figure(synthetic, lang):
    rng = np.random.default_rng(2)
    names = ["baseline", "Training for those who ask for it", "WWW MMM wide letters", "ill", "Hotel contracts", "Standing forum of five",
             "Shared archive", "Permits completed at the door"]
    for n in range(2, len(names) + 1):
        ds = synthetic({"participation": rng.uniform(0, 1, (n, 3))}, policies=names[:n])
        figure = bd.plot.timelines(ds, "participation", lang=lang)
        figure.canvas.draw()
        right = figure.bbox.x1
        (legend,) = figure.legends
        shown = legend.get_texts()
        assert len(shown) == n
        assert all(t.get_window_extent().x1 <= right for t in shown), names[:n]


def test_a_sweep_is_told_how_it_can_be_drawn(ds):
    sweep = ds.stack(run=("policy", "replicate")).assign_coords(sample=("run", np.zeros(36, dtype=int)))
    with pytest.raises(bd.InputError, match=r"unstack\(ds\).sel\(sample=0\)"):
        bd.plot.timelines(sweep, "participation")


def bars(axis):
    """(left, right) of each drawn bar."""
    return [tuple(line.get_xdata()) for line in axis.get_lines() if len(line.get_xdata()) == 2 and line.get_linewidth() > 2]


def test_the_bar_is_the_interval_of_the_mean_and_the_caption_says_so(ds):
    figure = bd.plot.compare(ds, "participation")
    table = bd.compare(ds, "participation")
    assert bars(figure.axes[0]) == [pytest.approx(pair) for pair in zip(table["low"], table["high"])]
    assert "95 % interval of this mean" in flat(figure)
    assert "selang 95 % rata-rata itu" in flat(bd.plot.compare(ds, "participation", lang="id"))


def test_over_parameter_sets_the_bar_is_the_spread_of_the_differences(ds):
    ds = ds.assign_coords(parameter_set=("replicate", np.arange(12) % 6))
    figure = bd.plot.compare(ds, "participation")
    table = bd.compare(ds, "participation")
    assert bars(figure.axes[0]) == [pytest.approx(pair) for pair in zip(table["q05"], table["q95"])]
    assert "12 paired replicates with 6 parameter sets; bar: 5–95 % of the differences" in flat(figure)
    assert "6 himpunan parameter; garis: 5–95 % selisih" in flat(bd.plot.compare(ds, "participation", lang="id"))


def test_a_level_with_a_season_is_marked_with_the_months_of_its_mean(ds):
    assert "~" not in flat(bd.plot.compare(ds, ["participation", "poverty"]))
    ds["poverty"].attrs["seasonal"] = 1
    figure = flat(bd.plot.compare(ds, ["participation", "poverty"]))
    assert "Poverty in words ~" in figure and "Participation in words ~" not in figure
    assert "at the end (Dec 2022; ~ has a season: mean of the last 12 months)" in figure
    assert "~ bermusim: rata-rata 12 bulan terakhir" in flat(bd.plot.compare(ds, "poverty", lang="id"))
    assert "~" not in flat(bd.plot.compare(ds, "poverty", at="last_month"))
    assert "weighted by the months" in flat(bd.plot.compare(ds, "poverty", at="mean"))


def flat(figure):
    return " ".join(texts(figure).split())
