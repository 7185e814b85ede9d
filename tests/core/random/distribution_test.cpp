// The numbers that the rules draw, along the orders in which the model meets them. Each test has a false-alarm rate of
// 1e-6; what it would detect stands beside it.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "base/portable_math.hpp"
#include "random/draws.hpp"
#include "support/statistics.hpp"

namespace berdaya {
namespace {

constexpr std::size_t n = 400000;

struct Order {
  std::string name;
  std::function<double(std::uint32_t)> draw;  // number i
};

// Neighbouring UMKM, months, rules, draw numbers, runs, seeds.
const std::vector<Order>& orders() {
  static const Draws draws{Seed{20250101}, RunNumber{3}};
  static const std::vector<Order> list{
      {"UMKM",
       [](std::uint32_t i) {
         return draws.uniform({EntityKind::umkm, i, 1, 4, 1});
       }},
      {"months",
       [](std::uint32_t i) {
         return draws.uniform({EntityKind::umkm, 17, i, 4, 1});
       }},
      {"rules, then UMKM",
       [](std::uint32_t i) {
         return draws.uniform({EntityKind::umkm, i / 12, 5, i % 12, 1});
       }},
      {"draw numbers, then UMKM",
       [](std::uint32_t i) {
         return draws.uniform({EntityKind::umkm, i / 36, 5, 7, i % 36});
       }},
      {"kinds, then months",
       [](std::uint32_t i) {
         return draws.uniform({static_cast<EntityKind>(1 + i % 4), 2, i / 4, 9, 11});
       }},
      {"runs",
       [](std::uint32_t i) {
         return Draws(Seed{1}, RunNumber{i}).uniform({EntityKind::umkm, 0, 1, 4, 1});
       }},
      {"seeds",
       [](std::uint32_t i) {
         return Draws(Seed{i}, RunNumber{0}).uniform({EntityKind::umkm, 0, 1, 4, 1});
       }},
  };
  return list;
}

std::vector<double> sample(const Order& order) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = order.draw(static_cast<std::uint32_t>(i));
  return values;
}

// Cells of the unit interval.
double interval_z(const std::vector<double>& values, std::size_t cells) {
  std::vector<double> seen(cells, 0.0);
  for (const double u : values) seen[static_cast<std::size_t>(u * static_cast<double>(cells))] += 1.0;
  return test::chi_square_z(seen, std::vector<double>(cells, static_cast<double>(values.size()) / cells));
}

// Cells of the unit square, for values `lag` apart; pairs do not overlap.
double pair_z(const std::vector<double>& values, std::size_t lag, std::size_t cells) {
  std::vector<double> seen(cells * cells, 0.0);
  double pairs = 0;
  for (std::size_t i = 0; i + lag < values.size(); ++i) {
    if (i / lag % 2 != 0) continue;
    const auto cell = [cells](double u) { return static_cast<std::size_t>(u * static_cast<double>(cells)); };
    seen[cell(values[i]) * cells + cell(values[i + lag])] += 1.0;
    pairs += 1;
  }
  return test::chi_square_z(seen, std::vector<double>(cells * cells, pairs / static_cast<double>(cells * cells)));
}

double identity(double u) { return u; }

// n = 400,000: threshold 0.0043; a distribution 0.0073 away fails with probability 0.999.
TEST(Uniform, HasTheUniformDistributionAlongEveryOrder) {
  EXPECT_LT(test::ks_detectable(n), 0.0074);
  for (const Order& order : orders())
    EXPECT_LT(test::ks_statistic(sample(order), identity), test::ks_threshold(n)) << order.name;
}

// 1024 cells of 391: cells that deviate by 5 % each (a non-centrality of 1000, 22 sd of the statistic) always fail.
TEST(Uniform, FillsTheCellsOfTheIntervalAlike) {
  for (const Order& order : orders())
    EXPECT_LT(interval_z(sample(order), 1024), test::chi_square_threshold) << order.name;
}

// 32 x 32 cells of 195 pairs: a dependence that moves the cells by 7 % fails with probability above 0.999.
TEST(Uniform, NeighboursAreIndependentAlongEveryOrder) {
  for (const Order& order : orders()) {
    const std::vector<double> values = sample(order);
    for (const std::size_t lag : {1U, 4U, 36U})
      EXPECT_LT(pair_z(values, lag, 32), test::chi_square_threshold) << order.name << ", lag " << lag;
  }
}

TEST(Normal, HasTheNormalDistributionAlongEveryOrder) {
  for (const Order& order : orders()) {
    std::vector<double> values = sample(order);
    for (double& u : values) u = normal_quantile(static_cast<float>(u));
    EXPECT_LT(test::ks_statistic(values, test::normal_cdf), test::ks_threshold(n)) << order.name;
  }
}

// Against the distribution function in double precision: the quantile's own error, by the density, relative to 1 + |q|.
TEST(Normal, QuantileInvertsTheDistributionFunction) {
  double most = 0;
  for (std::int64_t w = 0; w < 1 << 23; w += w < 4096 || w > (1 << 23) - 4096 ? 1 : 37) {
    const auto u = static_cast<float>(2 * w + 1) * 0x1p-24F;
    const double q = normal_quantile(u);
    const double density = std::exp(-q * q / 2.0) / std::sqrt(2.0 * std::numbers::pi);
    const double tail = u < 0.5F ? test::normal_cdf(q) - u : (1.0 - u) - test::normal_cdf(-q);
    most = std::max(most, std::abs(tail) / density / (1.0 + std::abs(q)));
  }
  EXPECT_LT(most, 2e-6);
  EXPECT_LT(std::abs(normal_quantile(0.5F)), 1e-6);
  EXPECT_NEAR(normal_quantile(0x1p-24F), -5.2946, 1e-3);
}

// The tests above, shown able to fail: numbers that are not quite what they should be.
TEST(TheTestsThemselves, RejectAPowerOfTheUniform) {
  std::vector<double> values = sample(orders()[0]);
  for (double& u : values) u = std::pow(u, 1.025);  // 0.009 away in distribution
  EXPECT_GT(test::ks_statistic(values, identity), test::ks_threshold(n));
}

TEST(TheTestsThemselves, RejectANormalWithAnotherSd) {
  std::vector<double> values = sample(orders()[0]);
  for (double& u : values) u = 1.04 * normal_quantile(static_cast<float>(u));  // 0.0095 away
  EXPECT_GT(test::ks_statistic(values, test::normal_cdf), test::ks_threshold(n));
}

TEST(TheTestsThemselves, RejectCellsThatAreFilledUnevenly) {
  std::vector<double> values = sample(orders()[0]);
  for (std::size_t i = 0; i < n; ++i) {
    // 5 % of the numbers slip from odd cells into even ones.
    const auto cell = static_cast<std::size_t>(values[i] * 1024);
    if (cell % 2 == 1 && i % 20 == 0) values[i] -= 1.0 / 1024;
  }
  EXPECT_GT(interval_z(values, 1024), test::chi_square_threshold);
}

TEST(TheTestsThemselves, RejectNeighboursThatKeepATraceOfEachOther) {
  const std::vector<double> fresh = sample(orders()[0]);
  std::vector<double> values = fresh;
  for (std::size_t i = 1; i < n; ++i) {
    if (i % 20 == 1) values[i] = fresh[i - 1];  // every tenth pair repeats itself
  }
  EXPECT_GT(pair_z(values, 1, 32), test::chi_square_threshold);
}

}  // namespace
}  // namespace berdaya
