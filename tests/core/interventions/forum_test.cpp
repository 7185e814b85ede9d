#include "interventions/forum.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "interventions/macro_world.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;

const PolicyParameters policy = standard_parameters().policy;

TEST(Forum, ReachGrowsWithPartiesAndCoordinationEatsIt) {
  const double reach = 1.0 - std::exp(-5.0 / 4.0);
  EXPECT_NEAR(forum_effectiveness(1, 5, 0, 0, policy), reach, 1e-12);
  EXPECT_NEAR(forum_effectiveness(0.5, 5, 0.3, 0, policy), 0.5 * reach / (1 + 0.02 * 25 * 0.3), 1e-12);
  EXPECT_NEAR(forum_effectiveness(1, 5, 0.3, 0.8, policy), reach / (1 + 0.02 * 25 * 0.3 * (1 - 0.5 * 0.8)), 1e-12);
}

TEST(Forum, PeaksAtAModerateNumberOfParties) {
  const auto value = [](double n) { return forum_effectiveness(1, n, 0.3, 0, policy); };
  EXPECT_LT(value(1), value(6));
  EXPECT_GT(value(6), value(40));
}

TEST(Forum, MoreThanFullIntensityDoesNotHelp) {
  EXPECT_EQ(forum_effectiveness(3, 5, 0.3, 0, policy), forum_effectiveness(1, 5, 0.3, 0, policy));
}

TEST(Forum, SeesDigitalLeversWhereverTheyStandInTheList) {
  InterventionSpec chat = lever(InterventionKind::digital_channel);
  chat.intensity = 0.6;
  MacroWorld before(1, {chat, lever(InterventionKind::forum)});
  MacroWorld after(1, {lever(InterventionKind::forum), chat});
  before.run(0);
  after.run(0);
  EXPECT_EQ(before.effects[0].forum, forum_effectiveness(1, 5, 0.3, 0.6, policy));
  EXPECT_EQ(after.effects[0].forum, before.effects[0].forum);
}

TEST(Forum, SharesItsCostAmongTheCommunitiesItReaches) {
  MacroWorld w(4, {lever(InterventionKind::forum)});
  w.run(0);
  EXPECT_NEAR(w.booked(0, 2), 0.05 * 25 * 0.3 / 4, 1e-12);
  EXPECT_NEAR(w.world.booked_total[0], 0.05 * 25 * 0.3, 1e-12);
}

TEST(Forum, UnpaidDigitalLeversStillCountAtDeclaredIntensity) {
  InterventionSpec chat = lever(InterventionKind::digital_channel);
  chat.cost = 10;
  chat.fund = 0;
  Scenario scenario = test::small_scenario();
  scenario.funds[0].opening_balance = 0;
  scenario.funds[0].inflow = 0;
  MacroWorld w(scenario, {chat, lever(InterventionKind::forum)});
  w.run(0);
  EXPECT_EQ(w.effects[0].channel, 0.0);
  EXPECT_EQ(w.effects[0].forum, forum_effectiveness(1, 5, 0.3, 1.0, policy));
}

}  // namespace
}  // namespace berdaya
