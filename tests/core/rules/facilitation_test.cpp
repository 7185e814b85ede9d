#include "rules/facilitation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "rules/kampung.hpp"

namespace berdaya {
namespace {

const Parameters standard = standard_parameters();

TEST(Clarity, WeighsBaseArchiveAndMonitoring) {
  EXPECT_NEAR(clarity_of_roles(0.4, 0.5, 0.2, standard.facilitation), 0.45 * 0.4 + 0.3 * 0.5 + 0.25 * 0.2, 1e-12);
  EXPECT_NEAR(clarity_of_roles(1.7, 1.0, 3.0, standard.facilitation), 1.0, 1e-12);
}

TEST(KeptFraction, IsTheSupportWhereRolesAreClear) {
  EXPECT_NEAR(kept_fraction(DutyRule::pass_down, 0.37, 1.0, 3, standard.facilitation), 0.37, 1e-12);
}

TEST(KeptFraction, FallsWhereRolesAreUnclear) {
  EXPECT_NEAR(kept_fraction(DutyRule::pass_down, 0.5, 0.0, 3, standard.facilitation), 0.125, 1e-12);
}

TEST(KeptFraction, OfVolunteersIsTheMixedEquilibriumOfTheDilemma) {
  // N = 4 bodies: each acts with 1 - (c/b)^(1/3)
  EXPECT_NEAR(kept_fraction(DutyRule::volunteer, 0.9, 0.0, 3, standard.facilitation), 1.0 - std::cbrt(0.6), 1e-12);
  EXPECT_NEAR(kept_fraction(DutyRule::volunteer, 0.9, 1.0, 3, standard.facilitation), 0.9, 1e-12);
}

TEST(Overlap, NeedsUnclearRolesAndShiftedDuties) {
  EXPECT_DOUBLE_EQ(overlap_of_tasks(1.0, 1.0, 0.0, standard.facilitation, standard.policy), 0.0);
  EXPECT_DOUBLE_EQ(overlap_of_tasks(0.0, 0.0, 0.0, standard.facilitation, standard.policy), 0.0);
  EXPECT_DOUBLE_EQ(overlap_of_tasks(0.0, 1.0, 0.0, standard.facilitation, standard.policy), 0.4);
  EXPECT_NEAR(overlap_of_tasks(0.0, 1.0, 1.0, standard.facilitation, standard.policy), 0.24, 1e-12);
}

TEST(Facilitation, OfASupportiveChainWithTheHoursLeavesNothingToTheBottom) {
  test::Kampung k;
  k.world.unit.support = {1, 1, 1};
  k.world.unit.hours = {1000, 1000, 1000};
  k.parameters().facilitation.duty = {0.5, 0.2, 0.3, 0.0};
  k.parameters().facilitation.duty_bottom = 0;
  k.run(facilitate);
  EXPECT_NEAR(k.world.community.shifted[0], 0.0, 1e-12);
  EXPECT_NEAR(k.world.community.fulfilment[0], 1.0, 1e-12);
  EXPECT_NEAR(k.world.community.own_share[0], 0.0, 1e-12);
  EXPECT_NEAR(k.world.community.outside_hours[0], 24 * 0.5, 1e-12);  // stage 1 wants half an hour per UMKM
  EXPECT_NEAR(k.world.community.quality[0], 0.45, 1e-12);
}

TEST(Facilitation, WithoutSupportFallsToTheFacilitatorsInProportionToTheirHours) {
  test::Kampung k;
  k.world.unit.support = {0, 0, 0};
  k.world.post.granted = {9, 3};  // coordinator, officer
  k.world.facilitator.commitment = {0.5, 1.0};
  k.run(facilitate);
  const double demand = 24 * 0.5;
  EXPECT_NEAR(k.world.community.shifted[0], 1.0, 1e-12);
  EXPECT_NEAR(k.world.post.assigned[0], demand * 0.75, 1e-12);
  EXPECT_NEAR(k.world.post.assigned[1], demand * 0.25, 1e-12);
  EXPECT_NEAR(k.world.community.own_hours[0], 4.5, 1e-12);  // half of nine hours
  EXPECT_NEAR(k.world.community.outside_hours[0], 3.0, 1e-12);
  EXPECT_NEAR(k.world.community.facilitator_load[0], 1.0, 1e-12);
  EXPECT_NEAR(k.world.community.facilitator_commitment[0], 0.75, 1e-12);
}

TEST(PerHour, TakesWhatRoundingLeavesForNoHours) {
  EXPECT_EQ(per_hour(6.0, 4.0), 1.5);
  EXPECT_DOUBLE_EQ(per_hour(1.0, least_hours), 1e9);
  EXPECT_EQ(per_hour(1.0, 0.999 * least_hours), 0.0);
  EXPECT_EQ(per_hour(0.0, 0.0), 0.0);
}

TEST(Facilitation, ByHoursOfNextToNothingIsNobodysWork) {
  test::Kampung k;
  k.world.unit.support = {1e-30, 0, 0};  // an office that keeps 1e-30 of its duties or less
  k.world.post.granted = {1e-268, 0};    // a fund of which rounding left a rest
  k.run(facilitate);
  EXPECT_GT(k.world.community.outside_hours[0], 0.0);
  EXPECT_EQ(k.world.community.facilitator_load[0], 0.0);
  EXPECT_EQ(k.world.post.assigned[0], 0.0);
  EXPECT_EQ(k.world.community.own_share[0], 0.0);
  EXPECT_EQ(k.world.community.quality[0], 0.0);
}

TEST(Facilitation, IsNobodysCommitmentWhereNoFacilitatorServes) {
  test::Kampung k;
  k.world.unit.support = {0, 0, 0};
  k.world.membership.first_post = {0, 0};
  k.run(facilitate);
  EXPECT_EQ(k.world.community.facilitator_commitment[0], 0.0);
  EXPECT_EQ(k.world.community.facilitator_load[0], 0.0);
  EXPECT_EQ(k.world.community.fulfilment[0], 0.0);
}

TEST(Facilitation, BuysOnlyTheHoursThatLackAndOnlyWhatTheFundPays) {
  test::Kampung k;
  k.world.unit.support = {0, 0, 0};
  k.world.post.granted = {0, 0};
  k.parameters().facilitation.overlap_max = 0;
  k.world.community.programme_fund[0] = 0.06;  // two hours
  k.run(facilitate);
  EXPECT_NEAR(k.world.community.outside_hours[0], 2.0, 1e-12);
  EXPECT_NEAR(k.world.community.programme_fund[0], 0.0, 1e-12);
  k.world.community.programme_fund[0] = 100;
  k.run(facilitate);
  EXPECT_NEAR(k.world.community.outside_hours[0], 0.6 * 12, 1e-12);  // fund_use of the lack
  EXPECT_NEAR(k.world.community.programme_fund[0], 100 - 0.03 * 7.2, 1e-12);
}

TEST(Facilitation, VisitsThoseWhoseDrawIsBelowTheHoursPerUmkm) {
  test::Kampung k;
  k.effects.visits.push_back({.intensity = 0.25});
  k.parameters().facilitation.hours_stage = {0, 0, 0, 0};
  k.script.otherwise = 0.9F;
  k.choose_umkm(3, rule_number::facilitation, 1, 0.24F);
  k.choose_umkm(4, rule_number::facilitation, 1, 0.26F);
  k.run(facilitate);
  EXPECT_EQ(k.scratch.visited[3], 1);
  EXPECT_EQ(std::accumulate(k.scratch.visited.begin(), k.scratch.visited.begin() + 24, 0), 1);
}

TEST(Facilitation, ReachesOnlyTheTargetOfALever) {
  test::Kampung k;
  std::vector<std::uint8_t> target(24, 0);
  target[5] = 1;
  k.parameters().facilitation.hours_stage = {0, 0, 0, 0};
  k.effects.visits.push_back({.intensity = 1.0, .target = target});
  k.effects.permit_assist.push_back({.intensity = 1.0, .target = target});
  k.effects.mentoring.push_back({.intensity = 0.5, .quality = 0.6, .target = target});
  k.run(facilitate);
  for (Index i = 0; i < 24; ++i) {
    const int expected = i == 5 ? 1 : 0;
    EXPECT_EQ(k.scratch.visited[i], expected);
    EXPECT_EQ(k.scratch.assisted[i], expected);
    EXPECT_EQ(k.scratch.permit_helped[i], expected) << "assistance is help";
    EXPECT_EQ(k.scratch.market_helped[i], expected) << "mentoring is help";
    EXPECT_FLOAT_EQ(k.scratch.mentor_quality[i], i == 5 ? 0.3F : 0.0F);
  }
}

TEST(Facilitation, WithoutDemandIsFulfilled) {
  test::Kampung k;
  k.parameters().facilitation.hours_stage = {0, 0, 0, 0};
  k.run(facilitate);
  EXPECT_EQ(k.world.community.fulfilment[0], 1.0);
  EXPECT_EQ(k.scratch.training_seats, 0.0);
}

// Six hired hours, which is half of what stage 1 demands, and nobody else who works.
struct HalfDone : test::Kampung {
  HalfDone() {
    world.unit.support = {0, 0, 0};
    world.post.granted = {0, 0};
    parameters().facilitation.overlap_max = 0;
    effects.hired_hours = 6;
    script.otherwise = 0.999F;
  }
};

TEST(Facilitation, SpendsItsHoursOnTheTasksOfTheStage) {
  for (const double off : {-1e-4, 1e-4}) {
    HalfDone k;
    k.effects.channel = 0.5;
    FacilitationParameters& p = k.parameters().facilitation;
    p.share[1] = {0.4, 0.2, 0.15, 0.05, 0.2};
    p.hours_per_seat = 4;
    const auto chance = [&](Task task, double hours_each) {
      return 6 * p.share[1][static_cast<std::size_t>(task)] / 24 / hours_each;
    };
    const auto choose = [&](Index row, std::uint32_t draw, double below) {
      k.choose_umkm(row, rule_number::facilitation, draw, static_cast<float>(below + off));
    };
    choose(3, 1, chance(Task::socialisation, 0.75) * (1 + 0.5 * 0.5));
    choose(4, 2, chance(Task::permit, 3));
    choose(5, 3, chance(Task::market, 3));
    k.run(facilitate);
    EXPECT_NEAR(k.world.community.fulfilment[0], 0.5, 1e-12);
    EXPECT_EQ(k.scratch.visited[3], off < 0 ? 1 : 0);
    EXPECT_EQ(k.scratch.permit_helped[4], off < 0 ? 1 : 0);
    EXPECT_EQ(k.scratch.market_helped[5], off < 0 ? 1 : 0);
    EXPECT_NEAR(k.scratch.training_seats, 6 * 0.2 / 4, 1e-12);
  }
}

TEST(Facilitation, BuysWhatHiredHoursLeaveUndone) {
  HalfDone k;
  k.world.community.programme_fund[0] = 100;
  k.run(facilitate);
  EXPECT_NEAR(k.world.community.outside_hours[0], 6 + 0.6 * 6, 1e-12);
  EXPECT_NEAR(k.world.community.programme_fund[0], 100 - 0.03 * 0.6 * 6, 1e-12);
}

TEST(Facilitation, LosesHoursWhereTasksOverlap) {
  HalfDone k;
  k.parameters().facilitation.overlap_max = 0.4;
  k.world.community.programme_fund[0] = 100;
  k.run(facilitate);
  const double overlap = 0.4 * (1 - k.world.community.clarity[0]);  // all duties are shifted
  EXPECT_NEAR(k.world.community.overlap[0], overlap, 1e-12);
  const double hours = 6 + 0.6 * (12 / (1 - overlap) - 6);
  EXPECT_NEAR(k.world.community.outside_hours[0], hours, 1e-12);
  EXPECT_NEAR(k.world.community.fulfilment[0], hours * (1 - overlap) / 12, 1e-12);
}

TEST(Facilitation, IsAsGoodAsThoseWhoDoIt) {
  HalfDone k;
  k.world.unit.support = {1, 0, 0};  // the city keeps what starts there and does two hours of it
  k.world.unit.hours = {2, 0, 0};
  k.world.post.granted = {4, 0};
  k.world.facilitator.commitment = {1, 1};
  k.world.facilitator.competence = {0.9, 0.1};
  k.run(facilitate);
  const FacilitationParameters& p = k.parameters().facilitation;
  ASSERT_GT(12 * p.duty[0], 2.0);
  EXPECT_NEAR(k.world.community.own_share[0], 4.0 / 12, 1e-12);
  EXPECT_NEAR(k.world.community.quality[0], (2 * p.competence_government + 4 * 0.9 + 6 * p.competence_hired) / 12,
              1e-12);
}

TEST(Facilitation, IsClearerWithMonitoringAndALeverForRoles) {
  test::Kampung k;
  k.world.unit.monitoring = {0.1, 0.2, 0.6};
  k.world.community.archive[0] = 0.5;
  k.world.community.clarity_base[0] = 0.3;
  k.effects.monitoring = 0.2;
  k.effects.role_clarity = 0.4;
  k.run(facilitate);
  EXPECT_NEAR(k.world.community.clarity[0], 0.45 * 0.7 + 0.3 * 0.5 + 0.25 * 0.5, 1e-12);
}

TEST(Facilitation, AddsTheLeverForATargetToTheOneForAll) {
  test::Kampung k;
  std::vector<std::uint8_t> target(24, 0);
  target[5] = target[6] = 1;
  k.effects.messages.push_back({.intensity = 0.3});
  k.effects.messages.push_back({.intensity = 0.4, .target = target});
  k.script.otherwise = 0.99F;
  k.choose_umkm(5, rule_number::facilitation, 4, 0.69F);
  k.choose_umkm(6, rule_number::facilitation, 4, 0.71F);
  k.choose_umkm(7, rule_number::facilitation, 4, 0.29F);
  k.choose_umkm(8, rule_number::facilitation, 4, 0.31F);
  k.run(facilitate);
  EXPECT_EQ(k.scratch.messaged[5], 1);
  EXPECT_EQ(k.scratch.messaged[6], 0);
  EXPECT_EQ(k.scratch.messaged[7], 1);
  EXPECT_EQ(k.scratch.messaged[8], 0);
}

TEST(Facilitation, TakesTheBestMentorAndNoneWithoutIntensity) {
  test::Kampung k;
  k.parameters().facilitation.hours_stage = {0, 0, 0, 0};
  k.effects.mentoring.push_back({.intensity = 0, .quality = 0.9});
  k.run(facilitate);
  EXPECT_EQ(k.scratch.mentor_quality[3], 0.0F);
  EXPECT_EQ(k.scratch.market_helped[3], 0);
  k.effects.mentoring.push_back({.intensity = 0.5, .quality = 0.8});
  k.effects.mentoring.push_back({.intensity = 1, .quality = 0.2});
  k.run(facilitate);
  EXPECT_FLOAT_EQ(k.scratch.mentor_quality[3], 0.4F);
  EXPECT_EQ(k.scratch.market_helped[3], 1);
}

TEST(Facilitation, WithNobodyAboveIsMonitoredByNobody) {
  test::Kampung k;
  CommunityTable& c = k.world.community;
  c.unit_city[0] = c.unit_district[0] = c.unit_ward[0] = none;
  c.archive[0] = 0.5;
  c.clarity_base[0] = 0.3;
  k.run(facilitate);
  EXPECT_NEAR(c.clarity[0], 0.45 * 0.3 + 0.3 * 0.5, 1e-12);
}

}  // namespace
}  // namespace berdaya
