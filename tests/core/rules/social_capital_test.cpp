#include "rules/social_capital.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "rules/kampung.hpp"

namespace berdaya {
namespace {

constexpr std::uint32_t rule = rule_number::social_capital;

struct Meeting : test::Kampung {
  Meeting() {
    test::fill(scratch.took_part, std::uint8_t{0});
    test::fill(world.umkm.cbo, no_cbo);
    for (Index row = 0; row < n(); ++row) {
      for (Index slot = 0; slot < 8; ++slot)
        world.umkm.contacts[row * 8 + slot] = static_cast<std::uint16_t>((row + slot + 1) % n());
    }
    script.otherwise = 0.999F;
  }
  std::uint16_t contact(Index row, Index slot) const { return world.umkm.contacts[row * 8 + slot]; }
};

TEST(Linking, ComesFromBargainingSupportTrustAndTheForum) {
  EXPECT_NEAR(linking_target(0.4, 0.5, 0.2, 0.0, 0.45), std::sqrt(0.04), 1e-12);
  EXPECT_NEAR(linking_target(0.4, 0.5, 0.2, 1.0, 0.45), 0.65, 1e-12);
  EXPECT_EQ(linking_target(1, 1, 1, 1, 0.45), 1.0);
}

TEST(Connect, ParticipantsMeetParticipants) {
  Meeting k;
  for (Index row : {2U, 15U, 16U, 20U}) k.scratch.took_part[row] = 1;
  // Row 2 meets participant number 1 of 4, row 15, in slot 4.
  k.choose_umkm(2, rule, 1, 0.049F);
  k.choose_umkm(2, rule, 2, 0.34F);
  k.choose_umkm(2, rule, 3, 0.51F);
  // Row 15 would meet itself; row 5 did not take part.
  k.choose_umkm(15, rule, 1, 0.01F);
  k.choose_umkm(15, rule, 2, 0.3F);
  k.choose_umkm(5, rule, 1, 0.01F);
  const auto before = k.world.umkm.contacts;
  k.run(connect);
  EXPECT_EQ(k.contact(2, 4), 15);
  auto expected = before;
  expected[2 * 8 + 4] = 15;
  EXPECT_EQ(k.world.umkm.contacts, expected);
}

TEST(Connect, MeetsNobodyTwice) {
  Meeting k;
  k.scratch.took_part[2] = k.scratch.took_part[4] = 1;
  k.choose_umkm(2, rule, 1, 0.01F);
  k.choose_umkm(2, rule, 2, 0.75F);  // row 4, a contact already
  k.choose_umkm(2, rule, 3, 0.9F);
  const auto before = k.world.umkm.contacts;
  k.run(connect);
  EXPECT_EQ(k.world.umkm.contacts, before);
}

TEST(Connect, ParticipantsJoinByTheirTrust) {
  Meeting k;
  test::fill(k.world.umkm.trust_cbo, 0.5F);
  k.world.cbo.members = {8, 2};  // joins the first with 9/12
  for (Index row : {1U, 2U, 3U}) k.scratch.took_part[row] = 1;
  k.choose_umkm(1, rule, 4, 0.029F);
  k.choose_umkm(1, rule, 5, 0.74F);
  k.choose_umkm(2, rule, 4, 0.029F);
  k.choose_umkm(2, rule, 5, 0.76F);
  k.choose_umkm(3, rule, 4, 0.031F);
  k.choose_umkm(4, rule, 4, 0.001F);  // did not take part
  k.run(connect);
  EXPECT_EQ(k.world.umkm.cbo[1], 0);
  EXPECT_EQ(k.world.umkm.cbo[2], 1);
  EXPECT_EQ(k.world.umkm.cbo[3], no_cbo);
  EXPECT_EQ(k.world.umkm.cbo[4], no_cbo);
}

TEST(Connect, AbsentMembersLeaveAndStopSellingJointly) {
  Meeting k;
  test::fill(k.world.umkm.trust_cbo, 0.2F);
  test::fill(k.world.umkm.adopted, static_cast<std::uint16_t>(1U << option::collective | 1U << option::nib));
  for (Index row : {1U, 2U, 3U}) k.world.umkm.cbo[row] = 1;
  k.scratch.took_part[3] = 1;
  k.choose_umkm(1, rule, 4, 0.0119F);
  k.choose_umkm(2, rule, 4, 0.0121F);
  k.choose_umkm(3, rule, 4, 0.001F);
  k.run(connect);
  EXPECT_EQ(k.world.umkm.cbo[1], no_cbo);
  EXPECT_EQ(k.world.umkm.adopted[1], 1U << option::nib);
  EXPECT_EQ(k.world.umkm.cbo[2], 1);
  EXPECT_EQ(k.world.umkm.cbo[3], 1);
}

TEST(Connect, LinkingMovesTowardsItsTargetUpToItsCeiling) {
  Meeting k;
  k.world.cbo.bargaining = {0.4, 0.4};
  k.world.cbo.formal_trust = {0.2, 0.2};
  k.world.community.chain_support[0] = 0.5;
  k.world.cbo.linking = {0.1, 0.1};
  k.world.cbo.link_max = {1.0, 0.0};
  k.run(connect);
  EXPECT_NEAR(k.world.cbo.linking[0], 0.1 + 0.06 * 0.1, 1e-12);
  EXPECT_EQ(k.world.cbo.linking[1], 0.0);
}

}  // namespace
}  // namespace berdaya
