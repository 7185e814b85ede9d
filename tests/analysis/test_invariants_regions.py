"""Two regions in one run that have nothing to do with each other, and communities in another order."""

import copy

import numpy as np
import pytest
from scipy import stats

import berdaya as bd
from changed_cases import beside, explicit_targets, region
from random_source import Seeded
from scenario_places import Limits
from scenario_strategies import random_case, scenario_of
from watched_run import copy_of

LIMITS = Limits(max_months=10, max_umkm=30, max_interventions=6, max_policies=0)


def end_of(case, seed=3):
    sim = bd.Simulation(scenario_of(case), seed=seed)
    sim.run()
    return copy_of(sim)


@pytest.mark.parametrize("seed", range(16))
def test_a_region_has_the_same_bits_with_another_one_behind_it(seed):
    """All numbers of its entities are the same there, and so are the addresses of its draws."""
    case = explicit_targets(random_case(seed + 700, LIMITS))
    alone, both = end_of(case), end_of(beside(case))
    for table, columns in alone.items():
        for column, values in columns.items():
            first = both[table][column][: len(values)]
            assert np.array_equal(values, first), f"{table}.{column}"
            if table != "post":
                assert len(both[table][column]) == 2 * len(values)


# Law: a second copy, or the communities in another order, meets other luck of the same distribution.

METRICS = [
    "participation", "awareness", "trust_mean", "skill_mean", "revenue_ratio", "dominance", "knowledge", "environment",
    "bridging", "member", "capital", "responsiveness",
]  # fmt: skip
ALPHA = 1e-4  # of all comparisons of a test together, to err


def means(case, replicates, seed):
    """[metric][community]: a value of the last month for each replicate."""
    ds = bd.run(scenario_of(case), replicates=replicates, seed=seed, metrics=METRICS, every=12, progress=False)
    last = ds.isel(policy=0, time=-1)
    return {
        m: {c: last[m].sel(community=c).values.astype(float) for c in ds.community.values.tolist()} for m in METRICS
    }


def compare_laws(pairs, alpha):
    """The p-values of equal means (Welch's t) and of equal distributions (Kolmogorov-Smirnov), Bonferroni for all.

    With 400 replicates on each side and alpha = 1e-4 over 72 comparisons, a mean that is off by 0.43 standard
    deviations of a replicate is found with a probability of 0.9:
    (z(1 - alpha/144) + z(0.9)) sqrt(2/400) = (4.83 + 1.28) 0.0707 = 0.43.
    """
    worst = []
    for name, x, y in pairs:
        if x.std() == 0 and y.std() == 0:
            assert x[0] == y[0], name
            continue
        worst.append((stats.ttest_ind(x, y, equal_var=False).pvalue, "mean", name))
        worst.append((stats.ks_2samp(x, y, method="asymp").pvalue, "distribution", name))
    for p, what, name in worst:
        assert p > alpha / len(worst), (what, name, p)


@pytest.mark.slow
def test_two_copies_of_a_region_have_the_statistics_of_one_alone():
    case = region()
    both = means(beside(case), 400, seed=11)
    alone = means(case, 400, seed=12)
    pairs = [(f"{m} {c}", alone[m][c], both[m][c + "_b"]) for m in METRICS for c in alone[m]]
    compare_laws(pairs, ALPHA)


@pytest.mark.slow
def test_the_order_of_communities_sectors_and_their_organisations_changes_luck_but_no_law():
    case = region()
    other = copy.deepcopy(case)
    for part in ("community", "sector"):
        other[part].reverse()
    other["facilitator"] = Seeded(1).shuffled(other["facilitator"])
    pairs_of, reordered = means(case, 400, seed=21), means(other, 400, seed=22)
    compare_laws([(f"{m} {c}", pairs_of[m][c], reordered[m][c]) for m in METRICS for c in pairs_of[m]], ALPHA)


@pytest.mark.slow
def test_the_comparison_of_laws_finds_a_difference():
    """The power that compare_laws states, on a region whose second copy has somewhat better leaders."""
    case = region()
    changed = copy.deepcopy(case)
    for cbo in changed["cbo"]:
        cbo["leadership"] = min(1.0, cbo["leadership"] + 0.2)
    a, b = means(case, 400, seed=31), means(changed, 400, seed=32)
    with pytest.raises(AssertionError):
        compare_laws([(f"{m} {c}", a[m][c], b[m][c]) for m in METRICS for c in a[m]], ALPHA)
