"""Engine against twin, month by month.

Each month of the twin starts from the engine's state, so that one difference is seen where it arises and does not
spread. After the month every column of every table and every metric is compared within a bound that rounding alone
may use up.

The bounds. UMKM columns are held in single precision (unit roundoff u = 2^-24, values 24 bits); everything above in
double (u = 2^-53). Twin and engine start a month from the same bits. A value that is the sum of terms of magnitude up
to M after n roundings is off by at most n·u·M; no rule takes more than ROUNDINGS roundings to a column, the
elementary functions of core/base/portable_math.hpp (below 4 u relative) counted at their bounds. So the bound of a
column is ROUNDINGS·u·M. M is 1 for levels; for money it is what the row turns over, for a fund all that it received; where a slope multiplies a
logarithm it is that slope. A metric is off by its own rounding and the mean of what its columns are off. Integers are equal.

A decision whose sides lie within rounding of each other (an *edge*, decisions.py) may go either way. Where a month
disagrees, edges are turned, one and then two at a time, until all columns agree; if none does, the month differs. So
an edge excuses only itself: all that follows from it is compared.
"""

import itertools
from collections import Counter
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np

from . import model, population
from .decisions import ROUNDINGS, SINGLE, Decisions
from .draws import Draws
from .metrics import all_metrics
from .scenario import read
from .world import TABLES, world_of

DOUBLE = 2.0**-53

MONEY = {
    *["capital", "revenue", "profit", "revenue_ema", "reference_ema", "instalment", "other_income"],
    *[f"sold_{channel}" for channel in ("gallery", "bazaar", "marketplace", "partnership", "collective")],
}
IN_DOUBLE = {
    "community": {
        *["environment", "archive", "reputation", "integration", "programme_fund", "own_cost", "outside_cost"],
        *["part_ema", "part_held", "chain_support", "chain_archive", "responsiveness", "kept", "clarity", "shifted"],
        *["overlap", "fulfilment", "own_share", "quality", "facilitator_load", "facilitator_commitment", "own_hours"],
        *["outside_hours", "outside_money", "p_off", "offered", "activities", "cbo_activities", "initiator"],
        *["novelty", "conflict", "participation", "participants", "mean_success", "capped", "dominance"],
        *["own_cost_share", "self_reliance", "prize", "works", "success_seen"],
    }
    - {"environment", "reputation"},
    "cbo": {
        *["cohesion", "formal_trust", "linking", "dominance", "delivery", "held", "members"],
        *["membership_share", "bargaining", "inflow", "leadership_failure", "knowledge_seen"],
    },
    **{table: None for table in ("facilitator", "post", "unit", "partner", "fund")},
}
"""Columns that hang on nothing in single precision but exact values and decisions; None: the whole table."""


def bound(table, column, before, after, scenario):
    """How far rounding may take the engine from the twin: one number, or one for each row."""
    twin = np.asarray(getattr(getattr(after, table), column), float)
    exact = IN_DOUBLE.get(table, set())
    if table == "fund":  # what is left may be a small rest of what came in
        return ROUNDINGS * DOUBLE * np.maximum(1, np.maximum(np.abs(twin), after.fund.received))
    if exact is None or column in exact:
        return ROUNDINGS * DOUBLE * np.maximum(1, np.abs(twin))
    if table == "umkm":
        p = scenario.parameters
        if column in MONEY:
            return ROUNDINGS * SINGLE * spread(p) * np.maximum(turnover(before, after), np.abs(twin))
        if column in ("size", "attraction0"):
            return ROUNDINGS * SINGLE * spread(p) * np.maximum(1, np.abs(twin))
        if column in ("benefit", "expected_benefit"):
            return ROUNDINGS * SINGLE * (1 + p.market.benefit_slope / 4 * ratio_loss(before, after))
    return ROUNDINGS * SINGLE * np.maximum(1, np.abs(twin))


