#include "io/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/errors.hpp"
#include "io/result_support.hpp"

namespace berdaya {
namespace {

using test::plan_of;
using test::TemporaryFolder;
using test::write_result;

TEST(Digest, IsTheSameForAnyNumberOfThreads) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  std::vector<std::uint64_t> digests;
  for (const int threads : {1, 2, 7}) {
    BatchPlan plan = plan_of(scenario, threads);
    plan.umkm_every = 5;
    const std::string file = folder.file(std::to_string(threads) + ".h5");
    write_result(plan, file);
    digests.push_back(digest_of(file).all);
  }
  EXPECT_EQ(digests[0], digests[1]);
  EXPECT_EQ(digests[0], digests[2]);
}

TEST(Digest, OfSharedVariablesDoesNotDependOnWhatElseIsRecorded) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  write_result(plan_of(scenario), folder.file("all.h5"));
  BatchPlan plan = plan_of(scenario);
  plan.metrics = {"participation"};
  write_result(plan, folder.file("one.h5"));
  const ResultDigest one = digest_of(folder.file("one.h5"));
  const ResultDigest all = digest_of(folder.file("all.h5"));
  EXPECT_NE(one.all, all.all);
  for (const VariableDigest& variable : one.variables) {
    const auto found = std::find_if(all.variables.begin(), all.variables.end(),
                                    [&](const VariableDigest& other) { return other.name == variable.name; });
    ASSERT_NE(found, all.variables.end()) << variable.name;
    EXPECT_EQ(found->digest, variable.digest) << variable.name;
  }
  EXPECT_EQ(digest_of(folder.file("one.h5"), {"participation"}).all,
            digest_of(folder.file("all.h5"), {"participation"}).all);
}

TEST(Digest, DependsOnTheSeed) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  write_result(plan_of(scenario), folder.file("5.h5"));
  BatchPlan plan = plan_of(scenario);
  plan.seed = Seed{6};
  write_result(plan, folder.file("6.h5"));
  EXPECT_NE(digest_of(folder.file("5.h5"), {"participation"}).all,
            digest_of(folder.file("6.h5"), {"participation"}).all);
  EXPECT_EQ(digest_of(folder.file("5.h5"), {"time"}).all, digest_of(folder.file("6.h5"), {"time"}).all);
}

TEST(Digest, DoesNotDependOnChunks) {
  const TemporaryFolder folder;
  Scenario scenario = test::scenario_with_forum();
  // 400 replicates: variables too large to lie in one piece; the first 3 are those of the small file.
  BatchPlan plan = plan_of(scenario);
  plan.policies = {"baseline"};
  plan.metrics = {"holds"};
  plan.replicates = 400;
  write_result(plan, folder.file("a.h5"));
  plan.threads = 3;
  write_result(plan, folder.file("b.h5"), 5);
  EXPECT_EQ(digest_of(folder.file("a.h5")).all, digest_of(folder.file("b.h5")).all);
}

TEST(Digest, NamesAVariableThatIsNotThere) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  write_result(plan_of(scenario), folder.file("r.h5"));
  try {
    digest_of(folder.file("r.h5"), {"particpation"});
    FAIL() << "accepted";
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find("no variable 'particpation'; did you mean 'participation'?"),
              std::string::npos)
        << error.what();
  }
}

TEST(Digest, IsWrittenWithSixteenDigits) {
  EXPECT_EQ(digest_text(0x1fULL), "000000000000001f");
  EXPECT_EQ(digest_text(~0ULL), "ffffffffffffffff");
}

}  // namespace
}  // namespace berdaya
