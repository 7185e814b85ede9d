// Sobol', Saltelli and Morris. Agreement with scipy and SALib themselves: tests/analysis/test_design.py.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "experiment/design.hpp"
#include "experiment/design_sobol.hpp"

namespace berdaya {
namespace {

DesignSpec cube(DesignKind kind, std::size_t parameters, std::size_t samples) {
  DesignSpec spec;
  spec.kind = kind;
  spec.samples = samples;
  for (std::size_t p = 0; p < parameters; ++p)
    spec.parameters.push_back({.path = "p" + std::to_string(p), .low = 0, .high = 1, .values = {}});
  return spec;
}

// The example of Joe & Kuo, "Notes on generating Sobol' sequences": the first ten points in three dimensions.
TEST(Sobol, BeginsAsPublished) {
  constexpr std::array<std::array<double, 3>, 10> published{{{0, 0, 0},
                                                             {0.5, 0.5, 0.5},
                                                             {0.75, 0.25, 0.25},
                                                             {0.25, 0.75, 0.75},
                                                             {0.375, 0.375, 0.625},
                                                             {0.875, 0.875, 0.125},
                                                             {0.625, 0.125, 0.875},
                                                             {0.125, 0.625, 0.375},
                                                             {0.1875, 0.3125, 0.9375},
                                                             {0.6875, 0.8125, 0.4375}}};
  const Design design(cube(DesignKind::sobol, 3, 10), Seed{1});
  for (std::size_t s = 0; s < 10; ++s) {
    for (std::size_t d = 0; d < 3; ++d) EXPECT_EQ(design.unit(s, d), published[s][d]) << s << " " << d;
  }
}

// The direction numbers m of the file's lines for d = 2, 3, 5, 10, 20, 40: they are the first coordinates with a single
// bit.
TEST(Sobol, HasTheDirectionNumbersOfThePublishedTable) {
  struct Line {
    std::size_t dimension;
    std::vector<std::uint32_t> m;
  };
  const SobolSequence sobol(40);
  for (const Line& line : {Line{2, {1}}, Line{3, {1, 3}}, Line{5, {1, 1, 1}}, Line{10, {1, 1, 7, 11, 19}},
                           Line{20, {1, 3, 7, 11, 23, 15, 103}}, Line{40, {1, 3, 1, 11, 11, 11, 77, 249}}}) {
    for (std::size_t k = 0; k < line.m.size(); ++k) {
      const std::uint32_t point = (2U << k) - 1;  // Gray code: bit k alone
      EXPECT_EQ(sobol.unit(point, line.dimension - 1), line.m[k] / std::pow(2.0, static_cast<double>(k + 1)));
    }
  }
}

// Any 2^k points that follow each other from a multiple of 2^k on meet each of 2^k intervals once, in every dimension.
TEST(Sobol, EveryBlockOfAPowerOfTwoIsStratifiedInEveryDimension) {
  const std::size_t dimensions = SobolSequence::max_dimensions();
  ASSERT_GE(dimensions, 3000U);
  const SobolSequence sobol(dimensions);
  for (const std::uint32_t first : {0U, 64U, 0xFFFFFFC0U}) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      std::array<int, 64> met{};
      for (std::uint32_t i = 0; i < 64; ++i) ++met[static_cast<std::size_t>(sobol.unit(first + i, d) * 64)];
      ASSERT_EQ(std::count(met.begin(), met.end(), 1), 64) << d;
    }
  }
}

TEST(Sobol, DoesNotDependOnTheSeedAndNeedsNoMemory) {
  const Design a(cube(DesignKind::sobol, 20, 1000000), Seed{1});
  const Design b(cube(DesignKind::sobol, 20, 4294967295), Seed{2});
  double sum = 0;
  for (std::size_t s = 0; s < (1U << 19); ++s) {
    sum += a.unit(s, 19);
    if (s % 1000 == 0) {
      ASSERT_EQ(a.unit(s, 19), b.unit(s, 19));
    }
  }
  EXPECT_NEAR(sum / (1U << 19), 0.5, 1e-5);  // exactly (2^19 - 1) / 2^20
}

