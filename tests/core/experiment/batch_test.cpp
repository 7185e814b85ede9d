#include "experiment/batch.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "engine/simulation.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

Scenario case_with_policies() {
  Scenario scenario = test::small_scenario(2, 24);
  scenario.months = 8;
  InterventionSpec messages;
  messages.id = "messages";
  messages.kind = InterventionKind::messages;
  messages.first_month = 1;
  messages.last_month = 7;
  messages.cost = 1;
  scenario.interventions.push_back(messages);
  for (const char* id : {"forum", "two_forums"}) {
    PolicySpec policy;
    policy.id = id;
    InterventionSpec forum;
    forum.id = "forum";
    forum.kind = InterventionKind::forum;
    forum.first_month = 2;
    forum.last_month = 6;
    forum.cost = 3;
    policy.interventions.push_back(forum);
    if (policy.id == "two_forums") policy.interventions.push_back(forum);
    scenario.policies.push_back(policy);
  }
  return scenario;
}

BatchPlan plan_for(const Scenario& scenario, Index replicates = 5, int threads = 1) {
  return {.scenario = scenario,
          .policies = {"baseline", "forum"},
          .replicates = replicates,
          .seed = Seed{3},
          .metrics = {},
          .every = 2,
          .umkm_every = 0,
          .threads = threads};
}

class MemorySink : public BatchSink {
 public:
  explicit MemorySink(Index block) : block_(block) {}
  Index block_size() const override { return block_; }
  void snapshot(RunKey run, Index position, const UmkmTable& umkm) override {
    snapshots[{run.policy, run.replicate, position}] = umkm;
  }
  void write(const RunBlock& block) override { blocks.push_back(block); }

  std::vector<RunBlock> blocks;
  std::map<std::vector<Index>, UmkmTable> snapshots;

 private:
  Index block_;
};

// All values of all runs in order.
std::vector<std::vector<float>> values_of(const MemorySink& sink, std::size_t metrics) {
  std::vector<std::vector<float>> all(metrics);
  for (const RunBlock& block : sink.blocks) {
    for (std::size_t m = 0; m < metrics; ++m)
      all[m].insert(all[m].end(), block.values[m].begin(), block.values[m].end());
  }
  return all;
}

bool same_bits(const std::vector<std::vector<float>>& a, const std::vector<std::vector<float>>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t m = 0; m < a.size(); ++m) {
    if (a[m].size() != b[m].size()) return false;
    for (std::size_t i = 0; i < a[m].size(); ++i) {
      if (!(a[m][i] == b[m][i] || (std::isnan(a[m][i]) && std::isnan(b[m][i])))) return false;
    }
  }
  return true;
}

// Keeps runs in memory.
class MemoryStore : public RunStore {
 public:
  struct Entry {
    SavedRun state;
    World world;
    std::vector<std::vector<float>> tables;
  };
  std::optional<SavedRun> find(RunKey run) override {
    const auto found = runs.find({run.policy, run.replicate});
    return found == runs.end() ? std::nullopt : std::optional(found->second.state);
  }
  void load(RunKey run, World& world, Recorder& recorder) override {
    const Entry& entry = runs.at({run.policy, run.replicate});
    for (std::size_t m = 0; m < entry.tables.size(); ++m)
      std::copy(entry.tables[m].begin(), entry.tables[m].end(), recorder.values(m).begin());
    if (!entry.state.finished) world = entry.world;
  }
  void save(RunKey run, const SavedRun& state, const World* world, const Recorder& recorder) override {
    Entry& entry = runs[{run.policy, run.replicate}];
    entry.state = state;
    if (world != nullptr) entry.world = *world;
    entry.tables.clear();
    for (std::size_t m = 0; m < recorder.chosen().size(); ++m)
      entry.tables.emplace_back(recorder.values(m).begin(), recorder.values(m).end());
    if (!state.finished) ++checkpoints;
  }
  void save_snapshot(RunKey run, Index position, const UmkmTable& umkm) override {
    snapshots[{run.policy, run.replicate, position}] = umkm;
  }
  UmkmTable load_snapshot(RunKey run, Index position) override {
    return snapshots.at({run.policy, run.replicate, position});
  }

  std::map<std::pair<Index, Index>, Entry> runs;
  std::map<std::vector<Index>, UmkmTable> snapshots;
  int checkpoints = 0;
};

TEST(Layout, KnowsItsShapeBeforeTheFirstRun) {
  const Scenario scenario = case_with_policies();
  BatchPlan plan = plan_for(scenario);
  plan.umkm_every = 3;
  const BatchLayout layout = make_layout(plan);
  EXPECT_EQ(layout.months, (std::vector<Index>{1, 3, 5, 7}));
  EXPECT_EQ(layout.snapshots, (std::vector<Index>{2, 5, 7}));
  EXPECT_EQ(layout.communities, 2U);
  EXPECT_EQ(layout.umkm, 48U);
  EXPECT_EQ(layout.interventions, (std::vector<std::string>{"messages", "forum"}));
}

