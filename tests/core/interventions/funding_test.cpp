#include <gtest/gtest.h>

#include "interventions/fund_cut.hpp"
#include "interventions/macro_world.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;
using test::small_scenario;

Scenario scenario_with_fund(double opening, double inflow, Index first = 0, Index last = none) {
  Scenario s = small_scenario(2);
  s.funds[0].opening_balance = opening;
  s.funds[0].inflow = inflow;
  s.funds[0].first_month = first;
  s.funds[0].last_month = last;
  return s;
}

InterventionSpec paid_training(double cost) {
  InterventionSpec spec = lever(InterventionKind::training);
  spec.cost = cost;
  spec.fund = 0;
  return spec;
}

InterventionSpec cut(double intensity, double balance, Index first, Index last) {
  InterventionSpec spec = lever(InterventionKind::fund_cut, first, last);
  spec.intensity = intensity;
  spec.balance = balance;
  return spec;
}

TEST(Funding, PaysAllThatIsWantedWhileItCan) {
  MacroWorld w(scenario_with_fund(10, 1), {paid_training(2)});
  w.run(0);
  EXPECT_EQ(w.world.fund.scale[0], 1.0);
  EXPECT_DOUBLE_EQ(w.world.fund.balance[0], 7.0);  // 10 + 1 - 2 * 2
  EXPECT_DOUBLE_EQ(w.booked(0, 1), 2.0);
}

TEST(Funding, PaysEverythingTheSameShareWhereItFallsShort) {
  MacroWorld w(scenario_with_fund(3, 0), {paid_training(2), paid_training(1)});
  w.run(0);
  EXPECT_DOUBLE_EQ(w.world.fund.scale[0], 0.5);
  EXPECT_EQ(w.world.fund.balance[0], 0.0);
  EXPECT_DOUBLE_EQ(w.booked(0, 0), 1.0);
  EXPECT_DOUBLE_EQ(w.booked(1, 1), 0.5);
  EXPECT_DOUBLE_EQ(w.effects[0].training[1].intensity, 0.5);
}

TEST(Funding, AnEmptyFundStopsItsLeversAndNoOthers) {
  InterventionSpec own = lever(InterventionKind::training);
  own.cost = 5;
  MacroWorld w(scenario_with_fund(0, 0), {paid_training(2), own});
  w.run(0);
  ASSERT_EQ(w.effects[0].training.size(), 1U);
  EXPECT_EQ(w.effects[0].training[0].intensity, 1.0);
  EXPECT_EQ(w.booked(0, 0), 0.0);
  EXPECT_EQ(w.booked(1, 0), 5.0);
}

TEST(Funding, AFundDoesNotExistBeforeItsFirstMonthNorFillAfterItsLast) {
  MacroWorld w(scenario_with_fund(10, 1, 2, 3), {});
  std::vector<double> balances;
  for (Index month = 0; month < 6; ++month) {
    w.run(month);
    balances.push_back(w.world.fund.balance[0]);
  }
  EXPECT_EQ(balances, (std::vector<double>{0, 0, 11, 12, 12, 12}));
}

TEST(Funding, PaidFacilitatorsGetTheSameShareAndThoseAwayNothing) {
  Scenario s = scenario_with_fund(0.3, 0);
  s.facilitators[0].fund = 0;
  s.facilitators[0].hours = 20;  // 0.6 million Rp
  s.facilitators[1].first_month = 1;
  MacroWorld w(s, {});
  w.run(0);
  EXPECT_DOUBLE_EQ(w.world.facilitator.paid_hours[0], 10.0);
  EXPECT_EQ(w.world.facilitator.paid_hours[1], 0.0);
  EXPECT_EQ(w.world.facilitator.paid_hours[2], 20.0);
  EXPECT_EQ(w.world.fund.balance[0], 0.0);
  w.run(1);
  EXPECT_EQ(w.world.facilitator.paid_hours[0], 0.0);
  EXPECT_EQ(w.world.facilitator.paid_hours[1], 25.0);
}

TEST(Funding, CutsMultiplyOnInflowAndTheLargestTakesTheBalanceOnce) {
  const std::vector<InterventionSpec> cuts{cut(0.5, 0.2, 1, 2), cut(0.6, 0.4, 1, 1)};
  EXPECT_DOUBLE_EQ(cut_of(cuts, 0, 1).inflow_kept, 0.2);
  EXPECT_DOUBLE_EQ(cut_of(cuts, 0, 1).balance_removed, 0.4);
  EXPECT_DOUBLE_EQ(cut_of(cuts, 0, 2).inflow_kept, 0.5);
  EXPECT_EQ(cut_of(cuts, 0, 2).balance_removed, 0.0);
  MacroWorld w(scenario_with_fund(10, 2), cuts);
  w.run(0);
  w.run(1);
  EXPECT_DOUBLE_EQ(w.world.fund.balance[0], 12 * 0.6 + 2 * 0.2);
  w.run(2);
  EXPECT_DOUBLE_EQ(w.world.fund.balance[0], 12 * 0.6 + 2 * 0.2 + 1);
}

TEST(Funding, ACutOfAnotherFundLeavesThisOneAlone) {
  InterventionSpec other = cut(1, 1, 0, 5);
  other.fund = 1;
  EXPECT_EQ(cut_of(std::vector{other}, 0, 0).inflow_kept, 1.0);
}

TEST(Funding, OpeningAndInflowArePaymentsBalancesAndCuts) {
  Scenario s = scenario_with_fund(20, 1.7, 1, 15);
  s.facilitators[0].fund = 0;
  InterventionSpec forum = lever(InterventionKind::forum, 3, 18);
  forum.fund = 0;
  InterventionSpec grant = lever(InterventionKind::grant, 2, 9);
  grant.amount = 15;
  grant.fund = 0;
  MacroWorld w(s, {paid_training(0.4), forum, grant, cut(0.3, 0.25, 6, 8)});
  double levers = 0;
  for (Index month = 0; month < 24; ++month) {
    w.run(month);
    const FundTable& fund = w.world.fund;
    EXPECT_NEAR(fund.received[0], fund.paid[0] + fund.balance[0] + fund.removed[0], 1e-9) << month;
    EXPECT_GE(fund.balance[0], 0.0);
    for (const double money : w.world.booked) levers += money;
  }
  const double inflow = 20 + 1.7 * (15 - 3) + 1.7 * 0.7 * 3;
  EXPECT_NEAR(w.world.fund.received[0], inflow, 1e-9);
  double totals = 0;
  for (const double money : w.world.booked_total) totals += money;
  EXPECT_NEAR(totals, levers, 1e-9);
  EXPECT_NEAR(totals, w.world.fund.paid[0], 1e-9) << "levers and facilitators";
}

TEST(Funding, ShocksCostNothing) {
  InterventionSpec shock = lever(InterventionKind::pandemic);
  shock.cost = 100;
  shock.fund = 0;
  MacroWorld w(scenario_with_fund(1, 0), {shock});
  w.run(0);
  EXPECT_EQ(w.booked(0, 0), 0.0);
  EXPECT_EQ(w.world.fund.balance[0], 1.0);
  EXPECT_EQ(w.effects[0].demand, 0.6);
}

}  // namespace
}  // namespace berdaya
