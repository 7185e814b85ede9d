#include "experiment/comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "experiment/recorded.hpp"

namespace berdaya {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Tables of Student's t, to their printed digits.
TEST(StudentQuantile, AgreesWithTables) {
  EXPECT_NEAR(student_quantile(0.975, 1), 12.7062, 5e-5);
  EXPECT_NEAR(student_quantile(0.975, 9), 2.26216, 5e-6);
  EXPECT_NEAR(student_quantile(0.975, 99), 1.98422, 5e-6);
  EXPECT_NEAR(student_quantile(0.95, 4), 2.13185, 5e-6);
  EXPECT_NEAR(student_quantile(0.975, 1e6), 1.95997, 1e-4);
}

TEST(StudentQuantile, IsSymmetricAndRefusesWhatIsNoProbability) {
  EXPECT_DOUBLE_EQ(student_quantile(0.025, 7), -student_quantile(0.975, 7));
  EXPECT_EQ(student_quantile(0.5, 3), 0);
  EXPECT_TRUE(std::isnan(student_quantile(1.0, 3)));
  EXPECT_TRUE(std::isnan(student_quantile(0.9, 0)));
}

TEST(Spread, IsMeanAndQuantilesOfTheRunsThatDidNotFail) {
  std::vector<double> values;
  for (int i = 0; i <= 100; ++i) values.push_back(i);
  values.push_back(nan);
  const Spread spread = spread_of(values);
  EXPECT_EQ(spread.count, 101U);
  EXPECT_DOUBLE_EQ(spread.mean, 50);
  EXPECT_DOUBLE_EQ(spread.low, 5);
  EXPECT_DOUBLE_EQ(spread.high, 95);
  EXPECT_DOUBLE_EQ(spread.median, 50);
  EXPECT_DOUBLE_EQ(spread.sd, std::sqrt(858.5));  // (101^2 - 1)/12 * 101/100
}

TEST(Spread, OfOneRunHasNoDeviation) {
  const Spread spread = spread_of(std::vector<double>{nan, 3});
  EXPECT_EQ(spread.count, 1U);
  EXPECT_EQ(spread.median, 3);
  EXPECT_TRUE(std::isnan(spread.sd));
}

TEST(Spread, OfNothingIsMissing) {
  const Spread spread = spread_of({});
  EXPECT_EQ(spread.count, 0U);
  EXPECT_TRUE(std::isnan(spread.mean));
  EXPECT_TRUE(std::isnan(spread.sd));
}

TEST(PairedDifference, IsTakenReplicateByReplicate) {
  // Differences 1, 2, 3: mean 2, standard error 1/sqrt(3), t(0.975, 2) = 4.302653.
  const std::vector<double> values{11, 22, 33, 44};
  const std::vector<double> baseline{10, 20, 30, nan};
  const PairedDifference difference = paired_difference(values, baseline, Direction::higher);
  EXPECT_EQ(difference.count, 3U);
  EXPECT_DOUBLE_EQ(difference.mean, 2);
  EXPECT_NEAR(difference.low, 2 - 4.302653 / std::sqrt(3.0), 1e-6);
  EXPECT_NEAR(difference.high, 2 + 4.302653 / std::sqrt(3.0), 1e-6);
  EXPECT_EQ(difference.share_better, 1);
  EXPECT_EQ(paired_difference(values, baseline, Direction::lower).share_better, 0);
}

TEST(PairedDifference, CountsTiesHalf) {
  const std::vector<double> values{1, 2, 3, 4};
  const std::vector<double> baseline{1, 1, 4, 4};
  EXPECT_DOUBLE_EQ(paired_difference(values, baseline, Direction::higher).share_better, 0.5);
}

TEST(PairedDifference, HasNoIntervalForOnePair) {
  const PairedDifference difference =
      paired_difference(std::vector<double>{2}, std::vector<double>{1}, Direction::higher);
  EXPECT_EQ(difference.mean, 1);
  EXPECT_TRUE(std::isnan(difference.low));
}

TEST(PairedDifference, WithoutADirectionNothingIsBetter) {
  const PairedDifference difference =
      paired_difference(std::vector<double>{2, 3, 1}, std::vector<double>{1, 1, 1}, Direction::none);
  EXPECT_DOUBLE_EQ(difference.share_higher, 2.5 / 3);
  EXPECT_TRUE(std::isnan(difference.share_better));
}

TEST(PairedDifference, AnIntervalOfAnotherLevelIsWider) {
  const std::vector<double> values{2, 4, 3};
  const std::vector<double> baseline{1, 1, 1};
  const PairedDifference difference = paired_difference(values, baseline, Direction::higher, 0.99);
  EXPECT_NEAR(difference.high - difference.mean, 9.924843 / std::sqrt(3.0), 1e-6);  // t(0.995; 2)
}

TEST(CostPerEffect, IsThereOnlyForAnImprovementBeyondChance) {
  const PairedDifference up{.count = 9, .mean = 0.2, .low = 0.1, .high = 0.3};
  EXPECT_DOUBLE_EQ(cost_per_effect(up, Direction::higher, 50), 250);
  EXPECT_TRUE(std::isnan(cost_per_effect(up, Direction::lower, 50)));
  EXPECT_TRUE(std::isnan(cost_per_effect(up, Direction::none, 50)));
  const PairedDifference down{.count = 9, .mean = -0.2, .low = -0.3, .high = -0.1};
  EXPECT_DOUBLE_EQ(cost_per_effect(down, Direction::lower, 50), 250);
  const PairedDifference unclear{.count = 9, .mean = 0.2, .low = -0.1, .high = 0.5};
  EXPECT_TRUE(std::isnan(cost_per_effect(unclear, Direction::higher, 50)));
  const PairedDifference one{.count = 1, .mean = 0.2, .low = std::nan(""), .high = std::nan("")};
  EXPECT_TRUE(std::isnan(cost_per_effect(one, Direction::higher, 50)));
}

TEST(Compare, MeasuresEveryPolicyFromBaselineWhereverItStands) {
  const MetricDescription metric{
      "poverty", "1", MetricLevel::community, MetricDimension::scalar, Direction::lower, {}, {}, nullptr};
  EndValues end;
  end.policies = {"forum", "baseline"};
  end.replicates = 2;
  end.metrics = {&metric};
  end.values = {0.1, 0.2, 0.3, 0.4};
  end.spent = {5, 7, 0, 0};
  const Comparison comparison = compare(end);
  EXPECT_EQ(comparison.baseline, 1U);
  ASSERT_EQ(comparison.metrics.size(), 1U);
  EXPECT_EQ(comparison.metrics[0].metric->better, Direction::lower);
  EXPECT_TRUE(std::isnan(comparison.metrics[0].cost_per_effect[1]));
  EXPECT_NEAR(comparison.metrics[0].difference[0].mean, -0.2, 1e-12);
  EXPECT_EQ(comparison.metrics[0].difference[0].share_better, 1);
  EXPECT_EQ(comparison.metrics[0].difference[1].count, 0U);
  EXPECT_DOUBLE_EQ(comparison.spent[0].mean, 6);
  EXPECT_DOUBLE_EQ(comparison.extra_spent[0].mean, 6);
}

TEST(PairedDifference, SaysHowTheDifferencesSpread) {
  std::vector<double> values(101), baseline(101, 1.0);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = 1.0 + static_cast<double>(i);
  const PairedDifference difference = paired_difference(values, baseline, Direction::none);
  EXPECT_DOUBLE_EQ(difference.q05, 5);
  EXPECT_DOUBLE_EQ(difference.q95, 95);
  EXPECT_EQ(difference.independent, 101U);
  EXPECT_TRUE(std::isnan(difference.chance_share));  // all have the same parameters
}

// Sets {1, 3}, {5, 7}, {3, 5}: means 2, 6, 4. Within: 6 * 1 / 3 degrees of freedom = 2. Between: 2 * 8 / 2 = 8, and so
// (8 - 2) / 2 = 3 of the parameters. Chance has 2 of 5.
TEST(PairedDifference, TakesParameterSetsAsTheSampleAndTellsChanceFromParameters) {
  const std::vector<double> values{1, 5, 3, 3, 7, 5}, baseline(6, 0.0);
  const std::vector<Index> sets{0, 1, 2, 0, 1, 2};
  const PairedDifference difference = paired_difference(values, baseline, Direction::higher, 0.95, sets);
  EXPECT_EQ(difference.count, 6U);
  EXPECT_EQ(difference.independent, 3U);
  EXPECT_DOUBLE_EQ(difference.mean, 4);
  EXPECT_NEAR(difference.high - difference.mean, 4.302653 * 2 / std::sqrt(3.0), 1e-5);  // sd of 2, 6, 4 is 2
  EXPECT_DOUBLE_EQ(difference.chance_share, 0.4);
  EXPECT_DOUBLE_EQ(difference.q05, 1.5);  // of 1 3 3 5 5 7: a quarter of the way from 1 to 3
  EXPECT_DOUBLE_EQ(difference.q95, 6.5);
}

TEST(PairedDifference, WeighsSetsAlikeHoweverManyReplicatesTheyHave) {
  const std::vector<double> values{1, 3, 8}, baseline(3, 0.0);
  const std::vector<Index> sets{4, 4, 9};
  const PairedDifference difference = paired_difference(values, baseline, Direction::higher, 0.95, sets);
  EXPECT_DOUBLE_EQ(difference.mean, 5);  // of 2 and 8
  // Within: 2 / 1. Between: 2 (2 - 4)^2 + (8 - 4)^2 = 24 / 1; (24 - 2) / (3 - 5/3) = 16.5.
  EXPECT_DOUBLE_EQ(difference.chance_share, 2 / 18.5);
}

TEST(PairedDifference, WithOneReplicateASetCannotTellChanceFromParameters) {
  const std::vector<double> values{1, 2, 3}, baseline(3, 0.0);
  const std::vector<Index> sets{0, 1, 2};
  const PairedDifference difference = paired_difference(values, baseline, Direction::higher, 0.95, sets);
  EXPECT_TRUE(std::isnan(difference.chance_share));
  EXPECT_DOUBLE_EQ(difference.low, paired_difference(values, baseline, Direction::higher).low);
}

TEST(PairedDifference, OfOneParameterSetIsOverItsReplicates) {
  const std::vector<double> values{1, 2, 3}, baseline(3, 0.0);
  const std::vector<Index> sets{0, 0, 0};
  const PairedDifference difference = paired_difference(values, baseline, Direction::higher, 0.95, sets);
  EXPECT_EQ(difference.independent, 3U);
  EXPECT_DOUBLE_EQ(difference.low, paired_difference(values, baseline, Direction::higher).low);
  EXPECT_TRUE(std::isnan(difference.chance_share));
}

TEST(CostPerEffect, IsMissingWhereThePolicyCostsNothingOrLess) {
  const PairedDifference up{.count = 9, .mean = 0.2, .low = 0.1, .high = 0.3};
  for (const double extra : {0.0, -5.0, 1e-9, nan})
    EXPECT_TRUE(std::isnan(cost_per_effect(up, Direction::higher, extra))) << extra;
}

TEST(MonthsStoodFor, AreThoseSinceTheRecordBefore) {
  using Months = std::vector<double>;
  EXPECT_EQ(months_stood_for(std::vector<Index>{0, 1, 2}, 12), (Months{1, 1, 1}));
  EXPECT_EQ(months_stood_for(std::vector<Index>{47, 49}, 1000), (Months{48, 2}));
  EXPECT_EQ(months_stood_for(std::vector<Index>{47, 49}, 12), (Months{10, 2}));
  EXPECT_EQ(months_stood_for(std::vector<Index>{11, 23, 35}, 12), (Months{0, 0, 12}));
  EXPECT_EQ(months_stood_for(std::vector<Index>{2, 5, 8, 11, 14}, 12), (Months{0, 3, 3, 3, 3}));
  EXPECT_EQ(months_stood_for(std::vector<Index>{2, 5}, 1), (Months{0, 1}));
  EXPECT_EQ(months_stood_for(std::vector<Index>{}, 12), Months{});
}

TEST(EndValues, OfMetricsWithASeasonAreMeansOfTheLastTwelveMonths) {
  static constexpr MetricDescription flat{
      "flat", "1", MetricLevel::community, MetricDimension::scalar, Direction::none, {}, {}, nullptr};
  static constexpr MetricDescription wave{
      "wave", "1",     MetricLevel::community, MetricDimension::scalar, Direction::none, {},
      {},     nullptr, {.seasonal = true}};
  BatchLayout layout;
  layout.policies = {"baseline"};
  layout.replicates = 1;
  layout.communities = 2;
  layout.months = {9, 19, 22};  // the last twelve months are 11 to 22: nine of the second, three of the third
  layout.metrics = {&flat, &wave};
  layout.members = {1, 1};
  EndValues end = make_end_values(layout);
  EXPECT_EQ(end.season_months, 12U);
  EXPECT_EQ(end.season_recorded, 2U);
  RunBlock block;
  block.runs.resize(1);
  block.values = {{100, 100, 1, 3, 5, 7}, {100, 100, 1, 3, 5, 7}};
  add_block(end, layout, block);
  EXPECT_DOUBLE_EQ(end.values[0], 6);
  EXPECT_DOUBLE_EQ(end.values[1], (9 * 2 + 3 * 6) / 12.0);
}

}  // namespace
}  // namespace berdaya
