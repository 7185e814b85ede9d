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

  Simulation straight(scenario, "forum", Seed{9}, RunNumber{2});
  while (straight.step()) {
  }
  for (const Index months : {0U, 1U, 2U, 6U, 11U}) {
    Simulation first(scenario, "forum", Seed{9}, RunNumber{2});
    for (Index t = 0; t < months; ++t) first.step();
    save_world(folder.file("w.h5"), first.world(), first.month());

    Simulation second(scenario, "forum", Seed{9}, RunNumber{2});
    World world = second.world();
    const Index done = load_world(folder.file("w.h5"), world);
    EXPECT_EQ(done, months);
    EXPECT_TRUE(same_state(world, first.world())) << "after " << months << " months";
    second.resume(std::move(world), done);
    while (second.step()) {
    }
    std::string buffer;
    EXPECT_EQ(first_difference(straight.world(), second.world(), buffer), "") << "after " << months << " months";
  }
}

TEST(SavedWorld, OfAnotherScenarioIsRefused) {
  const TemporaryFolder folder;
  const Scenario small = test::small_scenario(1, 24);
  save_world(folder.file("w.h5"), test::small_world(small), 3);
  World other = test::small_world(test::small_scenario(2, 24));
  EXPECT_THROW(load_world(folder.file("w.h5"), other), IoError);
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

TEST(Checkpoints, ADamagedFileMeansThatItsRunBeginsAnew) {
  const TemporaryFolder folder;
  CheckpointFolder saved(folder.file("r.h5.parts"), "seed 1");
  std::ofstream(folder.file("r.h5.parts") + "/run-0-0.h5") << "\x89HDF\r\n";
  std::ofstream(folder.file("r.h5.parts") + "/run-0-1.h5") << "";
  EXPECT_FALSE(saved.find({0, 0}));
  EXPECT_FALSE(saved.find({0, 1}));
}

TEST(Checkpoints, OfAnotherBatchAreRefused) {
  const TemporaryFolder folder;
  { CheckpointFolder first(folder.file("r.h5.parts"), "seed 1"); }
  CheckpointFolder again(folder.file("r.h5.parts"), "seed 1");
  try {
    CheckpointFolder other(folder.file("r.h5.parts"), "seed 2");
    FAIL() << "accepted";
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find("holds runs of another batch"), std::string::npos) << error.what();
  }
}

TEST(Checkpoints, LeaveWhatOthersPutInTheFolder) {
  const TemporaryFolder folder;
  CheckpointFolder parts(folder.file("r.h5.parts"), "x");
  std::ofstream(folder.file("r.h5.parts/notes.txt")) << "mine";
  parts.remove();
  EXPECT_TRUE(std::filesystem::exists(folder.file("r.h5.parts/notes.txt")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("r.h5.parts/batch.txt")));
}

}  // namespace
}  // namespace berdaya
