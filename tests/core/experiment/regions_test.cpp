#include "experiment/regions.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "support/worlds.hpp"

namespace berdaya {
namespace {

// Three communities: two under ward a, one under none; all in one city but the last.
Scenario scenario_with_wards() {
  Scenario scenario = test::small_scenario(3, 24);
  scenario.government.clear();
  GovernmentSpec city;
  city.id = "city";
  city.level = Level::city;
  GovernmentSpec ward;
  ward.id = "a";
  ward.level = Level::ward;
  ward.parent = 0;
  GovernmentSpec empty;
  empty.id = "b";
  empty.level = Level::ward;
  empty.parent = 0;
  scenario.government = {city, ward, empty};
  scenario.communities[0].government = {0, 1};
  scenario.communities[1].government = {};
  scenario.communities[2].government = {0, 1};
  return scenario;
}

TEST(Regions, CommunitiesStayAsTheyAre) {
  const Scenario scenario = scenario_with_wards();
  const Regions regions = make_regions(scenario, RegionKind::community);
  EXPECT_EQ(regions.count(), 3U);
  const std::vector<float> values{1, 2, 3, 4, 5, 6};
  std::vector<float> means(6);
  average_over(regions, 2, 3, 1, values, means);
  EXPECT_EQ(means, values);
}

TEST(Regions, GroupByTheUnitOfTheLevelAndKeepThoseWithoutOne) {
  const Regions regions = make_regions(scenario_with_wards(), RegionKind::ward);
  EXPECT_EQ(regions.ids, (std::vector<std::string>{"a", "none"}));  // b has no community
  EXPECT_EQ(regions.communities, (std::vector<std::vector<Index>>{{0, 2}, {1}}));
}

TEST(Regions, MeansAreUnweightedAndOfEachMonthAndMember) {
  const Regions regions = make_regions(scenario_with_wards(), RegionKind::ward);
  // [time 2][community 3][member 2]
  const std::vector<float> values{1, 10, 2, 20, 3, 30, 5, 50, 6, 60, 8, 80};
  std::vector<float> means(2 * 2 * 2);
  average_over(regions, 2, 3, 2, values, means);
  EXPECT_EQ(means, (std::vector<float>{2, 20, 2, 20, 6.5F, 65, 6, 60}));
}

TEST(Regions, TheWorldIsOneRegion) {
  const Regions regions = make_regions(scenario_with_wards(), RegionKind::world);
  const std::vector<float> values{1, 2, 6};
  std::vector<float> mean(1);
  average_over(regions, 1, 3, 1, values, mean);
  EXPECT_EQ(mean[0], 3.0F);
}

}  // namespace
}  // namespace berdaya
