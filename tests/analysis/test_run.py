"""Batches: the same results as the program's, whatever the threads, and refusals that name the way out."""

import subprocess
import sys
import threading

import numpy as np
import pytest
import xarray as xr

import berdaya as bd


def test_a_run_has_the_dimensions_of_the_format(result):
    assert set(result["participation"].dims) == {"policy", "replicate", "time", "community"}
    assert dict(result.sizes)["policy"] == 2 and result.sizes["replicate"] == 4 and result.sizes["time"] == 12
    assert result["policy"].values.tolist() == ["baseline", "archive"]
    assert result["time"].values[0] == np.datetime64("2016-01-01")
    assert result["participation"].attrs["units"] and result["participation"].attrs["long_name_id"]
    assert np.isfinite(result["participation"]).all()


def test_results_in_memory_equal_those_in_a_file(scenario, result):
    ds = bd.run(scenario, ["baseline", "archive"], replicates=4, seed=3, progress=False)
    xr.testing.assert_identical(ds.drop_attrs(deep=False), result.load().drop_attrs(deep=False))


def test_a_run_equals_the_programs(scenario, result_file, program, tmp_path):
    other = tmp_path / "program.h5"
    command = [
        program,
        "run",
        "karanganyar_gunung",
        "--set",
        "months=12",
        "--policy",
        "baseline",
        "--policy",
        "archive",
        "--replicates",
        "4",
        "--seed",
        "3",
        "-o",
        str(other),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert bd.digest(other) == bd.digest(result_file)
    shown = subprocess.run([program, "digest", str(result_file)], check=True, capture_output=True, text=True).stdout
    assert bd.digest(result_file) in shown


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_results_do_not_depend_on_the_threads(scenario, result_file, tmp_path, threads):
    path = tmp_path / "threads.h5"
    bd.run(scenario, ["baseline", "archive"], replicates=4, seed=3, threads=threads, path=path, progress=False)
    assert bd.digest(path) == bd.digest(result_file)


def test_another_seed_gives_other_results(scenario, result_file, tmp_path):
    path = tmp_path / "seed.h5"
    bd.run(scenario, ["baseline", "archive"], replicates=4, seed=4, path=path, progress=False)
    assert bd.digest(path) != bd.digest(result_file)


def test_chosen_metrics_have_the_values_that_all_have(scenario, result):
    ds = bd.run(
        scenario, ["baseline", "archive"], replicates=4, seed=3, metrics=["participation", "holds"], progress=False
    )
    assert {"participation", "holds"} <= set(ds.data_vars) and "awareness" not in ds
    xr.testing.assert_equal(ds["participation"], result["participation"])


def test_every_records_some_months_and_always_the_last(scenario, result):
    ds = bd.run(scenario, replicates=4, seed=3, every=5, metrics="participation", progress=False)
    assert ds["time"].values[-1] == result["time"].values[-1]
    assert ds.sizes["time"] < 12
    xr.testing.assert_equal(ds["participation"], result["participation"].sel(policy=["baseline"], time=ds["time"]))


def test_months_shorten_the_run_without_changing_it(scenario, result):
    ds = bd.run(scenario, replicates=4, seed=3, months=6, metrics="participation", progress=False)
    assert np.array_equal(ds["participation"], result["participation"].sel(policy=["baseline"]).isel(time=slice(6)))


def test_all_policies_are_chosen_by_one_word(scenario):
    ds = bd.run(scenario, "all", months=2, metrics="participation", progress=False)
    assert ds["policy"].values.tolist() == scenario.policies


def test_snapshots_of_umkm_are_a_group_of_the_file(scenario, tmp_path):
    path = tmp_path / "umkm.h5"
    bd.run(scenario, months=6, umkm_every=3, metrics="participation", path=path, progress=False).close()
    with bd.open(path, group="umkm") as ds:
        assert ds.sizes["umkm"] == 96
        assert "trust_cbo" in ds
    with pytest.raises(bd.InputError, match="path"):
        bd.run(scenario, umkm_every=3, progress=False)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"policies": ["archve"]}, "archive"),
        ({"metrics": ["particpation"]}, "participation"),
        ({"replicates": 0}, "replicates"),
        ({"replicates": 1.5}, "whole number"),
        ({"seed": -1}, "seed"),
        ({"every": 0}, "every"),
        ({"threads": 0}, "threads"),
        ({"months": -3}, "months"),
        ({"policies": ["baseline", "baseline"]}, "baseline"),
        ({"metrics": [3]}, "names"),
    ],
)
def test_wrong_options_are_input_errors(scenario, options, message):
    with pytest.raises(bd.InputError, match=message):
        bd.run(scenario, progress=False, **options)


def test_an_existing_file_is_kept_unless_forced(scenario, tmp_path):
    path = tmp_path / "keep.h5"
    path.write_text("precious")
    with pytest.raises(bd.DataError, match=r"keep\.h5"):
        bd.run(scenario, months=2, path=path, progress=False)
    assert path.read_text() == "precious"
    bd.run(scenario, months=2, path=path, force=True, metrics="participation", progress=False).close()
    with bd.open(path) as ds:
        assert ds.sizes["time"] == 2


def test_a_folder_that_does_not_exist_is_a_data_error(scenario, tmp_path):
    with pytest.raises(bd.DataError, match="nowhere"):
        bd.run(scenario, months=2, path=tmp_path / "nowhere" / "x.h5", progress=False)


def test_other_threads_of_python_go_on_during_a_run(scenario):
    ticks, stop = [0], threading.Event()

    def count():
        while not stop.wait(0.001):
            ticks[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    before = ticks[0]
    bd.run(scenario, replicates=400, metrics="participation", threads=1, progress=False)
    during = ticks[0] - before
    stop.set()
    thread.join()
    assert during > 5


INTERRUPTED = """
import os, signal, sys, threading
signal.signal(signal.SIGINT, signal.default_int_handler)
import berdaya as bd
s = bd.load("surakarta").with_(months=600)
threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    bd.run(s, replicates=100000, path=sys.argv[1], progress=False)
except KeyboardInterrupt:
    print("stopped")
print(len(bd.run("karanganyar_gunung", months=2, metrics="participation", progress=False).time), "months afterwards")
"""


def test_ctrl_c_stops_a_run_and_leaves_no_file(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(folder / "never.h5")], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["stopped", "2 months afterwards"]
    assert list(folder.iterdir()) == []


def test_an_error_in_the_progress_ends_the_run(scenario, tmp_path):
    from berdaya import _core

    def broken(*_):
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        _core.run(
            scenario._core, str(tmp_path / "x.h5"), policies=[], replicates=2000, seed=1, metrics=[], progress=broken
        )
    assert list(tmp_path.iterdir()) == []
