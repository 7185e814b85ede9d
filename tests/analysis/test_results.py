"""Result files: open in both engines, and are refused with a reason."""

import itertools
import shutil
import subprocess
import sys

import h5py
import pytest
import xarray as xr

import berdaya as bd


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
def test_a_file_opens_with_plain_xarray(result_file, engine):
    with xr.open_dataset(result_file, engine=engine) as ds:
        assert ds.sizes["policy"] == 2
        assert ds["participation"].attrs["long_name"]


def test_both_engines_see_the_same(result_file):
    with xr.open_dataset(result_file, engine="h5netcdf") as a, xr.open_dataset(result_file, engine="netcdf4") as b:
        xr.testing.assert_equal(a, b)
        assert set(a.variables) == set(b.variables)
        for name in a.variables:
            assert a[name].attrs.keys() == b[name].attrs.keys()


def test_the_scenario_in_the_file_runs_again_to_the_same(result_file, tmp_path):
    with bd.open(result_file) as ds:
        text = ds.attrs["scenario"]
    path = tmp_path / "again.toml"
    path.write_text(text, encoding="utf-8")
    again = tmp_path / "again.h5"
    bd.run(path, ["baseline", "archive"], replicates=4, seed=3, path=again, progress=False).close()
    assert bd.digest(again) == bd.digest(result_file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(bd.DataError, match=r"nowhere\.h5"):
        bd.open(tmp_path / "nowhere.h5")


def test_a_text_file_is_no_result(tmp_path):
    path = tmp_path / "notes.h5"
    path.write_text("notes")
    with pytest.raises(bd.DataError, match=r"notes\.h5"):
        bd.open(path)


def test_another_hdf5_file_is_no_result(tmp_path):
    path = tmp_path / "other.h5"
    with h5py.File(path, "w") as file:
        file["x"] = [1, 2, 3]
    with pytest.raises(bd.DataError, match=r"other\.h5"):
        bd.open(path)


def test_a_truncated_file_is_refused(result_file, tmp_path):
    path = tmp_path / "short.h5"
    shutil.copy(result_file, path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(bd.DataError, match=r"short\.h5"):
        bd.open(path)


def test_a_missing_group_is_named(result_file):
    with pytest.raises(bd.DataError, match="umkm"):
        bd.open(result_file, group="umkm")


def test_a_number_is_no_path():
    with pytest.raises(bd.InputError, match="int"):
        bd.open(3)


def test_the_digest_is_sixteen_hex_digits_and_of_chosen_variables(result_file):
    assert len(bd.digest(result_file)) == 16
    assert bd.digest(result_file, ["participation"]) != bd.digest(result_file, ["awareness"])
    with pytest.raises(bd.DataError, match="nothing_like_it"):
        bd.digest(result_file, ["nothing_like_it"])


ORDER = """
import sys
folder = sys.argv[1]
import {0}
import {1}
import {2}
import berdaya as bd, h5py, netCDF4, numpy as np, xarray as xr

def written_by_h5py(path):
    with h5py.File(path, "w") as f:
        f.create_dataset("x", data=np.arange(10.0), chunks=(5,), compression="gzip")
    with h5py.File(path) as f:
        return f["x"][:].sum()

def written_by_netcdf(path):
    with netCDF4.Dataset(path, "w") as f:
        f.createDimension("n", 10)
        f.createVariable("x", "f8", ("n",), zlib=True)[:] = np.arange(10.0)
    with netCDF4.Dataset(path) as f:
        return f["x"][:].sum()

for turn in range(2):
    result = f"{{folder}}/{{turn}}.h5"
    bd.run("karanganyar_gunung", replicates=2, months=3, path=result, progress=False).close()
    assert written_by_h5py(f"{{folder}}/h{{turn}}.h5") == 45
    assert written_by_netcdf(f"{{folder}}/n{{turn}}.nc") == 45
    with h5py.File(result) as a, netCDF4.Dataset(result) as b, bd.open(result) as c:
        x = np.asarray(a["participation"])
        assert x.size == 6 and np.array_equal(x, b["participation"]) and np.array_equal(x, c["participation"])
        try:
            bd.open(f"{{folder}}/h{{turn}}.h5")
        except bd.DataError:
            print("refused", flush=True)
    for engine in ("h5netcdf", "netcdf4"):
        xr.open_dataset(result, engine=engine).load().close()
    c2 = xr.open_dataset(result, engine="h5netcdf").load()
    c2[["participation"]].to_netcdf(f"{{folder}}/again{{turn}}.nc", engine="netcdf4")
"""


@pytest.mark.slow
@pytest.mark.parametrize("order", list(itertools.permutations(["berdaya", "h5py", "netCDF4"])), ids=" ".join)
def test_three_copies_of_hdf5_live_together_in_any_order(order, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ORDER.format(*order), str(tmp_path)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "refused\nrefused\n"
    assert "HDF5-DIAG" not in done.stderr
