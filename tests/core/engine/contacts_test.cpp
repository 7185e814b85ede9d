#include "engine/contacts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "support/worlds.hpp"

namespace berdaya {
namespace {

std::vector<Index> contacts_of(const World& world, Index row) {
  const auto slots = static_cast<std::size_t>(world.setting.contacts);
  const auto own = world.umkm.contacts.begin() + static_cast<std::ptrdiff_t>(row * slots);
  return {own, own + static_cast<std::ptrdiff_t>(slots)};
}

Scenario without_rewiring(int communities, int umkm, double contacts) {
  Scenario s = test::small_scenario(communities, umkm);
  s.parameters.social_capital.rewire_start = 0;
  s.parameters.social_capital.contacts = contacts;
  return s;
}

TEST(RingNeighbour, AlternatesForwardAndBack) {
  const std::vector<Index> expected{1, 9, 2, 8, 3, 7};
  for (int slot = 0; slot < 6; ++slot) EXPECT_EQ(ring_neighbour(0, 10, slot), expected[static_cast<std::size_t>(slot)]);
  EXPECT_EQ(ring_neighbour(9, 10, 0), 0U);
  EXPECT_EQ(ring_neighbour(1, 10, 3), 9U);
}

TEST(Contacts, WithoutRewiringAreTheNeighboursOnTheRingOfTheRt) {
  const World world = test::small_world(without_rewiring(1, 24, 4));  // two RT of 12
  EXPECT_EQ(contacts_of(world, 0), (std::vector<Index>{1, 11, 2, 10}));
  EXPECT_EQ(contacts_of(world, 11), (std::vector<Index>{0, 10, 1, 9}));
  EXPECT_EQ(contacts_of(world, 12), (std::vector<Index>{13, 23, 14, 22}));
}

TEST(Contacts, AnRtWithNotMoreMembersThanContactsUsesTheRingOfTheCommunity) {
  Scenario s = without_rewiring(1, 24, 4);
  s.communities[0].neighbourhoods = 6;  // RT of 4
  const World world = test::small_world(s);
  EXPECT_EQ(contacts_of(world, 3), (std::vector<Index>{4, 2, 5, 1}));
  s.communities[0].neighbourhoods = 4;  // RT of 6
  EXPECT_EQ(contacts_of(test::small_world(s), 5), (std::vector<Index>{0, 4, 1, 3}));
}

TEST(Contacts, AreLocalToTheCommunity) {
  const World world = test::small_world(without_rewiring(2, 24, 4));
  EXPECT_EQ(contacts_of(world, 24), (std::vector<Index>{1, 11, 2, 10}));
}

TEST(Contacts, AreDistinctAtHomeAndNeverOneself) {
  for (double slots : {2.0, 8.0, 16.0}) {
    for (int umkm : {17, 24, 131}) {
      Scenario s = test::small_scenario(2, umkm);
      s.parameters.social_capital.contacts = slots;
      s.parameters.social_capital.rewire_start = 0.7;
      const World world = test::small_world(s, 3);
      for (Index row = 0; row < world.umkm.rows(); ++row) {
        const std::vector<Index> own = contacts_of(world, row);
        const Index self = row % static_cast<Index>(umkm);
        EXPECT_EQ(std::set<Index>(own.begin(), own.end()).size(), own.size());
        EXPECT_EQ(std::count(own.begin(), own.end(), self), 0);
        EXPECT_LT(*std::max_element(own.begin(), own.end()), static_cast<Index>(umkm));
      }
    }
  }
}

TEST(Contacts, AreRewiredToTheRowThatTheDrawNames) {
  Scenario s = test::small_scenario(1, 24);
  s.parameters.social_capital.contacts = 4;
  s.parameters.social_capital.rewire_start = 0.1;
  DrawScript script;
  script.otherwise = 0.5F;
  const auto address = [](std::uint32_t draw) { return DrawAddress{EntityKind::umkm, 3, 0, rule_number::entry, draw}; };
  script.values[address(150 + 2)] = 0.05F;          // slot 2 is rewired ...
  script.values[address(120 + 2)] = 20.5F / 23.0F;  // ... to number 20 of the 23 others, row 21
  const World world = test::small_world(s, 1, &script);
  EXPECT_EQ(contacts_of(world, 3), (std::vector<Index>{4, 2, 21, 1}));
  // A draw below one's own row needs no shift.
  script.values[address(120 + 2)] = 0.5F / 23.0F;
  EXPECT_EQ(contacts_of(test::small_world(s, 1, &script), 3), (std::vector<Index>{4, 2, 0, 1}));
  // Who is a contact already does not become one twice.
  script.values[address(120 + 2)] = 2.5F / 23.0F;
  EXPECT_EQ(contacts_of(test::small_world(s, 1, &script), 3), (std::vector<Index>{4, 2, 5, 1}));
}

// Of n K slots a share p (1 - K/(n-1)) changes, nearly: collisions with the K contacts keep the slot. Bound: 5 standard
// errors.
TEST(Contacts, TheShareThatIsRewiredIsTheParameter) {
  const int umkm = 2000;
  Scenario s = test::small_scenario(1, umkm);
  const double p = 0.3;
  s.parameters.social_capital.rewire_start = p;
  const World rewired = test::small_world(s);
  s.parameters.social_capital.rewire_start = 0;
  const World ring = test::small_world(s);
  double changed = 0;
  for (std::size_t i = 0; i < ring.umkm.contacts.size(); ++i)
    changed += ring.umkm.contacts[i] != rewired.umkm.contacts[i];
  const auto slots = static_cast<double>(ring.umkm.contacts.size());
  const double expected = p * (1.0 - 8.0 / (umkm - 1.0));
  EXPECT_NEAR(changed / slots, expected, 5.0 * std::sqrt(expected * (1.0 - expected) / slots));
}

}  // namespace
}  // namespace berdaya
