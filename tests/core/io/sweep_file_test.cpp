#include "io/sweep_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include "base/errors.hpp"
#include "io/digest.hpp"
#include "io/result_file.hpp"
#include "io/sweep_support.hpp"

namespace berdaya {
namespace {

using test::options_for;
using test::replaced;
using test::run_whole;
using test::small_plan;
using test::small_sweep;
using test::TemporaryFolder;
using test::whole_plan;

namespace fs = std::filesystem;

std::vector<std::string> parts_in(const TemporaryFolder& folder, const std::string& file) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator(folder.file(file) + ".parts")) {
    if (entry.path().filename().string().starts_with("part-")) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(SweepFile, OneProcessWritesTheWholeFileAndClearsUp) {
  const TemporaryFolder folder;
  const SweepOutcome outcome = run_whole(small_sweep(), options_for(folder.file("a.h5")));
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(outcome.rows, 24U);
  EXPECT_EQ(outcome.runs_done, 24U);
  EXPECT_EQ(outcome.rows_missing, 0U);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.h5"});
  const ResultInfo info = read_result_info(folder.file("a.h5"));
  EXPECT_EQ(info.policies, (std::vector<std::string>{"baseline", "more"}));
  const auto holds = std::find_if(info.variables.begin(), info.variables.end(),
                                  [](const VariableInfo& variable) { return variable.name == "holds"; });
  ASSERT_NE(holds, info.variables.end());
  EXPECT_EQ(holds->dimensions, (std::vector<std::string>{"run", "time", "community", "option"}));
}

TEST(SweepFile, ThreadsShardsAndStopsGiveTheSameFile) {
  const TemporaryFolder folder;
  const LoadedSweep sweep = small_sweep();
  run_whole(sweep, options_for(folder.file("one.h5")));
  const std::uint64_t expected = digest_of(folder.file("one.h5")).all;

  run_whole(sweep, options_for(folder.file("two.h5"), 2));
  EXPECT_EQ(digest_of(folder.file("two.h5")).all, expected);

  for (const std::uint64_t shard : {2U, 0U, 1U}) {
    SweepFileOptions options = options_for(folder.file("shards.h5"));
    options.share = {shard, 3};
    const SweepOutcome outcome = run_whole(sweep, options);
    EXPECT_EQ(outcome.merged, shard == 1) << shard;  // the last one to come
  }
  EXPECT_EQ(digest_of(folder.file("shards.h5")).all, expected);

  // Stopped again and again, each time with another layout.
  std::size_t attempts = 0;
  for (bool merged = false; !merged && attempts < 100; ++attempts) {
    SweepFileOptions options = options_for(folder.file("stops.h5"), 1 + static_cast<int>(attempts % 2));
    options.bounds.bytes = 1;  // every row is a part
    if (attempts % 3 == 0) options.share = {0, 2};
    std::size_t asked = 0;
    options.on_progress = [&](const SweepProgress&) { return attempts > 20 || ++asked < 2; };
    try {
      merged = run_whole(sweep, options).merged;
    } catch (const Interrupted&) {
    }
  }
  EXPECT_LT(attempts, 100U);
  EXPECT_EQ(digest_of(folder.file("stops.h5")).all, expected);
}

TEST(SweepFile, WithoutADesignItIsOneSampleTheScenarioAsItIs) {
  const TemporaryFolder folder;
  std::string plan = small_plan;
  plan.erase(plan.find("[design]"), plan.find("[output]") - plan.find("[design]"));
  const LoadedSweep sweep = small_sweep(whole_plan(plan));
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  EXPECT_EQ(run_whole(sweep, half).rows, 2U * 3U);
  EXPECT_EQ(read_sweep_state(folder.file("a.h5")).rows_done, 3U);  // the parts tell the same plan
  const SweepOutcome outcome = run_whole(sweep, options_for(folder.file("a.h5")));
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(outcome.failed_runs, 0U);

  // The runs are those of a list with the scenario's own value.
  const std::string own = replaced(replaced(small_plan, "{ min = -2.0, max = -1.0 }", "{ values = [-1.0] }"),
                                   "\"community.rw01.environment\" = { values = [0.2, 0.6] }\n", "");
  const std::string scenario =
      small_scenario_with("months = 24", "months = 24\n[parameters.participation]\nbase = -1.0");
  std::string bare = own;
  bare.erase(bare.find("[design]"), bare.find("[output]") - bare.find("[design]"));
  run_whole(small_sweep(whole_plan(own, scenario)), options_for(folder.file("b.h5")));
  run_whole(small_sweep(whole_plan(bare, scenario)), options_for(folder.file("c.h5")));
  for (const char* variable : {"participation", "holds", "fund_balance", "run_cost", "sample", "policy", "replicate"})
    EXPECT_EQ(digest_of(folder.file("b.h5"), {variable}).all, digest_of(folder.file("c.h5"), {variable}).all)
        << variable;
}

TEST(SweepFile, ASecondCallFindsItDone) {
  const TemporaryFolder folder;
  run_whole(small_sweep(), options_for(folder.file("a.h5")));
  const auto written = fs::last_write_time(folder.file("a.h5"));
  const SweepOutcome again = run_whole(small_sweep(), options_for(folder.file("a.h5")));
  EXPECT_TRUE(again.was_complete);
  EXPECT_FALSE(again.merged);
  EXPECT_EQ(fs::last_write_time(folder.file("a.h5")), written);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.h5"});
}

TEST(SweepFile, GoesOnFromClosedParts) {
  const TemporaryFolder folder;
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  const SweepOutcome first = run_whole(small_sweep(), half);
  EXPECT_FALSE(first.merged);
  EXPECT_EQ(first.runs_done, 12U);
  EXPECT_EQ(first.rows_missing, 12U);
  const SweepState state = read_sweep_state(folder.file("a.h5"));
  EXPECT_FALSE(state.complete);
  EXPECT_EQ(state.rows_done, 12U);
  EXPECT_EQ(state.rows, 24U);
  const SweepOutcome second = run_whole(small_sweep(), options_for(folder.file("a.h5")));
  EXPECT_TRUE(second.merged);
  EXPECT_EQ(second.rows_before, 12U);
  EXPECT_EQ(second.runs_done, 12U);
  EXPECT_TRUE(read_sweep_state(folder.file("a.h5")).complete);
  EXPECT_NE(read_result_info(folder.file("a.h5")).provenance.find("\"resumed\": 12,"), std::string::npos);
}

TEST(SweepFile, AChangedPlanIsRefusedWithTheDifferenceAndFreshKeepsTheOldParts) {
  const TemporaryFolder folder;
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(small_sweep(), half);
  const LoadedSweep changed = small_sweep(whole_plan(replaced(small_plan, "seed = 4", "seed = 5")));
  try {
    run_whole(changed, options_for(folder.file("a.h5")));
    FAIL() << "a changed plan was taken";
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("- seed = 4\n  + seed = 5"), std::string::npos) << text;
    EXPECT_NE(text.find("--fresh"), std::string::npos);
  }
  SweepFileOptions fresh = options_for(folder.file("a.h5"));
  fresh.fresh = true;
  const SweepOutcome outcome = run_whole(changed, fresh);
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(outcome.set_aside, folder.file("a.h5.parts.old-1"));
  EXPECT_TRUE(fs::exists(outcome.set_aside + "/sweep.toml"));
}

TEST(SweepFile, AChangedScenarioIsRefused) {
  const TemporaryFolder folder;
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(small_sweep(), half);
  const std::string scenario = small_scenario_with("food = 20", "food = 21");
  EXPECT_THROW(run_whole(small_sweep(whole_plan(small_plan, scenario)), options_for(folder.file("a.h5"))), InputError);
}

TEST(SweepFile, AnotherFileOfThatNameIsNotReplacedWithoutForce) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("a.h5")) << "mine";
  EXPECT_THROW(run_whole(small_sweep(), options_for(folder.file("a.h5"))), InputError);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.h5"});
  SweepFileOptions force = options_for(folder.file("a.h5"));
  force.force = true;
  EXPECT_TRUE(run_whole(small_sweep(), force).merged);
}

