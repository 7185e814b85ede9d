#include "rules/entry.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "base/portable_math.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

constexpr std::array<std::vector<float> UmkmTable::*, trait_count> levels{
    &UmkmTable::skill_production,  &UmkmTable::skill_management, &UmkmTable::skill_market, &UmkmTable::aspiration,
    &UmkmTable::awareness,         &UmkmTable::expected_benefit, &UmkmTable::trust_peer,   &UmkmTable::trust_cbo,
    &UmkmTable::trust_facilitator, &UmkmTable::trust_government, &UmkmTable::ownership,    &UmkmTable::fatigue,
    &UmkmTable::time_slack};

Draws draws(const DrawScript* script = nullptr) { return {Seed{11}, RunNumber{0}, script}; }

DrawScript always(float value) {
  DrawScript script;
  script.otherwise = value;
  return script;
}

TEST(DrawnLevel, IsTheMedianWithoutDeviation) {
  for (double median : {0.02, 0.22, 0.5, 0.95}) {
    EXPECT_NEAR(drawn_level(static_cast<float>(logit(median)), 0.7F, 0.0F), median, 1e-6);
  }
}

TEST(DrawnLevel, RisesWithTheDrawAndStaysALevel) {
  float last = 0.0F;
  for (float z = -5.0F; z <= 5.0F; z += 0.5F) {
    const float level = drawn_level(-1.0F, 0.7F, z);
    EXPECT_GT(level, last);
    EXPECT_LT(level, 1.0F);
    last = level;
  }
}

TEST(DrawnSize, OfTheMedianBusinessIsBelowTheMean) { EXPECT_NEAR(drawn_size(0.6F, 0.0F), std::exp(-0.18), 1e-6); }

TEST(DrawnAmount, IsLogNormalAroundItsMedian) {
  EXPECT_NEAR(drawn_amount(2.9F, 0.45F, 0.0F), 2.9, 1e-6);
  EXPECT_NEAR(drawn_amount(2.9F, 0.45F, 1.0F), 2.9 * std::exp(0.45), 1e-5);
}

TEST(Entry, WithMiddlingLuckEverybodyHasTheMedian) {
  const Scenario scenario = test::small_scenario();
  const DrawScript script = always(0.5F);
  const World world = test::small_world(scenario, 1, &script);
  const PopulationParameters& p = scenario.parameters.population;
  for (std::size_t trait = 0; trait < levels.size(); ++trait) {
    for (float level : world.umkm.*levels[trait]) EXPECT_NEAR(level, p.median[trait], 1e-6) << trait;
  }
  for (float reluctance : world.umkm.reluctance) EXPECT_NEAR(reluctance, 0.0, 1e-6);
  for (float income : world.umkm.other_income) EXPECT_NEAR(income, p.other_income, 1e-5);
}

TEST(Entry, ReluctanceIsTheNormalDrawTimesItsDeviation) {
  const Scenario scenario = test::small_scenario();
  const DrawScript script = always(0.841345F);  // one standard deviation
  const World world = test::small_world(scenario, 1, &script);
  for (float reluctance : world.umkm.reluctance)
    EXPECT_NEAR(reluctance, scenario.parameters.participation.reluctance_sd, 1e-4);
}

// Each trait has the draw of its number: a script for that draw moves it and nothing else.
TEST(Entry, EachTraitHasADrawOfItsOwn) {
  const Scenario scenario = test::small_scenario();
  World middling = test::small_world(scenario);
  World lucky = middling;
  const DrawScript half = always(0.5F);
  for (std::uint32_t n = 0; n < 16; ++n) {
    DrawScript script = half;
    script.values[{EntityKind::umkm, 4, 0, rule_number::entry, n}] = 0.9F;
    draw_traits(middling, scenario.parameters, draws(&half), Rows{4, 5}, 0);
    draw_traits(lucky, scenario.parameters, draws(&script), Rows{4, 5}, 0);
    std::vector<std::string> expected;
    switch (n) {
      case 0:
        expected = {"umkm.innate_production", "umkm.attraction0", "umkm.skill_production"};
        break;
      case 3:
        expected = {"umkm.initial_aspiration", "umkm.aspiration"};
        break;
      case 4:
        expected = {"umkm.awareness", "umkm.awareness_seen"};
        break;
      case 9:
        expected = {"umkm.initial_trust_government", "umkm.trust_government"};
        break;
      case 12:
        expected = {"umkm.time_slack"};
        break;
      case 13:
        expected = {"umkm.reluctance"};
        break;
      case 14:
        expected = {"umkm.size", "umkm.attraction0"};
        break;
      case 15:
        expected = {"umkm.other_income"};
        break;
      default:
        continue;
    }
    EXPECT_EQ(test::changed_columns(middling, lucky), expected) << "draw " << n;
  }
}

