"""Designs against those of scipy and SALib, and SALib's analysis of functions whose indices are known."""

import datetime
import math
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.stats import qmc

import berdaya as bd
from berdaya import _core

SALib = pytest.importorskip("SALib")
from SALib.analyze import morris as analyze_morris  # noqa: E402
from SALib.analyze import sobol as analyze_sobol  # noqa: E402
from SALib.sample import sobol as sample_sobol  # noqa: E402

BOUNDS = {"a": (-2.5, -0.5), "b": (0.0, 1.0), "c": (1e-3, 30.0)}
ISHIGAMI = {"x1": (-math.pi, math.pi), "x2": (-math.pi, math.pi), "x3": (-math.pi, math.pi)}


def problem(parameters):
    """The same input in SALib's words."""
    return {"num_vars": len(parameters), "names": list(parameters), "bounds": [list(b) for b in parameters.values()]}


def cube(dimensions):
    return {f"p{d}": (0.0, 1.0) for d in range(dimensions)}


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def scipy_points(dimensions, n, skip=0):
    engine = qmc.Sobol(dimensions, scramble=False)
    if skip:
        engine.fast_forward(skip)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # n is no power of two
        return engine.random(n)


@pytest.mark.parametrize(("dimensions", "n"), [(1, 100), (2, 4096), (50, 1000), (3667, 70)])
def test_sobol_points_are_those_of_scipy(dimensions, n):
    ours = bd.design(cube(dimensions), "sobol", n).to_numpy()
    assert (ours == scipy_points(dimensions, n)).all()


@pytest.mark.parametrize(("dimensions", "bits"), [(3667, 15), (3, 24)])
def test_direction_numbers_are_those_of_scipy(dimensions, bits):
    # Point 2^k - 1 is direction number k alone. The table has 15 at most in a dimension; the others follow from them.
    # scipy goes there step by step, so not far in many dimensions.
    engine = qmc.Sobol(dimensions, scramble=False)
    made = _core.Design("sobol", [(name, 0.0, 1.0, False, []) for name in cube(dimensions)], 2**bits, 1)
    for k in range(1, bits + 1):
        engine.reset().fast_forward(2**k - 1)
        point = engine.random(1)[0]
        assert [float(made.value(2**k - 1, d)) for d in range(dimensions)] == point.tolist()


