"""What policies would cost, before anything is run."""

from __future__ import annotations

import numpy as np
import pytest

import berdaya as bd


def test_costs_are_what_a_run_books() -> None:
    s = bd.load("karanganyar_gunung")
    table = bd.costs(s, ["archive", "permit_assistance"])
    ds = bd.run(s, ["archive", "permit_assistance"], replicates=1, metrics=["spent"])
    certain = table[(table["what"] == "intervention") & (table["basis"] == "certain") & (table["fund"] == "")]
    assert len(certain) > 0
    for policy, item in certain.index:
        booked = float(ds["run_cost"].sel(policy=policy, intervention=item).squeeze())
        assert certain.loc[(policy, item), "total"] == pytest.approx(booked, rel=1e-6), (policy, item)


def test_years_sum_to_the_total() -> None:
    table = bd.costs("karanganyar_gunung")
    years = [c for c in table.columns if isinstance(c, int)]
    assert len(years) == len({*years}) and years == sorted(years)
    assert np.allclose(table[years].sum(axis=1), table["total"])
    assert set(table["what"]) <= {"intervention", "policy", "wanted of the fund", "received by the fund"}


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(bd.InputError, match="none_such"):
        bd.costs("karanganyar_gunung", "none_such")
