#include "io/sweep_plan.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "base/errors.hpp"
#include "io/sweep_identity.hpp"
#include "io/sweep_support.hpp"

namespace berdaya {
namespace {

using test::replaced;
using test::small_plan;
using test::small_sweep;
using test::whole_plan;

std::string problems_of_plan(const std::string& plan) {
  try {
    parse_sweep(plan, "plan.toml", "nowhere");
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(SweepPlan, ReadsWhatIsWritten) {
  const LoadedSweep sweep = small_sweep();
  EXPECT_EQ(sweep.policies, (std::vector<std::string>{"baseline", "more"}));
  EXPECT_EQ(sweep.replicates, 3U);
  EXPECT_EQ(sweep.seed.value, 4U);
  EXPECT_TRUE(sweep.paired);
  EXPECT_EQ(sweep.design->samples(), 4U);
  EXPECT_EQ(sweep.output.every, 6U);
  EXPECT_EQ(sweep.output.by, RegionKind::community);
}

TEST(SweepPlan, AllPoliciesAndNamedRangesOfTheScenario) {
  std::string plan = replaced(small_plan, "[\"baseline\", \"more\"]", "\"all\"");
  plan.erase(plan.find("[design.parameters]"), plan.find("[output]") - plan.find("[design.parameters]"));
  plan = replaced(plan, "kind = \"grid\"", "kind = \"sobol\"\nparameters = \"uncertainty\"");
  const std::string scenario = small_scenario + "\n[uncertainty]\nparticipation.base = { min = -3.0, max = 0.0 }\n";
  const LoadedSweep sweep = small_sweep(whole_plan(plan, scenario));
  EXPECT_EQ(sweep.policies, (std::vector<std::string>{"baseline", "more"}));
  ASSERT_EQ(sweep.design->parameters(), 1U);
  EXPECT_EQ(sweep.design->spec().parameters[0].path, "participation.base");
  EXPECT_EQ(sweep.design->spec().parameters[0].low, -3.0);
}

TEST(SweepPlan, ASampleIsTheScenarioWithItsValuesSet) {
  const LoadedSweep sweep = small_sweep();
  for (std::size_t sample = 0; sample < sweep.design->samples(); ++sample) {
    const std::vector<Override> changes = sweep.overrides_of(sample);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(sweep.scenario_of(sample), parse_scenario(small_scenario, "small.toml", "", changes).scenario) << sample;
  }
  EXPECT_EQ(sweep.scenario_of(3).parameters.participation.base, -1.0);
  EXPECT_EQ(sweep.scenario_of(3).communities[0].environment, 0.6);
}

TEST(SweepPlan, TheQuickWayForParametersAgreesWithTheReader) {
  const std::string plan = replaced(small_plan, "\"community.rw01.environment\" = { values = [0.2, 0.6] }",
                                    "government.n_requests = { min = 1, max = 4 }\n"
                                    "\"parameters.trust.peer_buy_good\" = { min = 0.1, max = 0.2 }");
  const LoadedSweep sweep = small_sweep(whole_plan(plan));
  EXPECT_EQ(sweep.design->samples(), 8U);
  for (std::size_t sample = 0; sample < sweep.design->samples(); ++sample) {
    EXPECT_EQ(sweep.scenario_of(sample),
              parse_scenario(small_scenario, "small.toml", "", sweep.overrides_of(sample)).scenario);
  }
}

TEST(SweepPlan, TheIdentityIsAPlanThatReadsAgainToTheSame) {
  for (const char* kind : {"grid", "lhs", "sobol", "saltelli", "morris"}) {
    const LoadedSweep sweep = small_sweep(whole_plan(replaced(small_plan, "grid", kind)));
    const SweepIdentity identity = identity_of(sweep, make_sweep_layout(sweep.plan(1)));
    const LoadedSweep again = parse_sweep(identity.text, "sweep.toml", "nowhere");
    EXPECT_EQ(again.scenario.scenario, sweep.scenario.scenario);
    EXPECT_EQ(again.design->spec(), sweep.design->spec()) << kind;
    EXPECT_EQ(again.output.every, sweep.output.every);
    EXPECT_EQ(identity_of(again, make_sweep_layout(again.plan(1))).text, identity.text) << kind;
  }
}

TEST(SweepPlan, AListDesignTakesItsSamplesFromATable) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.file("s.csv")) << "participation.base,facilitation.duty_rule\n-2,volunteer\n-1.5,pass_down\n";
  std::string plan = replaced(small_plan, "kind = \"grid\"\nsamples = 2", "kind = \"list\"\nfile = \"s.csv\"");
  plan.erase(plan.find("[design.parameters]"), plan.find("[output]") - plan.find("[design.parameters]"));
  const LoadedSweep sweep = parse_sweep(whole_plan(plan), "plan.toml", folder.path());
  EXPECT_EQ(sweep.design->samples(), 2U);
  EXPECT_EQ(sweep.scenario_of(1).parameters.participation.base, -1.5);
  EXPECT_NE(sweep.scenario_of(0).parameters, sweep.scenario_of(1).parameters);
  const SweepIdentity identity = identity_of(sweep, make_sweep_layout(sweep.plan(1)));
  EXPECT_EQ(parse_sweep(identity.text, "sweep.toml", "nowhere").design->spec(), sweep.design->spec());
}

struct PlanSlip {
  const char* written;
  const char* instead;
  const char* expected;
};

class SweepPlanSlips : public testing::TestWithParam<PlanSlip> {};

TEST_P(SweepPlanSlips, IsReportedWithTheWayOut) {
  const PlanSlip& slip = GetParam();
  const std::string found = problems_of_plan(whole_plan(replaced(small_plan, slip.written, slip.instead)));
  EXPECT_NE(found.find(slip.expected), std::string::npos) << found;
}

INSTANTIATE_TEST_SUITE_P(
    Slips, SweepPlanSlips,
    testing::Values(PlanSlip{"replicates = 3", "replicate = 3", "plan.toml:4:1: error: unknown key 'replicate'"},
                    PlanSlip{"replicates = 3", "replicates = 0", "replicates must be"},
                    PlanSlip{"seed = 4", "seed = -1", "seed must be a whole number"},
                    PlanSlip{"\"more\"", "\"mor\"", "did you mean 'more'?"},
                    PlanSlip{"\"more\"", "\"baseline\"", "named twice"},
                    PlanSlip{"\"grid\"", "\"gird\"", "did you mean 'grid'?"},
                    PlanSlip{"samples = 2", "samples = 0", "samples must"},
                    PlanSlip{"min = -2.0, ", "", "needs min and max, or values"},
                    PlanSlip{"min = -2.0", "min = 2.0", "min must not be above max"},
                    PlanSlip{"min = -2.0", "min = -200.0", "participation.base must lie in [-100, 100]"},
                    PlanSlip{"participation.base", "participation.bas", "did you mean 'base'?"},
                    PlanSlip{"community.rw01.environment", "community.rw02.environment", "unknown community 'rw02'"},
                    PlanSlip{"[0.2, 0.6]", "[0.2, 1.6]", "environment must be a level in [0, 1], got 1.6"},
                    PlanSlip{"[0.2, 0.6]", "[]", "at least one value"},
                    PlanSlip{"\"participation\", ", "\"particpation\", ", "did you mean 'participation'?"},
                    PlanSlip{"every = 6", "every = 0", "every must be"},
                    PlanSlip{"every = 6", "by = \"village\"", "unknown by 'village'"},
                    PlanSlip{"every = 6", "quantiles = [0.5]", "quantiles belong to summary = true"},
                    PlanSlip{"every = 6", "summary = true\nquantiles = [0.5, 0.1]", "quantiles must rise"},
                    PlanSlip{"every = 6", "keep_bits = 24", "keep_bits must be"},
                    PlanSlip{"\"community.rw01.environment\" = { values = [0.2, 0.6] }",
                             "months = { values = [12, 24] }", "cannot be swept: all runs share one time axis"},
                    PlanSlip{"\"community.rw01.environment\" = { values = [0.2, 0.6] }",
                             "\"government.v_env\" = { min = 0.1, max = 0.2 }", "v_env + v_part + v_rep must be 1"}));

TEST(SweepPlan, ReportsAllProblemsAtOnce) {
  std::string plan = replaced(small_plan, "\"more\"", "\"mor\"");
  plan = replaced(plan, "\"grid\"", "\"gird\"");
  plan = replaced(plan, "every = 6", "evry = 6");
  const std::string found = problems_of_plan(whole_plan(plan));
  for (const char* part : {"'mor'", "gird", "'evry'"}) EXPECT_NE(found.find(part), std::string::npos) << found;
}

TEST(SweepPlan, DifferencesShowWhatChanged) {
  EXPECT_EQ(difference_of("a\nb\nc\n", "a\nx\nc\nd\n"),
            "the plan or the scenario has changed (- before, + now):\n  - b\n  + x\n  + d");
  EXPECT_EQ(difference_of("a\nb\n", "b\n"), "the plan or the scenario has changed (- before, + now):\n  - a");
}

}  // namespace
}  // namespace berdaya
