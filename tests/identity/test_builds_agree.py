"""The same scenario and seed give the same bits in every build: with and without assertions, for AVX2 or AVX-512, by g++
and by clang.

./run-tests names the other programs in BERDAYA_OTHER_PROGRAMS, separated by colons. Such a comparison is what finds
wrong code of a compiler, which looks plausible in every single run.
"""

import os
from pathlib import Path

import golden
import pytest
from small_runs import SCENARIOS, digest, run

OTHERS = {Path(p).parents[1].name: Path(p) for p in os.environ.get("BERDAYA_OTHER_PROGRAMS", "").split(":") if p}


@pytest.mark.skipif(not OTHERS, reason="BERDAYA_OTHER_PROGRAMS names no other build (./run-tests does)")
@pytest.mark.parametrize("build", OTHERS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_another_build_gives_the_same_bits(name, build, plain_run, tmp_path):
    expected = plain_run(name)
    other = run(name, tmp_path / "other.h5", program=OTHERS[build])
    ours, theirs = (golden.golden_of(file, digest(file)) for file in (expected, other))
    assert ours == theirs, golden.difference(f"{name} by the build {build}", ours, theirs)
