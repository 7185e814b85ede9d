"""The small run of each scenario gives the digest in golden/NAME.json: results change on purpose or not at all."""

import copy

import golden
import pytest
from small_runs import SCENARIOS, digest, run

ADVICE = f"""
If this was not meant, the change that was just made is wrong somewhere. If it was: say under Reproducibility in
CHANGELOG.md which results change and why, and renew the golden digests in the same commit:
    {golden.HOW_TO_RENEW}"""


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_results_are_the_golden_ones(name, plain_run, request):
    result = plain_run(name)
    new = golden.golden_of(result, digest(result))
    if request.config.getoption("--update-golden", default=False):
        old = golden.read(name) if golden.path_of(name).exists() else None
        golden.write(name, new)
        print(golden.difference(name, old, new) if old else f"{name}: a first golden digest")
        return
    assert golden.path_of(name).exists(), f"{name} has no golden digest yet; to write it: {golden.HOW_TO_RENEW}"
    difference = golden.difference(name, golden.read(name), new)
    if difference:
        pytest.fail(difference + ADVICE, pytrace=False)


def test_no_golden_digest_is_left_of_a_scenario_that_is_gone():
    assert {path.stem for path in golden.FOLDER.glob("*.json")} == set(SCENARIOS)


def test_a_change_is_told_with_its_policy_month_and_variable(tmp_path):
    """More places of a training must be seen in its policy alone, not before it begins, and with what they change."""
    name = "karanganyar_gunung"
    made = []
    for number, intensity in enumerate(("4", "8")):
        file = tmp_path / f"{number}.h5"
        run(name, file, set=f"policy.training.intervention.0.intensity={intensity}", months="48")
        made.append(golden.golden_of(file, digest(file)))
    text = golden.difference(name, *made)
    assert "policies that differ: training (of " in text
    assert "differ first" in text and "in month 1:" not in text
    assert "(in the end " in text
    assert golden.difference(name, made[0], copy.deepcopy(made[0])) == ""


def test_what_is_gone_or_new_is_named():
    old = {"digest": "1", "months": [1], "policies": {"a": "x"}, "variables": {"m": "aa 0.5", "n": "bb 1"}}
    new = {"digest": "2", "months": [1], "policies": {"b": "x"}, "variables": {"m": "aa 0.5", "o": "bb 1"}}
    text = golden.difference("s", old, new)
    for what, gone, new in (("policies", "a", "b"), ("variables", "n", "o")):
        assert f"{what} that are gone: {gone}" in text
        assert f"{what} that are new: {new}" in text
