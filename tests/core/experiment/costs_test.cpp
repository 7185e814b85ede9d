// What is told before a run is what a run books.
#include "experiment/costs.hpp"

#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "engine/simulation.hpp"
#include "experiment/fund_shortage.hpp"
#include "interventions/catalogue.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

InterventionSpec priced(InterventionKind kind) {
  InterventionSpec spec = make_intervention(kind);
  spec.first_month = 2;
  spec.last_month = 17;
  spec.amount = 40;
  spec.cost = 0.5;
  spec.unit_cost = 0.125;
  spec.intensity = 0.5;
  return spec;
}

double booked_by_a_run(const Scenario& scenario, std::size_t account = 0) {
  Simulation simulation(scenario, baseline_policy, Seed{3}, RunNumber{0});
  while (simulation.step(nullptr)) {
  }
  return simulation.world().booked_total[account];
}

TEST(Costs, AreWhatARunBooks) {
  for (const InterventionDescription& kind : intervention_kinds()) {
    if (kind.shock) continue;
    Scenario scenario = test::small_scenario(2);
    scenario.interventions = {priced(kind.kind)};
    const std::vector<PolicyCost> costs = costs_of(scenario);
    ASSERT_EQ(costs.size(), 1U);
    ASSERT_EQ(costs[0].accounts.size(), 1U) << kind.name;
    const AccountCost& account = costs[0].accounts[0];
    const double booked = booked_by_a_run(scenario);
    EXPECT_GT(booked, 16 * 0.5 * 2) << kind.name;
    if (account.basis == CostBasis::certain) {
      EXPECT_NEAR(account.total, booked, 1e-9 * booked) << kind.name;
    } else {
      EXPECT_EQ(account.basis, CostBasis::at_most) << kind.name;
      EXPECT_EQ(kind.units_of, UnitsOf::ready) << kind.name;
      EXPECT_GE(account.total, booked) << kind.name;
    }
    EXPECT_NEAR(costs[0].total, account.total, 1e-9);
    EXPECT_EQ(costs[0].years, (std::vector<int>{2020, 2021}));
    EXPECT_NEAR(account.wanted[0] + account.wanted[1], account.total, 1e-9);
  }
}

TEST(Costs, CountTargetsAsARunDoes) {
  for (const bool by_sector : {true, false}) {
    Scenario scenario = test::small_scenario(2, 30);
    InterventionSpec spec = priced(InterventionKind::visits);
    if (by_sector)
      spec.target.sectors = {1};
    else
      spec.target.neighbourhoods = {0};
    spec.target.share = 0.4;
    scenario.interventions = {spec};
    const PolicyCost cost = costs_of(scenario).at(0);
    EXPECT_EQ(cost.accounts.at(0).basis, CostBasis::certain);
    EXPECT_NEAR(cost.total, booked_by_a_run(scenario), 1e-9);
  }
}

TEST(Costs, TellWhenAFundFallsShort) {
  Scenario scenario = test::small_scenario(1);
  InterventionSpec spec = make_intervention(InterventionKind::training);
  spec.last_month = 23;
  spec.cost = 2;
  spec.fund = 0;
  scenario.interventions = {spec};
  scenario.funds[0].opening_balance = 1;
  scenario.funds[0].inflow = 12;
  scenario.funds[0].inflow_every = 12;
  const PolicyCost cost = costs_of(scenario).at(0);
  ASSERT_EQ(cost.funds.size(), 1U);
  EXPECT_NEAR(cost.funds[0].total_wanted, 48, 1e-9);
  EXPECT_NEAR(cost.funds[0].total_received, 25, 1e-9);
  EXPECT_EQ(cost.funds[0].short_from, 6U) << "13 pay for six months and a half";
  EXPECT_NEAR(cost.funds[0].unpaid, 48 - 25, 1e-9);
  EXPECT_TRUE(cost.runs_short());
  EXPECT_NEAR(booked_by_a_run(scenario), 25, 1e-9);
}

TEST(Costs, TakeNoRoundingForAShortage) {
  FundTable fund;
  fund.scale = {1.0, 1.0 - 1e-12, 1.0 - 1e-6};
  EXPECT_FALSE(is_short(fund, 0));
  EXPECT_FALSE(is_short(fund, 1));
  EXPECT_TRUE(is_short(fund, 2));
}

TEST(Costs, HoldThePayOfFacilitators) {
  Scenario scenario = test::small_scenario(2);
  scenario.facilitators.back().fund = 0;
  const PolicyCost cost = costs_of(scenario).at(0);
  ASSERT_EQ(cost.accounts.size(), 1U);
  EXPECT_EQ(cost.accounts[0].id, "facilitators:programme");
  const double wanted = 24 * 20 * scenario.parameters.facilitation.hour_cost;
  EXPECT_NEAR(cost.total, wanted, 1e-9);
  EXPECT_NEAR(booked_by_a_run(scenario), wanted, 1e-9);
}

TEST(Costs, SupposeReplicationAtItsEarliest) {
  Scenario scenario = test::small_scenario(3);
  scenario.communities[0].pilot = true;
  scenario.replication = ReplicationSpec{.from = 3};
  scenario.parameters.policy.replicate_months = 4;
  InterventionSpec spec = make_intervention(InterventionKind::training);
  spec.last_month = 23;
  spec.cost = 1;
  spec.target.where = Where::replica;
  scenario.interventions = {spec};
  const PolicyCost cost = costs_of(scenario).at(0);
  EXPECT_EQ(cost.accounts.at(0).basis, CostBasis::at_most);
  EXPECT_NEAR(cost.total, booked_by_a_run(scenario), 1e-9) << "thresholds of 0 are met at once";
}

TEST(Costs, RefuseAnUnknownPolicy) { EXPECT_THROW(costs_of(test::small_scenario(), {"none_such"}), InputError); }

}  // namespace
}  // namespace berdaya
