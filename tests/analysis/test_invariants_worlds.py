"""What must hold in every month of every scenario, over random ones; watched_run.py says what that is."""

import datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from changed_cases import region
from scenario_schema import parameters
from scenario_strategies import Limits, random_case, random_scenario, scenario_of, scenarios
from scenario_values import BOUND, is_whole
from watched_run import NO_CBO, Watched

KUR = 9
LARGE = Limits(max_communities=5, max_umkm=150, max_months=60, max_interventions=14, max_policies=2)


def watch(text, seed=1):
    scenario = scenario_of(text)
    for policy in scenario.policies:
        Watched(scenario, seed, policy).run()


def watch_seed(seed, limits):
    try:
        watch(random_scenario(seed, limits), seed)
    except AssertionError as error:
        raise AssertionError(f"random_scenario({seed}, {limits}): {error}") from error


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_random_worlds_keep_their_bounds(part):
    for seed in range(25 * part, 25 * part + 25):
        watch_seed(seed, Limits())


@pytest.mark.slow
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(scenarios(max_communities=2, max_umkm=12, max_months=6, max_interventions=5, max_policies=0))
def test_worlds_that_hypothesis_makes_keep_their_bounds(text):
    watch(text)


def test_a_few_random_worlds_keep_their_bounds():
    for seed in range(1000, 1012):
        watch_seed(seed, Limits(max_policies=0))


@pytest.mark.slow
@pytest.mark.parametrize("group", sorted({name.split(".")[0] for name in parameters()}))
def test_every_parameter_alone_may_stand_at_the_ends_of_its_bounds(group):
    case = random_case(2, max_policies=0, extremes=0.0, max_months=6, max_umkm=20, max_communities=2)
    for name, row in parameters().items():
        if not name.startswith(f"{group}.") or row["choices"] or name in BOUND:
            continue
        for end in (row["lowest"], row["highest"]):
            value = int(end) if is_whole(name) else float(end)
            try:
                Watched(scenario_of({**case, "parameters": {**case["parameters"], name: value}})).run()
            except AssertionError as error:
                raise AssertionError(f"{name} = {value}: {error}") from error


def test_finance_of_any_kind_that_is_held_at_the_start_is_owed_and_ends():
    case = region() | {"months": 6, "intervention": [], "adopted": {"kur": 0.3, "csr": 0.3, "permit0": 0.5}}
    case["option"] = [{"id": "permit0", "kind": "finance", "base": -100.0}]
    case["parameters"] |= {"market.loan_months": 4, "uptake.aspiration": 0.0}
    watched = Watched(scenario_of(case))
    owes = watched.now["umkm"]["loan_left"] == 4
    assert (owes == (watched.now["umkm"]["adopted"] >> 9 & 7 > 0)).all()
    assert (watched.now["umkm"]["instalment"][owes] > 0).all()
    watched.run()
    assert not (watched.now["umkm"]["adopted"] >> 11 & 1).any()


def test_nobody_keeps_a_permit_where_all_lapse_and_loans_on_it_run_on():
    case = region() | {"adopted": {"nib": 0.8}}
    case["parameters"] |= {"uptake.lapse": 1.0}
    case["option"] = [{"id": "nib", "base": -1.0}, {"id": "kur", "base": 0.0}]
    Watched(scenario_of(case)).run()
    case["parameters"] |= {"uptake.lapse": 0.1}
    watched = Watched(scenario_of(case))
    owing = watched.run()["umkm"]
    kur = owing["adopted"] >> KUR & 1 == 1
    assert (kur & (owing["adopted"] & 1 == 0)).any(), "a loan without the NIB that it once took"
    assert (owing["loan_left"][kur] > 0).all()