TEST(SweepFile, AFolderOfThatNameIsRefusedBeforeTheFirstRun) {
  const TemporaryFolder folder;
  fs::create_directory(folder.file("a.h5"));
  SweepFileOptions force = options_for(folder.file("a.h5"));
  force.force = true;
  EXPECT_THROW(run_whole(small_sweep(), force), InputError);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.h5"});
}

// A part may be damaged in any place; what it held is computed again.
class DamagedPart : public testing::TestWithParam<double> {};

TEST_P(DamagedPart, IsSetAsideAndRunAgain) {
  const TemporaryFolder folder;
  const LoadedSweep sweep = small_sweep();
  run_whole(sweep, options_for(folder.file("whole.h5")));
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  half.bounds.bytes = 500;
  run_whole(sweep, half);
  const std::vector<std::string> parts = parts_in(folder, "a.h5");
  ASSERT_GT(parts.size(), 1U);
  const auto size = fs::file_size(parts[1]);
  if (GetParam() < 0) {
    fs::resize_file(parts[1], size / 2);
  } else {
    std::fstream file(parts[1], std::ios::in | std::ios::out | std::ios::binary);
    const auto at = static_cast<std::streamoff>(GetParam() * static_cast<double>(size - 1));
    file.seekg(at);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(byte);
  }
  const SweepOutcome outcome = run_whole(sweep, options_for(folder.file("a.h5")));
  ASSERT_EQ(outcome.damaged.size(), 1U);
  EXPECT_NE(outcome.damaged[0].find("damaged-part-"), std::string::npos);
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(digest_of(folder.file("a.h5")).all, digest_of(folder.file("whole.h5")).all);
}

