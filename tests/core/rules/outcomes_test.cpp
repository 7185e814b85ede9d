#include "rules/outcomes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "rules/kampung.hpp"

namespace berdaya {
namespace {

const Parameters standard = standard_parameters();

// All means are known: awareness and ownership of every UMKM are alike, nobody took part, every ratio is 1.
struct Even : test::Kampung {
  Even() {
    set(0.3F, 0.1F);
    test::fill(scratch.took_part, std::uint8_t{0});
    test::fill(scratch.ratio, 1.0F);
    world.community.environment[0] = 0.4;
    world.community.reputation[0] = 0.2;
    world.community.part_ema[0] = 0.2;
  }
  void set(float awareness, float ownership) {
    test::fill(world.umkm.awareness, awareness);
    test::fill(world.umkm.ownership, ownership);
  }
};

TEST(Environment, IsBuiltByWorksAndKeptByCare) {
  EXPECT_NEAR(environment_after(0.4, 0.3, 50, 1.0, standard.outcomes), 0.4 + 0.004 * 50 * 0.6 - 0.007 * 0.05 * 0.1,
              1e-12);
  EXPECT_NEAR(environment_after(0.4, 0.3, 0, 0.0, standard.outcomes), 0.4 - 0.007 * 0.1, 1e-12);
  EXPECT_EQ(environment_after(0.4, 0.3, 1e6, 0.0, standard.outcomes), 1.0);
}

TEST(SelfReliance, NeedsAllThree) {
  EXPECT_NEAR(self_reliance(0.5, 0.4, 0.2, 0.4), std::cbrt(0.1), 1e-12);
  EXPECT_EQ(self_reliance(0.5, 0.4, 0.0, 0.4), 0.0);
  EXPECT_NEAR(self_reliance(1, 1, 0.9, 0.4), 1.0, 1e-12);
}

TEST(Stages, LookAtWhatTheirStepAsks) {
  EXPECT_TRUE(meets_step(0, {0.05, 0, 0}, 1.0, standard.outcomes));
  EXPECT_FALSE(meets_step(1, {0.4, 0.09, 0}, 1.0, standard.outcomes));
  EXPECT_TRUE(meets_step(1, {0.4, 0.1, 0}, 1.0, standard.outcomes));
  EXPECT_FALSE(meets_step(2, {0.6, 0.4, 0.64}, 1.0, standard.outcomes));
  EXPECT_TRUE(meets_step(2, {0.6, 0.4, 0.64}, 0.6, standard.outcomes));
  EXPECT_FALSE(meets_step(3, {1, 1, 1}, 1.0, standard.outcomes));
}

TEST(Conclude, StepsUpAfterSixMonthsInARow) {
  Even k;
  k.set(0.4F, 0.1F);
  k.world.community.stage[0] = 1;
  for (int month = 0; month < 5; ++month) k.run(conclude);
  EXPECT_EQ(k.world.community.stage[0], 1U);
  EXPECT_EQ(k.world.community.months_up[0], 5U);
  k.run(conclude);
  EXPECT_EQ(k.world.community.stage[0], 2U);
  EXPECT_EQ(k.world.community.months_up[0], 0U);
}

TEST(Conclude, StartsToCountAnewWhenAMonthIsMissed) {
  Even k;
  k.set(0.4F, 0.1F);
  k.world.community.stage[0] = 1;
  for (int month = 0; month < 5; ++month) k.run(conclude);
  k.set(0.34F, 0.1F);
  k.run(conclude);
  EXPECT_EQ(k.world.community.months_up[0], 0U);
  EXPECT_EQ(k.world.community.stage[0], 1U);
}

TEST(Conclude, FallsBackBelowAShareOfTheThresholdThatItPassed) {
  Even k;
  k.set(0.2F, 0.1F);  // below 0.6 * 0.35
  k.world.community.stage[0] = 2;
  for (int month = 0; month < 6; ++month) k.run(conclude);
  EXPECT_EQ(k.world.community.stage[0], 1U);
}

TEST(Conclude, WinsTheContestOfTheYearByItsVisibleResult) {
  Even k;
  k.parameters().outcomes.wear = 0;
  k.month = 11;
  const double chance = 0.6 * (0.4 * 0.4 + 0.35 * 0.2 + 0.25 * 0.2);
  k.choose_community(rule_number::outcomes, 1, static_cast<float>(chance - 1e-4));
  k.run(conclude);
  EXPECT_EQ(k.world.community.prize[0], 1.0);
  EXPECT_NEAR(k.world.community.reputation[0], 0.2 + 0.25 * 0.8 - 0.01 * 0.2, 1e-12);
}

TEST(Conclude, HasNoContestInOtherMonthsUnlessALeverHoldsOne) {
  Even k;
  k.month = 5;
  k.script.otherwise = 1e-6F;
  k.run(conclude);
  EXPECT_EQ(k.world.community.prize[0], 0.0);
  k.effects.extra_contest = 0.5;
  k.run(conclude);
  EXPECT_EQ(k.world.community.prize[0], 1.0);
}

TEST(Conclude, SharesCostsBetweenOwnAndOutside) {
  Even k;
  k.world.community.participants[0] = 10;
  k.world.community.cbo_activities[0] = 2;
  k.world.community.works[0] = 5;
  k.world.community.outside_hours[0] = 20;
  k.world.community.outside_money[0] = 0.4;
  k.run(conclude);
  const double own = 0.04 * 10 + 0.3 * 2;
  const double outside = 5 + 20 * 0.03 + 0.4;
  EXPECT_NEAR(k.world.community.own_cost[0], 0.083 * own, 1e-12);
  EXPECT_NEAR(k.world.community.outside_cost[0], 0.083 * outside, 1e-12);
  EXPECT_NEAR(k.world.community.own_cost_share[0], own / (own + outside), 1e-12);
}

TEST(Conclude, FollowsTheRecordsThatAreKept) {
  Even k;
  k.world.community.archive[0] = 0.3;
  k.effects.records = 0.9;
  k.run(conclude);
  EXPECT_NEAR(k.world.community.archive[0], 0.33, 1e-12);
}

TEST(Conclude, PublishesWhatPeersMaySee) {
  Even k;
  UmkmTable& u = k.world.umkm;
  test::fill(u.took_part, std::uint8_t{1});
  k.scratch.took_part[3] = 1;
  k.scratch.ratio[4] = 1.25F;
  u.adopted[5] = 1U << option::bazaar;
  k.world.community.offered[0] = 0;
  k.run(conclude);
  EXPECT_EQ(u.took_part[2], 1) << "nothing was offered: the last answer stays";
  EXPECT_EQ(u.succeeded[3], 0);
  EXPECT_EQ(u.succeeded[4], 1);
  EXPECT_EQ(u.adopted_seen, u.adopted);
  EXPECT_EQ(u.awareness_seen, u.awareness);
  EXPECT_NEAR(k.world.community.mean_success[0], 1.0 / 24.0, 1e-12);
  EXPECT_NEAR(k.world.community.mean_awareness[0], 0.3, 1e-6);
  k.world.community.offered[0] = 1;
  k.run(conclude);
  EXPECT_EQ(u.took_part[2], 0);
  EXPECT_EQ(u.took_part[3], 1);
}

TEST(Conclude, CountsHoldersAndApplicants) {
  Even k;
  test::fill(k.world.umkm.adopted, std::uint16_t{0});
  test::fill(k.world.umkm.applied, std::uint16_t{0});
  for (Index row : {1U, 5U, 6U}) k.world.umkm.adopted[row] = 1U << option::halal;
  k.world.umkm.applied[7] = 1U << option::csr;
  k.run(conclude);
  EXPECT_EQ(k.world.community.holders[option::halal], 3U);
  EXPECT_EQ(k.world.community.holders[option::nib], 0U);
  EXPECT_EQ(k.world.community.applicants[option::csr], 1U);
}

TEST(Conclude, KeepsTheEnvironmentByParticipationAndOwnership) {
  Even k;
  k.world.community.env_base[0] = 0.1;
  k.world.community.works[0] = 0;
  k.run(conclude);
  const double care = (0.2 + 0.1) / standard.outcomes.upkeep_norm;
  ASSERT_LT(care, 1);
  EXPECT_NEAR(k.world.community.environment[0], environment_after(0.4, 0.1, 0, care, standard.outcomes), 1e-8);
}

TEST(Conclude, ContestsSufferWithAllActivityInAPandemic) {
  Even k;
  k.month = 11;
  k.effects.activity = 0.5;
  k.parameters().outcomes.wear = 0;
  const double chance = 0.5 * 0.6 * (0.4 * 0.4 + 0.35 * 0.2 + 0.25 * 0.2);
  k.choose_community(rule_number::outcomes, 1, static_cast<float>(chance + 1e-4));
  k.run(conclude);
  EXPECT_EQ(k.world.community.prize[0], 0.0);
}

TEST(Conclude, KeepsItsStageAboveTheShareOfTheThresholdThatItPassed) {
  Even k;
  k.set(0.22F, 0.1F);  // between 0.6 * 0.35 and 0.35
  k.world.community.stage[0] = 2;
  for (int month = 0; month < 8; ++month) k.run(conclude);
  EXPECT_EQ(k.world.community.stage[0], 2U);
}

TEST(Conclude, SumsTheDominanceOfItsCbosIntoSelfReliance) {
  Even k;
  k.world.cbo.dominance = {0.3, 0.4};
  k.world.community.participants[0] = 10;
  k.world.community.works[0] = 0.4;
  k.world.community.outside_hours[0] = 0;
  k.world.community.outside_money[0] = 0;
  k.world.community.cbo_activities[0] = 0;
  k.run(conclude);
  EXPECT_NEAR(k.world.community.dominance[0], 0.7, 1e-12);
  EXPECT_NEAR(k.world.community.own_cost_share[0], 0.5, 1e-12);
  EXPECT_NEAR(k.world.community.self_reliance[0], std::cbrt(0.7 * 0.5 * 0.2 / 0.4), 1e-12);
}

}  // namespace
}  // namespace berdaya
