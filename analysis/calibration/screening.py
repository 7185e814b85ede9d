"""Which parameters the targets can tell anything about: elementary effects (Morris) of many candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import berdaya as bd
import numpy as np
import pandas as pd
from berdaya import Target, World


def elementary_effects(
    worlds: Mapping[str, World],
    targets: Sequence[Target],
    prior: Mapping[str, tuple[float, float]],
    trajectories: int = 10,
    seed: int = 1,
) -> pd.DataFrame:
    """Mean absolute effect of each parameter on each target over the parameter's whole range, in tolerances.

    Values are compressed by arcsinh, so that a target that is missed by far does not drown the others.
    """
    samples = bd.design(dict(prior), "morris", trajectories, seed)
    values = bd.evaluate(worlds, targets, samples, seed=seed).mean(axis=2)
    middle = np.array([(t.low + t.high) / 2 for t in targets])
    scale = np.array([(t.high - t.low) / 2 + t.error for t in targets])
    values = np.arcsinh((values - middle) / scale)
    low, high = np.array(list(prior.values())).T
    unit = (samples.values - low) / (high - low)
    effects: dict[str, list[np.ndarray]] = {name: [] for name in prior}
    per_trajectory = len(prior) + 1
    for start in range(0, len(samples), per_trajectory):
        for row in range(start, start + per_trajectory - 1):
            step = unit[row + 1] - unit[row]
            moved = int(np.argmax(np.abs(step)))
            effects[samples.columns[moved]].append(np.abs(values[row + 1] - values[row]) / abs(step[moved]))
    table = {name: np.nanmean(found, axis=0) for name, found in effects.items()}
    return pd.DataFrame(table, index=pd.Index([t.name for t in targets], name="target")).T.rename_axis("parameter")
