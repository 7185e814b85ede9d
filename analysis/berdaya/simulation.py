"""One run, step by step, with the world within reach: for rules of one's own, and to look inside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd
import xarray as xr

from . import _core, references
from .errors import InputError, unknown
from .scenario import Scenario, loaded, whole

__all__ = ["Simulation", "Table"]


class Table(Mapping[str, np.ndarray]):
    """The columns of one kind of entity, each a NumPy array on the engine's own memory: writing changes the next month.

    A column holds the present month after every step. An array stays valid as long as it is kept, also without the
    simulation.
    """

    def __init__(self, simulation: Simulation, name: str, units: dict[str, str]) -> None:
        self._simulation = simulation
        self._name = name
        self.units = units
        """Unit of each column."""

    def __getitem__(self, column: str) -> np.ndarray:
        if column not in self.units:
            raise KeyError(str(unknown(f"column of {self._name}", column, self.units)))
        view = self._simulation._core.column(self._name, column)
        if column in references.FIXED.get(self._name, ()):
            view.flags.writeable = False
        elif (self._name, column) in references.REFERENCES:
            self._simulation._handed_out.add((self._name, column))
        return view

    def __setitem__(self, column: str, values: object) -> None:
        """``sim.umkm["trust_cbo"] = 0.5``, ``sim.umkm["trust_cbo"] *= 0.9``"""
        view = self[column]
        if not view.flags.writeable:
            raise InputError(f"{self._name}.{column} is fixed for the run")
        view[...] = values

    def __iter__(self) -> Iterator[str]:
        return iter(self.units)

    def __len__(self) -> int:
        """Number of columns; ``rows`` is that of entities."""
        return len(self.units)

    @property
    def rows(self) -> int:
        return 0 if not self.units else self._simulation._core.column(self._name, next(iter(self.units))).shape[0]

    def to_pandas(self) -> pd.DataFrame:
        """A copy of all columns with one value a row."""
        columns = {name: self._simulation._core.column(self._name, name) for name in self.units}
        return pd.DataFrame({name: values.copy() for name, values in columns.items() if values.ndim == 1})

    def __repr__(self) -> str:
        return f"<{self._name}: {self.rows} rows; columns: {', '.join(self.units)}>"


class Simulation:
    """A run of its own: ``while sim.step(): sim.umkm["trust_cbo"]``.

    Run r with the seed of a batch under the same policy is replicate r of that batch, to the bit, unless the world is
    written to.

    Attributes
    ----------
    umkm, community, cbo, facilitator, post, unit, partner, fund : :class:`Table`
    """

    umkm: Table
    community: Table
    cbo: Table
    facilitator: Table
    post: Table
    unit: Table
    partner: Table
    fund: Table

    def __init__(
        self,
        scenario: Scenario | str | os.PathLike[str],
        *,
        seed: int = 1,
        policy: str = "baseline",
        run: int = 0,
        threads: int = 1,
    ) -> None:
        self.scenario = loaded(scenario)
        self.policy = policy
        self.seed = whole("seed", seed, 0, 2**64 - 1)
        self.run_number = whole("run", run, 0)
        self._threads = whole("threads", threads, 1, 4096)
        self._core = _core.Simulation(self.scenario._core, policy, self.seed, self.run_number, self._threads)
        self._handed_out: set[tuple[str, str]] = set()
        for name, units in self._core.tables.items():
            setattr(self, name, Table(self, name, units))

    @property
    def month(self) -> int:
        """Months done."""
        return self._core.month

    @property
    def date(self) -> np.datetime64:
        """The calendar month that the next step simulates."""
        return np.datetime64(self.scenario.start, "M") + self.month

    def step(self) -> bool:
        """Simulates one month; False, and nothing done, after the last one."""
        references.check(self._core, self._handed_out)
        return self._core.step()

    def run(self, months: int | None = None) -> int:
        """Steps to the end, or so many months; returns the months done by this call."""
        done = 0
        while (months is None or done < months) and self.step():
            done += 1
        return done

    def metrics(self, names: str | Iterable[str] | None = None) -> xr.Dataset:
        """The metrics as they stand now, of each community; a copy."""
        described = {metric["name"]: metric for metric in _core.metrics()}
        chosen = list(described) if names is None else [names] if isinstance(names, str) else list(names)
        variables, coordinates = {}, {"community": self.scenario.communities}
        for name in chosen:
            if name not in described:
                raise unknown("metric", name, described)
            metric = described[name]
            dimensions = [] if metric["level"] == "run" else ["community"]
            if metric["dimension"]:
                dimensions.append(metric["dimension"])
                coordinates[metric["dimension"]] = self._core.labels(metric["dimension"])
            attributes = {
                "units": metric["unit"],
                "long_name": metric["title"]["en"],
                "long_name_id": metric["title"]["id"],
                "definition": metric["definition"]["en"],
            }
            if metric["better"]:
                attributes["better"] = metric["better"]
            if metric["seasonal"]:
                attributes["seasonal"] = 1
            variables[name] = (dimensions, self._core.metric(name), attributes)
        return xr.Dataset(variables, coordinates, {"months_done": self.month, "policy": self.policy})

    def __reduce__(self) -> tuple:
        """A pickle or a copy holds the world as it is now; what becomes of one does not touch the other."""
        made_of = self.scenario, self.seed, self.policy, self.run_number, self._threads
        return _restored, (*made_of, self._core.state(), self._handed_out.copy())

    def __repr__(self) -> str:
        return (
            f"<berdaya.Simulation of {self.scenario.id!r}: policy {self.policy!r}, seed {self.seed}, "
            f"run {self.run_number}, {self.month} of {self.scenario.months} months>"
        )


def _restored(
    scenario: Scenario, seed: int, policy: str, run: int, threads: int, state: tuple, handed_out: set[tuple[str, str]]
) -> Simulation:
    simulation = Simulation(scenario, seed=seed, policy=policy, run=run, threads=threads)
    simulation._core.restore(state)
    simulation._handed_out = handed_out
    return simulation