// Means and spreads of 100,000 draws lie within 5 standard errors (chance of a false alarm below 1e-6 each).
TEST(Entry, TraitsAreLogitNormalWithMedianAndSpread) {
  Scenario scenario = test::small_scenario(2, 50000);
  const World world = test::small_world(scenario);
  const PopulationParameters& p = scenario.parameters.population;
  const double n = world.umkm.rows();
  for (std::size_t trait = 0; trait < levels.size(); ++trait) {
    double sum = 0, squares = 0;
    for (float level : world.umkm.*levels[trait]) {
      const double z =
          (std::log(level / (1.0 - level)) - std::log(p.median[trait] / (1.0 - p.median[trait]))) / p.sd[trait];
      sum += z;
      squares += z * z;
    }
    EXPECT_NEAR(sum / n, 0.0, 5.0 / std::sqrt(n)) << trait;
    EXPECT_NEAR(squares / n, 1.0, 5.0 * std::sqrt(2.0 / n)) << trait;
  }
}

TEST(Entry, SizesHaveMeanOneAndMoneyItsMedians) {
  Scenario scenario = test::small_scenario(2, 50000);
  const World world = test::small_world(scenario);
  const Parameters& p = scenario.parameters;
  const double n = world.umkm.rows();
  double size = 0, income = 0, capital = 0;
  for (Index row = 0; row < world.umkm.rows(); ++row) {
    size += world.umkm.size[row];
    income += std::log(world.umkm.other_income[row] / p.population.other_income);
    capital += std::log(world.umkm.capital[row] / world.umkm.reference_ema[row] / p.population.capital_months);
  }
  // variance of a log-normal of mean 1: e^(sd^2) - 1
  EXPECT_NEAR(size / n, 1.0, 5.0 * std::sqrt((std::exp(p.market.size_sd * p.market.size_sd) - 1.0) / n));
  EXPECT_NEAR(income / n, 0.0, 5.0 * p.population.other_income_sd / std::sqrt(n));
  EXPECT_NEAR(capital / n, 0.0, 5.0 * p.population.capital_sd / std::sqrt(n));
}

TEST(Entry, OneRowAloneIsDrawnToTheBitAsAmongMany) {
  const Scenario scenario = test::small_scenario(2, 300);
  const World world = test::small_world(scenario, 5);
  const Draws same(Seed{5}, RunNumber{0});
  for (Index row : {Index{0}, Index{255}, Index{256}, Index{299}}) {
    World other = world;
    const std::uint8_t cbo = world.umkm.cbo[row];
    draw_traits(other, scenario.parameters, same, row, 0);
    furnish_business(other, scenario.parameters, same, 0, row, 0);
    other.umkm.cbo[row] = cbo;  // membership is drawn elsewhere
    std::string buffer;
    EXPECT_EQ(first_difference(world, other, buffer), "") << row;
  }
}

