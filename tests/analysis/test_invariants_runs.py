"""What must not matter to a run, over random scenarios: inert levers, threads, stops, what is looked at, file order.

Draws are addressed by the number of an entity in its run. What has no draws of its own - facilitators, funds, units,
policies, changed options, keys - may therefore stand in any order with equal bits, but for the rounding of sums.
Communities, sectors, organisations of one community, new options and levers that choose single UMKM have draws: another
order means other luck, and only the statistics are the same (test_invariants_regions.py).
"""

import copy
import tomllib

import numpy as np
import pytest

import berdaya as bd
from berdaya import _core
from changed_cases import reordered_keys, reordered_levers
from random_source import Seeded
from scenario_levers import random_intervention
from scenario_places import Calendar, Limits
from scenario_schema import kinds
from scenario_strategies import random_case, scenario_of, toml_of
from watched_run import TABLES, copy_of

LIMITS = Limits(max_months=10, max_interventions=6, max_policies=0)
QUICK = range(12)


def end_of(case, policy="baseline", seed=3, threads=1, look=False):
    sim = bd.Simulation(scenario_of(case), seed=seed, policy=policy, threads=threads)
    while sim.step():
        if look:
            sim.metrics()
    return copy_of(sim)


def differences(a, b, tables=TABLES, but=(), tolerance=0.0):
    found = []
    for table in tables:
        for column in a[table]:
            x, y = a[table][column], b[table][column]
            if f"{table}.{column}" in but:
                continue
            same = x.shape == y.shape and (
                np.array_equal(x, y) if tolerance == 0 else np.allclose(x, y, rtol=tolerance, atol=tolerance)
            )
            if not same:
                found.append(f"{table}.{column}")
    return found


def without_rows_of_partners(tables, number):
    return {**tables, "partner": {column: values[:number] for column, values in tables["partner"].items()}}


# A lever that is off.


def inert_levers(seed, case):
    """A lever of each form of being off: no intensity, not yet, of a policy that is not chosen."""
    source = Seeded(seed)
    calendar = Calendar(case["start"], case["planned_months"])
    for kind in source.some(list(kinds()), 5, 5):
        lever = {"id": "inert"} | random_intervention(source, case, kind, calendar, LIMITS)
        dates = {key: value for key, value in lever.items() if key not in ("from", "until")}
        yield kind, {**lever, "intensity": 0.0}
        yield kind, {**dates, "intensity": 1.0, "from": calendar.date(source, case["planned_months"] - 1)}


@pytest.mark.parametrize("seed", QUICK)
def test_a_lever_that_is_off_changes_no_other_number(seed):
    case = random_case(seed, LIMITS)
    case["planned_months"] = case["months"] + 5
    plain = end_of(case)
    offers = len(plain["partner"]["option"])
    for kind, lever in inert_levers(seed, case):
        with_it = copy.deepcopy(case)
        with_it["intervention"].append(lever)
        found = differences(plain, without_rows_of_partners(end_of(with_it), offers))
        assert found == [], (kind, lever)


@pytest.mark.parametrize("seed", QUICK)
def test_a_policy_that_is_not_chosen_changes_no_number(seed):
    case = random_case(seed, LIMITS.smaller(max_policies=2))
    plain = {key: value for key, value in case.items() if key != "policy"}
    assert differences(end_of(plain), end_of(case)) == []


# What is looked at, threads, stops.


@pytest.mark.parametrize("seed", QUICK)
def test_looking_at_metrics_and_more_threads_change_no_number(seed):
    case = random_case(seed + 100, LIMITS.smaller(max_communities=5))
    plain = end_of(case)
    assert differences(plain, end_of(case, look=True)) == []
    assert differences(plain, end_of(case, threads=2)) == []
    assert differences(plain, end_of(case, threads=7)) == []


@pytest.mark.parametrize("seed", QUICK)
def test_a_shorter_run_is_the_beginning_of_the_longer_one(seed):
    scenario = scenario_of(random_case(seed + 200, LIMITS))
    months = 1 + seed % scenario.months
    long = bd.Simulation(scenario, seed=3)
    long.run(months)
    planned = scenario_of(
        random_case(seed + 200, LIMITS) | {"months": months, "planned_months": scenario_planned(seed + 200)}
    )
    short = bd.Simulation(planned, seed=3)
    short.run()
    assert short.month == months
    assert differences(copy_of(long), copy_of(short)) == []


def scenario_planned(seed):
    case = random_case(seed, LIMITS)
    return case.get("planned_months", case["months"])


class Stop(Exception):
    pass


@pytest.mark.parametrize("seed", range(4))
def test_a_batch_that_was_stopped_and_goes_on_has_the_digest_of_one_that_was_not(seed, tmp_path):
    scenario = scenario_of(
        random_case(seed + 300, LIMITS.smaller(max_policies=2)) | {"months": 24, "planned_months": 40}
    )
    options = {"policies": scenario.policies, "replicates": 3, "seed": 5, "metrics": [], "threads": 2}

    def stop_early(done, total, failed, months_done, months_total, seconds):
        if months_done > months_total // 3:
            raise Stop

    straight, stopped = str(tmp_path / "straight.h5"), str(tmp_path / "stopped.h5")
    _core.run(scenario._core, straight, **options)
    try:
        _core.run(scenario._core, stopped, checkpoint_every=5, progress=stop_early, **options)
    except Stop:
        _core.run(scenario._core, stopped, checkpoint_every=5, **options)
    assert _core.digest(stopped) == _core.digest(straight)


