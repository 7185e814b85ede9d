#include "cli/amount.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace berdaya::cli {
namespace {

TEST(DurationText, UsesTheTwoUnitsThatMatter) {
  EXPECT_EQ(duration_text(0), "0.0 s");
  EXPECT_EQ(duration_text(9.94), "9.9 s");
  EXPECT_EQ(duration_text(9.97), "10 s");
  EXPECT_EQ(duration_text(59.4), "59 s");
  EXPECT_EQ(duration_text(59.6), "1 min 00 s");
  EXPECT_EQ(duration_text(3599.9), "1 h 00 min");
  EXPECT_EQ(duration_text(7624), "2 h 07 min");
  EXPECT_EQ(duration_text(97200), "1 d 03 h");
  EXPECT_EQ(duration_text(std::numeric_limits<double>::quiet_NaN()), "?");
  EXPECT_EQ(duration_text(std::numeric_limits<double>::infinity()), "years");
}

TEST(DecimalsFor, GivesThreeOrFourSignificantDigits) {
  EXPECT_EQ(decimals_for(0.0), 3);
  EXPECT_EQ(decimals_for(0.999), 3);
  EXPECT_EQ(decimals_for(1.0), 2);
  EXPECT_EQ(decimals_for(99.9), 2);
  EXPECT_EQ(decimals_for(100), 1);
  EXPECT_EQ(decimals_for(1000), 0);
  EXPECT_EQ(decimals_for(std::numeric_limits<double>::quiet_NaN()), 3);
}

TEST(FixedText, KnowsNoMinusZeroAndNoNan) {
  EXPECT_EQ(fixed_text(-0.0001, 3), "0.000");
  EXPECT_EQ(fixed_text(-0.6, 0), "-1");
  EXPECT_EQ(fixed_text(0.12345, 3), "0.123");
  EXPECT_EQ(fixed_text(std::nan(""), 3), "-");
}

TEST(SignedText, MarksOnlyWhatIsNotZero) {
  EXPECT_EQ(signed_text(0.1234, 3), "+0.123");
  EXPECT_EQ(signed_text(-0.1234, 3), "-0.123");
  EXPECT_EQ(signed_text(0.0001, 3), "0.000");
  EXPECT_EQ(signed_text(std::nan(""), 3), "-");
}

TEST(CountText, GroupsFromTenThousandOn) {
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(9999), "9999");
  EXPECT_EQ(count_text(10000), "10 000");
  EXPECT_EQ(count_text(1234567), "1 234 567");
  EXPECT_EQ(counted(1, "run", "runs"), "1 run");
  EXPECT_EQ(counted(0, "run", "runs"), "0 runs");
}

}  // namespace
}  // namespace berdaya::cli