TEST(Entry, AnEntrantKeepsPlaceAndContactsAndHoldsNothing) {
  const Scenario scenario = test::small_scenario();
  World world = test::small_world(scenario);
  const Index row = 5;
  UmkmTable& t = world.umkm;
  for (const std::string& name : test::column_names(world)) {
    if (name.rfind("umkm.", 0) == 0) test::scramble(world, name, 99);
  }
  t.cbo[row] = 1;
  const World before = world;
  draw_traits(world, scenario.parameters, draws(), row, 13);
  furnish_business(world, scenario.parameters, draws(), 0, row, 13);

  EXPECT_EQ(t.sector[row], before.umkm.sector[row]);
  EXPECT_EQ(t.neighbourhood[row], before.umkm.neighbourhood[row]);
  EXPECT_EQ(t.contacts, before.umkm.contacts);
  EXPECT_EQ(t.cbo[row], no_cbo);
  EXPECT_EQ(t.adopted[row], 0);
  EXPECT_EQ(t.adopted_seen[row], 0);
  EXPECT_EQ(t.applied[row], 0);
  EXPECT_EQ(t.knows[row], 0);
  EXPECT_EQ(t.loan_left[row], 0);
  EXPECT_EQ(t.instalment[row], 0.0F);
  EXPECT_EQ(t.sold_gallery[row] + t.sold_bazaar[row] + t.sold_marketplace[row] + t.sold_partnership[row] +
                t.sold_collective[row],
            0.0F);
  EXPECT_EQ(t.took_part[row], 0);
  EXPECT_EQ(t.succeeded[row], 0);
  EXPECT_EQ(t.awareness_seen[row], t.awareness[row]);
  const MarketParameters& market = scenario.parameters.market;
  EXPECT_NEAR(t.benefit[row], 1.0 / (1.0 + std::exp(market.benefit_slope * market.worthwhile)), 1e-6);
  EXPECT_EQ(t.revenue_ema[row], t.reference_ema[row]);
  EXPECT_EQ(t.revenue[row], t.reference_ema[row]);
  EXPECT_EQ(t.reference_ema[row], starting_reference(world, 0, row));
  const double revenue0 = scenario.sectors[t.sector[row]].revenue;
  EXPECT_NEAR(t.profit[row], market.margin * t.revenue[row] - market.fixed_share * revenue0, 1e-5);
  EXPECT_EQ(t.innate_market[row], t.skill_market[row]);
  EXPECT_EQ(t.initial_trust_peer[row], t.trust_peer[row]);

  // No other row is touched.
  for (Index other = 0; other < t.rows(); ++other) {
    if (other == row) continue;
    EXPECT_EQ(t.capital[other], before.umkm.capital[other]);
    EXPECT_EQ(t.aspiration[other], before.umkm.aspiration[other]);
  }
}

TEST(Entry, EntrantsOfDifferentMonthsDiffer) {
  const Scenario scenario = test::small_scenario();
  World world = test::small_world(scenario);
  World later = world;
  draw_traits(world, scenario.parameters, draws(), 2, 13);
  draw_traits(later, scenario.parameters, draws(), 2, 14);
  EXPECT_NE(world.umkm.skill_market[2], later.umkm.skill_market[2]);
}

TEST(StartingReference, OfAllBusinessesOfASectorSumsToItsRevenue) {
  const Scenario scenario = test::small_scenario(2, 100);
  const World world = test::small_world(scenario);
  for (Index k = 0; k < 2; ++k) {
    std::array<double, 2> sum{};
    for (Index row = 100 * k; row < 100 * (k + 1); ++row)
      sum[world.umkm.sector[row]] += starting_reference(world, k, row);
    EXPECT_NEAR(sum[0], 60 * 5.0, 1e-3);
    EXPECT_NEAR(sum[1], 40 * 4.0, 1e-3);
  }
}

TEST(StartingReference, OfASectorThatTheCommunityLacksDisturbsNobody) {
  Scenario scenario = test::small_scenario(1, 24);
  scenario.communities[0].sector_counts = {24, 0};
  const World world = test::small_world(scenario);
  double sum = 0;
  for (Index row = 0; row < 24; ++row) {
    EXPECT_TRUE(std::isfinite(world.umkm.capital[row])) << row;
    sum += static_cast<double>(world.umkm.reference_ema[row]);
  }
  EXPECT_NEAR(sum, 24 * 5.0, 1e-3);
}

}  // namespace
}  // namespace berdaya
