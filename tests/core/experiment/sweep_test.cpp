#include "experiment/sweep.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <limits>
#include <thread>
#include <vector>

#include "base/errors.hpp"
#include "engine/simulation.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

Scenario scenario_with_forum() {
  Scenario scenario = test::small_scenario(2, 24);
  scenario.months = 8;
  PolicySpec policy;
  policy.id = "forum";
  InterventionSpec forum;
  forum.id = "forum";
  forum.kind = InterventionKind::forum;
  forum.first_month = 1;
  forum.last_month = 7;
  forum.cost = 3;
  policy.interventions.push_back(forum);
  scenario.policies.push_back(policy);
  return scenario;
}

Design three_values() {
  return Design({.kind = DesignKind::list,
                 .parameters = {{"participation.base", 0, 0, false, {}}},
                 .table = {{"-2.0"}, {"-1.0"}, {"0.5"}}},
                Seed{1});
}

SweepOutput recorded() {
  SweepOutput output;
  output.metrics = {"participation", "holds", "fund_balance"};
  output.every = 4;
  return output;
}

struct Case {
  Scenario scenario = scenario_with_forum();
  Design design = three_values();
  SweepPlan plan{.scenario = scenario,
                 .policies = {"baseline", "forum"},
                 .replicates = 4,
                 .seed = Seed{9},
                 .design = design,
                 .output = recorded(),
                 .scenario_of =
                     [this](std::size_t sample) {
                       Scenario changed = scenario;
                       changed.parameters.participation.base = design.number(sample, 0);
                       return changed;
                     },
                 .threads = 1};
};

std::vector<SweepRow> all_rows(const SweepPlan& plan, const SweepLayout& layout) {
  std::vector<SweepRow> result;
  EXPECT_TRUE(
      run_rows(plan, layout, RowSet::all(layout.rows()), [&](SweepRow&& row) { result.push_back(std::move(row)); }));
  return result;
}

void expect_same(const SweepRow& a, const SweepRow& b) {
  EXPECT_EQ(a.row, b.row);
  ASSERT_EQ(a.values.size(), b.values.size());
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    EXPECT_TRUE(a.values[i] == b.values[i] || (std::isnan(a.values[i]) && std::isnan(b.values[i]))) << i;
  }
}

TEST(Sweep, RowsAreNumberedBySampleThenPolicyThenReplicate) {
  Case c;
  const SweepLayout layout = make_sweep_layout(c.plan);
  EXPECT_EQ(layout.rows(), 24U);
  const SweepKey key = layout.key(8 + 4 + 2);
  EXPECT_EQ(key.sample, 1U);
  EXPECT_EQ(key.policy, 1U);
  EXPECT_EQ(key.first_replicate, 2U);
  EXPECT_EQ(key.replicates, 1U);
}

TEST(Sweep, ARowIsTheRunOfABatchWithTheSamplesValue) {
  Case c;
  const SweepLayout layout = make_sweep_layout(c.plan);
  const std::vector<SweepRow> rows = all_rows(c.plan, layout);
  Scenario changed = c.scenario;
  changed.parameters.participation.base = 0.5;
  Simulation simulation(changed, "forum", Seed{9}, RunNumber{3});
  Recorder recorder(layout.batch.metrics, layout.batch.months, simulation.world());
  while (simulation.step(&recorder)) {
  }
  const SweepRow& row = rows.back();
  std::vector<float> expected;
  for (std::size_t m = 0; m < layout.batch.metrics.size(); ++m)
    expected.insert(expected.end(), recorder.values(m).begin(), recorder.values(m).end());
  EXPECT_EQ(row.values, expected);
  EXPECT_EQ(row.cost, std::vector<float>{static_cast<float>(simulation.world().booked_total[0])});
}

