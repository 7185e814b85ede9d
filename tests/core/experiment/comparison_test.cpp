#include "experiment/comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

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
  const MetricDescription metric{"poverty", "1", MetricLevel::community, MetricDimension::scalar, {}, {}, nullptr};
  EndValues end;
  end.policies = {"forum", "baseline"};
  end.replicates = 2;
  end.metrics = {&metric};
  end.values = {0.1, 0.2, 0.3, 0.4};
  end.spent = {5, 7, 0, 0};
  const Comparison comparison = compare(end);
  EXPECT_EQ(comparison.baseline, 1U);
  ASSERT_EQ(comparison.metrics.size(), 1U);
  EXPECT_EQ(comparison.metrics[0].better, Direction::lower);
  EXPECT_TRUE(std::isnan(comparison.metrics[0].cost_per_effect[1]));
  EXPECT_NEAR(comparison.metrics[0].difference[0].mean, -0.2, 1e-12);
  EXPECT_EQ(comparison.metrics[0].difference[0].share_better, 1);
  EXPECT_EQ(comparison.metrics[0].difference[1].count, 0U);
  EXPECT_DOUBLE_EQ(comparison.spent[0].mean, 6);
  EXPECT_DOUBLE_EQ(comparison.extra_spent[0].mean, 6);
}

TEST(Comparison, OnlyMetricsThatAreWishedForHaveADirection) {
  EXPECT_EQ(better_direction("participation"), Direction::higher);
  EXPECT_EQ(better_direction("poverty"), Direction::lower);
  EXPECT_EQ(better_direction("spent"), Direction::none);
  EXPECT_EQ(better_direction("p_cbo"), Direction::none);
  EXPECT_EQ(name_of(Direction::none), "");
}

}  // namespace
}  // namespace berdaya