INSTANTIATE_TEST_SUITE_P(Places, DamagedPart, testing::Values(-1.0, 0.0, 0.3, 0.7, 1.0));

TEST(SweepFile, MergeNeedsAllRunsUnlessToldOtherwise) {
  const TemporaryFolder folder;
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(small_sweep(), half);
  MergeOptions merge;
  merge.path = folder.file("a.h5");
  EXPECT_THROW(merge_parts(merge), InputError);
  merge.partial = true;
  const SweepOutcome outcome = merge_parts(merge);
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(outcome.rows_missing, 12U);
  EXPECT_TRUE(fs::exists(folder.file("a.h5.parts")));
  EXPECT_EQ(read_sweep_state(folder.file("a.h5")).rows_done, 12U);
}

TEST(SweepFile, APartialFileIsNotTakenForTheWhole) {
  const TemporaryFolder folder;
  const LoadedSweep sweep = small_sweep();
  run_whole(sweep, options_for(folder.file("whole.h5")));
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(sweep, half);
  MergeOptions merge;
  merge.path = folder.file("a.h5");
  merge.partial = true;
  merge_parts(merge);
  merge_parts(merge);  // again, with what has come meanwhile
  const SweepOutcome outcome = run_whole(sweep, options_for(folder.file("a.h5")));
  EXPECT_FALSE(outcome.was_complete);
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(outcome.rows_before, 12U);
  EXPECT_EQ(digest_of(folder.file("a.h5")).all, digest_of(folder.file("whole.h5")).all);
}

TEST(SweepFile, APartialFileWithoutItsPartsIsNotComplete) {
  const TemporaryFolder folder;
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(small_sweep(), half);
  MergeOptions merge;
  merge.path = folder.file("a.h5");
  merge.partial = true;
  merge_parts(merge);
  fs::remove_all(folder.file("a.h5.parts"));
  EXPECT_FALSE(read_sweep_state(folder.file("a.h5")).complete);
  EXPECT_THROW(merge_parts(merge), IoError);
  EXPECT_EQ(run_whole(small_sweep(), options_for(folder.file("a.h5"))).runs_done, 24U);
}

