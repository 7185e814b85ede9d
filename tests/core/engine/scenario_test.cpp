#include "engine/scenario.hpp"

#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

InterventionSpec lever(const std::string& id) {
  InterventionSpec spec;
  spec.id = id;
  return spec;
}

Scenario with_policies() {
  Scenario s = test::small_scenario();
  s.interventions = {lever("a"), lever("b"), lever("c")};
  PolicySpec archive;
  archive.id = "archive";
  archive.without = {1};
  archive.interventions = {lever("d")};
  PolicySpec forum;
  forum.id = "forum";
  s.policies = {archive, forum};
  return s;
}

TEST(Policies, TheBaselineIsAlwaysThereAndFirst) {
  EXPECT_EQ(policy_ids(with_policies()), (std::vector<std::string>{"baseline", "archive", "forum"}));
  EXPECT_EQ(policy_ids(test::small_scenario()), std::vector<std::string>{"baseline"});
}

TEST(Policies, TheBaselineHasTheScenariosOwnInterventions) {
  const auto list = interventions_under(with_policies(), "baseline");
  ASSERT_EQ(list.size(), 3U);
  for (const InterventionSpec& spec : list) EXPECT_FALSE(spec.left_out);
}

TEST(Policies, WhatAPolicyLeavesOutKeepsItsPlaceAndItsOwnComeAfter) {
  const auto list = interventions_under(with_policies(), "archive");
  ASSERT_EQ(list.size(), 4U);
  EXPECT_EQ(list[1].id, "b");
  EXPECT_EQ(list[3].id, "d");
  EXPECT_FALSE(list[0].left_out);
  EXPECT_TRUE(list[1].left_out);
  EXPECT_FALSE(list[2].left_out);
  EXPECT_FALSE(list[3].left_out);
}

std::vector<std::string> ids(const std::vector<InterventionSpec>& list) {
  std::vector<std::string> names;
  for (const InterventionSpec& spec : list) names.push_back((spec.left_out ? "-" : "") + spec.id);
  return names;
}

TEST(Policies, InterventionsStandInTheOrderOfTheirIds) {
  Scenario s = with_policies();
  s.interventions = {lever("c"), lever("b"), lever("a")};
  s.policies[0].interventions = {lever("bb")};
  EXPECT_EQ(ids(interventions_under(s, "baseline")), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(ids(interventions_under(s, "archive")), (std::vector<std::string>{"a", "-b", "bb", "c"}));
}

TEST(Policies, WhatIsLeftOutAndStandsAgainIsThereOnce) {
  Scenario s = with_policies();
  s.policies[0].interventions.push_back(lever("b"));
  EXPECT_EQ(ids(interventions_under(s, "archive")), (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST(Policies, IncludeOthersOnceAndInAnyOrder) {
  Scenario s = with_policies();
  s.policies[1].interventions = {lever("0"), lever("e")};
  PolicySpec more;
  more.id = "more";
  more.include = {"archive"};
  more.interventions = {lever("f")};
  PolicySpec mix;
  mix.id = "mix";
  mix.include = {"more", "forum", "archive"};
  s.policies.insert(s.policies.end(), {more, mix});
  const std::vector<std::string> expected{"0", "a", "-b", "c", "d", "e", "f"};
  EXPECT_EQ(ids(interventions_under(s, "mix")), expected);
  s.policies[3].include = {"archive", "forum", "more"};
  EXPECT_EQ(ids(interventions_under(s, "mix")), expected);
}

TEST(Policies, AnUnknownNameIsRefusedWithTheNearestOne) {
  try {
    interventions_under(with_policies(), "archiv");
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].message, "scenario 'small' has no policy 'archiv'");
    EXPECT_EQ(error.problems()[0].hint, "did you mean 'archive'? its policies: baseline, archive, forum");
  }
}

TEST(Calendar, MonthsRunOnAcrossYears) {
  Scenario s = test::small_scenario();
  s.start = {2016, 9};
  EXPECT_EQ(calendar_month(s, 0), (CalendarMonth{2016, 9}));
  EXPECT_EQ(calendar_month(s, 2), (CalendarMonth{2016, 11}));
  EXPECT_EQ(calendar_month(s, 3), (CalendarMonth{2017, 0}));
  EXPECT_EQ(calendar_month(s, 27), (CalendarMonth{2019, 0}));
}

}  // namespace
}  // namespace berdaya
