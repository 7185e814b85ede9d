"""Names of files that are no UTF-8 work wherever a path is taken, and messages show them safely."""

import os
import shutil

import numpy as np
import pandas as pd
import pytest

import berdaya as bd


@pytest.fixture
def odd(tmp_path, scenario):
    """A folder with a byte in its name that is no text."""
    folder = os.path.join(os.fsencode(tmp_path), b"f\xff")
    os.mkdir(folder)
    with open(os.path.join(folder, b"k\xff.toml"), "w", encoding="utf-8") as file:
        file.write(scenario.toml)
    return lambda name: os.fsdecode(os.path.join(folder, name))


def test_a_scenario_loads_runs_and_opens(odd, scenario, result_file):
    loaded = bd.load(odd(b"k\xff.toml"))
    assert loaded == scenario
    assert loaded.with_(months=6).months == 6
    with bd.run(odd(b"k\xff.toml"), ["baseline", "archive"], replicates=4, seed=3, path=odd(b"r\xff.h5"), progress=False) as ds:
        assert ds.sizes["replicate"] == 4
    with bd.open(odd(b"r\xff.h5")) as ds:
        assert "participation" in ds
    with pytest.raises(bd.DataError, match="xFF"):  # the library netCDF4 takes text only
        bd.open(odd(b"r\xff.h5"), engine="netcdf4")
    assert bd.digest(odd(b"r\xff.h5")) == bd.digest(result_file)


def test_sweeps_and_tables_take_them(odd):
    pd.DataFrame({"trust.gain": [0.1, 0.2]}).to_csv(odd(b"sets\xff.csv"), index=False)
    ds = bd.run(odd(b"k\xff.toml"), replicates=2, parameters=odd(b"sets\xff.csv"), metrics="participation", progress=False)
    assert ds["trust.gain"].values.tolist() == [0.1, 0.2]
    assert "sets\\xFF.csv" in ds.attrs["parameter_sets_name"]
    swept = bd.sweep(odd(b"k\xff.toml"), {"trust.gain": [0.1, 0.2]}, design="grid", metrics="participation", path=odd(b"s\xff.h5"), progress=False)
    assert swept.sizes["run"] == 2
    swept.close()
    assert bd.status(odd(b"s\xff.h5"))["complete"]
    shutil.copy(odd(b"s\xff.h5"), odd(b"t\xff.h5"))
    with open(odd(b"t\xff.h5"), "ab") as file:
        file.write(b"no checksum at the end any more")
    assert bd.open(odd(b"t\xff.h5")).sizes["run"] == 2
    with open(odd(b"plan\xff.toml"), "w", encoding="utf-8") as file:
        file.write('format = 1\nscenario = "karanganyar_gunung"\n[output]\nmetrics = ["participation"]\n')
    assert bd.sweep(odd(b"plan\xff.toml"), progress=False).sizes["run"] == 1


def test_messages_show_the_name(odd):
    with open(odd(b"bad\xff.toml"), "w", encoding="utf-8") as file:
        file.write("format = 1\nmonhts = 3\n")
    for call in (
        lambda: bd.load(odd(b"bad\xff.toml")),
        lambda: bd.load(odd(b"none\xff.toml")),
        lambda: bd.open(odd(b"none\xff.h5")),
        lambda: bd.digest(odd(b"none\xff.h5")),
        lambda: bd.status(odd(b"none\xff.h5")),
        lambda: bd.sweep(odd(b"none\xff.toml")),
        lambda: bd.patterns(odd(b"none\xff.toml")),
        lambda: bd.run("karanganyar_gunung", parameters=odd(b"none\xff.csv"), progress=False),
        lambda: bd.run("karanganyar_gunung", path=odd(b"no/r\xff.h5"), progress=False),
    ):
        with pytest.raises((bd.InputError, bd.DataError)) as told:
            call()
        assert "\\xFF" in str(told.value)
        str(told.value).encode("utf-8")


def test_a_missing_value_of_a_single_column_is_refused():
    for values in ([0.1, np.nan, 0.3], [0.1, 0.3, np.nan], [np.nan, 0.1]):
        with pytest.raises(bd.InputError, match="trust.gain"):
            bd.run("karanganyar_gunung", parameters=pd.DataFrame({"trust.gain": values}), replicates=3, months=3, progress=False)
        with pytest.raises(bd.InputError):
            bd.sweep("karanganyar_gunung", design=pd.DataFrame({"trust.gain": values}), progress=False)


def test_a_blank_line_between_rows_of_a_single_column_is_refused(tmp_path):
    (tmp_path / "sets.csv").write_text("trust.gain\n0.1\n\n0.3\n")
    with pytest.raises(bd.InputError, match="sets.csv:3"):
        bd.run("karanganyar_gunung", parameters=tmp_path / "sets.csv", replicates=3, months=3, progress=False)
    (tmp_path / "plan.toml").write_text('format = 1\nscenario = "karanganyar_gunung"\n[design]\nkind = "list"\nfile = "sets.csv"\n')
    with pytest.raises(bd.InputError, match="trust.gain"):
        bd.sweep(tmp_path / "plan.toml", progress=False)