TEST(Layout, TellsInterventionsOfOneIdWithinAPolicyApart) {
  const Scenario scenario = case_with_policies();
  BatchPlan plan = plan_for(scenario);
  plan.policies = {"two_forums", "forum"};
  const BatchLayout layout = make_layout(plan);
  EXPECT_EQ(layout.interventions, (std::vector<std::string>{"forum", "forum_2", "messages"}));
  EXPECT_EQ(layout.label_of[0], (std::vector<Index>{0, 1, 2}));
  EXPECT_EQ(layout.label_of[1], (std::vector<Index>{0, 2}));
}

TEST(Layout, NamesAllMistakesOfAPlanAtOnce) {
  const Scenario scenario = case_with_policies();
  BatchPlan plan = plan_for(scenario, 0);
  plan.policies = {"forun", "baseline", "baseline"};
  plan.metrics = {"participation", "ownrship"};
  try {
    make_layout(plan);
    FAIL() << "the plan was accepted";
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_EQ(error.problems().size(), 4U) << text;
    EXPECT_NE(text.find("unknown policy 'forun'"), std::string::npos) << text;
    EXPECT_NE(text.find("did you mean 'forum'?"), std::string::npos) << text;
    EXPECT_NE(text.find("policy 'baseline' is named twice"), std::string::npos) << text;
    EXPECT_NE(text.find("replicates must be at least 1"), std::string::npos) << text;
    EXPECT_NE(text.find("did you mean 'ownership'?"), std::string::npos) << text;
  }
}

TEST(Batch, HandsBlocksOverInOrderWhateverTheThreads) {
  const Scenario scenario = case_with_policies();
  for (const int threads : {1, 2, 7}) {
    MemorySink sink(2);
    const BatchSummary summary = run_batch(plan_for(scenario, 5, threads), sink);
    EXPECT_EQ(summary.runs, 10U);
    EXPECT_TRUE(summary.failed.empty());
    std::vector<std::vector<Index>> seen;
    for (const RunBlock& block : sink.blocks)
      seen.push_back({block.policy, block.first_replicate, static_cast<Index>(block.runs.size())});
    EXPECT_EQ(seen,
              (std::vector<std::vector<Index>>{{0, 0, 2}, {0, 2, 2}, {0, 4, 1}, {1, 0, 2}, {1, 2, 2}, {1, 4, 1}}));
  }
}

TEST(Batch, GivesTheSameBitsForAnyNumberOfThreads) {
  const Scenario scenario = case_with_policies();
  MemorySink one(4);
  const std::size_t metrics = run_batch(plan_for(scenario, 3, 1), one).layout.metrics.size();
  for (const int threads : {2, 7}) {
    MemorySink several(1);
    run_batch(plan_for(scenario, 3, threads), several);
    EXPECT_TRUE(same_bits(values_of(one, metrics), values_of(several, metrics))) << threads << " threads";
  }
}

TEST(Batch, RecordsWhatOneSimulationRecords) {
  const Scenario scenario = case_with_policies();
  MemorySink sink(8);
  const BatchSummary summary = run_batch(plan_for(scenario, 2), sink);
  Simulation simulation(scenario, "forum", Seed{3}, RunNumber{1});
  Recorder recorder(summary.layout.metrics, summary.layout.months, simulation.world());
  while (simulation.step(&recorder)) {
  }
  for (std::size_t m = 0; m < summary.layout.metrics.size(); ++m) {
    if (summary.layout.metrics[m]->dimension == MetricDimension::intervention) continue;
    const std::size_t size = summary.layout.values_per_run(m);
    const std::vector<float> own(recorder.values(m).begin(), recorder.values(m).end());
    const std::vector<float> in_batch(sink.blocks[1].values[m].begin() + static_cast<std::ptrdiff_t>(size),
                                      sink.blocks[1].values[m].end());
    EXPECT_TRUE(same_bits({own}, {in_batch})) << summary.layout.metrics[m]->name;
  }
}

TEST(Batch, RecordingLessChangesNoValue) {
  const Scenario scenario = case_with_policies();
  MemorySink all(8);
  const BatchSummary summary = run_batch(plan_for(scenario, 2), all);
  MemorySink few(8);
  BatchPlan plan = plan_for(scenario, 2);
  plan.metrics = {"participation"};
  run_batch(plan, few);
  std::size_t position = 0;
  while (summary.layout.metrics[position]->name != "participation") ++position;
  EXPECT_EQ(values_of(few, 1)[0], values_of(all, summary.layout.metrics.size())[position]);
}

