"""The calibration as one command: screening, accepted sets, a point for the defaults, check on new luck, tables and
figures."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import sys
import time
from pathlib import Path

import berdaya as bd
import numpy as np
import pandas as pd

from berdaya.calibration import wave_sizes

from . import evidence, prior
from .point import closest_point
from .screening import elementary_effects

RUNS = 300_000
KEEP = 100
# As of bd.calibrate, with more runs for the last wave: what is accepted there should owe little to luck.
WAVES = ((0.15, 1, 3.0), (0.1, 2, 3.0), (0.1, 2, 3.0), (0.15, 4, 2.0), (0.5, 16, 1.0))
DIGITS = 6  # of the values in the file
OFF = ["off_start", "off_calibrated", "off_sets"]  # distances from the bands, in errors


def main(words: list[str] | None = None) -> int:
    options = _options().parse_args(words)
    folder = Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    targets = evidence.targets()
    if options.screen:
        table = elementary_effects(evidence.worlds(2), targets, prior.prior(prior.CANDIDATES), seed=options.seed)
        table.insert(0, "largest", table.max(axis=1))
        table.sort_values("largest", ascending=False).round(3).to_csv(folder / "screening.csv")
        print(table.sort_values("largest", ascending=False).round(2).to_string())
        return 0
    begun = time.monotonic()
    worlds = evidence.worlds(options.kampung)
    # Before anything is run.
    wave_sizes(WAVES, options.runs, sum(len(world.policies) for world in worlds.values()), options.keep)
    point = closest_point(
        worlds, targets, prior.prior(), prior.START, seed=options.seed + 2 * 10**6, threads=options.threads,
        report=lambda line: print(line, flush=True),
    )
    points = pd.DataFrame({"start": prior.START, "calibrated": point}).rename_axis("parameter")
    points.to_csv(folder / "defaults.csv", lineterminator="\n")
    found = bd.calibrate(
        worlds, targets, prior.prior(), runs=options.runs, waves=WAVES, keep=options.keep, seed=options.seed,
        threads=options.threads, report=lambda line: print(line, flush=True),
    )
    found.sets = found.sets.round(DIGITS)
    found.save(folder / "posterior.csv", seed=options.seed)
    table = fit_table(worlds, targets, found, points, options.seed + 10**6, options.threads)
    seconds = time.monotonic() - begun
    recovered = found.recovery()
    _write(folder, found, targets, points, table, recovered, options, seconds)
    print((folder / "tables.md").read_text(encoding="utf-8"))
    return 0


def fit_table(
    worlds: dict[str, bd.World],
    targets: list[bd.Target],
    found: bd.Calibration,
    points: pd.DataFrame,
    seed: int,
    threads: int | None,
) -> pd.DataFrame:
    """Values of the targets where the parameters began and at the calibrated point (mean of 64 runs each) and under the
    accepted sets (mean of 32 each), all with luck that took no part in the calibration; and their distances. `attrs`:
    quantiles of the single sets' root mean square distances ("single_sets")."""
    names = list(found.parameters.index)
    both = points.T[names].reset_index(drop=True)
    start, point = bd.evaluate(worlds, targets, both, replicates=64, seed=seed, threads=threads).mean(axis=2)
    sets = bd.evaluate(worlds, targets, found.sets[names], replicates=32, seed=seed, threads=threads).mean(axis=2)
    rows = []
    for j, target in enumerate(targets):
        q05, median, q95 = np.nanquantile(sets[:, j], [0.05, 0.5, 0.95])
        off = target.outside(np.array([start[j], point[j], median])) / target.error
        inside = np.mean(np.abs(target.outside(sets[:, j])) <= target.error)
        rows.append([target.low, target.high, target.error, start[j], point[j], q05, median, q95, *off, inside])
    each = np.stack([target.outside(sets[:, j]) / target.error for j, target in enumerate(targets)])
    columns = ["low", "high", "error", "start", "calibrated", "q05", "median", "q95", *OFF, "within_error"]
    table = pd.DataFrame(rows, columns=columns, index=pd.Index([t.name for t in targets], name="target"))
    table.attrs["single_sets"] = np.nanquantile(np.sqrt(np.mean(np.square(each), axis=0)), [0.05, 0.5, 0.95]).tolist()
    return table