TEST(Saltelli, CrossesTheColumnsOfTwoMatrices) {
  const Design design(cube(DesignKind::saltelli, 2, 3), Seed{1});
  ASSERT_EQ(design.samples(), 18U);
  const SobolSequence sobol(4);
  for (std::size_t s = 0; s < 18; ++s) {
    const auto point = static_cast<std::uint32_t>(16 + s / 6);
    const std::array<double, 2> a{sobol.unit(point, 0), sobol.unit(point, 1)};
    const std::array<double, 2> b{sobol.unit(point, 2), sobol.unit(point, 3)};
    const std::array<std::array<double, 2>, 6> rows{
        {{a[0], a[1]}, {b[0], a[1]}, {a[0], b[1]}, {a[0], b[1]}, {b[0], a[1]}, {b[0], b[1]}}};
    EXPECT_EQ(design.unit(s, 0), rows[s % 6][0]) << s;
    EXPECT_EQ(design.unit(s, 1), rows[s % 6][1]) << s;
  }
  DesignSpec first_order = cube(DesignKind::saltelli, 3, 40);
  first_order.second_order = false;
  const Design smaller(first_order, Seed{1});
  ASSERT_EQ(smaller.samples(), 200U);
  const SobolSequence six(6);
  EXPECT_EQ(smaller.unit(0, 0), six.unit(64, 0));  // leaves out 2^6 >= 40
  for (std::size_t p = 0; p < 3; ++p) EXPECT_EQ(smaller.unit(199, p), six.unit(64 + 39, 3 + p));
}

TEST(Morris, ChangesOneParameterAtATimeByTheSameStep) {
  for (const int levels : {2, 4, 10}) {
    DesignSpec spec = cube(DesignKind::morris, 6, 50);
    spec.levels = levels;
    const Design design(spec, Seed{4});
    ASSERT_EQ(design.samples(), 350U);
    const double delta = levels / (2.0 * (levels - 1));
    std::set<std::size_t> first_changed;
    int up = 0;
    for (std::size_t t = 0; t < 50; ++t) {
      std::vector<int> changes(6);
      for (std::size_t r = 1; r < 7; ++r) {
        int changed = 0;
        for (std::size_t p = 0; p < 6; ++p) {
          const double before = design.unit(7 * t + r - 1, p);
          const double after = design.unit(7 * t + r, p);
          const double level = after * (levels - 1);
          EXPECT_NEAR(level, std::round(level), 1e-12);
          EXPECT_GE(after, 0);
          EXPECT_LE(after, 1);
          if (before == after) continue;
          EXPECT_NEAR(std::fabs(after - before), delta, 1e-12);
          up += after > before ? 1 : 0;
          ++changed;
          ++changes[p];
          if (r == 1) first_changed.insert(p);
        }
        EXPECT_EQ(changed, 1);
      }
      EXPECT_EQ(changes, std::vector<int>(6, 1));
    }
    EXPECT_EQ(first_changed.size(), 6U);
    EXPECT_NEAR(up, 150, 5 * std::sqrt(75.0));
  }
}

TEST(Morris, MeetsEveryLevelEquallyOften) {
  DesignSpec spec = cube(DesignKind::morris, 3, 3000);
  const Design design(spec, Seed{2});
  std::array<int, 4> met{};
  for (std::size_t t = 0; t < 3000; ++t) ++met[static_cast<std::size_t>(std::lround(design.unit(4 * t, 1) * 3))];
  for (const int n : met) EXPECT_NEAR(n, 750, 5 * std::sqrt(562.0));
}

TEST(Morris, AStepAlwaysChangesAWholeNumberAndAChoice) {
  DesignSpec spec = cube(DesignKind::morris, 2, 200);
  spec.parameters[0].whole = true;
  spec.parameters[1].values = {"\"a\"", "\"b\"", "\"c\""};
  const Design design(spec, Seed{2});
  for (std::size_t t = 0; t < 200; ++t) {
    for (std::size_t p = 0; p < 2; ++p) EXPECT_NE(design.value(3 * t, p), design.value(3 * t + 2, p));
  }
}

TEST(Morris, AMillionSamplesAreTheSameFromTheSameSeed) {
  const DesignSpec spec = cube(DesignKind::morris, 9, 100000);
  const Design a(spec, Seed{11}), b(spec, Seed{11}), c(spec, Seed{12});
  std::size_t same = 0;
  for (std::size_t s = 0; s < a.samples(); s += 97) {
    ASSERT_EQ(a.unit(s, s % 9), b.unit(s, s % 9));
    same += a.unit(s, s % 9) == c.unit(s, s % 9) ? 1 : 0;
  }
  EXPECT_LT(same, a.samples() / 97 / 2);  // a quarter by chance
}

}  // namespace
}  // namespace berdaya
