#include "io/structure_overrides.hpp"

#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "io/sweep_identity.hpp"
#include "io/sweep_support.hpp"
#include "params/structures.hpp"

namespace berdaya {
namespace {

std::string problem_of(const std::vector<std::string>& names) {
  try {
    structure_overrides(names);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(StructureOverrides, ChangeAScenarioAndLeaveTheLastWordToWhatComesAfter) {
  const std::vector<std::string> names{"symmetric_trust", "volunteer_dilemma"};
  std::vector<Override> overrides = structure_overrides(names);
  const Scenario changed = parse_scenario(small_scenario, "small.toml", "", overrides).scenario;
  EXPECT_EQ(loss_rule(changed.parameters), LossRule::symmetric);
  EXPECT_EQ(duty_rule(changed.parameters), DutyRule::volunteer);
  overrides.push_back({"trust.loss_rule", "asymmetric"});
  const Scenario again = parse_scenario(small_scenario, "small.toml", "", overrides).scenario;
  EXPECT_EQ(loss_rule(again.parameters), LossRule::asymmetric);
}

TEST(StructureOverrides, ApplyAllTogetherToAScenario) {
  std::vector<std::string> names;
  for (const StructureDescription& structure : structures()) names.emplace_back(structure.name);
  const Scenario changed = parse_scenario(small_scenario, "small.toml", "", structure_overrides(names)).scenario;
  EXPECT_NE(changed.parameters, parse_scenario(small_scenario, "small.toml", "").scenario.parameters);
}

TEST(StructureOverrides, NameAllThatIsWrong) {
  EXPECT_EQ(problem_of({}), "");
  const std::string found = problem_of({"symetric_trust", "nothing"});
  EXPECT_NE(found.find("did you mean 'symmetric_trust'?"), std::string::npos) << found;
  EXPECT_NE(found.find("unknown structure 'nothing'"), std::string::npos) << found;
  EXPECT_NE(problem_of({"contested_market", "contested_market"}).find("'contested_market' is named twice"),
            std::string::npos);
}

TEST(StructureOverrides, PartsAreJoinedByAPlus) {
  EXPECT_EQ(structure_parts("a"), std::vector<std::string>{"a"});
  EXPECT_EQ(structure_parts("a+b"), (std::vector<std::string>{"a", "b"}));
  for (const char* nothing : {"", "a+", "+a", "a++b"}) EXPECT_THROW(structure_parts(nothing), InputError) << nothing;
}

TEST(StructureOverrides, OfASweepPlanHoldInEverySampleAndInItsIdentity) {
  const std::string plan =
      test::replaced(test::small_plan, "replicates = 3", "structures = [\"threshold_peers\"]\nreplicates = 3");
  const LoadedSweep sweep = test::small_sweep(test::whole_plan(plan));
  for (std::size_t sample = 0; sample < sweep.design->samples(); ++sample)
    EXPECT_EQ(peer_rule(sweep.scenario_of(sample).parameters), PeerRule::threshold);
  EXPECT_EQ(peer_rule(test::small_sweep().scenario_of(0).parameters), PeerRule::linear);
  const SweepIdentity identity = identity_of(sweep, make_sweep_layout(sweep.plan(1)));
  EXPECT_EQ(parse_sweep(identity.text, "sweep.toml", "nowhere").scenario.scenario, sweep.scenario.scenario);
}

TEST(StructureOverrides, OfASweepPlanAreCheckedWhereTheyStand) {
  const std::string plan = test::replaced(test::small_plan, "replicates = 3", "structures = [\"treshold_peers\"]");
  try {
    test::small_sweep(test::whole_plan(plan));
    FAIL();
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("plan.toml:4:"), std::string::npos) << text;
    EXPECT_NE(text.find("did you mean 'threshold_peers'?"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace berdaya
