"""Sweeps from Python and as users drive them: the same file whatever happens, and a file that others can read."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from cli_support import INTERRUPTED, IO_FAILED, SOME_RUNS_FAILED, WRONG_INPUT, berdaya  # noqa: F401

import berdaya as bd

PLAN = """format = 1
scenario = "karanganyar_gunung"
policies = ["baseline", "archive"]
replicates = 3
[design]
kind = "sobol"
samples = 4
[design.parameters]
"participation.base" = { min = -2.5, max = -0.5 }
"facilitation.duty_rule" = { values = ["pass_down", "volunteer"] }
[output]
metrics = ["participation", "holds", "revenue_ratio"]
every = 48
"""


@pytest.fixture(scope="session")
def small():
    return bd.load("karanganyar_gunung").with_(months=12)


@pytest.fixture(scope="session")
def swept(small):
    return bd.sweep(
        small, {"participation.base": (-2.5, -0.5), "community.rw05.environment": [0.2, 0.4]}, design="grid", samples=3, policies=["baseline", "archive"], replicates=4, seed=5, metrics=["participation", "holds"],
        progress=False,
    )


def test_a_run_of_the_sweep_is_a_run_of_the_changed_scenario(small, swept):
    where = (swept["participation.base"] == -1.5) & (swept["community.rw05.environment"] == 0.4) & (swept.policy == "archive")
    runs = swept.isel(run=np.flatnonzero(where.values))
    assert runs["replicate"].values.tolist() == [0, 1, 2, 3]
    changed = small.with_({"participation.base": -1.5, "community.rw05.environment": 0.4})
    ds = bd.run(changed, ["archive"], replicates=4, seed=5, metrics=["participation", "holds"], every=12, progress=False)
    np.testing.assert_array_equal(runs["holds"].values, ds["holds"].isel(policy=0).values)


def test_unstack_gives_dimensions_that_compare_can_read(swept):
    wide = bd.unstack(swept)
    assert dict(wide["participation"].sizes) == {"sample": 6, "policy": 2, "replicate": 4, "time": 1, "community": 1}
    assert wide["participation.base"].dims == ("sample",)
    assert wide.policy.values.tolist() == ["baseline", "archive"]
    row = swept.isel(run=2 * 8 + 4 + 3)
    assert wide["participation"].sel(sample=2, policy="archive", replicate=3).values == row["participation"].values
    assert wide["participation"].attrs == swept["participation"].attrs
    table = bd.compare(wide.sel(sample=1), "participation")
    assert table.index.tolist() == [("archive", "participation")] and table["pairs"].iloc[0] == 4
    with pytest.raises(bd.InputError, match="not the result of a sweep"):
        bd.unstack(wide)


def test_a_table_of_samples_keeps_numbers_and_words(small):
    table = pd.DataFrame({"participation.base": [-2.0, -1.25], "facilitation.duty_rule": ["volunteer", "pass_down"]})
    ds = bd.sweep(small, design=table, metrics="participation", progress=False)
    assert ds["facilitation.duty_rule"].values.tolist() == ["volunteer", "pass_down"]
    assert ds["participation.base"].values.tolist() == [-2.0, -1.25]


def test_a_summary_is_what_numpy_says(small, swept):
    ds = bd.sweep(
        small, {"participation.base": (-2.5, -0.5), "community.rw05.environment": [0.2, 0.4]}, design="grid", samples=3,
        policies=["baseline", "archive"], replicates=4, seed=5, metrics=["participation", "holds"], summary=True,
        quantiles=[0.1, 0.9], progress=False,
    )
    assert ds["statistic"].values.tolist() == ["mean", "sd", "q10", "q90"]
    assert ds["participation"].dims == ("run", "statistic", "time", "community")
    values = bd.unstack(swept)["participation"].astype(float)
    got = bd.unstack(ds)["participation"]
    for name, expected in (
        ("mean", values.mean("replicate")), ("sd", values.std("replicate", ddof=1)), ("q90", values.quantile(0.9, "replicate")),
    ):
        np.testing.assert_allclose(got.sel(statistic=name).values, expected.transpose(*got.sel(statistic=name).dims).values, rtol=1e-6)


def test_regions_are_unweighted_means(small):
    s = bd.load("surakarta").with_(months=12)
    options = {"design": "grid", "samples": 2, "metrics": ["participation", "fund_balance"], "progress": False}
    each = bd.sweep(s, {"participation.base": (-2.0, -1.0)}, **options)
    world = bd.sweep(s, {"participation.base": (-2.0, -1.0)}, by="world", **options)
    city = bd.sweep(s, {"participation.base": (-2.0, -1.0)}, by="city", **options)
    assert world["participation"].dims == ("run", "time")
    np.testing.assert_allclose(world["participation"], each["participation"].mean("community"), rtol=1e-6)
    assert city["participation"].dims == ("run", "time", "city")
    assert int(city["umkm_count"].sum()) == s.umkm


def test_rounded_values_differ_by_no_more_than_the_bits_dropped(small):
    options = {"design": "grid", "samples": 2, "metrics": ["revenue"], "progress": False}
    exact = bd.sweep(small, {"participation.base": (-2.0, -1.0)}, **options)["revenue"].values
    rounded = bd.sweep(small, {"participation.base": (-2.0, -1.0)}, keep_bits=10, **options)["revenue"].values
    assert (exact != rounded).any()
    assert (np.abs(exact - rounded) <= np.abs(exact) * 2.0**-11).all()


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
def test_both_engines_open_the_file(berdaya, engine):  # noqa: F811
    (berdaya.folder / "plan.toml").write_text(PLAN)
    berdaya("sweep", "plan.toml", "--quiet")
    with xr.open_dataset(berdaya.folder / "plan.h5", engine=engine) as ds:
        assert ds["holds"].dims == ("run", "time", "community", "option")
        assert ds.sizes["run"] == 24
        assert np.issubdtype(ds["time"].dtype, np.datetime64)
        assert set(ds["facilitation.duty_rule"].values.tolist()) <= {"pass_down", "volunteer"}
        assert {"sample", "policy", "replicate", "status", "error", "reproduce", "participation.base"} <= set(ds.coords)
        assert np.isfinite(ds["participation"]).all()
        assert (ds["error"] == "").all()


def test_saltelli_and_morris_files_go_into_salib_as_they_are(small):
    salib_sobol = pytest.importorskip("SALib.analyze.sobol")
    salib_morris = pytest.importorskip("SALib.analyze.morris")
    ranges = {"participation.base": (-3.0, 0.0), "market.gallery_spend": (0.01, 0.05)}
    problem = {"num_vars": 2, "names": list(ranges), "bounds": [list(r) for r in ranges.values()]}
    ds = bd.sweep(small, ranges, design="saltelli", samples=64, metrics="part_ema", progress=False)
    y = ds["part_ema"].isel(time=-1).mean("community").values.astype(float)
    indices = salib_sobol.analyze(problem, y, calc_second_order=True, seed=1)
    assert indices["ST"][0] > 0.8 and indices["ST"][1] < 0.2
    ds = bd.sweep(small, ranges, design="morris", samples=20, metrics="part_ema", progress=False)
    x = np.stack([ds[name].values for name in ranges], axis=1)
    y = ds["part_ema"].isel(time=-1).mean("community").values.astype(float)
    effects = salib_morris.analyze(problem, x, y, num_levels=4, seed=1)
    assert effects["mu_star"][0] > 5 * effects["mu_star"][1]


def test_stopped_and_continued_gives_the_same_file(berdaya):  # noqa: F811
    plan = PLAN.replace("samples = 4", "samples = 256").replace("replicates = 3", "replicates = 10")
    (berdaya.folder / "plan.toml").write_text(plan)
    process = berdaya.start("sweep", "plan.toml", "--part-seconds", "0.2")
    time.sleep(1.0)
    process.send_signal(signal.SIGUSR1)
    _, err = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED, err
    assert "are kept; the same command goes on" in err
    state = bd.status(berdaya.folder / "plan.h5")
    assert 0 < state["done"] < state["runs"] == 5120
    text = berdaya("status", "plan.h5").stdout
    assert re.search(r"missing +\d", text)
    assert "were done before" in berdaya("sweep", "plan.toml").stdout
    assert not (berdaya.folder / "plan.h5.parts").exists()
    berdaya("sweep", "plan.toml", "-o", "straight.h5", "--threads", "1", "--quiet")
    assert bd.digest(berdaya.folder / "plan.h5") == bd.digest(berdaya.folder / "straight.h5")
    assert "complete already" in berdaya("sweep", "plan.toml").stdout


def test_shards_and_their_refusals(berdaya):  # noqa: F811
    (berdaya.folder / "plan.toml").write_text(PLAN)
    assert "runs still missing" in berdaya("sweep", "plan.toml", "--shard", "2/2").stdout
    assert "12 of 24 runs" in berdaya("merge", "plan.h5", status=WRONG_INPUT).stderr
    array = {"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "7",
             "SLURM_ARRAY_TASK_MAX": "9", "SLURM_ARRAY_TASK_STEP": "2"}
    assert "Digest" in berdaya("sweep", "plan.toml", "--shard", "auto", env=array).stdout
    for shard in ("0/2", "3/2", "a/b", "1", ""):
        assert "--shard takes I/N" in berdaya("sweep", "plan.toml", "--shard", shard, status=WRONG_INPUT).stderr
    assert "there is none" in berdaya("sweep", "plan.toml", "--shard", "auto", status=WRONG_INPUT).stderr


def test_a_launcher_without_mpi_is_refused(berdaya):  # noqa: F811
    (berdaya.folder / "plan.toml").write_text(PLAN)
    if not re.search(r"^MPI +no$", berdaya("about").stdout, re.M):
        pytest.skip("this program has MPI")
    ranks = {"OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "2"}
    assert "was built without MPI" in berdaya("sweep", "plan.toml", env=ranks, status=WRONG_INPUT).stderr


def with_mpi() -> str | None:
    """A program with MPI among those at hand: the installed one has none, the developer's build has it where a library is."""
    paths = [Path(sys.executable).with_name("berdaya"), *os.environ.get("BERDAYA_OTHER_PROGRAMS", "").split(os.pathsep)]
    for path in filter(None, map(str, paths)):
        about = subprocess.run([path, "about"], capture_output=True, text=True, check=False).stdout
        if re.search(r"^MPI +(?!no$)\S", about, re.M):
            return path
    return None