def _write(folder, found, targets, points, table, recovered, options, seconds) -> None:
    from . import figures

    names = tuple(found.parameters.index)
    figures.prior_and_posterior(found, points, folder / "prior_posterior.png")
    figures.fit(targets, table, folder / "fit.png")
    told = points.join(found.parameters)
    told["recovered"] = 1 - recovered["error"]
    told["coverage"] = recovered["coverage"]
    rms = {key: float(np.sqrt(np.mean(np.square(table[key])))) for key in OFF}
    single = table.attrs["single_sets"]
    text = [
        f"{found.runs} runs, {len(found.samples)} samples, {len(found.sets)} accepted; {seconds:.0f} s with the point for the "
        f"defaults; share of the prior left to each wave: {', '.join(f'{100 * share:.3g} %' for share in found.plausible)}.",
        f"Root mean square distance in errors: {rms['off_start']:.2f} where the parameters began, "
        f"{rms['off_calibrated']:.2f} at the calibrated defaults, {rms['off_sets']:.2f} at the median of the accepted sets; of "
        f"single sets {single[1]:.2f} ({single[0]:.2f} to {single[2]:.2f}, 5 to 95 % of them).",
        _fit_markdown(table),
        _parameter_markdown(told),
        f"Correlations above 0.5 among accepted sets: {_correlations(found.sets[list(names)])}",
    ]
    (folder / "tables.md").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    provenance = {
        "command": "analysis/calibration/run.py " + shlex.join(_without_out(options.words)),
        "version": bd.__version__,
        "commit": _commit(),
        "seed": options.seed,
        "runs": found.runs,
        "waves": [
            {"samples": int((found.samples["wave"] == w + 1).sum()), "replicates": r, "plausible": found.plausible[w]}
            for w, (_, r, _) in enumerate(WAVES)
        ],
        "accepted": len(found.sets),
        "largest_distance": float(found.sets["distance"].max()),
        "seconds": round(seconds, 1),
        "machine": f"{os.cpu_count()} processors, {platform.machine()}",
        "targets": json.loads(found.targets.round(6).to_json(orient="index")),
        "prior": {name: list(ends) for name, ends in prior.prior(names).items()},
        "defaults": points["calibrated"].to_dict(),
        "rms_distance_in_errors": {**rms, "single_sets": [round(value, 3) for value in single]},
    }
    (folder / "provenance.json").write_text(json.dumps(provenance, indent=1) + "\n", encoding="utf-8")


def _commit() -> str:
    """Of the engine that ran."""
    return bd.run("test_kampung", months=1, metrics=["holds"], progress=False).attrs["engine_commit"]


def _without_out(words: list[str]) -> list[str]:
    """The folder plays no part."""
    kept = [word for at, word in enumerate(words) if word != "--out" and words[at - 1 : at] != ["--out"]]
    return [word for word in kept if not word.startswith("--out=")]


def _fit_markdown(table: pd.DataFrame) -> str:
    head = (
        "| target | band | error | start | off | defaults, calibrated | off | accepted sets: median [5 %, 95 %] | off | "
        "within |"
    )
    lines = [head, "|---" * 10 + "|"]
    for name, row in table.iterrows():
        lines.append(
            f"| {name} | {row['low']:.3g} to {row['high']:.3g} | {row['error']:g} | {row['start']:.3g} | "
            f"{row['off_start']:+.1f} | {row['calibrated']:.3g} | {row['off_calibrated']:+.1f} | "
            f"{row['median']:.3g} [{row['q05']:.3g}, {row['q95']:.3g}] | {row['off_sets']:+.1f} | "
            f"{100 * row['within_error']:.0f} % |"
        )
    return "\n".join(lines)


def _parameter_markdown(told: pd.DataFrame) -> str:
    head = (
        "| parameter | start | calibrated | prior | accepted sets: median [5 %, 95 %] | spread | identified | recovered | "
        "coverage |"
    )
    lines = [head, "|---" * 9 + "|"]
    for name, row in told.iterrows():
        identified = "yes" if row["spread"] < 0.6 else "partly" if row["spread"] < 0.8 else "no"
        lines.append(
            f"| `{name}` | {row['start']:g} | {row['calibrated']:g} | {row['low']:g} to {row['high']:g} | "
            f"{row['median']:.2f} [{row['q05']:.2f}, {row['q95']:.2f}] | {row['spread']:.2f} | {identified} | "
            f"{row['recovered']:.2f} | {row['coverage']:.2f} |"
        )
    return "\n".join(lines)


def _correlations(sets: pd.DataFrame) -> str:
    matrix = sets.corr(method="spearman").values
    first, second = np.triu_indices(len(matrix), k=1)
    pairs = [(matrix[i, j], i, j) for i, j in zip(first, second) if abs(matrix[i, j]) > 0.5]
    told = [f"{sets.columns[i]} and {sets.columns[j]} {r:+.2f}" for r, i, j in sorted(pairs, key=lambda p: -abs(p[0]))]
    return "; ".join(told) or "none"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="analysis/calibration/run.py", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help=f"at most so many runs (default: {RUNS})")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=int, default=KEEP, help=f"accepted sets (default: {KEEP})")
    parser.add_argument("--kampung", type=int, default=evidence.KAMPUNG, help="of 100 businesses in a run (default: 1)")
    parser.add_argument("--threads", type=int, help="default: all processors; results do not depend on it")
    parser.add_argument("--out", default="calibration", help="folder of what comes out (default: calibration)")
    parser.add_argument("--screen", action="store_true", help="only the screening of the candidates")
    parser.set_defaults(words=sys.argv[1:])
    return parser
