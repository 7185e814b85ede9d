"""python analysis/reference_model SCENARIO: runs the twin beside the engine and says whether they agree."""

import argparse
import sys
from pathlib import Path

# Behind the installed packages: the folder analysis/ also holds the sources of berdaya, without its compiled part.
sys.path[0:1] = []
sys.path.append(str(Path(__file__).resolve().parents[1]))

import berdaya as bd  # noqa: E402
from reference_model.comparison import Agreement, follow  # noqa: E402


def main():
    parser = argparse.ArgumentParser(prog="python analysis/reference_model", description=__doc__)
    parser.add_argument("scenario", help="a bundled scenario's name or a file")
    parser.add_argument("--policies", nargs="*", help="default: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--run", type=int, default=0)
    parser.add_argument("--months", type=int)
    given = parser.parse_args()
    scenario = bd.load(given.scenario)
    total = Agreement()
    for policy in given.policies or scenario.policies:
        simulation = bd.Simulation(scenario, seed=given.seed, policy=policy, run=given.run)
        report = follow(simulation, given.months)
        print(f"{scenario.id}, {policy}: {report.summary()}", flush=True)
        for difference in report.differences:
            print(f"  {difference}")
        total.add(report)
    print("used most of their bounds:")
    for name, used in sorted(total.largest.items(), key=lambda x: -x[1])[:10]:
        print(f"  {used:8.1%}  {name}")
    print("what happened:", dict(sorted(total.seen.items())))
    return 1 if total.differences else 0


if __name__ == "__main__":
    sys.exit(main())
