#include "experiment/verdict.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "experiment/pattern.hpp"

namespace berdaya {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Verdict on(ExpectedKind kind, double low, double high) {
  return verdict_on({.kind = kind, .smallest = 0.1}, {(low + high) / 2, low, high});
}

TEST(Verdict, ARiseHoldsBeyondTheSmallestEffectAndFailsBelowIt) {
  EXPECT_EQ(on(ExpectedKind::up, 0.1, 0.3), Verdict::holds);
  EXPECT_EQ(on(ExpectedKind::up, 0.02, 0.3), Verdict::weakly) << "more than nothing, perhaps less than matters";
  EXPECT_EQ(on(ExpectedKind::up, 0.02, 0.05), Verdict::fails) << "more than nothing, surely less than matters";
  EXPECT_EQ(on(ExpectedKind::up, 0.02, 0.1), Verdict::weakly) << "an effect that matters is still possible";
  EXPECT_EQ(on(ExpectedKind::up, -0.02, 0.05), Verdict::fails) << "less than matters, perhaps nothing";
  EXPECT_EQ(on(ExpectedKind::up, -0.3, -0.2), Verdict::fails);
  EXPECT_EQ(on(ExpectedKind::up, -0.02, 0.15), Verdict::cannot_say);
  EXPECT_EQ(on(ExpectedKind::up, 0, 0), Verdict::fails) << "no effect at all";
}

TEST(Verdict, AFallIsARiseWithTheSignsTurned) {
  EXPECT_EQ(on(ExpectedKind::down, -0.3, -0.1), Verdict::holds);
  EXPECT_EQ(on(ExpectedKind::down, -0.3, -0.02), Verdict::weakly);
  EXPECT_EQ(on(ExpectedKind::down, -0.05, -0.02), Verdict::fails);
  EXPECT_EQ(on(ExpectedKind::down, -0.05, 0.02), Verdict::fails);
  EXPECT_EQ(on(ExpectedKind::down, 0.2, 0.3), Verdict::fails);
  EXPECT_EQ(on(ExpectedKind::down, -0.15, 0.02), Verdict::cannot_say);
}

TEST(Verdict, SameMeansWithinTheSmallestEffectOnBothSides) {
  EXPECT_EQ(on(ExpectedKind::same, -0.1, 0.1), Verdict::holds);
  EXPECT_EQ(on(ExpectedKind::same, 0.02, 0.05), Verdict::holds) << "a small effect is no effect, however sure";
  EXPECT_EQ(on(ExpectedKind::same, 0.11, 0.2), Verdict::fails);
  EXPECT_EQ(on(ExpectedKind::same, -0.3, -0.2), Verdict::fails);
  EXPECT_EQ(on(ExpectedKind::same, 0.05, 0.2), Verdict::cannot_say);
}

TEST(Verdict, ABandIsMetNearlyMetOrMissed) {
  const Expectation band{.kind = ExpectedKind::band, .low = 1, .high = 2, .smallest = 0.1};
  EXPECT_EQ(verdict_on(band, {1.5, 1, 2}), Verdict::holds);
  EXPECT_EQ(verdict_on(band, {2, 1.95, 2.05}), Verdict::weakly) << "within what is close";
  EXPECT_EQ(verdict_on(band, {2.05, 2.02, 2.08}), Verdict::weakly) << "beside the band, but close";
  EXPECT_EQ(verdict_on(band, {2.5, 2.05, 2.9}), Verdict::fails);
  EXPECT_EQ(verdict_on(band, {0.5, 0.2, 0.8}), Verdict::fails);
  EXPECT_EQ(verdict_on(band, {2, 1.5, 2.5}), Verdict::cannot_say);
  const Expectation at_most{.kind = ExpectedKind::band, .high = 2, .smallest = 0.1};
  EXPECT_EQ(verdict_on(at_most, {-50, -60, -40}), Verdict::holds);
  EXPECT_EQ(verdict_on(at_most, {3, 2.5, 3.5}), Verdict::fails);
}

TEST(Verdict, WithoutAnIntervalNothingIsSaid) {
  for (const ExpectedKind kind : {ExpectedKind::up, ExpectedKind::down, ExpectedKind::same, ExpectedKind::band})
    EXPECT_EQ(verdict_on({.kind = kind, .smallest = 0.1}, {5, missing, missing}), Verdict::cannot_say);
}

TEST(Verdict, ARightSignThatIsSurelyTooSmallIsToldFromNone) {
  const auto small = [](ExpectedKind kind, double low, double high) {
    return is_too_small({.kind = kind, .smallest = 0.1}, {(low + high) / 2, low, high});
  };
  EXPECT_TRUE(small(ExpectedKind::up, 0.02, 0.05));
  EXPECT_FALSE(small(ExpectedKind::up, -0.01, 0.05)) << "perhaps nothing";
  EXPECT_FALSE(small(ExpectedKind::up, -0.05, -0.02)) << "the other sign";
  EXPECT_FALSE(small(ExpectedKind::up, 0.02, 0.3)) << "holds weakly";
  EXPECT_TRUE(small(ExpectedKind::down, -0.05, -0.02));
  EXPECT_FALSE(small(ExpectedKind::down, 0.02, 0.05));
  EXPECT_FALSE(small(ExpectedKind::same, 0.11, 0.2));
}

TEST(Verdict, IsSettledWhereANarrowerIntervalCannotChangeIt) {
  const auto settled = [](ExpectedKind kind, double low, double high) {
    return is_settled({.kind = kind, .low = 1, .high = 2, .smallest = 0.1}, {(low + high) / 2, low, high});
  };
  EXPECT_TRUE(settled(ExpectedKind::up, 0.1, 0.3));
  EXPECT_FALSE(settled(ExpectedKind::up, 0.02, 0.3)) << "holds weakly: it may hold, or fail";
  EXPECT_TRUE(settled(ExpectedKind::up, -0.02, 0.05)) << "too small, whether there is a sign or not";
  EXPECT_FALSE(settled(ExpectedKind::up, -0.02, 0.15));
  EXPECT_TRUE(settled(ExpectedKind::same, -0.1, 0.1));
  EXPECT_FALSE(settled(ExpectedKind::same, -0.2, 0.2)) << "both ends are off, what lies between is not";
  EXPECT_TRUE(settled(ExpectedKind::band, 2.02, 2.08)) << "close, and will stay so";
  EXPECT_FALSE(settled(ExpectedKind::band, 1.95, 2.05)) << "close or within";
  EXPECT_FALSE(settled(ExpectedKind::band, 2.05, 2.2)) << "close or off";
  EXPECT_FALSE(settled(ExpectedKind::up, missing, missing));
}

TEST(WantedHalfWidth, IsAShareOfTheSmallestEffectOrOfTheWayToTheNearestBound) {
  const Expectation up{.kind = ExpectedKind::up, .smallest = 0.1};
  EXPECT_DOUBLE_EQ(wanted_half_width(up, 0.05, 0.25), 0.025);
  EXPECT_DOUBLE_EQ(wanted_half_width(up, 0.9, 0.25), 0.2) << "0.8 beyond the bound";
  EXPECT_DOUBLE_EQ(wanted_half_width(up, -0.4, 0.25), 0.1);
  const Expectation at_most{.kind = ExpectedKind::band, .high = 2, .smallest = 0.1};
  EXPECT_DOUBLE_EQ(wanted_half_width(at_most, 1, 0.25), 0.25) << "an open end is no bound";
  const Expectation same{.kind = ExpectedKind::same, .smallest = 0.1};
  EXPECT_DOUBLE_EQ(wanted_half_width(same, 0, 0.5), 0.05);
  EXPECT_DOUBLE_EQ(wanted_half_width(up, missing, 0.5), 0.05);
}

// The rules by which a pattern is looked at, on drawn pairs instead of simulated ones: the share of each verdict at the
// end where the true effect is `truth`. `looks` = how many the intervals allow for.
std::array<double, verdict_count> shares_of_verdicts(double truth, double spread, Index looks) {
  const Expectation rise{.kind = ExpectedKind::up, .smallest = 1};
  Pattern pattern;
  pattern.contrast = Contrast::level;
  pattern.expectation = rise;
  constexpr int repeats = 4000;
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal(truth, spread);
  std::array<double, verdict_count> shares{};
  for (int repeat = 0; repeat < repeats; ++repeat) {
    std::vector<std::vector<double>> raw(1);
    Verdict verdict = Verdict::cannot_say;
    for (Index n = 32; n <= 128; n *= 2) {
      while (raw[0].size() < n) raw[0].push_back(normal(random));
      Index used = 0;
      const Estimate estimate = effect_of(pattern, raw, n, used, looks);
      verdict = verdict_on(rise, estimate);
      const double half = (estimate.high - estimate.low) / 2;
      if (half <= wanted_half_width(rise, estimate.value, 0.25) && is_settled(rise, estimate)) break;
    }
    shares[static_cast<std::size_t>(verdict)] += 1.0 / repeats;
  }
  return shares;
}

// At most 2.5 % on each side; five standard errors of 4000 repeats are 1.2 %.
TEST(Verdict, RepeatedLooksKeepTheirError) {
  constexpr double bound = 0.025 + 0.0124;
  const auto holds = static_cast<std::size_t>(Verdict::holds);
  const auto weakly = static_cast<std::size_t>(Verdict::weakly);
  const auto fails = static_cast<std::size_t>(Verdict::fails);
  for (const double spread : {0.3, 0.8, 2.0}) {
    const auto on_the_bound = shares_of_verdicts(1, spread, 3);
    EXPECT_LE(on_the_bound[holds], bound) << spread;
    EXPECT_LE(on_the_bound[fails], bound) << spread;
    const auto nothing = shares_of_verdicts(0, spread, 3);
    EXPECT_LE(nothing[holds] + nothing[weakly], bound) << spread;
  }
  EXPECT_GT(shares_of_verdicts(1, 0.3, 1)[holds], bound) << "what intervals of a single look would do";
}

}  // namespace
}  // namespace berdaya
