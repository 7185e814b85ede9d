"""Runs the checks, draws them, and says what holds."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import matplotlib

from . import adoption, bass, generator, motion, participation, places, population
from .outcome import Outcome

CHECKS: dict[str, Callable[..., Outcome]] = {
    "trust": motion.trust,
    "skill": motion.skill,
    "participation": participation.without_peers,
    "participation_unequal": participation.of_unequal_umkm,
    "adoption_constant": adoption.constant_hazard,
    "adoption_changing": adoption.changing_hazards,
    "adoption_competing": adoption.competing_options,
    "bass_complete": bass.complete_contacts,
    "bass_mixed": bass.mixed_contacts,
    "population_traits": population.traits,
    "population_groups": population.groups,
    "population_contacts": population.rewiring,
    "places_lots": places.gallery_lots,
    "places_partner": places.partner_places,
    "dieharder": generator.dieharder,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="verification", description=__doc__)
    parser.add_argument("checks", nargs="*", choices=[*CHECKS, []], metavar="CHECK", help=f"of {', '.join(CHECKS)}")
    parser.add_argument("--long", action="store_true", help="larger samples, and the whole battery of dieharder: hours")
    parser.add_argument(
        "--output", type=Path, default=Path("build/verification"), help="folder for figures and verdict"
    )
    options = parser.parse_args(arguments)
    matplotlib.use("Agg")
    names = options.checks or list(CHECKS)
    options.output.mkdir(parents=True, exist_ok=True)
    verdicts, failed = {}, []
    for name in names:
        if name == "dieharder" and not options.checks and not shutil.which("dieharder"):
            print("dieharder: left out, the program is not installed (apt-get install dieharder)", file=sys.stderr)
            continue
        started = time.monotonic()
        outcome = CHECKS[name](long=options.long, draw=True)
        seconds = time.monotonic() - started
        if outcome.figure is not None:
            outcome.figure.savefig(options.output / f"{name}.png", dpi=120)
        print(f"{'pass' if outcome.passed else 'FAIL'}  {name}  ({seconds:.0f} s)")
        for finding in outcome.findings:
            mark = " " if finding.passed else "!"
            print(f"   {mark}  {finding.value:.5g} <= {finding.bound:.5g}  {finding.what}; detects {finding.detects}")
        verdicts[name] = {
            "passed": outcome.passed,
            "seconds": round(seconds, 1),
            "long": options.long,
            "findings": [vars(finding) | {"passed": finding.passed} for finding in outcome.findings],
        }
        if not outcome.passed:
            failed.append(name)
    (options.output / "verdict.json").write_text(json.dumps(verdicts, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(verdicts) - len(failed)} of {len(verdicts)} checks pass; figures in {options.output}")
    return 1 if failed else 0
