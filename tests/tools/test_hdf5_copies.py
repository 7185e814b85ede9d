"""berdaya, h5py and netCDF4 each bring an HDF5 and work in one process, imported in any order.

Why this could fail, and what was decided: docs/decisions/0003-hdf5-two-copies.md.
"""

import itertools
import subprocess
import sys

import pytest

PROGRAM = '''
import importlib, sys
for name in sys.argv[1].split(","):
    assert name not in sys.modules, f"{name} was brought in by another, so this order was not tried"
    importlib.import_module(name)

import berdaya as bd, h5py, netCDF4, numpy as np, xarray as xr

x = np.arange(1000.0)

def write_with_berdaya(path):
    bd.run("karanganyar_gunung", months=6, path=path, progress=False).close()

def write_with_h5py(path):
    with h5py.File(path, "w") as file:
        file.create_dataset("time", data=x, compression="gzip", shuffle=True, chunks=(100,))

def write_with_netcdf4(path):
    with netCDF4.Dataset(path, "w") as file:
        file.createDimension("time", x.size)
        file.createVariable("time", "f8", ("time",), zlib=True)[:] = x

def read_with_h5py(path):
    with h5py.File(path) as file:
        return file["time"][:]

def read_with_netcdf4(path):
    with netCDF4.Dataset(path) as file:
        file.set_auto_maskandscale(False)
        return file["time"][:]

writers = [write_with_berdaya, write_with_h5py, write_with_netcdf4]
for round in range(2):
    for write in writers:
        path = f"{write.__name__}{round}.h5"
        write(path)
        assert (read_with_h5py(path) == read_with_netcdf4(path)).all(), path
        if write is not write_with_berdaya:
            assert (read_with_h5py(path) == x).all(), path

assert bd.digest("write_with_berdaya0.h5") == bd.digest("write_with_berdaya1.h5")
one = xr.open_dataset("write_with_berdaya0.h5", engine="h5netcdf")
two = xr.open_dataset("write_with_berdaya0.h5", engine="netcdf4")
assert one.load().equals(two.load())

# Each fails by itself, and works on.
for attempt, error in [(lambda: bd.open("write_with_h5py0.h5"), bd.DataError), (lambda: h5py.File("none.h5"), OSError)]:
    try:
        attempt()
    except error:
        continue
    raise AssertionError("an unreadable file was opened")

# Files of the others stay open while berdaya writes.
with h5py.File("write_with_h5py0.h5") as first, netCDF4.Dataset("write_with_netcdf40.h5") as second:
    write_with_berdaya("meanwhile.h5")
    assert first["time"][7] == second["time"][7] == 7

print("all three work")
'''


@pytest.mark.parametrize("order", list(itertools.permutations(["berdaya._core", "h5py", "netCDF4"])), ids=" ".join)
def test_three_copies_of_hdf5_work_in_any_order(order, tmp_path):
    command = [sys.executable, "-c", PROGRAM, ",".join(order)]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "all three work" in result.stdout
