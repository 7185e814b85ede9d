"""Twin against engine over generated worlds, for as long as wanted.

World number n of a seed is always the same, so a run is repeated by its seed, and one world by `--first N --worlds
1`. A world that differs is written to a file, with the command that shows the difference.
"""

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "analysis"), str(ROOT / "tests" / "analysis")]

import berdaya as bd  # noqa: E402
from reference_model.comparison import Agreement, follow  # noqa: E402
from scenario_strategies import random_scenario, scenario_of  # noqa: E402


def world(seed, number):
    """The text of a world, and the policy, seed and run under which it is followed."""
    own = seed * 1_000_000 + number
    text = random_scenario(own)
    policies = scenario_of(text).policies
    return text, policies[number % len(policies)], own, number % 7


def main():
    parser = argparse.ArgumentParser(prog="tests/long/run", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20, help="stop after so many minutes (default 20)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other worlds (default 1)")
    parser.add_argument("--first", type=int, default=0, help="number of the first world (default 0)")
    parser.add_argument("--worlds", type=int, help="at most so many worlds")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "twin", help="folder for worlds that differ")
    given = parser.parse_args()

    began = shown = time.monotonic()
    total, failed, number = Agreement(), [], given.first
    while given.worlds is None or number < given.first + given.worlds:
        text, policy, seed, run = world(given.seed, number)
        report = follow(bd.Simulation(scenario_of(text), seed=seed, policy=policy, run=run))
        total.add(report)
        if report.differences:
            given.keep.mkdir(parents=True, exist_ok=True)
            path = given.keep / f"world_{given.seed}_{number}.toml"
            path.write_text(text)
            failed.append(path)
            print(f"world {number} differs:")
            print(f"  python analysis/reference_model {path} --policies {policy} --seed {seed} --run {run}")
            for difference in report.differences[:5]:
                print(f"  {difference}")
        number += 1
        now = time.monotonic()
        if now - shown > 60:
            print(f"{(now - began) / 60:.0f} min: {total.summary()}", flush=True)
            shown = now
        if now - began > 60 * given.minutes:
            break

    print(f"\nseed {given.seed}, worlds {given.first} to {number - 1}, {(time.monotonic() - began) / 60:.1f} minutes")
    print(total.summary())
    print("used most of their bounds:")
    for name, used in sorted(total.largest.items(), key=lambda item: -item[1])[:10]:
        print(f"  {used:8.1%}  {name}")
    print(f"edges turned: {total.turned[:20]}")
    print(f"what happened: {dict(sorted(total.seen.items()))}")
    print(f"worlds that differ: {', '.join(map(str, failed)) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