TEST(SweepFile, APartOfAnotherSweepIsNotPutIn) {
  const TemporaryFolder folder;
  const LoadedSweep sweep = small_sweep();
  run_whole(sweep, options_for(folder.file("whole.h5")));
  const LoadedSweep other = small_sweep(whole_plan(replaced(small_plan, "seed = 4", "seed = 5")));
  SweepFileOptions first = options_for(folder.file("a.h5"));
  first.share = {0, 2};
  run_whole(sweep, first);
  SweepFileOptions second = options_for(folder.file("b.h5"));
  second.share = {1, 2};
  run_whole(other, second);
  for (const std::string& part : parts_in(folder, "b.h5")) fs::copy(part, folder.file("a.h5") + ".parts");
  const SweepOutcome outcome = run_whole(sweep, options_for(folder.file("a.h5")));
  EXPECT_EQ(outcome.damaged.size(), 1U);
  EXPECT_EQ(digest_of(folder.file("a.h5")).all, digest_of(folder.file("whole.h5")).all);
}

// A task of an array begins while another machine gives a part its name: from here, its process looks dead.
TEST(SweepFile, APartThatAnotherMachineIsWritingIsLeftAlone) {
  const TemporaryFolder folder;
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(small_sweep(), half);
  const std::string theirs = folder.file("a.h5") + ".parts/part-another.machine-999999999-3.tmp-999999999";
  std::ofstream(theirs) << "written, not yet renamed";
  run_whole(small_sweep(), half);
  EXPECT_TRUE(fs::exists(theirs));
  run_whole(small_sweep(), options_for(folder.file("a.h5")));
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.h5"});
}

TEST(SweepFile, StatusOnlyLooks) {
  const TemporaryFolder folder;
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(small_sweep(), half);
  const std::vector<std::string> parts = parts_in(folder, "a.h5");
  fs::resize_file(parts.at(0), 100);
  EXPECT_EQ(read_sweep_state(folder.file("a.h5")).damaged, parts);
  EXPECT_EQ(parts_in(folder, "a.h5"), parts);
}

TEST(SweepFile, ThePlanMayBeCalledFromAnyFolder) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("small.toml")) << small_scenario;
  const std::string plan = replaced(small_plan, "scenario = \"small\"", "scenario = \"small.toml\"");
  const std::string here = fs::path(folder.file("small.toml")).parent_path().string();
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(parse_sweep(plan, "plan.toml", here), half);
  EXPECT_TRUE(run_whole(parse_sweep(plan, "plan.toml", here + "/."), options_for(folder.file("a.h5"))).merged);
}

TEST(SweepFile, WaitsForAnotherProcessThatPutsPartsTogether) {
  const TemporaryFolder folder;
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  run_whole(small_sweep(), half);
  const int lock = ::open((folder.file("a.h5") + ".parts/merge.lock").c_str(), O_RDWR | O_CREAT, 0666);
  ASSERT_EQ(::flock(lock, LOCK_EX), 0);
  SweepFileOptions options = options_for(folder.file("a.h5"));
  std::size_t asked = 0;
  options.on_progress = [&](const SweepProgress& progress) {
    if (progress.work >= 1 && ++asked == 3) ::close(lock);
    return true;
  };
  EXPECT_TRUE(run_whole(small_sweep(), options).merged);
  EXPECT_GE(asked, 3U);
}

