"""Engine and twin agree month by month in every column and metric: cases, and worlds made to meet every branch."""

from collections import Counter

import pytest
from twin_support import WORLDS, agreement, assert_agrees, load

TINY = [(path.stem, policy) for path in sorted(WORLDS.glob("*.toml")) for policy in load(path.stem).policies]
OF_CASES = {"desa_mandiri": 14, "karanganyar_gunung": 15, "surakarta": 8}
CASES = [(name, policy) for name in OF_CASES for policy in load(name).policies]


@pytest.mark.parametrize(("name", "policy"), TINY)
def test_agrees_in_a_tiny_world(name, policy):
    report = agreement(name, policy)
    assert_agrees(report)
    assert report.months == load(name).months


@pytest.mark.parametrize(("name", "policy"), CASES)
def test_agrees_in_the_first_months_of_a_case(name, policy):
    assert_agrees(agreement(name, policy, months=OF_CASES[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_CASES)
def test_agrees_over_a_whole_case(name):
    report = agreement(name, load(name).policies[-1], seed=3)
    assert_agrees(report)
    assert report.months == load(name).months


def test_every_column_and_every_metric_is_compared():
    import berdaya as bd

    sim = bd.Simulation(load("every_lever"))
    tables = ["umkm", "community", "cbo", "facilitator", "post", "unit", "partner", "fund"]
    columns = {f"{table}.{column}" for table in tables for column in getattr(sim, table)}
    metrics = {f"metric {name}" for name in bd.describe("metrics")["name"]}
    assert agreement("every_lever").columns == columns | metrics


def test_the_tiny_worlds_meet_every_lever_shock_option_and_branch():
    import berdaya as bd

    seen = Counter()
    for name, policy in TINY:
        seen += agreement(name, policy).seen
    expected = {f"lever {kind}" for kind in set(bd.describe("interventions")["kind"])}
    expected |= {f"first {who}" for who in ("random", "willing", "unaware", "connected")}
    expected |= {f"takes {option}" for option in range(13)}  # the catalogue's, a permit and a loan of hard_rules
    expected |= {f"leaves {channel}" for channel in range(4, 9)}
    expected |= BRANCHES
    assert expected - set(seen) == set()


BRANCHES = {
    *["replication begins", "fund is short", "lottery of places", "outside firms claim places", "granted 7"],
    *["granted 10", "partnerships end", "lot for 4", "lot for 5", "tie formed", "tie lost", "hours bought", "enrolled"],
    *["permit revoked", "bazaar event", "exit", "meets", "joins", "leaves CBO", "contest won", "stage rises"],
    *["stage falls", "loan paid back", "visited", "permit_helped", "assisted", "market_helped", "messaged", "mentored"],
    *["seat", "takes part", "pass_down", "volunteer", "unit gives all its hours", "facilitator overloaded"],
    *["nothing offered", "capped", "CBO without members", "CBO knows more", "leadership fails", "promise broken"],
    *["hears of 7", "hears of 10", "places stay free", "outside firms release places", "good name missing"],
    *["unit without communities", "asymmetric", "symmetric", "threshold", "zero sum", "nobody left to profit"],
    *["permit lapses", "not again in the month of its lapse"],
}
