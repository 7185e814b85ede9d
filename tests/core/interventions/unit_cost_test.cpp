// unit_cost: each lever is paid for what it does, at intensity 0, 1/2 and 1, with all, half and none of the money.
#include <gtest/gtest.h>

#include <map>

#include "interventions/macro_world.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;
using test::small_scenario;

constexpr double unit = 0.25;

// Two communities of 24 UMKM and 2 CBOs. Units that community 0 wants in month 0 at intensity 1.
const std::map<std::string_view, double>& units_at_full_intensity() {
  static const std::map<std::string_view, double> units{
      {"grant", 60.0 / 24},     {"operations", 1},       {"training", 1},     {"facilitators", 1},
      {"visits", 24},           {"messages", 24},        {"permit_help", 24}, {"permit_assist", 23},
      {"simpler_procedure", 1}, {"gallery", 4},          {"bazaar", 25},      {"contest", 1},
      {"platform", 24},         {"digital_channel", 24}, {"forum", 5.0 / 2},  {"federation", 2},
      {"csr", 10.0 / 2},        {"buyer", 10.0 / 2},     {"mentoring", 6},    {"kub", 22 * 0.5 * 0.4},
      {"shared_archive", 1},    {"monitoring", 1},       {"role_clarity", 1}, {"youth", 24}};
  return units;
}

// In community 0 one UMKM holds all permits and two belong to a CBO; awareness 0.5, trust in the CBO 0.4.
void settle(World& w) {
  std::uint16_t permits = 0;
  for (std::size_t o = 0; o < w.setting.options.size(); ++o) {
    if (w.setting.options[o].kind == OptionKind::permit) permits |= static_cast<std::uint16_t>(1U << o);
    w.setting.options[o].from_month = 0;
  }
  for (Index row = 0; row < w.umkm.rows(); ++row) {
    w.umkm.adopted[row] = row == 3 ? permits : std::uint16_t{0};
    w.umkm.cbo[row] = row < 2 ? std::uint8_t{0} : no_cbo;
    w.umkm.awareness[row] = 0.5F;
    w.umkm.trust_cbo[row] = 0.4F;
  }
}

double booked(InterventionKind kind, double intensity, double fund_pays, double& outside_money) {
  InterventionSpec spec = lever(kind);
  spec.amount = 60;
  spec.intensity = intensity;
  spec.unit_cost = unit;
  Scenario scenario = small_scenario(2);
  scenario.parameters.facilitation.hour_cost = 0;
  scenario.parameters.policy.forum_cost = 0;
  scenario.funds[0].inflow = 0;
  scenario.funds[0].opening_balance = 1e6;
  if (fund_pays < 1.0) {
    MacroWorld whole(scenario, {spec});
    settle(whole.world);
    whole.run(0);
    scenario.funds[0].opening_balance = fund_pays * (whole.booked(0, 0) + whole.booked(0, 1));
  }
  spec.fund = 0;
  MacroWorld w(scenario, {spec});
  settle(w.world);
  w.run(0);
  outside_money = w.effects[0].outside_money;
  return w.booked(0, 0);
}

TEST(UnitCost, IsPaidForWhatEachLeverDoes) {
  for (const InterventionDescription& kind : intervention_kinds()) {
    if (kind.shock) {
      EXPECT_EQ(kind.units, nullptr) << kind.name;
      continue;
    }
    ASSERT_NE(kind.units, nullptr) << kind.name;
    EXPECT_FALSE(kind.cost_unit.en.empty() || kind.cost_unit.id.empty()) << kind.name;
    const double own_money = kind.kind == InterventionKind::grant ? 60.0 / 24 : 0.0;
    const double whole = unit * units_at_full_intensity().at(kind.name) + own_money;
    for (const double intensity : {0.0, 0.5, 1.0}) {
      for (const double pays : {1.0, 0.5, 0.0}) {
        double outside = 0;
        const double got = booked(kind.kind, intensity, pays, outside);
        EXPECT_NEAR(got, whole * intensity * pays, 1e-6) << kind.name << " at " << intensity << ", paid " << pays;
        EXPECT_NEAR(outside, (whole - own_money) * intensity * pays, 1e-6) << kind.name;
      }
    }
  }
}

TEST(UnitCost, CountsTheTarget) {
  InterventionSpec spec = lever(InterventionKind::visits);
  spec.unit_cost = unit;
  spec.target.places = 5;
  MacroWorld w(2, {spec});
  w.run(0);
  EXPECT_NEAR(w.booked(0, 0), unit * 5, 1e-12);
}

TEST(UnitCost, OfABazaarAndAContestIsPaidWhenTheyAreHeld) {
  for (const InterventionKind kind : {InterventionKind::bazaar, InterventionKind::contest}) {
    InterventionSpec spec = lever(kind);
    spec.unit_cost = unit;
    MacroWorld w(1, {spec});
    w.run_until(1);
    EXPECT_EQ(w.booked(0, 0), 0.0);
    w.run_until(3);
    EXPECT_GT(w.booked(0, 0), 0.0);
  }
}

TEST(Funding, FillsEverySoManyMonthsFromItsFirst) {
  Scenario scenario = small_scenario(1);
  scenario.funds[0].opening_balance = 1;
  scenario.funds[0].inflow = 30;
  scenario.funds[0].inflow_every = 12;
  scenario.funds[0].first_month = 2;
  scenario.funds[0].last_month = 20;
  MacroWorld w(scenario, {});
  const std::map<Index, double> received{{1, 0}, {2, 31}, {13, 31}, {14, 61}, {23, 61}};
  for (Index month = 0; month < 24; ++month) {
    w.run(month);
    if (!received.contains(month)) continue;
    EXPECT_DOUBLE_EQ(w.world.fund.received[0], received.at(month)) << month;
  }
}

TEST(Funding, ACutTakesPartOfTheTrancheOnlyWhereOneComes) {
  InterventionSpec cut = lever(InterventionKind::fund_cut, 1, 12);
  cut.intensity = 0.4;
  Scenario scenario = small_scenario(1);
  scenario.funds[0].opening_balance = 0;
  scenario.funds[0].inflow = 30;
  scenario.funds[0].inflow_every = 12;
  MacroWorld w(scenario, {cut});
  w.run_until(11);
  EXPECT_DOUBLE_EQ(w.world.fund.received[0], 30);
  w.run(12);
  EXPECT_DOUBLE_EQ(w.world.fund.received[0], 30 + 0.6 * 30);
}

TEST(Funding, BooksTheFacilitatorsWhomAFundPays) {
  Scenario scenario = small_scenario(2);
  scenario.funds[0].opening_balance = 0.3;  // half of what an officer of 20 hours wants
  scenario.funds[0].inflow = 0;
  scenario.parameters.facilitation.hour_cost = 0.03;
  scenario.facilitators.back().fund = 0;
  MacroWorld w(scenario, {lever(InterventionKind::training)});
  w.run(0);
  ASSERT_EQ(w.world.booked_total.size(), 2U);
  EXPECT_NEAR(w.world.booked_total[1], 0.3, 1e-12);
  EXPECT_NEAR(w.booked(1, 0), 0.15, 1e-12) << "communities of one size and stage bear equal parts";
  EXPECT_NEAR(w.world.facilitator.paid_hours.back(), 10, 1e-9);
}

}  // namespace
}  // namespace berdaya
