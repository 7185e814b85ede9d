#include "observers/recorder.hpp"

#include <gtest/gtest.h>

#include "support/worlds.hpp"

namespace berdaya {
namespace {

TEST(RecordedMonths, AreEveryNthAndAlwaysTheLast) {
  EXPECT_EQ(recorded_months(5, 1), (std::vector<Index>{0, 1, 2, 3, 4}));
  EXPECT_EQ(recorded_months(24, 12), (std::vector<Index>{11, 23}));
  EXPECT_EQ(recorded_months(30, 12), (std::vector<Index>{11, 23, 29}));
  EXPECT_EQ(recorded_months(6, 12), (std::vector<Index>{5}));
  EXPECT_TRUE(recorded_months(0, 1).empty());
}

TEST(Recorder, KnowsThePositionOfAMonth) {
  const World world = test::small_world(test::small_scenario());
  const Recorder recorder({}, recorded_months(30, 12), world);
  EXPECT_EQ(recorder.position_of(11), 0U);
  EXPECT_EQ(recorder.position_of(29), 2U);
  EXPECT_EQ(recorder.position_of(12), none);
  EXPECT_EQ(recorder.position_of(30), none);
}

TEST(Recorder, EachValueStandsAtItsMonthCommunityAndMember) {
  Scenario scenario = test::small_scenario(3, 24);
  World world = test::small_world(scenario);
  Recorder recorder({find_metric("environment"), find_metric("skill"), find_metric("balance_by_fund")},
                    recorded_months(4, 2), world);
  ASSERT_EQ(recorder.members(1), 3U);
  for (Index t : {1U, 3U}) {
    for (Index k = 0; k < 3; ++k) world.community.environment[k] = 0.1 * t + 0.01 * k;
    world.fund.balance[0] = 10.0 + t;
    const Index position = recorder.position_of(t);
    for (Index k : {2U, 0U, 1U}) recorder.record_community(position, {world, scenario.parameters, k});
    recorder.record_run(position, {world, scenario.parameters, none});
  }
  ASSERT_EQ(recorder.values(0).size(), 6U);
  EXPECT_FLOAT_EQ(recorder.values(0)[2], 0.12F);  // [month 1][community 2]
  EXPECT_FLOAT_EQ(recorder.values(0)[3], 0.30F);  // [month 3][community 0]
  ASSERT_EQ(recorder.values(1).size(), 18U);
  std::vector<float> skill(3);
  find_metric("skill")->read({world, scenario.parameters, 1}, skill);
  for (std::size_t kind = 0; kind < 3; ++kind) EXPECT_EQ(recorder.values(1)[(3 + 1) * 3 + kind], skill[kind]);
  EXPECT_EQ(recorder.values(2)[0], 11.0F);
  EXPECT_EQ(recorder.values(2)[1], 13.0F);
}

TEST(Recorder, RecordingLeavesTheWorldAlone) {
  const Scenario scenario = test::small_scenario(2, 24);
  const World world = test::small_world(scenario);
  const World before = world;
  std::vector<const MetricDescription*> all;
  for (const MetricDescription& metric : metrics()) all.push_back(&metric);
  Recorder recorder(all, recorded_months(1, 1), world);
  for (Index k = 0; k < 2; ++k) recorder.record_community(0, {world, scenario.parameters, k});
  recorder.record_run(0, {world, scenario.parameters, none});
  EXPECT_TRUE(same_state(before, world));
}

TEST(Recorder, AMetricWithoutMembersTakesNoRoom) {
  Scenario scenario = test::small_scenario();
  scenario.funds.clear();
  const World world = test::small_world(scenario);
  Recorder recorder({find_metric("balance_by_fund")}, recorded_months(3, 1), world);
  EXPECT_TRUE(recorder.values(0).empty());
  recorder.record_run(2, {world, scenario.parameters, none});
}

}  // namespace
}  // namespace berdaya
