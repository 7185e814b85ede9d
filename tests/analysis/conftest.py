"""Results to test with: a real one, small and made once, and synthetic ones whose statistics are known."""

import os
import shutil
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import xarray as xr

import berdaya as bd


@pytest.fixture(autouse=True)
def no_open_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def scenario():
    """The first real case, one year of it."""
    return bd.load("karanganyar_gunung").with_(months=12)


@pytest.fixture(scope="session")
def result_file(scenario, tmp_path_factory):
    path = tmp_path_factory.mktemp("result") / "small.h5"
    bd.run(scenario, ["baseline", "archive"], replicates=4, seed=3, path=path, progress=False).close()
    return path


@pytest.fixture
def result(result_file):
    with bd.open(result_file) as ds:
        yield ds


@pytest.fixture(scope="session")
def program():
    """The installed command `berdaya`."""
    beside = Path(sys.executable).with_name("berdaya")
    others = os.environ.get("BERDAYA_OTHER_PROGRAMS", "").split(os.pathsep)
    found = next(
        (str(p) for p in [beside, *map(Path, filter(None, others))] if os.access(p, os.X_OK)), None
    ) or shutil.which("berdaya")
    assert found, "the command berdaya is not installed beside this interpreter"
    return found


@pytest.fixture
def synthetic():
    """Makes a result in the layout of a run: `values[metric]` is the last month's (policy, replicate)."""

    def make(values, policies=("baseline", "a"), months=3, communities=1, units=None, start="2020-01-01"):
        variables = {}
        for name, table in values.items():
            table = np.asarray(table, dtype=np.float32)
            ramp = np.arange(1, months + 1, dtype=np.float32)[None, None, :, None] / months
            data = table[:, :, None, None] * ramp * np.ones(communities, dtype=np.float32)
            attributes = {
                "units": (units or {}).get(name, "1"),
                "long_name": f"{name} in words",
                "long_name_id": f"{name} dalam kata",
            }
            variables[name] = (("policy", "replicate", "time", "community"), data, attributes)
        replicates = next(iter(variables.values()))[1].shape[1]
        return xr.Dataset(
            variables,
            {
                "policy": list(policies),
                "replicate": np.arange(replicates),
                "time": pd.date_range(start, periods=months, freq="MS"),
                "community": [f"rw{k + 1:02}" for k in range(communities)],
            },
            {"title": "A kampung", "title_id": "Sebuah kampung"},
        )

    return make