@pytest.mark.parametrize("second_order", [True, False])
@pytest.mark.parametrize("n", [1, 8, 16, 64, 100])
def test_saltelli_rows_are_those_of_salib(n, second_order):
    skip = max(16, 2 ** math.ceil(math.log2(n)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = sample_sobol.sample(
            problem(BOUNDS), n, calc_second_order=second_order, scramble=False, skip_values=skip
        )
    ours = bd.design(BOUNDS, "saltelli", n, second_order=second_order)
    assert list(ours) == list(BOUNDS)
    assert (ours.to_numpy() == theirs).all()


@pytest.mark.parametrize("second_order", [True, False])
@pytest.mark.parametrize("n", [1, 17, 64])
def test_saltelli_rows_are_those_of_salibs_older_function(n, second_order):
    saltelli = pytest.importorskip("SALib.sample.saltelli")  # SALib announces its end
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = saltelli.sample(problem(BOUNDS), n, calc_second_order=second_order)
    # This function has its own generator, of 31 bits.
    np.testing.assert_array_equal(bd.design(BOUNDS, "saltelli", n, second_order=second_order).to_numpy(), theirs)


def test_salib_finds_the_known_indices_in_a_saltelli_design():
    design = bd.design(ISHIGAMI, "saltelli", 1024)
    found = analyze_sobol.analyze(problem(ISHIGAMI), ishigami(design.to_numpy()), seed=1)
    # Ishigami & Homma (1990) in closed form, a = 7, b = 0.1
    variance = 49 / 8 + 0.1 * math.pi**4 / 5 + 0.01 * math.pi**8 / 18 + 0.5
    first = [0.5 * (1 + 0.1 * math.pi**4 / 5) ** 2 / variance, 49 / 8 / variance, 0]
    both = 0.01 * math.pi**8 * (1 / 18 - 1 / 50) / variance
    np.testing.assert_allclose(found["S1"], first, atol=0.02)
    np.testing.assert_allclose(found["ST"], [first[0] + both, first[1], both], atol=0.02)
    np.testing.assert_allclose(found["S2"][0, 2], both, atol=0.04)


def test_salib_finds_slopes_in_a_morris_design():
    slopes = np.array([3.0, -2.0, 0.5])
    design = bd.design(BOUNDS, "morris", 20, seed=5, levels=6)
    x = design.to_numpy()
    found = analyze_morris.analyze(problem(BOUNDS), x, x @ slopes, num_levels=6, seed=1)
    widths = np.array([high - low for low, high in BOUNDS.values()])
    np.testing.assert_allclose(found["mu"], slopes * widths, rtol=1e-9)
    np.testing.assert_allclose(found["mu_star"], abs(slopes * widths), rtol=1e-9)
    np.testing.assert_allclose(found["sigma"], 0, atol=1e-9)


def test_salib_ranks_an_interaction_in_a_morris_design():
    design = bd.design(ISHIGAMI, "morris", 500, seed=2)
    found = analyze_morris.analyze(problem(ISHIGAMI), design.to_numpy(), ishigami(design.to_numpy()), seed=1)
    # On four levels sin^2 x2 is 0, 3/4, 3/4, 0 and a step is two levels: 3/4 up or down. x3 acts through x1 only, so it
    # raises as often as it lowers.
    assert found["mu_star"][1] == pytest.approx(7 * 0.75 / (2 / 3))
    assert abs(found["mu"][2]) < 0.2 * found["mu_star"][2]
    assert found["sigma"][2] > 1


def test_morris_with_choices_is_analysed_on_the_unit_cube():
    parameters = {"a": (0, 3), "b": [10.0, 20.0], "c": (0.0, 1.0)}
    design = bd.design(parameters, "morris", 30, whole=["a"])
    unit = bd.design(parameters, "morris", 30, whole=["a"], unit=True)
    y = design["a"].to_numpy() * 1.0 + design["b"].to_numpy()
    found = analyze_morris.analyze(problem(cube(3)), unit.to_numpy(), y, seed=1)
    assert found["mu"][0] > 0 and found["mu"][1] == pytest.approx(10 / (2 / 3)) and found["mu_star"][2] == 0


def test_a_latin_hypercube_meets_every_stratum_once():
    design = bd.design({"a": (0, 1), "b": (10, 20)}, "lhs", 500, seed=3)
    assert sorted(np.floor(design["a"] * 500)) == list(range(500))
    assert sorted(np.floor((design["b"] - 10) * 50)) == list(range(500))


def test_seeds_matter_where_there_is_luck():
    for kind in ("random", "lhs", "morris"):
        one, again, two = (bd.design(BOUNDS, kind, 20, seed=seed) for seed in (1, 1, 2))
        pd.testing.assert_frame_equal(one, again)
        assert not one.equals(two)
    pd.testing.assert_frame_equal(bd.design(BOUNDS, "sobol", 20, seed=1), bd.design(BOUNDS, "sobol", 20, seed=2))


def test_an_even_design_integrates_better_than_luck():
    def error(kind):
        x = bd.design(cube(5), kind, 4096).to_numpy()
        return abs(np.prod(1 + (x - 0.5), axis=1).mean() - 1)

    assert error("sobol") < 1e-3
    assert error("lhs") < 1e-2
    assert error("random") < 5 * math.sqrt(((13 / 12) ** 5 - 1) / 4096)


def test_whole_numbers_and_values_keep_their_types():
    day = datetime.date(2020, 1, 1)
    parameters = {"n": (1, 3), "k": [1, 2], "t": ["x", "y"], "d": [day], "b": [True, False]}
    design = bd.design(parameters, "grid", 9, whole="n")
    assert len(design) == 3 * 2 * 2 * 1 * 2
    assert design.index.name == "sample"
    assert design["n"].dtype == np.int64 and set(design["n"]) == {1, 2, 3}
    assert design["k"].dtype == np.int64 and design["b"].dtype == bool
    assert set(design["t"]) == {"x", "y"} and set(design["d"]) == {day}
    assert design.iloc[1].to_dict() == {"n": 1, "k": 1, "t": "x", "d": day, "b": False}


def test_a_list_is_its_columns():
    table = pd.DataFrame({"a": [1.0, 2.5], "b": ["x", "y"]})
    pd.testing.assert_frame_equal(bd.design(table, "list"), table, check_names=False)
    assert bd.design({"a": [1, 2], "b": [3, 4]}, "list").to_numpy().tolist() == [[1, 3], [2, 4]]


def test_texts_read_back_to_the_number():
    made = _core.Design("random", [("a", -3.0, 7.0, False, []), ("b", 2.0, 2.0, False, [])], 300, 1)
    numbers = made.number(0)
    assert [float(made.value(s, 0)) for s in range(300)] == numbers.tolist()
    assert made.value(0, 1) == "2.0"


def test_errors_name_all_that_is_wrong():
    with pytest.raises(bd.InputError, match="did you mean 'saltelli'"):
        bd.design(BOUNDS, "saltelly", 4)
    with pytest.raises(bd.InputError) as caught:
        bd.design({"a": (2, 1), "b": (0, math.inf)}, "random")
    for part in ("must not end below", "finite", "samples must be at least 1"):
        assert part in str(caught.value)
    for parameters, kind, part in [
        ({}, "random", "at least one parameter"),
        ({"a": (1, 2, 3)}, "random", "a range"),
        ({"a": "x"}, "random", "expected a range"),
        ({"a": []}, "random", "empty"),
        ({"a": (0, 1)}, "list", "no range"),
        ({"a": [1], "b": [1, 2]}, "list", "equally long"),
        (cube(1834), "saltelli", "at most 1833"),
        (cube(3668), "sobol", "at most 3667"),
    ]:
        with pytest.raises(bd.InputError, match=part):
            bd.design(parameters, kind, 4)
    with pytest.raises(bd.InputError, match="none of the parameters"):
        bd.design(BOUNDS, "random", 4, whole=["z"])
    with pytest.raises(bd.InputError, match="samples must lie"):
        bd.design(BOUNDS, "random", -1)


def test_a_million_samples_are_quickly_there():
    design = bd.design({"a": (0, 1), "b": (0, 1)}, "lhs", 1_000_000)
    assert np.unique(np.floor(design["b"] * 1e6)).size == 1_000_000
