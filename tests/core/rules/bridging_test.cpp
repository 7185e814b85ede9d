#include "rules/bridging.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/worlds.hpp"

namespace berdaya {
namespace {

using test::changed_columns;
using test::plain_effects;
using test::small_scenario;
using test::small_world;

constexpr std::uint32_t candidate = 11, formed = 12, lost = 20;

// Communities with two CBOs each: 0 and 1, 2 and 3, ...; all in one city. Four slots for ties.
struct Bridging {
  Scenario scenario;
  DrawScript script;
  World world;
  std::vector<CommunityEffects> effects;

  explicit Bridging(Scenario s) : scenario(std::move(s)), world(small_world(scenario)) {
    for (Index k = 0; k < world.community.rows(); ++k) effects.push_back(plain_effects(world, k));
    script.otherwise = 0.9999F;
  }
  explicit Bridging(int communities) : Bridging(small_scenario(communities)) {}
  Bridging(const Bridging&) = delete;
  Bridging& operator=(const Bridging&) = delete;

  void set(Index cbo, std::uint32_t number, float u) {
    script.values[{EntityKind::cbo, cbo, 1, rule_number::social_capital, number}] = u;
  }
  void run() {
    const Draws draws(Seed{1}, RunNumber{0}, &script);
    MacroMonth m{scenario.parameters, draws, 0, world, effects};
    bridge(m);
  }
  Index tie(Index cbo, Index slot) const {
    return world.cbo.ties[std::size_t{cbo} * static_cast<std::size_t>(world.setting.bridge_max) + slot];
  }
  void tie_to(Index cbo, Index slot, Index other) {
    world.cbo.ties[std::size_t{cbo} * static_cast<std::size_t>(world.setting.bridge_max) + slot] = other;
  }
  Index ties() const {
    Index n = 0;
    for (const Index t : world.cbo.ties) n += t != none ? 1 : 0;
    return n;
  }
};

TEST(BridgingChance, FallsWithDistanceAndRisesWithForumAndDigitalChannels) {
  const SocialCapitalParameters p = standard_parameters().social_capital;
  EXPECT_NEAR(bridging_chance(0.5, 0, 0, 0, p), 0.05, 1e-12);
  EXPECT_NEAR(bridging_chance(0.5, 0.4, 1, 10, p), 0.05 * 1.4 * 2 * std::exp(-2.0), 1e-12);
  EXPECT_EQ(bridging_chance(0, 1, 1, 0, p), 0.0);
}

TEST(Distance, OfADegreeIsAHundredAndElevenKilometres) {
  EXPECT_DOUBLE_EQ(distance_km(-7, 110, -7, 111), 111.0);
  EXPECT_NEAR(distance_km(-7, 110, -7.03, 110.04), 5.55, 1e-9);
}

TEST(Bridge, CandidatesAreTheOthersInOrderWithoutTheOwnCommunity) {
  // CBO 2 of community 1 chooses among 0, 1, 4, 5.
  for (const auto& [u, other] : {std::pair{0.1F, 0U}, std::pair{0.3F, 1U}, std::pair{0.6F, 4U}, std::pair{0.99F, 5U}}) {
    Bridging b(3);
    b.set(2, candidate, u);
    b.set(2, formed, 0.0001F);
    b.run();
    EXPECT_EQ(b.tie(2, 0), other) << u;
    EXPECT_EQ(b.ties(), 1U);
  }
}

TEST(Bridge, FormsExactlyBelowTheChance) {
  const double chance =
      bridging_chance(0.6, 0, 0, distance_km(-7, 110.4, -7.01, 110.4), standard_parameters().social_capital);
  for (const double shift : {-1e-4, 1e-4}) {
    Bridging b(2);
    b.set(0, candidate, 0.1F);
    b.set(0, formed, static_cast<float>(chance + shift));
    b.run();
    EXPECT_EQ(b.tie(0, 0), shift < 0 ? 2U : none);
  }
}

TEST(Bridge, TakesTheFirstFreeSlotAndNoTieTwice) {
  Bridging b(3);
  b.tie_to(0, 0, 2);
  b.tie_to(0, 2, 4);
  b.set(0, candidate, 0.3F);  // 3
  b.set(0, formed, 0.0001F);
  b.run();
  EXPECT_EQ(b.tie(0, 1), 3U);
  b.run();
  EXPECT_EQ(b.ties(), 3U);
}

TEST(Bridge, AFullListTakesNoMore) {
  Bridging b(4);
  for (Index slot = 0; slot < 4; ++slot) b.tie_to(0, slot, slot + 2);
  b.set(0, candidate, 0.99F);
  b.set(0, formed, 0.0001F);
  b.run();
  EXPECT_EQ(b.ties(), 4U);
  EXPECT_EQ(b.tie(0, 3), 5U);
}

TEST(Bridge, EachTieIsLostByItsOwnDraw) {
  Bridging b(2);
  b.tie_to(0, 0, 2);
  b.tie_to(0, 1, 3);
  b.set(0, lost, 0.021F);  // the chance is 0.02
  b.set(0, lost + 1, 0.019F);
  b.run();
  EXPECT_EQ(b.tie(0, 0), 2U);
  EXPECT_EQ(b.tie(0, 1), none);
}

TEST(Bridge, OneThatMayNotBridgeOnlyLosesTies) {
  Bridging b(2);
  b.world.cbo.may_bridge[0] = 0;
  b.set(0, candidate, 0.1F);
  b.set(0, formed, 0.0001F);
  b.run();
  EXPECT_EQ(b.ties(), 0U);
}

TEST(Bridge, StaysUnderOneRootUnitAndNeedsOne) {
  Bridging apart(2);
  apart.world.community.root_unit = {0, 1};
  Bridging alone(2);
  alone.world.community.root_unit = {none, none};
  for (Bridging* b : {&apart, &alone}) {
    b->script.otherwise = 0.00001F;
    b->run();
    EXPECT_EQ(b->ties(), 0U);
  }
}

TEST(Bridge, ChangesTiesOnly) {
  Bridging b(3);
  b.script.otherwise = 0.0001F;
  const World before = b.world;
  b.run();
  EXPECT_EQ(changed_columns(before, b.world), std::vector<std::string>{"cbo.ties"});
}

}  // namespace
}  // namespace berdaya
