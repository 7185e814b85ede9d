"""Engine and twin agree over random scenarios and parameters; tests/long/run does this for as long as wanted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenario_strategies import random_scenario, scenario_of, scenarios
from twin_support import assert_agrees

import berdaya as bd

SMALL = {"max_communities": 2, "max_umkm": 12, "max_months": 4, "extremes": 0}
CHECKS = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


def agrees(text, number):
    from reference_model.comparison import follow

    scenario = scenario_of(text)
    policy = scenario.policies[number % len(scenario.policies)]
    assert_agrees(follow(bd.Simulation(scenario, seed=number, policy=policy, run=number % 5)))


# By seed: what hypothesis tries first depends on which modules a session has loaded.
@pytest.mark.parametrize("number", range(12))
def test_agrees_over_random_scenarios(number):
    agrees(random_scenario(number, **SMALL), number)


@pytest.mark.long
@settings(max_examples=600, **CHECKS)
@given(scenarios(extremes=0), st.integers(0, 2**64 - 1))
def test_agrees_over_many_random_scenarios(text, number):
    agrees(text, number)