@pytest.mark.parametrize("seed", QUICK)
def test_what_changes_in_one_community_changes_no_other_in_the_same_month(seed):
    case = random_case(seed + 800, LIMITS.smaller(max_communities=4)) | {"months": 6, "planned_months": 40}
    if len(case["community"]) == 1:
        case = random_case(seed + 850, LIMITS.smaller(max_communities=4)) | {"months": 6, "planned_months": 40}
    plain, changed = (bd.Simulation(scenario_of(case), seed=3) for _ in range(2))
    plain.run(3)
    changed.run(3)
    here = slice(0, int(plain.community["umkm_count"][0]))
    for column in ("awareness", "trust_cbo", "skill_market", "fatigue", "capital"):
        changed.umkm[column][here] *= 0.5
    plain.step()
    changed.step()
    a, b = copy_of(plain), copy_of(changed)
    assert not np.array_equal(a["umkm"]["awareness"][here], b["umkm"]["awareness"][here])
    elsewhere = {"umkm": here.stop, "community": 1, "cbo": int(plain.community["cbo_count"][0])}
    for table, first in elsewhere.items():
        rest = [{table: {column: values[first:] for column, values in tables[table].items()}} for tables in (a, b)]
        assert differences(*rest, [table]) == [], table
    assert differences(a, b, ["unit", "fund", "partner"]) == []


# The order of a file.


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_keys_and_of_tables_that_name_what_they_belong_to_is_not_read(seed):
    case = random_case(seed + 400)
    source = Seeded(seed)
    other = reordered_keys(source, case)
    if "policy" in case:  # their order is that of the results
        other["policy"] = {name: other["policy"][name] for name in case["policy"]}
    # Those of one community keep their order: it is that of their rows.
    first = source.shuffled([c["id"] for c in case["community"]])
    other["cbo"] = sorted(other["cbo"], key=lambda cbo: first.index(cbo["community"]))
    mine = [i for i, option in enumerate(other["option"]) if not option["id"].startswith("permit")]
    new = [i for i in range(len(other["option"])) if i not in mine]
    other["option"] = [other["option"][i] for i in [*source.shuffled(mine), *new]]
    read, again = (tomllib.loads(scenario_of(each).toml) for each in (case, other))
    for text in (read, again):  # stand as in the file, so that `cbo.N` is the same one; rows are by community
        text["cbo"].sort(key=lambda cbo: cbo["id"])
    assert again == read
    assert differences(end_of(case), end_of(other)) == []


@pytest.mark.parametrize("seed", QUICK)
def test_funds_and_units_may_stand_in_any_order_with_equal_bits(seed):
    case = random_case(seed + 500, LIMITS)
    source = Seeded(seed)
    funds, units = source.shuffled(range(len(case["fund"]))), source.shuffled(range(len(case["government"])))
    other = copy.deepcopy(case)
    other["fund"] = [case["fund"][i] for i in funds]
    other["government"] = [case["government"][i] for i in units]
    for lever in other["intervention"]:
        if "communities" in lever.get("target", {}):
            lever["target"]["communities"] = source.shuffled(lever["target"]["communities"])
    plain, changed = end_of(case), end_of(other)
    rows_of_others = [
        f"community.{name}" for name in ("unit_city", "unit_district", "unit_ward", "unit_rw", "root_unit")
    ]
    assert differences(plain, changed, ["umkm", "community", "cbo", "post", "partner"], rows_of_others) == []
    assert differences(plain, changed, ["facilitator"], ["facilitator.fund"]) == []
    for table, order in (("fund", funds), ("unit", units)):
        sorted_back = {table: {name: values[order] for name, values in plain[table].items()}}
        assert differences(sorted_back, changed, [table], ["unit.parent"]) == []


# Sums over facilitators and levers are made in their order, so that another one may round otherwise. The bound is some
# units in the last place of single precision, over ten months; a draw on the very edge would exceed it.
ROUNDING = 1e-5


@pytest.mark.parametrize("seed", QUICK)
def test_facilitators_and_levers_without_draws_may_stand_in_any_order_but_for_rounding(seed):
    case = random_case(seed + 600, LIMITS.smaller(extremes=0.0, max_interventions=10))
    source = Seeded(seed)
    other = copy.deepcopy(case)
    order = source.shuffled(range(len(case["facilitator"])))
    other["facilitator"] = [case["facilitator"][i] for i in order]
    other["intervention"] = reordered_levers(source, case["intervention"])
    plain, changed = end_of(case), end_of(other)
    tables = ["umkm", "community", "cbo", "unit", "fund"]
    assert differences(plain, changed, tables, tolerance=ROUNDING) == []
    sorted_back = {"facilitator": {name: values[order] for name, values in plain["facilitator"].items()}}
    but = ["facilitator.first_post"]
    assert differences(sorted_back, changed, ["facilitator"], but, tolerance=ROUNDING) == []


def test_a_file_may_be_written_twice():
    case = random_case(7)
    assert toml_of(case) == toml_of(copy.deepcopy(case))
