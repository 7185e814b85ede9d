"""The same seed gives the same bits in every build: other optimisation, assertions on, other instruction set.

./run-tests names the other programs in BERDAYA_OTHER_PROGRAMS, separated by colons. Such a comparison is what finds
wrong code of a compiler, which looks plausible in every single run.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

INSTALLED = Path(sys.executable).with_name("berdaya")
OTHERS = [Path(p) for p in os.environ.get("BERDAYA_OTHER_PROGRAMS", "").split(":") if p]
SCENARIOS = ["karanganyar_gunung", "surakarta"]


def digest(program: Path, scenario: str, folder: Path) -> str:
    result = folder / "result.h5"
    command = [program, "run", scenario, "--replicates", "2", "--seed", "7", "--metrics", "all", "-o", result]
    subprocess.run(command, check=True, capture_output=True)
    return subprocess.run([program, "digest", result], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.skipif(not OTHERS, reason="BERDAYA_OTHER_PROGRAMS names no other build")
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_all_builds_give_the_same_bits(scenario, tmp_path):
    digests = {}
    for number, program in enumerate([INSTALLED, *OTHERS]):
        folder = tmp_path / str(number)
        folder.mkdir()
        digests[str(program)] = digest(program, scenario, folder)
    assert len(set(digests.values())) == 1, digests
