"""The readable twin (analysis/reference_model) for tests, and the worlds made for it."""

import functools
import sys
from pathlib import Path

import berdaya as bd

# Last in the path: `berdaya` there is only the sources.
sys.path.append(str(Path(__file__).parents[2] / "analysis"))

WORLDS = Path(__file__).parent / "twin_worlds"


@functools.cache
def load(name):
    """A bundled scenario, or a world of twin_worlds."""
    own = WORLDS / f"{name}.toml"
    return bd.load(own if own.exists() else name)


def agreement(name, policy="baseline", *, months=None, seed=7):
    """What came of following one run; computed once for all tests."""
    return followed(name, policy, months, seed)


@functools.cache
def followed(name, policy, months, seed):
    from reference_model.comparison import follow

    return follow(bd.Simulation(load(name), seed=seed, policy=policy, run=1), months)


def assert_agrees(report):
    assert report.months > 0
    assert not report.differences, "\n".join(map(str, [report.summary(), *report.differences]))
