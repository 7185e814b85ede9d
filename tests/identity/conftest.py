"""The option --update-golden, and the run that several tests look at, made once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import small_runs


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden digests anew instead of comparing with them"
    )


@pytest.fixture(scope="session")
def plain_run(tmp_path_factory):
    """plain_run(NAME): result file of the small run of a scenario by the installed program."""
    made = {}

    def result(name: str) -> Path:
        if name not in made:
            made[name] = small_runs.run(name, tmp_path_factory.mktemp(name) / "plain.h5")
        return made[name]

    return result
