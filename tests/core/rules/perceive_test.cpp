#include "rules/perceive.hpp"

#include <gtest/gtest.h>

#include "rules/kampung.hpp"

namespace berdaya {
namespace {

TEST(SpreadOptions, CountsSixteenContactsOfEachOptionWithoutOverflow) {
  std::uint32_t sum = 0;
  for (int contact = 0; contact < 16; ++contact) sum += spread_options(0b111111);
  for (int option = 0; option < 6; ++option) EXPECT_EQ(count_of_option(sum, option), 16U);
  EXPECT_EQ(count_of_option(spread_options(0b010010), 1), 1U);
  EXPECT_EQ(count_of_option(spread_options(0b010010), 2), 0U);
  EXPECT_EQ(count_of_option(spread_options(0b010010), 10), 1U) << "option 10 is the fifth of the second six";
}

TEST(Perceive, SeesTheShareOfContactsNotOfTheCommunity) {
  test::Kampung k;
  UmkmTable& u = k.world.umkm;
  for (std::size_t slot = 0; slot < 8; ++slot) u.contacts[slot] = static_cast<std::uint16_t>(slot + 1);  // of row 0
  test::fill(u.took_part, std::uint8_t{0});
  test::fill(u.succeeded, std::uint8_t{0});
  test::fill(u.benefit, 0.0F);
  test::fill(u.awareness_seen, 0.1F);
  test::fill(u.adopted_seen, std::uint16_t{0});
  u.took_part[1] = u.took_part[2] = u.took_part[20] = 1;
  u.succeeded[3] = 1;
  u.benefit[1] = 0.8F;
  u.awareness_seen[5] = 0.9F;
  u.adopted_seen[1] = 1U << option::csr;
  u.adopted_seen[2] = static_cast<std::uint16_t>(1U << option::csr | 1U << option::nib);
  k.run(perceive_peers);
  EXPECT_FLOAT_EQ(k.scratch.peers_took_part[0], 0.25F);
  EXPECT_FLOAT_EQ(k.scratch.peers_succeeded[0], 0.125F);
  EXPECT_FLOAT_EQ(k.scratch.peers_benefit[0], 0.1F);
  EXPECT_FLOAT_EQ(k.scratch.peers_awareness[0], 0.2F);
  EXPECT_EQ(count_of_option(k.scratch.peers_adopted[1][0], option::csr), 2U);
  EXPECT_EQ(count_of_option(k.scratch.peers_adopted[0][0], option::nib), 1U);
}

TEST(Perceive, TakesRevokedPermitsFromAllHolders) {
  test::Kampung k;
  test::fill(k.world.umkm.adopted, static_cast<std::uint16_t>(1U << option::nib | 1U << option::marketplace));
  k.effects.revoked = 1U << option::nib;
  k.run(perceive_peers);
  for (std::uint16_t held : k.world.umkm.adopted) EXPECT_EQ(held, 1U << option::marketplace);
}

}  // namespace
}  // namespace berdaya
