// Which values a replicate takes, and which the scenario keeps.
#include "experiment/parameter_sets.hpp"

#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

ParameterSets two_sets() {
  return {.name = "two",
          .text = {},
          .paths = {"participation.base", "option.nib.base", "uptake.peers"},
          .values = {{-1.0, -7.0, 1.0}, {-2.0, -8.0, 3.0}},
          .unused = {}};
}

TEST(ParameterSets, GoRoundFromReplicateToReplicate) {
  const ParameterSets sets = two_sets();
  EXPECT_EQ(sets.set_of(0), 0u);
  EXPECT_EQ(sets.set_of(3), 1u);
  const Scenario scenario = test::small_scenario();
  const Scenario third = scenario_under(sets, 3, scenario);
  EXPECT_EQ(third.parameters.participation.base, -2.0);
  EXPECT_EQ(third.options[0].base, -8.0);
  EXPECT_EQ(third.parameters.uptake.peers, 3.0);
  Scenario expected = scenario;
  expected.parameters.participation.base = -2.0;
  expected.options[0].base = -8.0;
  expected.parameters.uptake.peers = 3.0;
  EXPECT_EQ(third, expected);
}

TEST(ParameterSets, LeaveWhatIsStated) {
  const std::vector<std::string> stated{"uptake.peers", "participation.base", "trust.gain"};
  const ParameterSets sets = without_stated(two_sets(), stated);
  EXPECT_EQ(sets.paths, std::vector<std::string>{"option.nib.base"});
  EXPECT_EQ(sets.values, (std::vector<std::vector<double>>{{-7.0}, {-8.0}}));
  EXPECT_EQ(sets.unused, (std::vector<std::string>{"participation.base", "uptake.peers"}));
}

TEST(ParameterSets, KnowOnlyRealNumbers) {
  Parameters parameters = standard_parameters();
  std::vector<OptionSpec> options = standard_options();
  EXPECT_EQ(number_at("uptake.peers", parameters, options), &parameters.uptake.peers);
  EXPECT_EQ(number_at("option.kur.base", parameters, options), &options[9].base);
  for (const char* path : {"facilitation.duty_rule", "government.n_requests", "uptake.pears", "option.nib", "option.",
                           "option.nip.base", "option.nib.bass", ""})
    EXPECT_EQ(number_at(path, parameters, options), nullptr) << path;
}

TEST(ParameterSets, MustGoTogetherWithTheScenario) {
  Scenario scenario = test::small_scenario();
  const ParameterSets sets{.name = "x", .text = {}, .paths = {"government.v_env"}, .values = {{0.9}}, .unused = {}};
  EXPECT_THROW(scenario_under(sets, 0, scenario), InputError);
}

}  // namespace
}  // namespace berdaya
