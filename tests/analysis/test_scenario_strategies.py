"""The generator of random scenarios: it makes valid ones, the same for a seed, and covers all that a file can say."""

import collections

import pytest
from hypothesis import HealthCheck, given, settings

from berdaya import _core
from scenario_schema import fields_of, keys_of, kinds, parameters, standard_options
from scenario_strategies import Limits, cases, random_case, random_scenario, scenarios, toml_of

COVERED = 600  # scenarios over which everything must occur


def parse(text):
    return _core.parse_scenario(text, "random.toml")


@pytest.fixture(scope="module")
def many():
    return [random_case(seed, max_communities=5) for seed in range(COVERED)]


def interventions_of(case):
    yield from case["intervention"]
    for policy in case.get("policy", {}).values():
        yield from policy["intervention"]


@pytest.mark.parametrize("sizes", [{}, {"max_communities": 1, "max_umkm": 3, "max_months": 1}, {"extremes": 0.3}])
def test_what_is_generated_is_valid(sizes):
    for seed in range(150):
        parse(random_scenario(seed, **sizes))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(scenarios(max_communities=2))
def test_what_hypothesis_generates_is_valid(text):
    parse(text)


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(cases(max_communities=4, max_umkm=20, max_months=6, max_interventions=3, max_policies=1))
def test_the_limits_hold(case):
    scenario = parse(toml_of(case))
    assert len(scenario.communities) <= 4
    assert scenario.umkm <= 20 * len(scenario.communities)
    assert scenario.months <= 6
    assert len(case["intervention"]) <= 3
    assert len(scenario.policy_ids) <= 2


def test_a_seed_gives_the_same_text_again():
    assert random_scenario(5) == random_scenario(5) == random_scenario(5, Limits())
    assert len({random_scenario(seed) for seed in range(50)}) == 50


def test_the_resolved_text_of_a_random_scenario_loads_to_the_same():
    for seed in range(40):
        resolved = parse(random_scenario(seed)).resolved
        assert parse(resolved).resolved == resolved


def test_every_key_of_every_table_occurs(many):
    for section in ("sector", "option", "government", "community", "cbo", "facilitator", "fund"):
        seen = {key for case in many for table in case[section] for key in table}
        assert set(keys_of(section)) - seen <= {"title", "source", "kind"}, section
    # "kind" above is the label of an organisation.
    assert {"kind"} <= {key for case in many for table in case["facilitator"] for key in table}
    seen = {key for case in many for key in case.get("replication", {})}
    assert set(keys_of("replication")) == seen


def test_every_parameter_takes_values_from_end_to_end_of_its_range(many):
    values = collections.defaultdict(set)
    for case in many:
        for name, value in case["parameters"].items():
            values[name].add(value)
    for name, row in parameters().items():
        if row["choices"]:
            assert values[name] == set(row["choices"]), name
            continue
        assert len(values[name]) >= 5, name
        low, high = min(values[name]), max(values[name])
        near = 0.1 * (row["high"] - row["low"])  # so that the test does not depend on the luck of these seeds
        reached = low <= row["low"] + near and high >= row["high"] - near
        assert reached or "share" in name or "duty" in name, (name, low, high)


def test_every_option_is_changed_held_and_made_possible(many):
    changed = {table["id"] for case in many for table in case["option"]}
    assert set(standard_options()) < changed
    assert {"permit", "finance"} <= {table.get("kind") for case in many for table in case["option"]}
    assert set(standard_options()) <= {name for case in many for name in case.get("adopted", {})}
    assert any(table.get("prerequisite") == "none" for case in many for table in case["option"])


def test_every_kind_of_facilitator_serves_one_and_several_communities_with_and_without_a_fund(many):
    seen = collections.defaultdict(set)
    for case in many:
        for table in case["facilitator"]:
            seen[table.get("kind", "coordinator")] |= {len(table["communities"]) > 1, f"fund {'fund' in table}"}
    assert set(seen) == set(keys_of("facilitator")["kind"]["enum"])
    assert all(kind == {True, False, "fund True", "fund False"} for kind in seen.values())


def test_every_lever_and_shock_occurs_with_every_field_and_form_of_target(many):
    seen = collections.defaultdict(set)
    together = collections.Counter()
    for case in many:
        for table in interventions_of(case):
            kind, target = table["kind"], table.get("target", {})
            seen[kind] |= set(table) | {f"target.{key}" for key in target}
            seen[kind] |= {f"group {target['group']}"} if "group" in target else set()
            intensity = table.get("intensity", 1)
            seen[kind].add(
                "off" if intensity == 0 else "weak" if intensity < 1 else "full" if intensity == 1 else "more"
            )
            seen["first"].add(target.get("first"))
        together.update(
            kind for kind, n in collections.Counter(i["kind"] for i in case["intervention"]).items() if n > 1
        )
    for kind, row in kinds().items():
        wanted = {
            "from",
            "until",
            "target.communities",
            "group all",
            "group pilot",
            "group replica",
            "off",
            "weak",
            "full",
        }
        wanted |= set(fields_of(kind)) | ({"more"} if row["intensity_high"] > 1 else set())
        if row["reaches_umkm"]:
            wanted |= {"target.sectors", "target.neighbourhoods", "target.share", "target.places", "target.first"}
        if not row["shock"]:
            wanted |= {"cost", "fund"}
        assert wanted <= seen[kind], (kind, wanted - seen[kind])
        assert together[kind] > 0, kind
    assert {"random", "willing", "unaware", "connected"} <= seen["first"]


def test_every_shape_of_a_region_occurs(many):
    chains = collections.Counter()
    for case in many:
        level_of = {unit["id"]: unit["level"] for unit in case["government"]}
        chains.update(frozenset(level_of[unit] for unit in c["government"]) for c in case["community"])
    assert len(chains) == 15, "every subset of the four levels but none"
    shapes = [
        {
            "communities": len(case["community"]),
            "roots": sum("parent" not in unit for unit in case["government"]) > 1,
            "contacts": case["parameters"].get("social_capital.contacts", 8),
            "cbos": max(sum(cbo["community"] == c["id"] for cbo in case["cbo"]) for c in case["community"]),
            "umkm": {type(c.get("umkm")).__name__ for c in case["community"]},
            "food": tuple(sorted({s.get("food", False) for s in case["sector"]})),
            "collective": case.get("collective", True),
            "planned": "planned_months" in case,
            "policies": len(case.get("policy", {})),
            "replication": "replication" in case,
        }
        for case in many
    ]
    seen = {key: [shape[key] for shape in shapes] for key in shapes[0]}
    assert set(seen["communities"]) == {1, 2, 3, 4, 5}
    assert set(seen["contacts"]) == {2, 4, 6, 8, 10, 12, 14, 16}
    assert set(seen["cbos"]) == {1, 2, 3, 4}
    assert set().union(*seen["umkm"]) == {"int", "dict", "NoneType"}  # total, by sector, from a file
    assert set(seen["food"]) == {(True,), (False,), (False, True)}
    assert set(seen["policies"]) == {0, 1, 2}
    for key in ("roots", "collective", "planned", "replication"):
        assert set(seen[key]) == {True, False}, key