MEANS_OF = {
    **{"capital": ["capital"], "revenue": ["revenue"], "income": ["profit", "other_income"]},
    **{"expected_benefit": ["expected_benefit"], "micro": ["benefit"]},
}
"""Metrics whose columns may be off by more than a level: the mean of UMKM is off by at most the mean of their bounds."""


def spread(p):
    """An exponential of sd·Z is known sd times worse than Z."""
    return 1 + max(p.population.other_income_sd, p.population.capital_sd, p.market.size_sd)


def ratio_loss(before, after):
    """How many times worse the ratio's smoothed values are known than by their own last bit: they were smoothed from
    larger ones."""
    u = after.umkm
    smallest = np.maximum(np.minimum(u.revenue_ema, u.reference_ema), 1e-30)
    before = u if before is None else before.umkm
    return 1 + np.maximum(before.revenue_ema, before.reference_ema) / smallest


def turnover(before, after):
    """For each UMKM the money that went through its month's sums."""
    u = after.umkm
    borrowed = u.instalment * np.maximum(1, u.loan_left)
    sums = u.capital + u.revenue + np.abs(u.profit) + borrowed + u.reference_ema + u.other_income
    return sums + (before.umkm.capital + before.umkm.revenue_ema + before.umkm.instalment if before is not None else 0)


@dataclass
class Difference:
    month: int
    what: str
    row: int
    engine: float
    twin: float
    bound: float

    def __str__(self):
        at = "start" if self.month < 0 else f"month {self.month}"
        return f"{at}: {self.what}, row {self.row}: engine {self.engine!r}, twin {self.twin!r} (bound {self.bound:.2g})"


