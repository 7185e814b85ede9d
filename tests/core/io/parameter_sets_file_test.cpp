// Reading sets of parameters, and runs that take one after the other.
#include "io/parameter_sets_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "base/errors.hpp"
#include "io/digest.hpp"
#include "io/result_support.hpp"

namespace berdaya {
namespace {

using test::TemporaryFolder;
using test::write_result;

std::string problems_of(std::string_view text) {
  try {
    parse_parameter_sets(text, "sets.csv");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ParameterSetsFile, ReadsColumnsByPath) {
  const ParameterSets sets = parse_parameter_sets(
      "set,distance,participation.base,option.nib.base\n0,1.5,-1.25,-8\n1,1.75,-2,-7.5\n", "a.csv");
  EXPECT_EQ(sets.paths, (std::vector<std::string>{"participation.base", "option.nib.base"}));
  EXPECT_EQ(sets.values, (std::vector<std::vector<double>>{{-1.25, -8}, {-2, -7.5}}));
}

TEST(ParameterSetsFile, NamesAllProblems) {
  const std::string problems =
      problems_of("participation.bass,uptake.peers,trust.gain,government.n_requests\n1,many,1.5,4\n");
  EXPECT_NE(problems.find("sets.csv:1:1: error: there is no parameter 'participation.bass' in this version"),
            std::string::npos)
      << problems;
  EXPECT_NE(problems.find("did you mean 'participation.base'?"), std::string::npos) << problems;
  EXPECT_NE(problems.find("uptake.peers must be a number, got 'many'"), std::string::npos) << problems;
  EXPECT_NE(problems.find("trust.gain must lie in [0, 1], got 1.5"), std::string::npos) << problems;
  EXPECT_NE(problems.find("'government.n_requests' takes whole numbers"), std::string::npos) << problems;
  EXPECT_NE(problems_of("uptake.peers\n").find("no set of parameters"), std::string::npos);
  EXPECT_NE(problems_of("distance\n1\n").find("names no parameter"), std::string::npos);
  EXPECT_NE(problems_of("government.v_env\n0.9\n").find("must be 1"), std::string::npos);
}

TEST(ParameterSetsFile, OfUnknownNamesSaysWhatThereIs) {
  EXPECT_THROW(load_parameter_sets("prior"), InputError);
  EXPECT_THROW(load_parameter_sets("no/such.csv"), IoError);
}

TEST(ParameterSetsFile, OfTheProgramCanBeRead) {
  const ParameterSets sets = load_parameter_sets("posterior");
  EXPECT_GE(sets.values.size(), 20u);
  EXPECT_GE(sets.paths.size(), 8u);
}

class RunsUnderSets : public ::testing::Test {
 protected:
  std::string digest(const BatchPlan& plan, const std::string& name, Index checkpoint_every = 0,
                     const OnProgress& on_progress = {}) {
    write_result(plan, folder_.file(name), checkpoint_every, on_progress);
    return digest_text(digest_of(folder_.file(name), {}).all);
  }

  TemporaryFolder folder_;
  Scenario scenario_ = test::scenario_with_forum();
  ParameterSets sets_ = parse_parameter_sets("participation.base\n-1\n-3\n", "a.csv");
};

TEST_F(RunsUnderSets, HaveTheSameBitsForAnyThreadsAndInterruptions) {
  BatchPlan plan = test::plan_of(scenario_);
  const std::string plain = digest(plan, "plain.h5");
  plan.sets = &sets_;
  const std::string once = digest(plan, "one.h5");
  EXPECT_NE(once, plain);
  plan.threads = 4;
  EXPECT_EQ(digest(plan, "four.h5"), once);

  plan.threads = 1;
  const auto after_two = [](const BatchProgress& now) { return now.done < 2; };
  EXPECT_THROW(digest(plan, "resumed.h5", 3, after_two), Interrupted);
  EXPECT_EQ(digest(plan, "resumed.h5", 3), once);
}

TEST_F(RunsUnderSets, AreTheRunsOfTheScenarioWithTheValuesOfTheSet) {
  BatchPlan plan = test::plan_of(scenario_);
  plan.sets = &sets_;
  plan.first_replicate = 3;
  plan.replicates = 1;
  write_result(plan, folder_.file("a.h5"));
  Scenario changed = scenario_;
  changed.parameters.participation.base = -3;  // 3 mod 2 = 1
  BatchPlan plain = test::plan_of(changed);
  plain.first_replicate = 3;
  plain.replicates = 1;
  write_result(plain, folder_.file("b.h5"));
  const std::vector<std::string> names{"holds", "participation", "revenue_ratio"};
  EXPECT_EQ(digest_of(folder_.file("a.h5"), names).all, digest_of(folder_.file("b.h5"), names).all);
}

TEST_F(RunsUnderSets, OfOtherSetsAreNotTakenOver) {
  BatchPlan plan = test::plan_of(scenario_);
  plan.sets = &sets_;
  const auto after_two = [](const BatchProgress& now) { return now.done < 2; };
  EXPECT_THROW(digest(plan, "a.h5", 3, after_two), Interrupted);
  const ParameterSets others = parse_parameter_sets("participation.base\n-1\n-2\n", "b.csv");
  plan.sets = &others;
  EXPECT_THROW(digest(plan, "a.h5", 3), InputError);
}

}  // namespace
}  // namespace berdaya
