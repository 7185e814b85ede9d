"""Step by step: views on the engine's memory, and rules of one's own."""

import copy
import gc
import multiprocessing
import pickle
import sys
import threading

import numpy as np
import pytest

import berdaya as bd

TABLES = ["umkm", "community", "cbo", "facilitator", "post", "unit", "partner", "fund"]


@pytest.fixture
def sim(scenario):
    return bd.Simulation(scenario, seed=3)


def test_a_simulation_goes_on_to_its_last_month(sim):
    months = 0
    while sim.step():
        months += 1
        assert sim.month == months
    assert months == 12
    assert not sim.step()
    assert sim.month == 12


def test_run_goes_so_far_or_to_the_end(sim):
    assert sim.date == np.datetime64("2016-01")
    assert sim.run(5) == 5
    assert sim.date == np.datetime64("2016-06")
    assert sim.run() == 7
    assert sim.run() == 0


@pytest.mark.parametrize("policy", ["baseline", "archive"])
def test_run_number_r_is_replicate_r_of_a_batch(scenario, result, policy):
    for r in (0, 3):
        sim = bd.Simulation(scenario, seed=3, policy=policy, run=r)
        for t in range(12):
            sim.step()
            now = sim.metrics(["participation", "holds", "revenue_ratio"])
            for name in now.data_vars:
                assert np.array_equal(
                    now[name].values, result[name].sel(policy=policy).isel(replicate=r, time=t).values
                ), (name, t)


def test_every_table_and_column_is_a_view_with_a_row_for_each_entity(sim):
    for name in TABLES:
        table = getattr(sim, name)
        assert len(table) == len(list(table)) == len(table.units)
        for column, values in table.items():
            assert isinstance(values, np.ndarray) and not values.flags.owndata
            assert values.shape[0] == table.rows, column
    assert sim.umkm.rows == 96
    assert sim.umkm["trust_cbo"].dtype == np.float32
    assert sim.umkm["adopted"].dtype == np.uint16
    assert "trust_cbo" in sim.umkm and "trust_cobo" not in sim.umkm
    assert "96 rows" in repr(sim.umkm) and "trust_cbo" in repr(sim.umkm)


def test_columns_with_several_values_a_row_have_two_dimensions(sim):
    contacts = sim.umkm["contacts"]
    assert contacts.shape == (96, 8)
    assert (np.sort(contacts, axis=1)[:, 1:] != np.sort(contacts, axis=1)[:, :-1]).all()
    assert sim.cbo["ties"].ndim == sim.community["holders"].ndim == sim.community["sector_count"].ndim == 2
    assert sim.community["holders"].shape == (1, 16)


def test_views_share_memory_and_stay_where_they_are_while_months_pass(sim):
    first = {(name, column): values for name in TABLES for column, values in getattr(sim, name).items()}
    sim.run(4)
    for (name, column), view in first.items():
        again = getattr(sim, name)[column]
        assert view.size == 0 or np.shares_memory(view, again), f"{name}.{column} moved"


def test_a_view_shows_the_month_that_was_simulated(sim):
    trust = sim.umkm["trust_cbo"]
    before = trust.copy()
    sim.run(6)
    assert not np.array_equal(trust, before)
    assert np.array_equal(trust, sim.umkm["trust_cbo"])


def test_what_is_written_between_steps_acts_on_the_next_month(scenario):
    def participation(write):
        sim = bd.Simulation(scenario, seed=3)
        values = []
        while True:
            write(sim)
            if not sim.step():
                return np.array(values)
            values.append(float(sim.metrics("participation")["participation"].mean()))

    def nothing(sim):
        pass

    def weary(sim):
        sim.umkm["fatigue"][:] = 1.0

    def eager(sim):
        sim.umkm["fatigue"] = 0.0
        sim.umkm["expected_benefit"][:] = 1.0

    assert np.array_equal(participation(nothing), participation(lambda sim: sim.umkm["fatigue"]))
    assert participation(eager).mean() > participation(nothing).mean() > participation(weary).mean()


def test_a_column_can_be_set_scaled_and_masked(sim):
    sim.umkm["trust_cbo"] = 0.5
    sim.umkm["trust_cbo"] *= 0.5
    sim.umkm["trust_cbo"][sim.umkm["sector"] == 0] = 0.75
    assert set(np.unique(sim.umkm["trust_cbo"])) <= {np.float32(0.25), np.float32(0.75)}


def test_an_unknown_column_is_answered_with_the_nearest(sim):
    with pytest.raises(KeyError, match="trust_cbo"):
        sim.umkm["trust_coop"]


def test_the_skeleton_of_the_world_cannot_be_written(sim):
    with pytest.raises(ValueError, match="read-only"):
        sim.community["first_row"][:] = 7
    with pytest.raises(bd.InputError, match="fixed"):
        sim.umkm["sector"] = 0


@pytest.mark.parametrize(
    ("table", "column", "row", "value"),
    [
        ("umkm", "contacts", (5, 0), 96),
        ("umkm", "contacts", (5, 0), 5),
        ("umkm", "cbo", 7, 200),
        ("umkm", "adopted", 7, 1 << 15),
        ("cbo", "ties", (0, 0), 999),
        ("cbo", "ties", (0, 0), 0),
        ("community", "stage", 0, 4),
    ],
)
def test_references_to_what_does_not_exist_are_refused_before_the_next_month(sim, table, column, row, value):
    view = getattr(sim, table)[column]
    assert sim.step()
    kept = view[row].copy()
    view[row] = value
    with pytest.raises(bd.InputError, match=rf"{table}\.{column} of row"):
        sim.step()
    assert sim.month == 1
    view[row] = kept
    assert sim.step()


