#include "rules/support.hpp"

#include <gtest/gtest.h>

#include "support/worlds.hpp"

namespace berdaya {
namespace {

using test::changed_columns;
using test::plain_effects;
using test::small_scenario;
using test::small_world;

struct Macro {
  Scenario scenario;
  DrawScript script;
  Draws draws{Seed{1}, RunNumber{0}, &script};
  World world;
  std::vector<CommunityEffects> effects;

  explicit Macro(Scenario s) : scenario(std::move(s)), world(small_world(scenario)) {
    for (Index k = 0; k < world.community.rows(); ++k) effects.push_back(plain_effects(world, k));
  }
  Macro(const Macro&) = delete;
  Macro& operator=(const Macro&) = delete;
  MacroMonth at(Index month) { return {scenario.parameters, draws, month, world, effects}; }
};

TEST(VisibleResult, WeighsWhatOutsidersSee) {
  GovernmentParameters p;
  p.v_env = 0.5;
  p.v_part = 0.3;
  p.v_rep = 0.2;
  EXPECT_DOUBLE_EQ(visible_result(0.4, 0.6, 0.1, p), 0.5 * 0.4 + 0.3 * 0.6 + 0.2 * 0.1);
}

TEST(TargetSupport, IsAConvexCombinationThatAForumRaises) {
  const GovernmentParameters p = standard_parameters().government;  // w: 0.2, 0.15, 0.2
  const UnitView view{.visible = 0.5, .bargaining = 0.4, .forum = 0, .superior = 0.7};
  const double target = 0.45 * 0.3 + 0.2 * 0.5 + 0.15 * 0.4 + 0.2 * 0.7;
  EXPECT_NEAR(target_support(0.3, view, p, 0.5), target, 1e-12);
  EXPECT_NEAR(target_support(0.3, {0.5, 0.4, 0.6, 0.7}, p, 0.5), target + 0.5 * 0.6 * (1 - target), 1e-12);
  EXPECT_NEAR(target_support(1, {1, 1, 1, 1}, p, 0.5), 1.0, 1e-12);
  EXPECT_NEAR(target_support(0, {}, p, 0.5), 0.0, 1e-12);
}

TEST(UpdateSupport, EqualsTheSumDoneByHandWithParentsOfLastMonth) {
  Macro m(small_scenario(2));
  World& w = m.world;
  w.community.environment = {0.4, 0.6};
  w.community.part_ema = {0.2, 0.5};
  w.community.reputation = {0.1, 0.3};
  w.cbo.bargaining = {0.2, 0.4, 0.6, 0.8};
  m.effects[1].forum = 0.5;
  const World before = w;
  MacroMonth month = m.at(3);
  update_support(month);
  const GovernmentParameters& p = m.scenario.parameters.government;
  const double v0 = p.v_env * 0.4 + p.v_part * 0.2 + p.v_rep * 0.1;
  const double v1 = p.v_env * 0.6 + p.v_part * 0.5 + p.v_rep * 0.3;
  const auto expected = [&](double old, double base, double v, double b, double forum, double above) {
    double target = (1 - p.w_v - p.w_b - p.w_p) * base + p.w_v * v + p.w_b * b + p.w_p * above;
    target += m.scenario.parameters.policy.forum_support * forum * (1 - target);
    return old + p.support_rate * (target - old);
  };
  EXPECT_NEAR(w.unit.support[0], expected(0.5, 0.5, (v0 + v1) / 2, 0.5, 0.25, before.unit.mandate[0]), 1e-12);
  EXPECT_NEAR(w.unit.support[1], expected(0.4, 0.4, (v0 + v1) / 2, 0.5, 0.25, 0.5), 1e-12);
  EXPECT_NEAR(w.unit.support[2], expected(0.45, 0.45, v0, 0.3, 0.0, 0.4), 1e-12);
  EXPECT_NEAR(w.unit.support[3], expected(0.45, 0.45, v1, 0.7, 0.5, 0.4), 1e-12);
}

TEST(UpdateSupport, ArchivesFollowTheBetterOfOwnRecordsAndSharedStores) {
  Macro m(small_scenario(2));
  m.effects[0].records = 0.9;
  m.effects[0].shared_store = true;
  m.effects[1].records = 0.8;  // ordinary records stay at home
  const World before = m.world;
  MacroMonth month = m.at(0);
  update_support(month);
  const double rate = m.scenario.parameters.outcomes.archive_rate;
  const auto moved = [&](Index g, double to) { return before.unit.archive[g] + rate * (to - before.unit.archive[g]); };
  EXPECT_NEAR(m.world.unit.archive[0], moved(0, 0.45), 1e-12);
  EXPECT_NEAR(m.world.unit.archive[2], moved(2, 0.9), 1e-12);
  EXPECT_NEAR(m.world.unit.archive[3], moved(3, before.unit.records[3]), 1e-12);
}

TEST(UpdateSupport, AUnitWithoutCommunitiesKeepsItsInclination) {
  Scenario s = small_scenario(1);
  s.government.push_back(s.government.back());
  s.government.back().id = "empty_ward";
  Macro m(s);
  MacroMonth month = m.at(0);
  update_support(month);
  const GovernmentParameters& p = m.scenario.parameters.government;
  const double target = (1 - p.w_p) * 0.45 + p.w_p * 0.4;
  EXPECT_NEAR(m.world.unit.support[3], 0.45 + p.support_rate * (target - 0.45), 1e-12);
}

TEST(UpdateSupport, ChangesSupportAndArchivesOfUnitsOnly) {
  Macro m(small_scenario(2));
  m.effects[0].forum = 0.5;
  m.effects[0].records = 0.9;
  m.effects[0].shared_store = true;
  const World before = m.world;
  MacroMonth month = m.at(0);
  update_support(month);
  EXPECT_EQ(changed_columns(before, m.world), (std::vector<std::string>{"unit.support", "unit.archive"}));
}

TEST(ShowOthers, CopiesWhatOtherCommunitiesSee) {
  Macro m(small_scenario(2));
  m.world.cbo.knowledge = {0.1, 0.2, 0.3, 0.4};
  m.world.community.mean_success = {0.5, 0.6};
  MacroMonth month = m.at(0);
  show_others(month);
  EXPECT_EQ(m.world.cbo.knowledge_seen, m.world.cbo.knowledge);
  EXPECT_EQ(m.world.community.success_seen, m.world.community.mean_success);
}

}  // namespace
}  // namespace berdaya