@pytest.mark.skipif(shutil.which("mpirun") is None or with_mpi() is None, reason="no program with MPI, or no mpirun")
def test_two_ranks_give_the_file_of_one_process(berdaya):  # noqa: F811
    (berdaya.folder / "plan.toml").write_text(PLAN)
    program = with_mpi()
    command = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", "2", program, "sweep", "plan.toml", "-o", "two.h5"]
    result = subprocess.run(command, cwd=berdaya.folder, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    assert "2 ranks" in result.stderr
    subprocess.run([program, "sweep", "plan.toml", "-o", "one.h5", "--quiet"], cwd=berdaya.folder, check=True)
    assert bd.digest(berdaya.folder / "two.h5") == bd.digest(berdaya.folder / "one.h5")


def test_a_changed_plan_is_refused_with_the_difference(berdaya):  # noqa: F811
    (berdaya.folder / "plan.toml").write_text(PLAN)
    berdaya("sweep", "plan.toml", "--shard", "1/2", "--quiet")
    (berdaya.folder / "plan.toml").write_text(PLAN.replace("replicates = 3", "replicates = 4"))
    err = berdaya("sweep", "plan.toml", status=WRONG_INPUT).stderr
    assert "- replicates = 3" in err and "+ replicates = 4" in err and "--fresh" in err
    berdaya("sweep", "plan.toml", "--fresh", "--quiet")
    assert (berdaya.folder / "plan.h5.parts.old-1" / "sweep.toml").exists()


def test_a_lost_mark_is_written_anew_and_damaged_parts_are_not_passed_over(berdaya):  # noqa: F811
    (berdaya.folder / "plan.toml").write_text(PLAN)
    berdaya("sweep", "plan.toml", "--shard", "1/2", "--quiet")
    mark = berdaya.folder / "plan.h5.parts" / "sweep.toml"
    mark.write_text("")
    for command in ("status", "merge"):
        assert "berdaya sweep with the plan of these parts writes it anew" in berdaya(command, "plan.h5", status=IO_FAILED).stderr
    assert "is written anew: plan.h5.parts/sweep.toml" in berdaya("sweep", "plan.toml", "--shard", "1/2").stderr
    assert re.search(r"^begun \d{4}-\d\d-\d\d \d\d:\d\d UTC$", berdaya("status", "plan.h5").stdout, re.M)
    (part,) = mark.parent.glob("part-*.h5")
    part.write_bytes(part.read_bytes()[:3000])
    # Not a row of this share is missing, but some of the other one's may have been in what was damaged.
    result = berdaya("sweep", "plan.toml", "--shard", "2/2", status=IO_FAILED)
    assert "12 runs of other shards are missing" in result.stderr and "12 of 24 runs still missing" in result.stdout
    berdaya("sweep", "plan.toml", "--quiet")
    berdaya("sweep", "plan.toml", "-o", "straight.h5", "--quiet")
    assert bd.digest(berdaya.folder / "plan.h5") == bd.digest(berdaya.folder / "straight.h5")


def test_status_shows_who_is_at_work_before_the_first_part_is_closed(berdaya):  # noqa: F811
    plan = PLAN.replace("samples = 4", "samples = 1024").replace("replicates = 3", "replicates = 40")
    (berdaya.folder / "plan.toml").write_text(plan)
    process = berdaya.start("sweep", "plan.toml", "--threads", "1", "--quiet")
    parts = berdaya.folder / "plan.h5.parts"
    while not list(parts.glob("at-work-*")) and process.poll() is None:
        time.sleep(0.05)
    text = berdaya("status", "plan.h5").stdout
    assert "no part is closed yet, so that there is no rate" in text and "runs/s" not in text
    assert re.search(rf"^at work: \S+ {process.pid}, since \d{{4}}-", text, re.M)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == INTERRUPTED
    assert not list(parts.glob("at-work-*"))


def test_failed_runs_are_recorded_with_a_command_that_runs_them_again(berdaya):  # noqa: F811
    plan = re.sub(
        r'"participation.base".*\n.*\n',
        '"intervention.grant.from" = { values = [2016-07-01, 2017-07-01] }\n'
        '"intervention.grant.until" = { values = [2017-01-01, 2017-12-01] }\n', PLAN)
    plan = plan.replace("sobol", "grid").replace("samples = 4\n", "")
    (berdaya.folder / "plan.toml").write_text(plan)
    result = berdaya("sweep", "plan.toml", status=SOME_RUNS_FAILED)
    assert "6 runs failed" in result.stderr
    with bd.open(berdaya.folder / "plan.h5") as ds:
        failed = ds.isel(run=np.flatnonzero(ds["status"].values == 1))
        assert failed.sizes["run"] == 6
        assert np.isnan(failed["participation"]).all() and np.isfinite(ds["participation"]).any()
        command = str(failed["reproduce"].values[0])
    assert command.startswith("berdaya run karanganyar_gunung --policy baseline --seed 1 --first-replicate 0")
    again = berdaya(*shlex.split(command)[1:], status=WRONG_INPUT)
    assert "until" in again.stderr


def test_a_changed_scenario_is_run_again_from_the_file(berdaya):  # noqa: F811
    changed = bd.load("karanganyar_gunung").with_({"participation.base": -1.25})
    samples = pd.DataFrame({
        "intervention.grant.from": [pd.Timestamp(2017, 7, 1).date()],
        "intervention.grant.until": [pd.Timestamp(2017, 1, 1).date()],
    })
    path = berdaya.folder / "changed.h5"
    with pytest.warns(RuntimeWarning, match="1 of 1 runs failed"):
        command = str(bd.sweep(changed, design=samples, path=path, progress=False)["reproduce"].values[0])
    (berdaya.folder / "scenario.toml").write_text(berdaya("info", "changed.h5", "--scenario").stdout)
    again = berdaya(*shlex.split(command)[1:], status=WRONG_INPUT)
    assert "scenario.toml" in command and "until" in again.stderr


def test_check_reads_plans_too(berdaya):  # noqa: F811
    (berdaya.folder / "plan.toml").write_text(PLAN)
    assert "24 runs" in berdaya("check", "plan.toml").stdout
    (berdaya.folder / "bad.toml").write_text(PLAN.replace("kind", "knd"))
    assert "bad.toml:6:1: error: unknown key 'knd' in [design]" in berdaya("check", "bad.toml", status=WRONG_INPUT).stderr


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="mounting needs root")
def test_a_full_disk_stops_cleanly_and_the_sweep_goes_on_with_space(berdaya, tmp_path):  # noqa: F811
    mount = tmp_path / "small"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", mount], capture_output=True).returncode != 0:
        pytest.skip("no tmpfs can be mounted here")
    try:
        plan = PLAN.replace("samples = 4", "samples = 64").replace('"participation", "holds", "revenue_ratio"', '"all"')
        (berdaya.folder / "plan.toml").write_text(plan.replace('["all"]', '"all"'))
        result = berdaya("sweep", "plan.toml", "-o", "small/a.h5", "--part-seconds", "0.05", status=IO_FAILED)
        assert "No space left on device" in result.stderr
        assert not [p for p in mount.rglob("*") if ".tmp-" in p.name]
        subprocess.run(["mount", "-o", "remount,size=40m", mount], check=True)
        berdaya("sweep", "plan.toml", "-o", "small/a.h5", "--quiet")
        berdaya("sweep", "plan.toml", "-o", "b.h5", "--quiet")
        assert bd.digest(mount / "a.h5") == bd.digest(berdaya.folder / "b.h5")
    finally:
        subprocess.run(["umount", mount], check=True)


