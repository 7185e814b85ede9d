// The elementary functions against the C library's in higher precision, over their whole domains. The bounds are those
// that core/base/portable_math.hpp promises.
#include "base/portable_math.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace berdaya {
namespace {

// Largest relative error of f against exact over `steps` points of [low, high].
template <class Number, class F, class Exact>
double worst_relative(double low, double high, int steps, F f, Exact exact) {
  double worst = 0;
  for (int i = 0; i <= steps; ++i) {
    const auto x = static_cast<Number>(low + (high - low) * i / steps);
    const auto wanted = static_cast<long double>(exact(static_cast<long double>(x)));
    const auto error = static_cast<double>(std::abs((static_cast<long double>(f(x)) - wanted) / wanted));
    worst = std::max(worst, error);
  }
  return worst;
}

TEST(Exp, IsTheExponentialToSinglePrecision) {
  const auto f = [](float x) { return portable_exp(x); };
  const auto exact = [](long double x) { return std::exp(x); };
  EXPECT_LT(worst_relative<float>(-87, 88, 2000000, f, exact), 2e-7);
  EXPECT_LT(worst_relative<float>(-1, 1, 1000000, f, exact), 2e-7);
  EXPECT_EQ(portable_exp(0.0F), 1.0F);
  EXPECT_EQ(portable_exp(-1000.0F), portable_exp(-87.0F));
  EXPECT_EQ(portable_exp(1000.0F), portable_exp(88.0F));
}

TEST(Exp, IsTheExponentialToDoublePrecision) {
  const auto f = [](double x) { return portable_exp(x); };
  const auto exact = [](long double x) { return std::exp(x); };
  EXPECT_LT(worst_relative<double>(-700, 700, 500000, f, exact), 4e-16);
  EXPECT_LT(worst_relative<double>(-1, 1, 300000, f, exact), 4e-16);
  EXPECT_EQ(portable_exp(0.0), 1.0);
}

TEST(Log, IsTheLogarithm) {
  double single = 0, both = 0;
  for (int i = -400; i <= 400; ++i) {
    for (int j = 0; j < 500; ++j) {
      const double x = std::exp2(i / 10.0) * (1.0 + j / 7000.0);
      const auto exact = std::log(static_cast<long double>(x));
      const auto narrow = std::log(static_cast<long double>(static_cast<float>(x)));
      // Near 1 the logarithm is near 0: errors are relative to the larger of it and of the distance to 1.
      single = std::max(single, static_cast<double>(std::abs(portable_log(static_cast<float>(x)) - narrow) /
                                                    std::max(std::abs(narrow), 1e-6L)));
      both = std::max(both, static_cast<double>(std::abs(portable_log(x) - exact) / std::max(std::abs(exact), 1e-12L)));
    }
  }
  EXPECT_LT(single, 3e-7);
  EXPECT_LT(both, 1e-15);
  EXPECT_EQ(portable_log(1.0F), 0.0F);
  EXPECT_EQ(portable_log(1.0), 0.0);
}

TEST(OneMinusExp, KeepsItsPrecisionNearZero) {
  const auto f = [](float x) { return portable_one_minus_exp(x); };
  const auto exact = [](long double x) { return -std::expm1(-x); };
  EXPECT_LT(worst_relative<float>(1e-12, 1e-3, 100000, f, exact), 4e-7);
  EXPECT_LT(worst_relative<float>(1e-3, 20, 1000000, f, exact), 4e-7);
  EXPECT_EQ(portable_one_minus_exp(0.0F), 0.0F);
  EXPECT_EQ(portable_one_minus_exp(100.0F), 1.0F);
}

TEST(Logistic, IsBetweenZeroAndOneAndTurnsLogitBack) {
  const auto f = [](float z) { return logistic(z); };
  const auto exact = [](long double z) { return 1 / (1 + std::exp(-z)); };
  EXPECT_LT(worst_relative<float>(-80, 80, 1000000, f, exact), 4e-7);
  EXPECT_EQ(logistic(0.0), 0.5);
  EXPECT_LE(logistic(1000.0F), 1.0F);
  EXPECT_GE(logistic(-1000.0F), 0.0F);
  for (int i = 1; i < 1000; ++i) EXPECT_NEAR(logistic(logit(i / 1000.0)), i / 1000.0, 1e-15);
}

TEST(Pow, IsThePowerAndZeroAtZero) {
  for (const double y : {1.0 / 3.0, 0.5, 0.7, 1.0, 2.5}) {
    const auto exact = [y](long double x) { return std::pow(x, static_cast<long double>(y)); };
    EXPECT_LT(worst_relative<double>(
                  1e-9, 10, 100000, [y](double x) { return portable_pow(x, y); }, exact),
              1e-14);
    const auto narrow = static_cast<float>(y);
    const auto exact_narrow = [narrow](long double x) { return std::pow(x, static_cast<long double>(narrow)); };
    EXPECT_LT(worst_relative<float>(
                  1e-6, 1000, 100000, [narrow](float x) { return portable_pow(x, narrow); }, exact_narrow),
              3e-6);
    EXPECT_EQ(portable_pow(0.0, y), 0.0);
    EXPECT_EQ(portable_pow(0.0F, narrow), 0.0F);
  }
  EXPECT_EQ(portable_pow(0.0, 0.0), 1.0);
  EXPECT_NEAR(cube_root(0.125), 0.5, 1e-15);
}

TEST(CosTurns, IsTheCosine) {
  double worst = 0;
  for (int i = -40000; i <= 40000; ++i) {
    const double turns = i / 10000.0;
    const long double exact = std::cos(2 * std::numbers::pi_v<long double> * static_cast<long double>(turns));
    worst = std::max(worst, static_cast<double>(std::abs(static_cast<long double>(cos_turns(turns)) - exact)));
  }
  EXPECT_LT(worst, 1e-13);
}

TEST(Clip, KeepsToTheUnitInterval) {
  EXPECT_EQ(clip(-0.5F), 0.0F);
  EXPECT_EQ(clip(1.5), 1.0);
  EXPECT_EQ(clip(0.3), 0.3);
  EXPECT_EQ(cap(1.5), 1.0);
  EXPECT_EQ(cap(-0.5), -0.5);
  EXPECT_DOUBLE_EQ(toward(2.0, 4.0, 0.25), 2.5);
}

}  // namespace
}  // namespace berdaya
