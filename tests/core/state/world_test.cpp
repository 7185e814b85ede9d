#include "state/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "support/worlds.hpp"

namespace berdaya {
namespace {

TEST(WorldState, ACopyIsTheSameState) {
  const World world = test::small_world(test::small_scenario(2));
  const World copy = world;
  std::string buffer;
  EXPECT_TRUE(same_state(world, copy));
  EXPECT_EQ(first_difference(world, copy, buffer), "");
}

TEST(WorldState, TheFirstDifferenceIsNamedByTableAndColumn) {
  const World world = test::small_world(test::small_scenario());
  std::string buffer;
  World other = world;
  other.umkm.trust_cbo[3] = std::nextafter(other.umkm.trust_cbo[3], 1.0F);
  EXPECT_FALSE(same_state(world, other));
  EXPECT_EQ(first_difference(world, other, buffer), "umkm.trust_cbo");

  other = world;
  other.fund.balance[0] = -0.0;  // equal as a number, not to the bit
  EXPECT_EQ(first_difference(world, other, buffer), "fund.balance");

  other = world;
  other.replication.months_passed = 2;
  EXPECT_EQ(first_difference(world, other, buffer), "replication");

  other = world;
  other.booked_total.push_back(1.0);
  EXPECT_EQ(first_difference(world, other, buffer), "booked_total");

  other = world;
  other.targets.drawn.push_back({{1, 0}});
  EXPECT_EQ(first_difference(world, other, buffer), "targets");
}

TEST(WorldState, NotANumberEqualsItself) {
  World world = test::small_world(test::small_scenario());
  world.umkm.capital[0] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(same_state(world, World(world)));
}

TEST(WorldState, ColumnNamesAreUnique) {
  const std::vector<std::string> names = test::column_names(test::small_world(test::small_scenario()));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  EXPECT_TRUE(std::count(names.begin(), names.end(), "community.archive") == 1);
}

TEST(TestSupport, ScramblingAColumnChangesThatColumnOnly) {
  const World world = test::small_world(test::small_scenario(2));
  int scrambled = 0;
  for (const std::string& name : test::column_names(world)) {
    World other = world;
    if (!test::scramble(other, name, 7)) {
      EXPECT_TRUE(test::changed_columns(world, other).empty()) << name;
      continue;
    }
    ++scrambled;
    EXPECT_EQ(test::changed_columns(world, other), std::vector<std::string>{name});
  }
  EXPECT_GT(scrambled, 100);
}

TEST(TestSupport, ScrambledContactsAreStillContacts) {
  World world = test::small_world(test::small_scenario(2, 30));
  ASSERT_TRUE(test::scramble(world, "umkm.contacts", 3));
  const auto slots = static_cast<std::size_t>(world.setting.contacts);
  for (Index k = 0; k < 2; ++k) {
    for (Index i = 0; i < 30; ++i) {
      const auto* const own = world.umkm.contacts.data() + (30 * k + i) * slots;
      EXPECT_EQ(std::set<int>(own, own + slots).size(), slots);
      EXPECT_EQ(std::count(own, own + slots, i), 0);
      EXPECT_LT(*std::max_element(own, own + slots), 30);
    }
  }
}

}  // namespace
}  // namespace berdaya