@dataclass
class Agreement:
    """What was compared, and what came of it."""

    worlds: int = 0
    months: int = 0
    values: int = 0
    columns: set = field(default_factory=set)
    edges: int = 0
    turned: list = field(default_factory=list)
    largest: dict = field(default_factory=dict)
    differences: list = field(default_factory=list)
    seen: Counter = field(default_factory=Counter)

    def add(self, other):
        for name in ("worlds", "months", "values", "edges"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.columns |= other.columns
        self.turned += other.turned
        self.differences += other.differences
        self.seen += other.seen
        for name, used in other.largest.items():
            self.largest[name] = max(self.largest.get(name, 0.0), used)

    def summary(self):
        name, used = max(self.largest.items(), key=lambda x: x[1], default=("none", 0.0))
        return (
            f"{self.worlds} worlds, {self.months} months, {len(self.columns)} columns and metrics, "
            f"{self.values} values compared; {self.edges} decisions on the edge, {len(self.turned)} of them turned; "
            f"largest deviation {used:.0%} of its bound ({name}); {len(self.differences)} differences"
        )


def compared(month, pairs):
    """Differences among (what, engine, twin, bound), with the number of values and the largest share of a bound."""
    found, values, largest = [], 0, {}
    for what, engine, twin, allowed in pairs:
        engine, twin = np.asarray(engine, float), np.asarray(twin, float)
        if engine.shape != twin.shape:
            found.append(Difference(month, f"{what} (shape)", 0, len(engine), len(twin), 0))
            continue
        allowed = np.broadcast_to(
            np.reshape(allowed, np.shape(allowed) + (1,) * (engine.ndim - np.ndim(allowed))), engine.shape
        )
        off = np.where(np.isnan(engine) & np.isnan(twin), 0, np.abs(engine - twin))
        values += engine.size
        if not engine.size:
            continue
        used = np.divide(off, allowed, out=np.where(off > 0, np.inf, 0.0), where=allowed > 0)
        used = np.where(np.isnan(used), np.inf, used)
        largest[what] = float(np.max(used))
        if largest[what] > 1:
            at = np.unravel_index(np.argmax(used), used.shape)
            row = int(at[0]) if at else 0
            found.append(Difference(month, what, row, engine[at], twin[at], float(allowed[at])))
    return found, values, largest


def columns_of(engine, twin, before, scenario):
    for table in TABLES:
        for column, values in vars(getattr(engine, table)).items():
            exact = np.issubdtype(values.dtype, np.integer)
            allowed = 0.0 if exact else bound(table, column, before, twin, scenario)
            yield f"{table}.{column}", values, getattr(getattr(twin, table), column), allowed


def metric_bound(name, value, before, after, scenario):
    """Metrics are given in single precision; what their columns are off comes on top."""
    off = dict.fromkeys(MEANS_OF.get(name, ()), 1.0)
    if name == "revenue_ratio":
        reference = np.maximum(community_means(after, after.umkm.reference_ema), 1e-30)
        off = {"revenue_ema": 1 / reference, "reference_ema": np.abs(value) / reference}
    elif name == "outcome_welfare":  # income/(income + line) moves by at most 1/(income + line) of what income does
        household = np.maximum(0, community_means(after, after.umkm.profit + after.umkm.other_income))
        steepest = 1 / np.maximum(household + scenario.parameters.market.poverty_line, 1e-30)
        off = {"profit": steepest, "other_income": steepest}
    return ROUNDINGS * SINGLE * np.maximum(1, np.abs(value)) + sum(
        weight * community_means(after, bound("umkm", column, before, after, scenario))
        for column, weight in off.items()
    )


def community_means(w, values):
    """The mean of a value of each UMKM in each community."""
    spans = zip(w.community.first_row, w.community.umkm_count, strict=True)
    return np.array([np.mean(values[first : first + n]) for first, n in spans])


def metrics_of(simulation, twin, before, after, scenario):
    for name, values in simulation.metrics().items():
        yield f"metric {name}", values.values, twin[name], metric_bound(name, twin[name], before, after, scenario)


def settle(make, limit=12):
    """make(turned) -> (result, decisions, differences, ...). Turns edges until nothing differs."""
    first = make(())
    if not first.differences:
        return first, ()
    edges = list(dict.fromkeys(first.edges))
    if len(edges) <= limit:
        for number in (1, 2):
            for turned in itertools.combinations(edges, number):
                again = make(turned)
                if not again.differences:
                    return again, turned
    return first, ()


def follow(simulation, months=None, scenario=None):
    """Runs the twin beside a new berdaya.Simulation; stops at the first month that differs.

    `scenario`: what the twin takes for the scenario, to see that a difference is noticed.
    """
    scenario = read((scenario or simulation.scenario).toml, simulation.policy)
    draws = Draws(simulation.seed, simulation.run_number)
    report = Agreement(worlds=1)

    def start(turned):
        decide = Decisions(turned)
        twin = population.start(scenario, draws, decide)
        pairs = columns_of(before, twin, None, scenario)
        differences, values, largest = compared(-1, pairs)
        return SimpleNamespace(
            differences=differences, values=values, largest=largest, edges=decide.edges, seen=Counter()
        )

    def step(turned):
        twin, memory_after, month = model.month(scenario, before, memory, draws, t, turned)
        metrics = all_metrics(scenario, twin, memory_after, month.booked, month.decide)
        pairs = itertools.chain(columns_of(after, twin, before, scenario), metrics_of(simulation, metrics, before, twin, scenario))
        differences, values, largest = compared(t, pairs)
        edges = month.decide.edges
        return SimpleNamespace(
            differences=differences, values=values, largest=largest, edges=edges, seen=month.seen, memory=memory_after
        )

    def book(result, turned):
        report.values += result.values
        report.columns |= set(result.largest)
        report.edges += len(set(result.edges))
        report.turned += [(t, *edge) for edge in turned]
        report.seen += result.seen
        report.differences += result.differences
        for name, used in result.largest.items():
            report.largest[name] = max(report.largest.get(name, 0.0), used)

    t, before = -1, world_of(simulation)
    book(*settle(start))
    memory = model.Memory(scenario)
    for t in range(scenario.months if months is None else min(months, scenario.months)):
        if report.differences:
            break
        simulation.step()
        after = world_of(simulation)
        result, turned = settle(step)
        book(result, turned)
        before, memory = after, result.memory
        report.months += 1
    return report
