#include "rules/participation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/portable_math.hpp"
#include "rules/kampung.hpp"

namespace berdaya {
namespace {

const Parameters standard = standard_parameters();

TEST(ParticipationUtility, AddsItsMotives) {
  const Motives motives{.awareness = 0.5F,
                        .expected_benefit = 0.4F,
                        .trust_in_initiator = 0.6F,
                        .trust_peer = 0.5F,
                        .peers_took_part = 0.75F,
                        .ownership = 0.2F,
                        .visited = 1.0F,
                        .aspiration = 0.3F,
                        .time_slack = 0.4F,
                        .fatigue = 0.1F,
                        .reluctance = -0.2F};
  EXPECT_NEAR(participation_utility(motives, standard.participation),
              standard.participation.base + 0.48 + 0.84 + 0.25 + 0.3 + 0.8 + 0.3 - 0.9 - 0.2 - 0.2, 1e-6);
}

TEST(Participate, NobodyComesWhereNothingIsOffered) {
  test::Kampung k;
  k.script.otherwise = 1e-6F;
  k.world.community.offered[0] = 0;
  k.world.community.part_held[0] = 0.4;
  k.world.community.part_ema[0] = 0.4;
  k.run(participate);
  EXPECT_EQ(k.world.community.participants[0], 0.0);
  EXPECT_EQ(k.world.community.part_held[0], 0.4) << "the last month with an offer stays";
  EXPECT_NEAR(k.world.community.part_ema[0], 0.3, 1e-12);
}

TEST(Participate, ComesWithTheLogisticChance) {
  test::Kampung k;
  k.world.community.offered[0] = 1;
  k.world.community.initiator[0] = 0.5;
  test::fill(k.scratch.peers_took_part, 0.5F);
  test::fill(k.scratch.visited, std::uint8_t{0});
  UmkmTable& u = k.world.umkm;
  for (auto* column : {&u.awareness, &u.expected_benefit, &u.ownership, &u.aspiration, &u.fatigue, &u.reluctance})
    test::fill(*column, 0.0F);
  test::fill(u.time_slack, 1.0F);
  test::fill(u.trust_cbo, 0.8F);
  test::fill(u.trust_facilitator, 0.4F);
  test::fill(u.trust_government, 0.2F);
  const double chance = 1.0 / (1.0 + std::exp(-standard.participation.base - 1.4 * (0.4 + 0.15)));
  k.script.otherwise = 0.999F;
  k.choose_umkm(2, rule_number::participation, 1, static_cast<float>(chance - 1e-4));
  k.choose_umkm(3, rule_number::participation, 1, static_cast<float>(chance + 1e-4));
  k.run(participate);
  EXPECT_EQ(k.scratch.took_part[2], 1);
  EXPECT_EQ(k.scratch.took_part[3], 0);
  EXPECT_DOUBLE_EQ(k.world.community.participation[0], 1.0 / 24.0);
  EXPECT_DOUBLE_EQ(k.world.community.part_held[0], 1.0 / 24.0);
}

TEST(Participate, FollowsTheLogisticMeanOverManyDraws) {
  test::Kampung k(4800, test::small_scenario(1, 4800));
  k.world.community.offered[0] = 1;
  k.world.community.initiator[0] = 1;
  k.parameters().participation.peer_influence = 0;
  test::fill(k.scratch.visited, std::uint8_t{0});
  test::fill(k.scratch.peers_took_part, 0.0F);
  double expected = 0;
  double variance = 0;
  const UmkmTable& u = k.world.umkm;
  for (Index i = 0; i < k.n(); ++i) {
    const Motives m{u.awareness[i],  u.expected_benefit[i], u.trust_cbo[i], u.trust_peer[i], 0.0F, u.ownership[i], 0.0F,
                    u.aspiration[i], u.time_slack[i],       u.fatigue[i],   u.reluctance[i]};
    const double p =
        1.0 / (1.0 + std::exp(-static_cast<double>(participation_utility(m, k.parameters().participation))));
    expected += p;
    variance += p * (1 - p);
  }
  k.run(participate);
  // 5 standard deviations: a false alarm once in 1.7 million seeds
  EXPECT_NEAR(k.world.community.participants[0], expected, 5 * std::sqrt(variance));
}

}  // namespace
}  // namespace berdaya
