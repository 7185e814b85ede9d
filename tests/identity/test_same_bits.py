"""One program, one scenario, one seed: the same bits however it is run. Resumed runs: tests/core/io/resume_test.cpp."""

import h5py
import numpy as np
import pytest
from small_runs import SCENARIOS, digest, run, variable_digests

pytestmark = pytest.mark.parametrize("name", SCENARIOS)


@pytest.mark.parametrize("threads", ["1", "7"])
def test_any_number_of_threads_side_by_side(name, threads, plain_run, tmp_path):
    assert digest(run(name, tmp_path / "a.h5", threads=threads)) == digest(plain_run(name))


def test_any_number_of_threads_inside_a_run(name, tmp_path):
    digests = {n: digest(run(name, tmp_path / f"{n}.h5", threads=n, replicates="1", policy="baseline")) for n in "127"}
    assert len(set(digests.values())) == 1, digests


def test_a_metric_does_not_depend_on_what_else_is_recorded(name, plain_run, tmp_path):
    every = variable_digests(plain_run(name))
    alone = variable_digests(run(name, tmp_path / "a.h5", metrics="participation", umkm_every="0"))
    assert "participation" in alone and len(alone) < len(every)
    assert alone == {variable: every[variable] for variable in alone}


def test_recording_less_often_leaves_out_months_and_changes_none(name, plain_run, tmp_path):
    seldom = run(name, tmp_path / "a.h5", every="5")
    with h5py.File(plain_run(name)) as all_months, h5py.File(seldom) as some_months:
        rows = np.searchsorted(all_months["month"][:], some_months["month"][:])
        assert 1 < len(rows) < len(all_months["month"])
        compared = 0
        for variable, values in some_months.items():
            if not isinstance(values, h5py.Dataset) or values.dtype.kind != "f":
                continue
            expected = all_months[variable][:]
            if is_a_course(values, len(rows)):
                expected = expected[:, :, rows]
                compared += 1
            np.testing.assert_array_equal(values[:], expected, err_msg=variable)
        assert compared > 30


def is_a_course(values, months):
    """(policy, replicate, time, ...): every metric but the costs of the whole run."""
    return values.ndim > 2 and values.shape[2] == months and b"run_cost" not in values.name.encode()


def test_a_run_depends_neither_on_other_policies_nor_on_other_replicates(name, plain_run, tmp_path):
    alone = run(name, tmp_path / "a.h5", policy="baseline", replicates="1")
    with h5py.File(plain_run(name)) as everything, h5py.File(alone) as one:
        place = list(everything["policy"].asstr()[:]).index("baseline")
        compared = 0
        for variable, values in one.items():
            if not isinstance(values, h5py.Dataset) or values.dtype.kind != "f" or values.ndim < 3:
                continue
            expected = everything[variable][place, 0]
            if expected.shape != values.shape[2:]:  # along the interventions, of which other policies have more
                continue
            np.testing.assert_array_equal(values[0, 0], expected, err_msg=variable)
            compared += 1
        assert compared > 30


def test_another_seed_gives_other_results(name, plain_run, tmp_path):
    assert digest(run(name, tmp_path / "a.h5", seed="8")) != digest(plain_run(name))