TEST(Sweep, RowsDoNotDependOnThreadsNorOnWhichAreAskedFor) {
  Case c;
  const SweepLayout layout = make_sweep_layout(c.plan);
  const std::vector<SweepRow> one = all_rows(c.plan, layout);
  c.plan.threads = 3;
  const std::vector<SweepRow> three = all_rows(c.plan, layout);
  ASSERT_EQ(one.size(), three.size());
  for (std::size_t r = 0; r < one.size(); ++r) expect_same(one[r], three[r]);

  const std::vector<std::uint64_t> some{3, 17, 20};
  RowSet asked_for;
  for (const std::uint64_t row : some) asked_for.add(row);
  std::vector<SweepRow> picked;
  run_rows(c.plan, layout, asked_for, [&](SweepRow&& row) { picked.push_back(std::move(row)); });
  ASSERT_EQ(picked.size(), 3U);
  for (std::size_t r = 0; r < some.size(); ++r) expect_same(picked[r], one[some[r]]);
}

TEST(Sweep, PairedRunsShareTheirLuckAndOthersDoNot) {
  Case c;
  const SweepLayout layout = make_sweep_layout(c.plan);
  EXPECT_EQ(run_number(c.plan, layout, layout.key(0), 2).value, 2U);
  EXPECT_EQ(run_number(c.plan, layout, layout.key(20), 2).value, 2U);
  c.plan.paired = false;
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t row = 0; row < layout.rows(); ++row)
    numbers.push_back(run_number(c.plan, layout, layout.key(row), layout.key(row).first_replicate).value);
  std::sort(numbers.begin(), numbers.end());
  EXPECT_EQ(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

TEST(Sweep, ASummaryHoldsTheStatisticsOfTheReplicates) {
  Case c;
  const SweepLayout each = make_sweep_layout(c.plan);
  const std::vector<SweepRow> rows = all_rows(c.plan, each);
  c.plan.output.summary = true;
  c.plan.output.statistics.quantiles = {0.5};
  const SweepLayout summary = make_sweep_layout(c.plan);
  EXPECT_EQ(summary.rows(), 6U);
  const std::vector<SweepRow> cases = all_rows(c.plan, summary);
  const std::size_t n = each.values_of(0);  // participation: [time][community]
  ASSERT_EQ(summary.values_of(0), 3 * n);
  for (std::size_t at = 0; at < cases.size(); ++at) {
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<double> values;
      for (std::size_t r = 0; r < 4; ++r) values.push_back(static_cast<double>(rows[at * 4 + r].values[i]));
      std::vector<float> expected(3);
      summarise(c.plan.output.statistics, values, expected);
      for (std::size_t s = 0; s < 3; ++s) EXPECT_EQ(cases[at].values[s * n + i], expected[s]);
    }
  }
}

TEST(Sweep, AverageOverTheWorldIsTheMeanOfTheCommunities) {
  Case c;
  const SweepLayout each = make_sweep_layout(c.plan);
  const SweepRow before = all_rows(c.plan, each)[5];
  c.plan.output.by = RegionKind::world;
  const SweepLayout world = make_sweep_layout(c.plan);
  const SweepRow after = all_rows(c.plan, world)[5];
  std::size_t from = 0;
  std::size_t to = 0;
  for (std::size_t m = 0; m < each.batch.metrics.size(); ++m) {
    if (each.batch.metrics[m]->name == "participation") {
      for (std::size_t t = 0; t < each.batch.months.size(); ++t) {
        const double mean =
            (static_cast<double>(before.values[from + 2 * t]) + static_cast<double>(before.values[from + 2 * t + 1])) /
            2.0;
        EXPECT_EQ(after.values[to + t], static_cast<float>(mean));
      }
    }
    from += each.values_of(m);
    to += world.values_of(m);
  }
}

TEST(Sweep, AFailingSampleIsRecordedAndTheOthersGoOn) {
  Case c;
  c.plan.scenario_of = [&c](std::size_t sample) {
    if (sample == 1) throw InputError("these values do not go together");
    return c.scenario;
  };
  const SweepLayout layout = make_sweep_layout(c.plan);
  const std::vector<SweepRow> rows = all_rows(c.plan, layout);
  for (const SweepRow& row : rows) {
    const bool wrong = layout.key(row.row).sample == 1;
    EXPECT_EQ(row.failed, wrong ? 1U : 0U);
    EXPECT_EQ(row.error.empty(), !wrong);
    EXPECT_EQ(std::isnan(row.values[0]), wrong);
  }
  EXPECT_NE(rows[8].error.find("do not go together"), std::string::npos);
}