def test_contacts_may_be_rewired_by_hand(sim):
    contacts = sim.umkm["contacts"]
    free = next(j for j in range(96) if j != 10 and j not in contacts[10])
    contacts[10, 3] = free
    assert sim.step()


def test_a_view_outlives_its_simulation(scenario):
    sim = bd.Simulation(scenario, seed=3)
    sim.step()
    trust = sim.umkm["trust_cbo"]
    part = trust[10:20]
    values = part.copy()
    del sim, trust
    gc.collect()
    for _ in range(20):  # memory that was freed would be used again
        bd.Simulation(scenario, seed=9).run(2)
    assert np.array_equal(part, values)


def test_a_simulation_is_freed_with_its_last_view(scenario):
    sim = bd.Simulation(scenario, seed=3)
    core = sim._core
    held = sys.getrefcount(core)
    view = sim.umkm["trust_cbo"]
    assert sys.getrefcount(core) == held + 1
    del view
    gc.collect()
    assert sys.getrefcount(core) == held


def test_metrics_carry_units_titles_and_labels(sim):
    sim.step()
    ds = sim.metrics()
    assert set(ds.data_vars) == set(bd.describe("metrics")["name"])
    assert ds["participation"].dims == ("community",)
    assert ds["holds"].dims == ("community", "option") and "nib" in ds["option"].values
    assert ds["participation"].attrs["units"] and ds["participation"].attrs["long_name_id"]
    held = (sim.umkm["adopted"] & 1).mean()
    assert float(ds["holds"].sel(option="nib").item()) == pytest.approx(held, abs=1e-6)
    with pytest.raises(bd.InputError, match="participation"):
        sim.metrics("particpation")


def test_a_table_becomes_a_frame(sim):
    frame = sim.umkm.to_pandas()
    assert len(frame) == 96 and "trust_cbo" in frame and "contacts" not in frame
    frame["trust_cbo"] = 0.0
    assert sim.umkm["trust_cbo"].max() > 0


def test_threads_do_not_change_a_simulation(scenario):
    s = bd.load("surakarta").with_(months=6)
    runs = [bd.Simulation(s, seed=3, threads=n) for n in (1, 3)]
    for sim in runs:
        sim.run()
    for column, values in runs[0].umkm.items():
        assert np.array_equal(values, runs[1].umkm[column]), column


def test_two_simulations_in_two_threads_do_not_disturb_each_other(scenario):
    alone = bd.Simulation(scenario, seed=3)
    alone.run()
    pair = [bd.Simulation(scenario, seed=3) for _ in range(2)]
    threads = [threading.Thread(target=sim.run) for sim in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for sim in pair:
        assert np.array_equal(sim.umkm["capital"], alone.umkm["capital"])


@pytest.mark.parametrize(
    ("options", "message"),
    [({"policy": "archve"}, "archive"), ({"seed": -1}, "seed"), ({"run": -1}, "run"), ({"threads": 0}, "threads")],
)
def test_wrong_options_are_input_errors(scenario, options, message):
    with pytest.raises(bd.InputError, match=message):
        bd.Simulation(scenario, **options)


def test_a_scenario_may_be_named(scenario):
    assert bd.Simulation("karanganyar_gunung").scenario.months == 96
    assert "karanganyar_gunung" in repr(bd.Simulation("karanganyar_gunung"))


def states_equal(a, b):
    return all(np.array_equal(a._core.column(t, c), b._core.column(t, c), equal_nan=True) for t in TABLES for c in getattr(a, t))


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda sim: pickle.loads(pickle.dumps(sim))], ids=["copy", "deepcopy", "pickle"])
def test_a_copy_goes_its_own_way_to_the_same_end(scenario, again):
    sim = bd.Simulation(scenario, seed=3, policy="archive", run=2)
    sim.run(5)
    sim.umkm["trust_cbo"] *= 0.5
    other = again(sim)
    assert (other.month, other.policy, other.seed, other.run_number) == (5, "archive", 3, 2)
    assert other.scenario == scenario and states_equal(sim, other)
    other.umkm["trust_cbo"] = 0.9
    assert not states_equal(sim, other)
    other.umkm["trust_cbo"] = sim.umkm["trust_cbo"]
    other.run()
    assert sim.month == 5 and not states_equal(sim, other)
    sim.run()
    assert states_equal(sim, other)
    assert sim.metrics()["revenue"].equals(other.metrics()["revenue"])


def test_references_written_before_a_copy_are_checked_in_it_too(scenario):
    sim = bd.Simulation(scenario, seed=3)
    sim.umkm["contacts"][0, 0] = 60_000
    with pytest.raises(bd.InputError):
        copy.copy(sim).step()


def test_a_state_that_does_not_fit_is_refused(scenario):
    sim = bd.Simulation(scenario, seed=3)
    state = list(sim._core.state())
    state[1]["umkm"]["trust_cbo"] = state[1]["umkm"]["trust_cbo"][:-1]
    with pytest.raises(ValueError, match="trust_cbo"):
        sim._core.restore(tuple(state))
    with pytest.raises(ValueError, match="no state"):
        sim._core.restore(())


def end_of(sim):
    sim.run()
    return float(sim.umkm["trust_cbo"].sum())


def test_simulations_and_scenarios_go_to_spawned_processes(scenario):
    sim = bd.Simulation(scenario, seed=3)
    sim.run(10)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(end_of, [sim]) == [end_of(copy.copy(sim))]


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda s: pickle.loads(pickle.dumps(s))], ids=["copy", "deepcopy", "pickle"])
def test_a_scenario_can_be_copied_and_pickled(scenario, again):
    changed = scenario.with_({"trust.gain": 0.123})
    other = again(changed)
    assert other == changed and hash(other) == hash(changed) and other.toml == changed.toml
    assert other.with_(months=3).months == 3
