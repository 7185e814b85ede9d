#include <gtest/gtest.h>

#include "interventions/macro_world.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;
using test::small_scenario;

TEST(Reach, EndsAreInclusive) {
  MacroWorld w(1, {});
  const InterventionSpec spec = lever(InterventionKind::visits, 3, 4);
  EXPECT_FALSE(is_on(spec, w.world, 0, 2));
  EXPECT_TRUE(is_on(spec, w.world, 0, 3));
  EXPECT_TRUE(is_on(spec, w.world, 0, 4));
  EXPECT_FALSE(is_on(spec, w.world, 0, 5));
}

TEST(Reach, ListedCommunitiesComeInOrderAndOnce) {
  MacroWorld w(4, {});
  InterventionSpec spec = lever(InterventionKind::visits);
  spec.target.where = Where::listed;
  spec.target.communities = {3, 1, 3};
  std::vector<Index> on;
  communities_on(spec, w.world, 0, on);
  EXPECT_EQ(on, (std::vector<Index>{1, 3}));
  EXPECT_FALSE(is_on(spec, w.world, 0, 0));
  EXPECT_TRUE(is_on(spec, w.world, 3, 0));
}

TEST(Reach, ReplicasFollowInWavesAndPilotsNever) {
  MacroWorld w(4, {});
  w.world.community.pilot = {1, 0, 0, 0};
  w.world.community.wave = {0, 0, 1, 2};
  InterventionSpec spec = lever(InterventionKind::visits, 0, 200);
  spec.target.where = Where::replica;
  spec.wave_months = 6;
  std::vector<Index> on;
  communities_on(spec, w.world, 50, on);
  EXPECT_TRUE(on.empty());
  w.world.replication.month = 10;
  for (const auto& [month, expected] :
       {std::pair{9U, std::vector<Index>{}}, std::pair{10U, std::vector<Index>{1}},
        std::pair{16U, std::vector<Index>{1, 2}}, std::pair{22U, std::vector<Index>{1, 2, 3}}}) {
    communities_on(spec, w.world, month, on);
    EXPECT_EQ(on, expected) << month;
  }
  spec.target.where = Where::pilot;
  communities_on(spec, w.world, 0, on);
  EXPECT_EQ(on, (std::vector<Index>{0}));
}

struct Replication : testing::Test {
  MacroWorld w{small_scenario(3), {}};
  Replication() {
    w.replication = ReplicationThresholds{.participation = 0.3, .awareness = 0.4, .environment = 0.5, .from = 2};
    w.scenario.parameters.policy.replicate_months = 3;
    w.world.community.pilot = {1, 1, 0};
    w.world.community.part_ema = {0.3, 0.5, 0.0};
    w.world.community.mean_awareness = {0.4, 0.5, 0.0};
    w.world.community.environment = {0.5, 0.6, 0.0};
  }
  Index passed_after(Index month) {
    w.run(month);
    return w.world.replication.months_passed;
  }
};

TEST_F(Replication, CountsMonthsFromTheGivenOneAndRemembersTheFirstSuccess) {
  EXPECT_EQ(passed_after(1), 0U);
  EXPECT_EQ(passed_after(2), 1U);
  EXPECT_EQ(passed_after(3), 2U);
  EXPECT_EQ(w.world.replication.month, none);
  EXPECT_EQ(passed_after(4), 3U);
  EXPECT_EQ(w.world.replication.month, 4U);
  passed_after(5);
  EXPECT_EQ(w.world.replication.month, 4U);
}

TEST_F(Replication, OneBadMonthOfOnePilotStartsTheCountAgain) {
  passed_after(2);
  passed_after(3);
  w.world.community.environment[1] = 0.49;
  EXPECT_EQ(passed_after(4), 0U);
  w.world.community.environment[1] = 0.6;
  EXPECT_EQ(passed_after(5), 1U);
  EXPECT_EQ(w.world.replication.month, none);
}

TEST_F(Replication, NothingIsReplicatedWithoutPilots) {
  w.world.community.pilot = {0, 0, 0};
  EXPECT_EQ(passed_after(2), 0U);
}

TEST(Replicate, NeedsAScenarioThatAsksForIt) {
  MacroWorld w(1, {});
  w.run(0);
  EXPECT_EQ(w.world.replication.months_passed, 0U);
}

}  // namespace
}  // namespace berdaya