TEST(SweepFile, FailedRunsAreNamedWithTheirCommand) {
  const TemporaryFolder folder;
  // Half of the samples begin an intervention after its end, which no check of single values can see.
  const std::string scenario = small_scenario_with("from = 2020-03-01", "from = 2020-03-01\nuntil = 2020-06-01");
  const std::string plan = replaced(small_plan, "\"community.rw01.environment\" = { values = [0.2, 0.6] }",
                                    "\"intervention.training.from\" = { values = [2020-02-01, 2020-04-01] }\n"
                                    "\"intervention.training.until\" = { values = [2020-03-01, 2020-08-01] }");
  const LoadedSweep sweep = small_sweep(whole_plan(plan, scenario));
  const SweepOutcome outcome = run_whole(sweep, options_for(folder.file("a.h5")));
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(outcome.failed_runs, 2U * 2U * 3U);
  const ResultInfo info = read_result_info(folder.file("a.h5"));
  EXPECT_EQ(info.failed_runs, 12U);
  EXPECT_EQ(info.policies, (std::vector<std::string>{"baseline", "more"}));
  ASSERT_EQ(info.failures.size(), 12U);  // sample by sample, in it policy by policy
  for (std::size_t i = 0; i < info.failures.size(); ++i) {
    EXPECT_EQ(info.failures[i].policy, i % 6 < 3 ? "baseline" : "more");
    EXPECT_EQ(info.failures[i].replicate, i % 3);
    EXPECT_NE(info.failures[i].error, "");
  }
  EXPECT_EQ(run_whole(sweep, options_for(folder.file("a.h5"))).failed_runs, 12U);  // complete already
}

// Two processes that do not know of each other may do the same rows.
TEST(SweepFile, AFailedRunOfTwoPartsCountsOnce) {
  const TemporaryFolder folder;
  const std::string scenario = small_scenario_with("from = 2020-03-01", "from = 2020-03-01\nuntil = 2020-06-01");
  const std::string plan = replaced(small_plan, "\"community.rw01.environment\" = { values = [0.2, 0.6] }",
                                    "\"intervention.training.from\" = { values = [2020-02-01, 2020-04-01] }\n"
                                    "\"intervention.training.until\" = { values = [2020-03-01, 2020-08-01] }");
  const LoadedSweep sweep = small_sweep(whole_plan(plan, scenario));
  SweepFileOptions half = options_for(folder.file("a.h5"));
  half.share = {0, 2};
  const std::uint64_t failed = run_whole(sweep, half).failed_runs;
  EXPECT_GT(failed, 0U);
  for (const std::string& part : parts_in(folder, "a.h5")) {
    std::string twin = part;
    fs::copy(part, twin.replace(twin.find("part-"), 5, "part-twin-"));
  }
  EXPECT_EQ(read_sweep_state(folder.file("a.h5")).failed_runs, failed);
  EXPECT_EQ(run_whole(sweep, options_for(folder.file("a.h5"))).failed_runs, 12U);
}

TEST(Shares, DealAllRowsOutOnceAndEvenly) {
  const RowSet rows = RowSet::all(10000);
  std::vector<std::uint64_t> all;
  for (std::uint64_t i = 0; i < 7; ++i) {
    const RowSet mine = rows_of_share({i, 7}, rows, rows.size());
    EXPECT_NEAR(static_cast<double>(mine.size()), 10000.0 / 7.0, 150.0);
    for (std::uint64_t k = 0; k < mine.size(); ++k) all.push_back(mine.nth(k));
  }
  std::sort(all.begin(), all.end());
  std::vector<std::uint64_t> expected(10000);
  std::iota(expected.begin(), expected.end(), std::uint64_t{0});
  EXPECT_EQ(all, expected);
}

TEST(Shares, OfHugeSweepsAreFewRanges) {
  const RowSet rows = RowSet::all(2'000'000'000);
  const RowSet mine = rows_of_share({1, 4}, rows, rows.size());
  EXPECT_NEAR(static_cast<double>(mine.size()), 5e8, 2e5);
  EXPECT_LE(mine.ranges().size(), 5000U);
}

}  // namespace
}  // namespace berdaya
