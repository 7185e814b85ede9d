// Straight through, or broken off and taken up again any number of times: every scenario ends with the same digest.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <vector>

#include "base/errors.hpp"
#include "io/breaking_store.hpp"
#include "io/checkpoint.hpp"
#include "io/digest.hpp"
#include "io/result_support.hpp"
#include "io/result_writer.hpp"
#include "io/scenario_file.hpp"

namespace berdaya {
namespace {

using test::BreakingStore;
using test::TemporaryFolder;

std::vector<std::string> scenarios() {
  std::vector<std::string> names;
  for (const BundledScenario& bundled : bundled_scenarios()) names.push_back(bundled.id);
  const std::filesystem::path references = std::filesystem::path(BERDAYA_SOURCE_DIR) / "tests/reference";
  if (std::filesystem::is_directory(references)) {
    for (const auto& entry : std::filesystem::directory_iterator(references))
      if (entry.path().extension() == ".toml") names.push_back(entry.path().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Resumed : public testing::TestWithParam<std::string> {};

TEST_P(Resumed, EndsWithTheDigestOfTheStraightRun) {
  const TemporaryFolder folder;
  const LoadedScenario loaded = load_scenario(GetParam(), std::vector<Override>{{"months", "40"}});
  BatchPlan plan = test::plan_of(loaded.scenario, 2);
  plan.policies = policy_ids(loaded.scenario);
  plan.replicates = 1;
  plan.umkm_every = 9;
  ResultFileOptions straight;
  straight.path = folder.file("straight.h5");
  const BatchSummary expected = run_to_file(plan, loaded.resolved, straight);

  // States are saved every 7 months: 5 in each run. Each attempt breaks off a little later in its course.
  const BatchLayout layout = make_layout(plan);
  CheckpointFolder parts(folder.file("parts"), {"this batch\n"}, layout);
  int attempts = 0, taken_up = 0;
  for (bool done = false; !done && attempts < 1000; ++attempts) {
    const std::string file = folder.file("attempt.h5");
    std::filesystem::remove(file);
    BreakingStore store(parts, attempts % 4);
    try {
      ResultWriter writer(file, plan, layout);
      writer.begin(plan, loaded.resolved);
      const BatchSummary summary = run_batch(plan, writer, {}, &store, 7);
      writer.finish("{}");
      done = true;
      EXPECT_EQ(summary.end.fund_short, expected.end.fund_short);
    } catch (const IoError& error) {
      ASSERT_STREQ(error.what(), "broken off");
    }
    taken_up += store.taken_up;
  }
  EXPECT_GT(attempts, 1);
  EXPECT_GT(taken_up, 0);
  EXPECT_EQ(digest_of(folder.file("attempt.h5")).all, digest_of(straight.path).all);
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  const std::filesystem::path path = info.param;
  std::string name = (path.has_parent_path() ? "reference_" : "") + path.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(EveryScenario, Resumed, testing::ValuesIn(scenarios()), name_of);

}  // namespace
}  // namespace berdaya
