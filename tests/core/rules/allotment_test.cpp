#include "rules/allotment.hpp"

#include <gtest/gtest.h>

#include "support/worlds.hpp"

namespace berdaya {
namespace {

using test::changed_columns;
using test::small_scenario;
using test::small_world;

// Two communities, each with a coordinator (facilitators 0 and 1), and an officer for both (2; posts 2 and 3).
struct Allotment : testing::Test {
  Scenario scenario = small_scenario(2);
  Draws draws{Seed{1}, RunNumber{0}};
  World world = small_world(scenario);
  std::vector<CommunityEffects> effects;

  void allot(Index month) {
    world.facilitator.paid_hours = {25, 25, 20};
    MacroMonth m{scenario.parameters, draws, month, world, effects};
    allot_hours(m);
  }
};

TEST(HoursWanted, DependOnSizeAndStage) {
  const FacilitationParameters p = standard_parameters().facilitation;
  EXPECT_DOUBLE_EQ(hours_wanted(96, 1, p), 48.0);
  EXPECT_DOUBLE_EQ(hours_wanted(10, 2, p), 8.0);
}

TEST(BearableCommitment, FallsOnlyAboveAFullLoad) {
  EXPECT_EQ(bearable_commitment(0.9, 0.0), 0.9);
  EXPECT_EQ(bearable_commitment(0.9, 1.0), 0.9);
  EXPECT_DOUBLE_EQ(bearable_commitment(0.9, 3.0), 0.3);
}

TEST_F(Allotment, HoursGoWhereMoreIsWanted) {
  world.community.stage = {1, 2};  // 24 UMKM each: 12 and 19.2 hours wanted
  allot(0);
  EXPECT_DOUBLE_EQ(world.post.granted[0], 25.0);
  EXPECT_NEAR(world.post.granted[2], 20 * 0.5 / 1.3, 1e-12);
  EXPECT_NEAR(world.post.granted[3], 20 * 0.8 / 1.3, 1e-12);
}

TEST_F(Allotment, NothingIsGrantedWhereNothingIsWantedAnywhere) {
  scenario.parameters.facilitation.hours_stage = {0, 0, 0, 0};
  allot(0);
  for (const double hours : world.post.granted) EXPECT_EQ(hours, 0.0);
}

TEST_F(Allotment, OverloadOfLastMonthWearsCommitmentDown) {
  world.facilitator.load = {2.0, 0.4, 2.0};
  allot(1);
  const double rate = scenario.parameters.facilitation.burnout_rate;
  EXPECT_DOUBLE_EQ(world.facilitator.commitment[0], 0.9 + rate * (0.45 - 0.9));
  EXPECT_DOUBLE_EQ(world.facilitator.commitment[1], 0.9);
}

TEST_F(Allotment, CommitmentStaysInTheFirstMonth) {
  world.facilitator.commitment[0] = 0.5;
  world.facilitator.load[0] = 3.0;
  allot(0);
  EXPECT_EQ(world.facilitator.commitment[0], 0.5);
}

TEST_F(Allotment, ChangesFacilitatorsAndPostsOnly) {
  world.facilitator.paid_hours = {25, 25, 20};
  world.post.granted = {5, 5, 5, 5};
  world.post.assigned = {50, 50, 50, 50};
  world.facilitator.load = {2.0, 0.4, 2.0};
  const World before = world;
  allot(1);
  EXPECT_EQ(changed_columns(before, world),
            (std::vector<std::string>{"facilitator.commitment", "post.granted", "post.assigned"}));
}

}  // namespace
}  // namespace berdaya
