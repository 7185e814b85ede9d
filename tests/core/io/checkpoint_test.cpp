#include "io/checkpoint.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/errors.hpp"
#include "engine/simulation.hpp"
#include "io/digest.hpp"
#include "io/result_support.hpp"

namespace berdaya {
namespace {

using test::plan_of;
using test::TemporaryFolder;
using test::write_result;

// A store for runs of the scenario under policy forum.
CheckpointFolder store_in(const TemporaryFolder& folder, const BatchLayout& layout) {
  return {folder.file("r.h5.parts"), {"seed 9\n"}, layout};
}

TEST(SavedWorld, IsTheWorldAgainAndGoesOnTheSameWay) {
  const TemporaryFolder folder;
  Scenario scenario = test::scenario_with_forum();
  InterventionSpec training;
  training.id = "training";
  training.kind = InterventionKind::training;
  training.first_month = 1;
  training.last_month = 11;
  training.target.share = 0.5;  // so that targets are drawn
  scenario.interventions.push_back(training);
  const BatchLayout layout = make_layout(plan_of(scenario));
  const RunKey run{1, 2};

  Simulation straight(scenario, "forum", Seed{9}, RunNumber{2});
  while (straight.step()) {
  }
  for (const Index months : {0U, 1U, 2U, 6U, 11U}) {
    Simulation first(scenario, "forum", Seed{9}, RunNumber{2});
    Recorder recorder(layout.metrics, layout.months, first.world());
    for (Index t = 0; t < months; ++t) first.step(&recorder);
    store_in(folder, layout).save(run, {months, false, {}}, &first.world(), recorder);

    Simulation second(scenario, "forum", Seed{9}, RunNumber{2});
    World world = second.world();
    Recorder again(layout.metrics, layout.months, world);
    CheckpointFolder store = store_in(folder, layout);
    const std::optional<SavedRun> found = store.find(run);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->months_done, months);
    store.load(run, world, again);
    EXPECT_TRUE(same_state(world, first.world())) << "after " << months << " months";
    second.resume(std::move(world), months);
    while (second.step()) {
    }
    std::string buffer;
    EXPECT_EQ(first_difference(straight.world(), second.world(), buffer), "") << "after " << months << " months";
  }
}

TEST(SavedWorld, OfAnotherScenarioIsRefused) {
  const TemporaryFolder folder;
  const Scenario scenario = test::small_scenario(1, 24);
  BatchPlan plan = plan_of(scenario);
  plan.policies = {"baseline"};
  const BatchLayout layout = make_layout(plan);
  const World world = test::small_world(scenario);
  Recorder recorder(layout.metrics, layout.months, world);
  CheckpointFolder store = store_in(folder, layout);
  store.save({0, 0}, {3, false, {}}, &world, recorder);
  World other = test::small_world(test::small_scenario(2, 24));
  EXPECT_THROW(store.load({0, 0}, other, recorder), IoError);
}

TEST(Checkpoints, GoOnAfterAnInterruptionWithTheSameDigest) {
  const TemporaryFolder folder;
  Scenario scenario = test::scenario_with_forum();
  scenario.months = 60;
  BatchPlan plan = plan_of(scenario, 2);
  plan.umkm_every = 20;
  write_result(plan, folder.file("straight.h5"));

  const std::string file = folder.file("r.h5");
  bool interrupted = false;
  try {
    write_result(plan, file, 10, [](const BatchProgress&) { return false; });
  } catch (const Interrupted&) {
    interrupted = true;
    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_TRUE(std::filesystem::exists(file + ".parts"));
  }
  if (interrupted) {
    plan.threads = 1;
    write_result(plan, file, 10);
  }
  EXPECT_EQ(digest_of(file).all, digest_of(folder.file("straight.h5")).all);
  EXPECT_FALSE(std::filesystem::exists(file + ".parts"));
}

TEST(Checkpoints, OfAnotherBatchAreRefusedWithTheDifference) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  const BatchLayout layout = make_layout(plan_of(scenario));
  { CheckpointFolder first(folder.file("r.h5.parts"), {"seed 1\nmonths 12\n"}, layout); }
  { CheckpointFolder again(folder.file("r.h5.parts"), {"seed 1\nmonths 12\n"}, layout); }
  try {
    CheckpointFolder other(folder.file("r.h5.parts"), {"seed 2\nmonths 12\n"}, layout);
    FAIL() << "accepted";
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("holds runs of another batch"), std::string::npos) << text;
    EXPECT_NE(text.find("\n  - seed 1\n  + seed 2\nremove the folder"), std::string::npos) << text;
  }
}

TEST(Checkpoints, LeaveWhatOthersPutInTheFolder) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  CheckpointFolder parts = store_in(folder, make_layout(plan_of(scenario)));
  std::ofstream(folder.file("r.h5.parts/notes.txt")) << "mine";
  parts.remove();
  EXPECT_TRUE(std::filesystem::exists(folder.file("r.h5.parts/notes.txt")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("r.h5.parts/batch.toml")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("r.h5.parts/run.lock")));
}

}  // namespace
}  // namespace berdaya