TEST(Batch, BooksCostsByInterventionAndLeavesOutWhatAPolicyHasNot) {
  const Scenario scenario = case_with_policies();
  MemorySink sink(8);
  const BatchSummary summary = run_batch(plan_for(scenario, 1), sink);
  // messages: months 1-7, 2 communities, 1 million each; forum: its own cost for 5 months and what running it costs.
  EXPECT_DOUBLE_EQ(sink.blocks[0].runs[0].cost[0], 14);
  EXPECT_TRUE(std::isnan(sink.blocks[0].runs[0].cost[1]));
  EXPECT_GE(sink.blocks[1].runs[0].cost[1], 30);
  EXPECT_DOUBLE_EQ(summary.end.spent_by(0)[0], 14);
}

TEST(Batch, NotesWhenAFundCannotPayAll) {
  Scenario scenario = case_with_policies();
  scenario.funds = {{.id = "small", .title = {}, .opening_balance = 5}, {.id = "idle", .title = {}}};
  scenario.interventions[0].fund = 0;  // 1 in each of two communities from month 1 on: 3 left, 1 left, short in month 3
  MemorySink sink(2);
  const BatchSummary summary = run_batch(plan_for(scenario, 2), sink);
  EXPECT_EQ(summary.end.fund_short, (std::vector<std::vector<Index>>(4, {3, none})));
  const std::vector<FundShortage> shortages = shortages_of(summary.end);
  ASSERT_EQ(shortages.size(), 2U);  // of the first fund, in both policies
  EXPECT_EQ(shortages[1].fund, 0U);
  EXPECT_EQ(shortages[1].policy, 1U);
  EXPECT_EQ(shortages[1].replicates, 2U);
  EXPECT_EQ(shortages[1].of, 2U);
  EXPECT_EQ(shortages[1].month, 3U);
}

TEST(Batch, RecordsARunThatFailsAndGoesOnWithTheOthers) {
  Scenario scenario = case_with_policies();
  // Not a value that the reader would let through: revenue overflows to infinity under every policy.
  scenario.sectors[0].revenue = std::numeric_limits<double>::infinity();
  MemorySink sink(8);
  const BatchSummary summary = run_batch(plan_for(scenario, 2), sink);
  ASSERT_EQ(summary.failed.size(), 4U);
  EXPECT_NE(summary.failed[0].error.find("is not finite in month"), std::string::npos) << summary.failed[0].error;
  EXPECT_EQ(sink.blocks[0].runs[1].status, RunStatus::failed);
  for (const std::vector<float>& values : sink.blocks[0].values) {
    for (const float value : values) EXPECT_TRUE(std::isnan(value));
  }
}

TEST(Batch, StopsWhenProgressSaysSo) {
  Scenario scenario = case_with_policies();
  scenario.months = 400;
  for (const int threads : {1, 3}) {
    MemorySink sink(1);
    EXPECT_THROW(run_batch(plan_for(scenario, 500, threads), sink, [](const BatchProgress&) { return false; }),
                 Interrupted);
    EXPECT_LT(sink.blocks.size(), 1000U);
  }
}

TEST(Batch, TellsItsProgressToTheEnd) {
  const Scenario scenario = case_with_policies();
  MemorySink sink(1);
  BatchProgress last;
  run_batch(plan_for(scenario, 3), sink, [&last](const BatchProgress& now) {
    last = now;
    return true;
  });
  EXPECT_EQ(last.done, 6U);
  EXPECT_EQ(last.total, 6U);
  EXPECT_EQ(last.months_done, 48U);
  EXPECT_EQ(last.months_total, 48U);
}

TEST(Batch, GoesOnWhereItWasInterruptedWithTheSameResult) {
  Scenario scenario = case_with_policies();
  scenario.months = 40;
  BatchPlan plan = plan_for(scenario, 4, 2);
  plan.umkm_every = 10;
  MemorySink straight(4);
  const std::size_t metrics = run_batch(plan, straight).layout.metrics.size();

  MemoryStore store;
  for (int attempt = 0; attempt < 50; ++attempt) {
    MemorySink resumed(4);
    try {
      // Stopped at the first occasion, for a while; in the end it may finish.
      run_batch(
          plan, resumed, [attempt](const BatchProgress&) { return attempt > 3; }, &store, 7);
    } catch (const Interrupted&) {
      continue;
    }
    EXPECT_TRUE(same_bits(values_of(straight, metrics), values_of(resumed, metrics)));
    EXPECT_EQ(straight.snapshots.size(), resumed.snapshots.size());
    for (const auto& [key, umkm] : straight.snapshots) EXPECT_TRUE(umkm == resumed.snapshots.at(key));
    EXPECT_GT(store.checkpoints, 0);
    return;
  }
  FAIL() << "it never came to an end";
}

}  // namespace
}  // namespace berdaya
