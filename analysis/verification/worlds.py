"""Scripted scenarios: one rule speaks, the others are silenced through parameters of the scenario file."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

import berdaya as bd

TRAITS = (
    "production",
    "management",
    "market",
    "aspiration",
    "awareness",
    "expected_benefit",
    "trust_peer",
    "trust_cbo",
    "trust_facilitator",
    "trust_government",
    "ownership",
    "fatigue",
    "time_slack",
)

ALIKE = {
    **{f"population.{trait}_sd": 0 for trait in TRAITS},
    "population.capital_sd": 0,
    "population.other_income_sd": 0,
    "market.size_sd": 0,
    "participation.reluctance_sd": 0,
}
"""Every UMKM has the medians."""

NO_ACTIVITY = {"organisation.i_0": -100, "organisation.official": 0}
"""Nobody ever holds one, so nobody takes part."""

ALWAYS_ACTIVITY = {"organisation.official": 1, "organisation.official_routine": 1, "organisation.delegate": 0}
"""Officials hold one every month."""

PLAIN_HAZARD = {
    f"uptake.{weight}": 0 for weight in ("aspiration", "skill", "awareness", "benefit", "trust", "cost", "link")
}
"""The log-hazard of an option is its base, and what contacts add."""


BURDEN = 0.6
"""Of every option of a scripted scenario; its ambition is 1."""


def scenario(
    *,
    umkm: int,
    communities: int = 1,
    months: int = 120,
    parameters: Mapping[str, float] | Sequence[Mapping[str, float]] = (),
    options: Mapping[str, float] | None = None,
    community: Mapping[str, object] | None = None,
    cbos: Sequence[Mapping[str, object]] = ({},),
    government: str = "hours = 0",
    more: str = "",
    sectors: Sequence[tuple[str, float]] = (("trade", 1.0),),
) -> bd.Scenario:
    """A city of equal communities without facilitators. `options`: id = base of those that exist, the others are shut.

    `more` is TOML that is appended: interventions, the shares that hold an option.
    """
    merged: dict[str, float] = {}
    for part in [parameters] if isinstance(parameters, Mapping) else parameters:
        merged.update(part)
    chosen = options or {}
    open_options = ", ".join(f'"{name}"' for name in chosen) or '"hki"'
    text = [
        f'format = 1\nid = "scripted"\nstart = 2020-01-01\nmonths = {months}\ncommunities_file = "communities.csv"',
        more,
        "[parameters]",
        *(f"{name} = {float(value)}" for name, value in merged.items()),
    ]
    for name, share in sectors:
        text.append(f'[[sector]]\nid = "{name}"\nshare = {share}\nfood = true\noptions = [{open_options}]')
    if not chosen:
        text.append('[[option]]\nid = "hki"\nbase = -100.0')
    for name, base in chosen.items():
        text.append(f'[[option]]\nid = "{name}"\nbase = {float(base)}\nprerequisite = "none"')
        text.append(f"burden = {BURDEN}\nambition = 1")
    text.append(f'[[government]]\nid = "city"\nlevel = "city"\n{government}')
    for k in range(communities):
        for number, cbo in enumerate(cbos):
            values = "\n".join(f"{key} = {value}" for key, value in cbo.items())
            text.append(f'[[cbo]]\nid = "cbo{k}_{number}"\ncommunity = "k{k}"\n{values}')
    table = io.StringIO()
    cells = {"neighbourhoods": 1, **(community or {})}
    writer = csv.writer(table)
    writer.writerow(["id", "government", "umkm", *cells])
    writer.writerows([f"k{k}", "city", umkm, *cells.values()] for k in range(communities))
    text.append(f'[files]\n"communities.csv" = """\n{table.getvalue()}"""')
    return from_text("\n".join(text))


def from_text(toml: str) -> bd.Scenario:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scripted.toml"
        path.write_text(toml, encoding="utf-8", newline="\n")
        return bd.load(path)


def bit(scenario: bd.Scenario, option: str) -> int:
    """Bit of an option in the column ``adopted``."""
    return 1 << list(bd.Simulation(scenario)._core.labels("option")).index(option)


def holds(simulation: bd.Simulation, option_bit: int) -> np.ndarray:
    return (simulation.umkm["adopted"] & option_bit) != 0


def keep_in_business(simulation: bd.Simulation) -> None:
    """Nobody closes: who enters in a closed one's place would be somebody else."""
    simulation.umkm["capital"] = 1e4
