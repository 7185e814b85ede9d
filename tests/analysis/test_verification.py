"""The quick checks of analysis/verification pass, and each of them fails where the engine differs from the theory."""

import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "analysis"))  # behind the installed packages

from verification import generator, outcome, program, tests_of_fit  # noqa: E402

# What the engine gets and the theory does not: the check must see it.
SHIFTS = {
    "trust": 0.0002,  # gain and loss
    "skill": 0.0005,  # learning.train
    "participation": 0.15,  # participation.base
    "participation_unequal": 2.0,  # participation.benefit, at an awareness of 0.05 to 0.2
    "adoption_constant": 0.04,  # log-hazard
    "adoption_changing": 0.6,  # uptake.aspiration
    "adoption_competing": 0.2,  # log-hazard of one option of four
    "bass_complete": 0.2,  # uptake.peers
    "bass_mixed": 0.2,  # uptake.peers
    "population_traits": 0.05,  # medians, logit
    "population_groups": 0.03,  # share of one CBO
    "population_contacts": 0.02,  # social_capital.rewire_start
    "places_lots": 1,  # slots
    "places_partner": 1,  # places
}
SLOW = {"bass_mixed"}
CASES = [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in SHIFTS]


def test_every_check_is_tried_here():
    assert set(SHIFTS) | {"dieharder"} == set(program.CHECKS)


@pytest.mark.parametrize("name", CASES)
def test_theory_holds(name):
    found = program.CHECKS[name](long=False, draw=False)
    assert found.passed, [vars(finding) for finding in found.findings if not finding.passed]


@pytest.mark.parametrize("name", CASES)
def test_a_check_sees_an_engine_that_differs(name):
    assert not program.CHECKS[name](long=False, draw=False, shift=SHIFTS[name]).passed


def test_kolmogorov_smirnov_keeps_its_rates():
    random = np.random.default_rng(1)
    n = 5000
    far = tests_of_fit.ks_detects(n)
    passed = [tests_of_fit.ks_statistic(random.random(n)) <= tests_of_fit.ks_bound(n) for _ in range(200)]
    assert all(passed)
    # Uniform but for the first `far` of probability, which sits in one point: so far away in distribution.
    seen = [
        tests_of_fit.ks_statistic(np.where(u < far, 0.0, u)) > tests_of_fit.ks_bound(n)
        for u in (random.random(n) for _ in range(200))
    ]
    assert all(seen)


def test_chi_square_keeps_its_rates():
    random = np.random.default_rng(2)
    cells, n = 20, 20000
    even = np.full(cells, 1 / cells)
    bound = tests_of_fit.chi_square_bound(cells - 1)
    statistics = [tests_of_fit.chi_square(random.multinomial(n, even), n * even)[0] for _ in range(500)]
    assert max(statistics) < bound
    assert abs(np.mean(statistics) - (cells - 1)) < 5 * np.sqrt(2 * (cells - 1) / 500)
    effect = tests_of_fit.chi_square_detects(cells - 1, n)
    tilted = even * (1 + effect * np.where(np.arange(cells) % 2, 1, -1))
    seen = [tests_of_fit.chi_square(random.multinomial(n, tilted), n * even)[0] > bound for _ in range(500)]
    assert np.mean(seen) > 0.99  # 0.999 in theory


def test_chi_square_pools_what_is_rare():
    value, freedom = tests_of_fit.chi_square([50, 48, 1, 1], [50, 46, 3, 1])
    assert freedom == 1  # the two rare cells join the smaller of the others
    assert value == pytest.approx(0)
    assert tests_of_fit.chi_square([50, 40, 5, 6], [50, 40, 5, 6])[1] == 3


def p_values(p):
    return [generator.Result("entities", f"test{i} 0", value) for i, value in enumerate(p)]


def test_dieharder_is_judged_by_all_its_p_values():
    uniform = np.random.default_rng(3).random(110)
    assert generator.judged(p_values(uniform), False, "").passed
    assert not generator.judged(p_values(np.append(uniform, 1e-9)), False, "").passed
    assert not generator.judged(p_values(np.append(uniform, 1.0)), False, "").passed
    assert not generator.judged(p_values(uniform**4), False, "").passed
    assert not generator.judged(p_values(0.4 + 0.1 * uniform), False, "").passed
    # Thirty patterns of one test share a sample: no thirty witnesses.
    clump = [generator.Result("entities", f"serial {i}", 0.98) for i in range(60)]
    assert generator.judged(p_values(uniform) + clump, False, "").passed


def test_the_draws_pass_a_test_of_dieharder_and_a_counter_does_not(tmp_path, monkeypatch):
    if not generator.shutil.which("dieharder"):
        pytest.skip("dieharder is not installed")
    try:
        generator.stream_program()
    except FileNotFoundError:
        pytest.skip("draw_stream is not built")
    arguments = ["-d", "100", "-t", "10000"]
    (drawn,) = generator.run_dieharder("entities", arguments)
    assert 1e-6 < drawn.p < 1 - 1e-6
    counter = tmp_path / "counter"
    counter.write_text(
        f"#!{sys.executable}\n"
        "import sys, numpy as np\n"
        "for i in range(10**6):\n"
        "    try:\n"
        "        sys.stdout.buffer.write(np.arange(i * 65536, (i + 1) * 65536, dtype=np.uint32).tobytes())\n"
        "    except BrokenPipeError:\n"
        "        break\n"
    )
    counter.chmod(0o755)
    monkeypatch.setenv("BERDAYA_DRAW_STREAM", str(counter))
    (counted,) = generator.run_dieharder("entities", arguments)
    assert counted.p < 1e-6


def test_a_verdict_is_written_and_failures_are_counted(tmp_path, monkeypatch, capsys):
    def found(value):
        result = outcome.Outcome()
        result.add("gap", value, 1.0, "nothing")
        return lambda long, draw: result

    monkeypatch.setattr(program, "CHECKS", {"good": found(0.5), "bad": found(2.0)})
    assert program.main(["good", "--output", str(tmp_path)]) == 0
    assert program.main(["good", "bad", "--output", str(tmp_path)]) == 1
    assert "1 of 2 checks pass" in capsys.readouterr().out
    assert '"passed": false' in (tmp_path / "verdict.json").read_text()