def test_replicates_needed_for_a_known_spread(synthetic):
    rng = np.random.default_rng(1)
    luck = rng.normal(0, 1, 400)
    ds = synthetic({"x": [luck, luck + 0.5 + rng.normal(0, 0.1, 400)]})
    table = bd.replicates_needed(ds, 0.1, "x")
    expected = (1.96 * luck.std(ddof=1) / 0.1) ** 2  # about 384
    assert table.loc[("baseline", "x"), "replicates"] == pytest.approx(expected, rel=0.02)
    assert 5 < table.loc[("a", "x"), "replicates_difference"] < 9
    assert pd.isna(table.loc[("baseline", "x"), "replicates_difference"])
    with pytest.raises(bd.InputError, match="positive"):
        bd.replicates_needed(ds, 0)


@pytest.mark.slow
@pytest.mark.parametrize(("only", "kills", "samples"), [("sweep", 50, 12), ("run", 15, 6)])
def test_killed_at_random_moments_nothing_differs(only, kills, samples):
    script = Path(__file__).resolve().parents[1] / "faults"
    result = subprocess.run(
        [sys.executable, script, "--only", only, "--kills", str(kills), "--samples", str(samples), "--program",
         with_mpi() or Path(sys.executable).with_name("berdaya")],
        capture_output=True, text=True, timeout=1200, check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert int(re.search(r"(\d+) kills", result.stdout)[1]) >= kills
