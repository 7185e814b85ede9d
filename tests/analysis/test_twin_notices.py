"""What the comparison would notice: a twin that takes a slightly different scenario differs; an edge excuses only
itself."""

import numpy as np
import pytest
from twin_support import load

import berdaya as bd
from berdaya import _core
from reference_model.comparison import SINGLE, compared, follow
from reference_model.decisions import Decisions

WORLDS = ["every_lever", "hard_rules", "replication", "bare", "structures"]
PARAMETERS = bd.load("surakarta").parameters["name"].tolist()
CHOICES = {row["name"]: row["choices"] for row in _core.parameters()}
SUMS = [
    ["government.v_env", "government.v_part", "government.v_rep"],
    [f"facilitation.duty_{x}" for x in ("ward", "rw", "city", "district", "bottom")],
    *[[f"facilitation.share{s}_{x}" for x in ("soc", "train", "permit", "market", "coord")] for s in range(4)],
]
# Without an effect of their own: they only complete a sum.
COMPLETE_A_SUM = {f"facilitation.share{s}_coord" for s in range(4)}
# What only moves chances shows in decisions alone, and a thousandth turns few of them.
LITTLE = {"uptake": 0.3, "participation": 0.3, "social_capital.peer_threshold": 0.1, "social_capital.peer_spread": 0.1}
FEW = [
    *["government.w_p", "facilitation.volunteer_cost", "organisation.k_link", "participation.peer_norm"],
    *["learning.comfort_pull", "trust.promise_weight", "uptake.seen_rate", "market.peer_rate"],
    *["social_capital.link_rate", "outcomes.rep_decay", "policy.forum_relief", "population.other_income_sd"],
    *["trust.loss_rule", "social_capital.peer_rule", "social_capital.peer_threshold", "social_capital.peer_spread"],
    *["learning.complement", "market.mutual_buying", "uptake.permit_ceiling", "uptake.online_ceiling"],
    *["participation.answered", "uptake.lapse"],
]


def altered(scenario, name):
    """The scenario with a parameter changed a little; one that completes a sum gives way."""
    rows = scenario.parameters.set_index("name")
    value = rows.loc[name, "value"]
    if choices := CHOICES[name]:
        return scenario.with_({name: choices[1 - int(value)]})  # the value is the place of the choice
    whole = float(rows.loc[name, "default"]).is_integer() and rows.loc[name, "unit"] in ("month", "1/month", "months")
    for step in [1, -1, 2] if whole or name.endswith(("contacts", "bridge_max")) else [LITTLE.get(name, LITTLE.get(name.split(".")[0], 1e-3)) * sign for sign in (1, -1)]:
        if name.endswith("contacts"):
            step *= 2
        changes = {name: value + step}
        for group in SUMS:
            if name in group:
                other = next(x for x in group if x != name and 0 <= rows.loc[x, "value"] - step <= 1)
                changes[other] = rows.loc[other, "value"] - step
        try:
            return scenario.with_(changes)
        except bd.InputError:
            continue
    raise AssertionError(f"no other value for {name}")


def noticed(name):
    for world in WORLDS:
        scenario = load(world)
        other = altered(scenario, name)
        if follow(bd.Simulation(other, seed=5), scenario=scenario).differences:
            return True
    return False


@pytest.mark.parametrize("name", FEW)
def test_a_parameter_off_by_little_is_noticed(name):
    assert noticed(name)


@pytest.mark.long
@pytest.mark.parametrize("name", [x for x in PARAMETERS if x not in FEW and x not in COMPLETE_A_SUM])
def test_every_parameter_off_by_little_is_noticed(name):
    assert noticed(name)


def test_a_deviation_beyond_its_bound_is_a_difference():
    engine = np.array([0.5, 0.25, 1.0])
    twin = engine + [0, 70 * SINGLE, 0]
    found, values, largest = compared(3, [("umkm.awareness", engine, twin, 64 * SINGLE)])
    assert [(d.month, d.what, d.row) for d in found] == [(3, "umkm.awareness", 1)]
    assert values == 3
    assert largest["umkm.awareness"] == pytest.approx(70 / 64)
    assert not compared(3, [("umkm.awareness", engine, twin, 80 * SINGLE)])[0]
    assert compared(3, [("umkm.adopted", np.array([1]), np.array([2]), 0.0)])[0]
    assert compared(3, [("umkm.awareness", engine, np.array([0.5, np.nan, 1]), 1.0)])[0]


def test_only_what_lies_within_rounding_is_an_edge_and_can_be_turned():
    u, p = np.array([0.1, 0.5, 0.5 - 20 * SINGLE, 0.9]), np.array([0.5, 0.5, 0.5, 0.5])
    plain = Decisions()
    assert list(plain.chance("x", [10, 11, 12, 13], u, p)) == [True, False, True, False]
    assert plain.edges == [("x", 12)]  # equal sides are exact
    turned = Decisions([("x", 12), ("x", 10)])
    assert list(turned.chance("x", [10, 11, 12, 13], u, p)) == [True, False, False, False]
    assert Decisions().less("never", [0], np.array([1e-8]), np.array([0.0])).tolist() == [False]
