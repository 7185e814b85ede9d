// The rules of the macro step, too, change and read only what they declare.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "engine/simulation.hpp"
#include "rules/allotment.hpp"
#include "rules/bridging.hpp"
#include "rules/macro.hpp"
#include "rules/support.hpp"
#include "support/declared_names.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

struct MacroRule {
  const RuleDescription* description;
  void (*run)(MacroMonth&);
};

const std::vector<MacroRule>& macro_rules() {
  static const std::vector<MacroRule> rules{
      {&support_rule, update_support}, {&allotment_rule, allot_hours}, {&bridging_rule, bridge}};
  return rules;
}

class DeclaredMacroRules : public testing::TestWithParam<std::size_t> {
 protected:
  DeclaredMacroRules() {
    scenario_.parameters.social_capital.bridge_form = 1;
    Simulation simulation(scenario_, baseline_policy, Seed{7}, RunNumber{0});
    for (Index t = 0; t < month_; ++t) simulation.step();
    world_ = simulation.world();
    for (Index k = 0; k < world_.community.rows(); ++k) effects_.push_back(test::plain_effects(world_, k));
  }

  World after(World world) const {
    MacroMonth m{scenario_.parameters, draws_, month_, world, effects_};
    macro_rules()[GetParam()].run(m);
    return world;
  }

  Scenario scenario_ = test::small_scenario(6, 24);
  Draws draws_{Seed{7}, RunNumber{0}};
  Index month_ = 8;
  World world_;
  std::vector<CommunityEffects> effects_;
};

TEST_P(DeclaredMacroRules, ChangeOnlyWhatTheyDeclare) {
  const RuleDescription& rule = *macro_rules()[GetParam()].description;
  const std::set<std::string> declared = test::declared_names(rule.changes);
  const std::vector<std::string> changed = test::changed_columns(world_, after(world_));
  EXPECT_FALSE(changed.empty()) << rule.name;
  for (const std::string& column : changed)
    EXPECT_TRUE(declared.contains(column)) << rule.name << " changes " << column;
}

TEST_P(DeclaredMacroRules, ReadOnlyWhatTheyDeclare) {
  const RuleDescription& rule = *macro_rules()[GetParam()].description;
  const std::set<std::string> reads = test::declared_names(rule.reads);
  const World plain = after(world_);
  for (const std::string& column : test::column_names(world_)) {
    if (reads.contains(column)) continue;
    World spoiled = world_;
    if (!test::scramble(spoiled, column, 3)) continue;
    for (const std::string& changed : test::changed_columns(plain, after(spoiled))) {
      EXPECT_TRUE(changed == column) << rule.name << " reads " << column << ": it changes what happens to " << changed;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EachRule, DeclaredMacroRules, testing::Range<std::size_t>(0, macro_rules().size()),
                         [](const auto& param) { return std::string(macro_rules()[param.param].description->name); });

}  // namespace
}  // namespace berdaya
