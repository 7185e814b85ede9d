#include "rules/government.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "rules/kampung.hpp"

namespace berdaya {
namespace {

TEST(Responsiveness, IsTheSupportWhereArchivesAreFull) { EXPECT_DOUBLE_EQ(responsiveness(0.6, 1.0, 1.0, 0.4), 0.6); }

TEST(Responsiveness, KeepsAShareWhereArchivesAreEmpty) {
  EXPECT_DOUBLE_EQ(responsiveness(0.6, 0.0, 0.9, 0.4), 0.24);
  EXPECT_DOUBLE_EQ(responsiveness(0.6, 0.9, 0.0, 0.4), 0.24);
}

TEST(FormalTrust, DoesNotMoveAtItsBaseWithoutNews) {
  const Parameters p = standard_parameters();
  EXPECT_DOUBLE_EQ(formal_trust_after(0.4, 0.4, 0.0, 0.0, p.government), 0.4);
}

TEST(FormalTrust, LosesMoreThanItGainsFromTheSameNews) {
  const Parameters p = standard_parameters();
  const double gained = formal_trust_after(0.5, 0.5, 1.0, 0.0, p.government) - 0.5;
  const double lost = 0.5 - formal_trust_after(0.5, 0.5, 0.0, 1.0, p.government);
  EXPECT_NEAR(gained, 0.02, 1e-12);
  EXPECT_NEAR(lost, 0.04, 1e-12);
}

TEST(Government, WeighsTheLevelsThatArePresent) {
  test::Kampung k;
  k.world.unit.support = {0.5, 0.4, 0.9};
  k.run(respond_to_requests);
  // RW is missing: weights 0.15, 0.20 and 0.40 over 0.75
  const double expected = std::pow(0.5, 0.2) * std::pow(0.4, 4.0 / 15.0) * std::pow(0.9, 8.0 / 15.0);
  EXPECT_NEAR(k.world.community.chain_support[0], expected, 1e-12);
}

TEST(Government, IsAsWeakAsItsWeakestLink) {
  test::Kampung k;
  k.world.unit.support = {0.9, 0.0, 0.9};
  k.run(respond_to_requests);
  EXPECT_LT(k.world.community.chain_support[0], 0.01);
}

TEST(Government, AnswersTheRequestsWhoseDrawIsBelowItsResponsiveness) {
  test::Kampung k;
  k.world.unit.support = {1, 1, 1};
  k.world.unit.archive = {1, 1, 1};
  k.world.community.archive[0] = 0.25;  // responsiveness = 0.4 + 0.6 * 0.5 = 0.7
  k.choose_community(rule_number::government, 0, 0.69F);
  k.choose_community(rule_number::government, 1, 0.71F);
  k.choose_community(rule_number::government, 2, 0.10F);
  k.choose_community(rule_number::government, 3, 0.99F);
  k.run(respond_to_requests);
  EXPECT_NEAR(k.world.community.responsiveness[0], 0.7, 1e-12);
  EXPECT_DOUBLE_EQ(k.world.community.kept[0], 0.5);
}

TEST(Government, DoesNotAnswerWhereThereIsNone) {
  Scenario scenario = test::small_scenario(1, 24);
  scenario.communities[0].government.clear();
  test::Kampung k(24, scenario);
  k.script.otherwise = 1e-6F;
  k.run(respond_to_requests);
  EXPECT_EQ(k.world.community.chain_support[0], 0.0);
  EXPECT_EQ(k.world.community.kept[0], 0.0);
}

TEST(Government, TrustsTheCboThatHeldAnActivityLastMonthAndDoubtsTheIdleOne) {
  test::Kampung k;
  k.world.cbo.formal_trust = {0.4, 0.4};
  k.world.cbo.formal_trust_base = {0.4, 0.4};
  k.world.cbo.held = {1, 0};
  k.world.cbo.delivery = {0.6, 0.0};
  k.world.community.participation[0] = 0.2;  // half of the norm
  k.world.community.archive[0] = 0.3;
  k.run(respond_to_requests);
  EXPECT_NEAR(k.world.cbo.formal_trust[0], 0.4 + 0.04 * 0.5 * 0.6, 1e-12);
  EXPECT_NEAR(k.world.cbo.formal_trust[1], 0.4 - 0.08 * 0.7 * 0.4, 1e-12);
}

TEST(Government, FindsPapersAsWellAsItsChainAndTheCommunityKeepThem) {
  test::Kampung k;
  k.world.unit.support = {1, 1, 1};
  k.world.unit.archive = {0.5, 0.4, 0.9};
  k.world.community.archive[0] = 0.3;
  k.run(respond_to_requests);
  const double chain = std::pow(0.5, 0.2) * std::pow(0.4, 4.0 / 15.0) * std::pow(0.9, 8.0 / 15.0);
  EXPECT_NEAR(k.world.community.chain_archive[0], chain, 1e-12);
  EXPECT_NEAR(k.world.community.responsiveness[0], 0.4 + 0.6 * std::sqrt(0.3 * chain), 1e-12);
}

TEST(Government, ExpectsOfSeveralCbosTogetherWhatItExpectsOfOne) {
  test::Kampung k;
  k.world.cbo.formal_trust = {0.4, 0.4};
  k.world.cbo.formal_trust_base = {0.4, 0.6};
  k.world.cbo.held = {0, 0};
  const double enough = k.parameters().government.deliver_expect / 2;
  k.world.cbo.delivery = {0.5 * enough, enough};
  k.world.community.archive[0] = 0.5;
  k.run(respond_to_requests);
  EXPECT_NEAR(k.world.cbo.formal_trust[0], 0.4 - 0.08 * 0.5 * 0.5 * 0.4, 1e-12);
  EXPECT_NEAR(k.world.cbo.formal_trust[1], 0.4 + k.parameters().government.tau_drift * 0.2, 1e-12);
}

}  // namespace
}  // namespace berdaya