TEST(Sweep, ASampleMustNotChangeTheShapeOfResults) {
  Case c;
  c.plan.scenario_of = [&c](std::size_t) {
    Scenario changed = c.scenario;
    changed.months = 3;
    return changed;
  };
  const std::vector<SweepRow> rows = all_rows(c.plan, make_sweep_layout(c.plan));
  EXPECT_NE(rows[0].error.find("must not change the months"), std::string::npos);
}

TEST(Sweep, StopsWhenAskedAndHandsOverWhatWasFinished) {
  Case c;
  const SweepLayout layout = make_sweep_layout(c.plan);
  const RowSet rows = RowSet::all(layout.rows());
  std::size_t taken = 0;
  // Slow enough that somebody asks.
  const auto take = [&](SweepRow&&) {
    ++taken;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  };
  const bool completed = run_rows(c.plan, layout, rows, take, [](const SweepProgress&) { return false; });
  EXPECT_FALSE(completed);
  EXPECT_LT(taken, rows.size());
}

TEST(Sweep, HandsOverWhatIsDoneThoughAnEarlierRowIsNot) {
  Case c;
  c.plan.threads = 2;
  std::atomic<bool> first{true};
  std::atomic<bool> stopped{false};
  const auto scenario_of = c.plan.scenario_of;
  c.plan.scenario_of = [&](std::size_t sample) {
    if (first.exchange(false)) {
      while (!stopped) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return scenario_of(sample);
  };
  const SweepLayout layout = make_sweep_layout(c.plan);
  const RowSet rows = RowSet::all(layout.rows());
  std::vector<std::uint64_t> taken;
  const bool completed = run_rows(
      c.plan, layout, rows, [&](SweepRow&& row) { taken.push_back(row.row); },
      [&](const SweepProgress& progress) {
        if (progress.done + 1 < rows.size()) return true;
        stopped = true;
        return false;
      });
  EXPECT_FALSE(completed);
  EXPECT_EQ(taken.size(), rows.size() - 1);  // all but the one that was waited for
  EXPECT_TRUE(std::is_sorted(taken.begin(), taken.end()));
}

TEST(Sweep, RefusesWhatCannotBeTold) {
  Case c;
  c.plan.output.summary = true;
  c.plan.replicates = 1;
  EXPECT_THROW(make_sweep_layout(c.plan), InputError);
  c.plan.replicates = 2'000'000'000;
  c.plan.output.summary = false;
  EXPECT_THROW(make_sweep_layout(c.plan), InputError);
}

TEST(SweepOutput, IsEqualToAnotherThatRecordsTheSame) {
  SweepOutput other = recorded();
  EXPECT_EQ(recorded(), other);
  other.statistics.quantiles = {0.5};
  EXPECT_FALSE(recorded() == other);
}

TEST(RoundedToBits, KeepsTheNearestNumberOfSoManyBits) {
  EXPECT_EQ(rounded_to_bits(1.0F, 5), 1.0F);
  EXPECT_EQ(rounded_to_bits(1.0F + 1.0F / 64.0F, 5), 1.0F);     // a tie goes to the even neighbour
  EXPECT_EQ(rounded_to_bits(1.0F + 3.0F / 64.0F, 5), 1.0625F);  // likewise, upwards
  EXPECT_EQ(rounded_to_bits(-1.04F, 5), -1.03125F);
  EXPECT_EQ(rounded_to_bits(0.0F, 1), 0.0F);
  EXPECT_TRUE(std::isnan(rounded_to_bits(std::numeric_limits<float>::quiet_NaN(), 4)));
  EXPECT_EQ(rounded_to_bits(std::numeric_limits<float>::max(), 3), std::numeric_limits<float>::max());
  for (const float value : {0.1F, 3.7F, -123.456F})
    EXPECT_LE(std::abs(rounded_to_bits(value, 10) - value), std::abs(value) / 2048.0F);
}

}  // namespace
}  // namespace berdaya
