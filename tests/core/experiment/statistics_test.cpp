#include "experiment/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace berdaya {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

TEST(Statistics, NamesTellTheQuantileInPercent) {
  const ReplicateStatistics statistics{{0.05, 0.5, 0.975, 0.001}};
  EXPECT_EQ(statistics.names(), (std::vector<std::string>{"mean", "sd", "q05", "q50", "q97.5", "q00.1"}));
}

TEST(Statistics, QuantilesLieBetweenOrderStatistics) {
  const std::vector<double> sorted{1, 2, 4, 8};
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 0), 1);
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 0.5), 3);
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 0.9), 4 + 0.7 * 4);  // numpy.quantile([1, 2, 4, 8], 0.9) = 6.8
  EXPECT_DOUBLE_EQ(quantile_of_sorted(sorted, 1), 8);
}

TEST(Statistics, SummaryOfKnownNumbersInAnyOrder) {
  const ReplicateStatistics statistics{{0.5}};
  std::vector<float> out(3);
  std::vector<double> values{8, missing, 1, 4, 2};
  summarise(statistics, values, out);
  EXPECT_FLOAT_EQ(out[0], 3.75F);
  EXPECT_FLOAT_EQ(out[1], 3.0956959F);  // sqrt(28.75/3)
  EXPECT_FLOAT_EQ(out[2], 3.0F);
  std::vector<double> other{1, 2, 4, 8};
  std::vector<float> again(3);
  summarise(statistics, other, again);
  EXPECT_EQ(out, again);
}

TEST(Statistics, FewValuesLeaveMissingNumbers) {
  const ReplicateStatistics statistics{{0.5}};
  std::vector<float> out(3);
  std::vector<double> none;
  summarise(statistics, none, out);
  for (const float value : out) EXPECT_TRUE(std::isnan(value));
  std::vector<double> one{7};
  summarise(statistics, one, out);
  EXPECT_EQ(out[0], 7.0F);
  EXPECT_TRUE(std::isnan(out[1]));
  EXPECT_EQ(out[2], 7.0F);
}

}  // namespace
}  // namespace berdaya