@pytest.mark.parametrize("smooth", [1.0, 0.5])
@pytest.mark.parametrize("how", ["pandemic", "season"])
def test_a_world_without_any_demand_is_defined(smooth, how):
    case = region() | {"start": datetime.date(2020, 1, 1)}
    case["parameters"] |= {"market.smooth": smooth}
    if how == "pandemic":
        case["intervention"].append({"kind": "pandemic", "demand": 0.0})
    else:
        case["parameters"] |= {"market.season_amp": 1.0, "market.season_peak": 6.0}
    watched = Watched(scenario_of(case))
    assert watched.month()
    assert (watched.now["umkm"]["reference_ema"] == 0).all() == (smooth == 1)
    watched.run()


@pytest.mark.long
@pytest.mark.parametrize("part", range(30))
def test_many_large_random_worlds_keep_their_bounds(part):
    for seed in range(10_000 + 40 * part, 10_040 + 40 * part):
        watch_seed(seed, LARGE)


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
def test_worlds_at_the_ends_of_what_the_reader_takes_keep_their_bounds(part):
    for seed in range(50_000 + 100 * part, 50_100 + 100 * part):
        watch_seed(seed, Limits(max_months=24, extremes=0.2))


# The checks themselves: each notices what it is there for.


def setting(table, column, where, value):
    def spoil(now):
        now[table][column][where] = value

    return spoil


def adding(table, column, where, value):
    def spoil(now):
        now[table][column][where] += value

    return spoil


def taking(option, food):
    """The first business of that sector that holds nothing takes an option."""

    def spoil(now):
        umkm = now["umkm"]
        row = np.flatnonzero((umkm["adopted"] == 0) & (umkm["sector"] == (0 if food else 1)))[0]
        umkm["adopted"][row] |= 1 << option

    return spoil


def losing(option):
    """The first member of a CBO that holds an option loses it."""

    def spoil(now):
        umkm = now["umkm"]
        row = np.flatnonzero((umkm["adopted"] >> option & 1 == 1) & (umkm["cbo"] != NO_CBO))[0]
        umkm["adopted"][row] ^= 1 << option

    return spoil


def same_contact_twice(now):
    now["umkm"]["contacts"][5, 0] = now["umkm"]["contacts"][5, 1]


NIB, PIRT, GALLERY, BAZAAR, RUPIAH = 0, 1, 4, 5, 1e-6


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        ("bounds", setting("umkm", "awareness", 0, 1.0001)),
        ("bounds", setting("umkm", "capital", 3, -RUPIAH)),
        ("bounds", setting("community", "environment", 1, np.nan)),
        ("bounds", setting("cbo", "inflow", 1, np.inf)),
        ("counts", adding("umkm", "neighbourhood", 0, 1)),
        ("counts", adding("community", "holders", (0, 0), 1)),
        ("counts", setting("umkm", "cbo", 0, 1)),
        ("participation", adding("community", "participants", 0, 1)),
        ("contacts", setting("umkm", "contacts", (5, 0), 5)),
        ("contacts", setting("umkm", "contacts", (5, 0), 24)),
        ("contacts", same_contact_twice),
        ("ties", setting("cbo", "ties", (1, 0), 1)),
        ("ties", setting("cbo", "ties", (1, 0), 3)),
        ("prerequisites", taking(PIRT, food=True)),
        ("prerequisites", taking(PIRT, food=False)),
        ("lapses", losing(NIB)),
        ("loans", setting("umkm", "instalment", 0, 0.1)),
        ("places", setting("community", "holders", (2, GALLERY), 5)),
        ("places", setting("community", "holders", (2, BAZAAR), 16)),
        ("offers", setting("partner", "outside", 0, 7)),
        ("funds", adding("fund", "balance", 0, RUPIAH)),
        ("funds", adding("fund", "paid", 0, RUPIAH)),
        ("funds", adding("fund", "received", 0, RUPIAH)),
    ],
)
def test_the_checks_notice_what_they_are_there_for(check, spoil):
    watched = Watched(scenario_of(region()))
    watched.checks = [getattr(watched, f"check_{check}")]
    for _ in range(4):
        watched.month()
    with pytest.raises(AssertionError):
        watched.month(spoil)
