#include "rules/organisation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/portable_math.hpp"
#include "rules/kampung.hpp"

namespace berdaya {
namespace {

const Parameters standard = standard_parameters();

TEST(Initiative, AddsItsMotives) {
  EXPECT_NEAR(initiative_utility(0.5, 0.35, 0.45, 0.4, 0.3, 0.5, standard.organisation),
              -3.8 + 0.9 + 0.28 + 0.45 + 1.8 + 0.24 + 0.6, 1e-12);
}

TEST(OfficialChance, IsLeftToCbosThatAreFullySupported) {
  EXPECT_DOUBLE_EQ(official_chance(1.0, 0.0, 1.0, standard.organisation), 0.0);
  EXPECT_NEAR(official_chance(0.0, 0.0, 0.0, standard.organisation), 0.45 * 0.35, 1e-12);
  EXPECT_NEAR(official_chance(1.0, 0.0, 0.0, standard.organisation), 0.45, 1e-12);
}

TEST(Conflict, GrowsWithRivalsThatAreNotIntegrated) {
  EXPECT_DOUBLE_EQ(conflict_between(0.0, 0.0, 1, standard.organisation), 0.45);
  EXPECT_DOUBLE_EQ(conflict_between(0.0, 0.0, 3, standard.organisation), 0.9);
  EXPECT_DOUBLE_EQ(conflict_between(0.0, 1.0, 3, standard.organisation), 0.45);
  EXPECT_DOUBLE_EQ(conflict_between(1.0, 0.0, 3, standard.organisation), 0.0);
}

TEST(Bargaining, IsTheGeometricMeanOfItsParts) {
  EXPECT_NEAR(bargaining_power(0.5, 0.4, 1.0, 0.35), std::cbrt(0.2), 1e-12);
  EXPECT_NEAR(bargaining_power(0.5, 0.4, 0.0, 0.35), std::cbrt(0.07), 1e-12);
  EXPECT_EQ(bargaining_power(0.0, 0.4, 1.0, 0.35), 0.0);
}

TEST(NearestRank, IsTheValueOfTheRankInShortAndLongLists) {
  for (const Index n : {1U, 2U, 10U, 11U, 63U, 64U, 500U}) {
    std::vector<float> values(n);
    for (Index i = 0; i < n; ++i) values[i] = static_cast<float>((i * 7919U) % n) / static_cast<float>(n);
    std::vector<float> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const auto rank = static_cast<Index>((9 * n + 9) / 10);  // ceil(0.9 n)
    EXPECT_EQ(nearest_rank(values.data(), n, 0.9), sorted[rank - 1]) << n;
  }
  std::vector<float> equal(200, 1.0F);
  EXPECT_EQ(nearest_rank(equal.data(), 200, 0.9), 1.0F);
  EXPECT_EQ(nearest_rank(equal.data(), 0, 0.9), 0.0F);
}

TEST(Organisation, CountsWhoStartedTheActivities) {
  test::Kampung k;
  k.script.otherwise = 0.999F;
  k.choose_cbo(0, rule_number::organisation, 1, 1e-6F);
  k.choose_community(rule_number::organisation, 2, 1e-6F);
  k.world.cbo.dominance = {0.4, 0.2};
  k.world.cbo.delivery = {0.3, 0.3};
  k.run(organise);
  EXPECT_EQ(k.world.community.offered[0], 1.0);
  EXPECT_EQ(k.world.community.activities[0], 2.0);
  EXPECT_EQ(k.world.community.cbo_activities[0], 1.0);
  EXPECT_EQ(k.world.community.initiator[0], 0.5);
  EXPECT_NEAR(k.world.cbo.dominance[0], 0.4 + 0.06 * (0.5 - 0.4), 1e-12);
  EXPECT_NEAR(k.world.cbo.dominance[1], 0.2 - 0.06 * 0.2, 1e-12);
  EXPECT_NEAR(k.world.cbo.delivery[0], 0.3 + 0.15 * 0.7, 1e-12);
  EXPECT_NEAR(k.world.cbo.delivery[1], 0.3 - 0.15 * 0.3, 1e-12);
}

TEST(Organisation, WithoutActivitiesOffersNothingAndKeepsDominance) {
  test::Kampung k;
  k.script.otherwise = 0.999F;
  k.world.cbo.dominance = {0.4, 0.2};
  k.run(organise);
  EXPECT_EQ(k.world.community.offered[0], 0.0);
  EXPECT_EQ(k.world.community.initiator[0], 0.0);
  EXPECT_EQ(k.world.cbo.dominance[0], 0.4);
}

TEST(Organisation, IsHaltedByAPandemicThatStopsAllActivity) {
  test::Kampung k;
  k.effects.activity = 0.0;
  k.script.otherwise = 1e-6F;
  k.run(organise);
  EXPECT_EQ(k.world.community.activities[0], 0.0);
  EXPECT_EQ(k.world.community.p_cbo[0], 0.0);
}

TEST(Organisation, EnrolsNonMembersInTheLargestCbo) {
  test::Kampung k;
  test::fill(k.world.umkm.cbo, no_cbo);
  k.world.umkm.cbo[0] = 1;
  k.world.umkm.cbo[1] = 1;
  k.world.umkm.cbo[2] = 0;
  test::fill(k.world.umkm.awareness, 0.5F);
  test::fill(k.world.umkm.trust_cbo, 0.5F);
  k.effects.kub.push_back({.intensity = 0.8});  // chance 0.2
  k.script.otherwise = 0.9F;
  k.choose_umkm(7, rule_number::organisation, 3, 0.19F);
  k.choose_umkm(8, rule_number::organisation, 3, 0.21F);
  k.choose_umkm(2, rule_number::organisation, 3, 0.01F);
  k.run(organise);
  EXPECT_EQ(k.world.umkm.cbo[7], 1);
  EXPECT_EQ(k.world.umkm.cbo[8], no_cbo);
  EXPECT_EQ(k.world.umkm.cbo[2], 0) << "a member stays where it is";
  EXPECT_EQ(k.world.cbo.members[1], 3.0);
}

TEST(Organisation, LearnsFromTiedCbosThatKnowMore) {
  test::Kampung k;
  k.world.cbo.knowledge = {0.3, 0.3};
  k.world.cbo.knowledge_base = {0.3, 0.3};
  k.world.cbo.knowledge_seen = {0.3, 0.8};
  k.world.cbo.linking = {0, 0};
  k.world.cbo.ties[0] = 1;
  k.parameters().organisation.k_member = 0;
  k.run(organise);
  EXPECT_NEAR(k.world.cbo.inflow[0], 0.025 * 0.5, 1e-12);
  EXPECT_NEAR(k.world.cbo.knowledge[0], 0.3125, 1e-12);
  EXPECT_NEAR(k.world.cbo.knowledge[1], 0.3, 1e-12);
  EXPECT_NEAR(k.world.community.novelty[0], 0.0125 / 0.0185, 1e-12);
}

TEST(Organisation, LearnsFromItsBestMembersAndFromTheCommunitysWithoutMembers) {
  test::Kampung k;
  test::fill(k.world.umkm.cbo, no_cbo);
  test::fill(k.world.umkm.skill_production, 0.3F);
  test::fill(k.world.umkm.skill_management, 0.3F);
  test::fill(k.world.umkm.skill_market, 0.3F);
  for (Index i = 0; i < 10; ++i) k.world.umkm.cbo[i] = 0;
  for (Index i = 8; i < 10; ++i)
    k.world.umkm.skill_production[i] = k.world.umkm.skill_management[i] = k.world.umkm.skill_market[i] = 0.9F;
  k.world.cbo.knowledge = {0.5, 0.5};
  k.world.cbo.knowledge_base = {0.5, 0.5};
  k.world.cbo.linking = {0, 0};
  k.run(organise);
  // rank 9 of 10 members: 0.9; rank 22 of 24 UMKM: 0.3
  EXPECT_NEAR(k.world.cbo.knowledge[0], 0.5 + 0.02 * 0.4, 1e-7);
  EXPECT_NEAR(k.world.cbo.knowledge[1], 0.5, 1e-12);
}

TEST(Organisation, ShowsNonMembersLessOfTheLargestCbo) {
  test::Kampung k;
  test::fill(k.world.umkm.cbo, std::uint8_t{0});
  k.world.umkm.cbo[3] = no_cbo;
  k.world.umkm.cbo[4] = 1;
  k.world.cbo.linking = {0.4, 0.1};
  k.run(organise);
  EXPECT_EQ(k.scratch.seen_cbo[3], 0);
  EXPECT_FLOAT_EQ(k.scratch.seen_knowledge[0], static_cast<float>(k.world.cbo.knowledge[0]));
  EXPECT_FLOAT_EQ(k.scratch.seen_knowledge[3], static_cast<float>(0.5 * k.world.cbo.knowledge[0]));
  EXPECT_FLOAT_EQ(k.scratch.seen_linking[3], 0.2F);
  EXPECT_FLOAT_EQ(k.scratch.seen_linking[4], 0.1F);
}

TEST(Organisation, IntegratesUnderAFederation) {
  test::Kampung k;
  k.world.community.integration[0] = 0.3;
  k.effects.federation = 0.9;
  k.run(organise);
  EXPECT_NEAR(k.world.community.integration[0], 0.3 + 0.1 * 0.6, 1e-12);
}

TEST(Organisation, HoldsActivitiesWithTheChancesOfItsEquations) {
  test::Kampung k;
  k.world.community.chain_support[0] = 0.5;
  k.world.cbo.formal_trust = {0.5, 0.32};
  k.world.community.fulfilment[0] = 0.8;
  k.world.community.own_share[0] = 0.25;
  k.effects.operations = 0.5;
  k.effects.activity = 0.6;
  const std::vector<double> knowledge = k.world.cbo.knowledge;
  const std::vector<double> cohesion = k.world.cbo.cohesion;
  const std::array<double, 2> ties{0.5, 0.4};
  double nobody = 1;
  for (std::size_t c = 0; c < 2; ++c) {
    const double u = initiative_utility(k.world.cbo.leadership[c], knowledge[c], cohesion[c], ties[c], 0.2, 0.5,
                                        standard.organisation);
    nobody *= 1 - 0.6 / (1 + std::exp(-u));
  }
  k.run(organise);
  EXPECT_NEAR(k.world.community.p_cbo[0], 1 - nobody, 1e-9);
  EXPECT_NEAR(k.world.community.p_off[0], 0.6 * official_chance(0.8, 0.25, 0.45, standard.organisation), 1e-12);
}

TEST(Organisation, CoheresByTheTrustOfItsMembersLessTheirQuarrels) {
  test::Kampung k;
  test::fill(k.world.umkm.cbo, no_cbo);
  test::fill(k.world.umkm.trust_cbo, 0.2F);
  k.world.umkm.cbo[0] = k.world.umkm.cbo[1] = 0;
  k.world.umkm.trust_cbo[0] = 0.6F;
  k.world.umkm.trust_cbo[1] = 1.0F;
  k.world.cbo.cohesion = {0.5, 0.5};
  k.world.cbo.linking = {0.3, 0};
  k.world.community.clarity[0] = 0.5;
  k.run(organise);
  const double conflict = k.world.community.conflict[0];
  EXPECT_NEAR(conflict, conflict_between(0.5, k.world.community.integration[0], 2, standard.organisation), 1e-12);
  ASSERT_GT(conflict, 0.1);
  const double rate = standard.organisation.cohesion_rate;
  EXPECT_NEAR(k.world.cbo.cohesion[0], 0.5 + rate * (0.8 * (1 - conflict) - 0.5), 1e-7);
  const double of_all = (22 * 0.2 + 1.6) / 24;
  EXPECT_NEAR(k.world.cbo.cohesion[1], 0.5 + rate * (of_all * (1 - conflict) - 0.5), 1e-7) << "of all, without members";
  EXPECT_NEAR(k.world.cbo.bargaining[0],
              bargaining_power(2.0 / 24, k.world.cbo.cohesion[0], 0.3, standard.organisation.n_0), 1e-12);
}

TEST(Organisation, LearnsFromAboveAndForgetsToItsBase) {
  test::Kampung k;
  k.parameters().organisation.k_member = 0;
  k.world.cbo.knowledge = {0.5, 0.5};
  k.world.cbo.knowledge_base = {0.5, 0.3};
  k.world.cbo.linking = {0.4, 0};
  k.run(organise);
  EXPECT_NEAR(k.world.cbo.knowledge[0], 0.5 + standard.organisation.k_link * 0.4 * 0.5, 1e-12);
  EXPECT_NEAR(k.world.cbo.knowledge[1], 0.5 - standard.organisation.k_decay * 0.2, 1e-12);
}

TEST(Organisation, ShowsTheSuccessOfTiedCommunitiesByTheShareOfTies) {
  test::Kampung k(24, test::small_scenario(2, 24));
  test::fill(k.world.umkm.cbo, std::uint8_t{0});
  k.world.umkm.cbo[3] = no_cbo;
  k.world.umkm.cbo[4] = 1;
  k.world.community.success_seen = {0.9, 0.4};
  k.world.cbo.ties[0] = 2;
  k.world.cbo.ties[1] = 3;  // two of four slots
  k.run(organise);
  const double weight = k.parameters().learning.role_bridge * 2 / 4;
  EXPECT_FLOAT_EQ(k.scratch.role_weight[0], static_cast<float>(weight));
  EXPECT_FLOAT_EQ(k.scratch.role_weight[3], static_cast<float>(0.5 * weight)) << "a non-member sees half of it";
  EXPECT_EQ(k.scratch.role_weight[4], 0.0F);
  EXPECT_FLOAT_EQ(k.scratch.role_success[0], 0.4F);
  EXPECT_EQ(k.scratch.role_success[4], 0.0F);
}

TEST(Organisation, EnrolsByTheStrongestLeverInTheCboThatItNames) {
  test::Kampung k;
  test::fill(k.world.umkm.cbo, std::uint8_t{0});
  k.world.umkm.cbo[7] = k.world.umkm.cbo[8] = no_cbo;
  test::fill(k.world.umkm.awareness, 0.5F);
  test::fill(k.world.umkm.trust_cbo, 0.5F);
  k.effects.kub.push_back({.intensity = 0.8, .cbo = 1});
  k.effects.kub.push_back({.intensity = 0.4});
  k.script.otherwise = 0.9F;
  k.choose_umkm(7, rule_number::organisation, 3, 0.19F);
  k.choose_umkm(8, rule_number::organisation, 3, 0.21F);
  k.run(organise);
  EXPECT_EQ(k.world.umkm.cbo[7], 1);
  EXPECT_EQ(k.world.umkm.cbo[8], no_cbo);
}

TEST(Organisation, EnrolsOnlyTheTargetOfALever) {
  test::Kampung k;
  test::fill(k.world.umkm.cbo, std::uint8_t{0});
  k.world.umkm.cbo[7] = k.world.umkm.cbo[8] = no_cbo;
  test::fill(k.world.umkm.awareness, 1.0F);
  test::fill(k.world.umkm.trust_cbo, 1.0F);
  std::vector<std::uint8_t> target(24, 0);
  target[7] = 1;
  k.effects.kub.push_back({.intensity = 1, .cbo = 1, .target = target});
  k.script.otherwise = 0.9F;
  k.run(organise);
  EXPECT_EQ(k.world.umkm.cbo[7], 1);
  EXPECT_EQ(k.world.umkm.cbo[8], no_cbo);
}

}  // namespace
}  // namespace berdaya
