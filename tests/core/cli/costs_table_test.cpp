// The table of costs: years, funds, since when money runs short, in both languages.
#include "cli/costs_table.hpp"

#include <gtest/gtest.h>

#include "interventions/catalogue.hpp"
#include "support/worlds.hpp"

namespace berdaya::cli {
namespace {

// Training for 2 million Rp a month from a fund with 1 and 12 a year; it pays for six months and a half.
Scenario short_of_money() {
  Scenario scenario = test::small_scenario(1);
  InterventionSpec spec = make_intervention(InterventionKind::training);
  spec.last_month = 23;
  spec.cost = 2;
  spec.fund = 0;
  scenario.interventions = {spec};
  scenario.funds[0].opening_balance = 1;
  scenario.funds[0].inflow = 12;
  scenario.funds[0].inflow_every = 12;
  return scenario;
}

TEST(CostsTable, ShowsYearsFundsAndShortage) {
  const Scenario scenario = short_of_money();
  const std::string text = costs_table(costs_of(scenario).at(0), scenario, 120, Language::en);
  for (const char* part : {"2020", "2021", "total", "training", "24.0", "48.0", "received by programme", "13.0", "25.0",
                           "falls short from 2020-07", "unpaid 23.0"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  }
  EXPECT_EQ(text.find("at most"), std::string::npos);
  const std::string indonesian = costs_table(costs_of(scenario).at(0), scenario, 120, Language::id);
  EXPECT_NE(indonesian.find("tidak cukup sejak 2020-07"), std::string::npos) << indonesian;
}

TEST(CostsTable, SaysWhatIsAtMost) {
  Scenario scenario = test::small_scenario(1);
  InterventionSpec spec = make_intervention(InterventionKind::kub);
  spec.last_month = 23;
  spec.unit_cost = 1;
  scenario.interventions = {spec};
  const PolicyCost cost = costs_of(scenario).at(0);
  EXPECT_NE(costs_table(cost, scenario, 120, Language::en).find("at most"), std::string::npos);
  EXPECT_NE(cost_summary(cost, scenario, Language::en).find("at most"), std::string::npos);
}

TEST(CostsTable, HasASummaryOfWhatCostsMoney) {
  const Scenario scenario = short_of_money();
  const std::string line = cost_summary(costs_of(scenario).at(0), scenario, Language::en);
  EXPECT_TRUE(line.starts_with("baseline: wants 48.0")) << line;
  EXPECT_NE(line.find("falls short from 2020-07"), std::string::npos) << line;
  const Scenario free = test::small_scenario(1);
  EXPECT_EQ(cost_summary(costs_of(free).at(0), free, Language::en), "");
  EXPECT_NE(costs_table(costs_of(free).at(0), free, 100, Language::en).find("costs nothing"), std::string::npos);
}

}  // namespace
}  // namespace berdaya::cli
