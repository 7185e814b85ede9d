#include "experiment/design.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "base/errors.hpp"
#include "experiment/design_parts.hpp"

namespace berdaya {
namespace {

DesignParameter range(std::string path, double low, double high) { return {std::move(path), low, high, false, {}}; }
DesignParameter whole(std::string path, double low, double high) { return {std::move(path), low, high, true, {}}; }
DesignParameter values(std::string path, std::vector<std::string> of) {
  return {std::move(path), 0, 0, false, std::move(of)};
}

Design make(DesignKind kind, std::vector<DesignParameter> parameters, std::size_t samples, std::uint64_t seed = 1) {
  return {{.kind = kind, .parameters = std::move(parameters), .samples = samples, .table = {}}, Seed{seed}};
}

std::vector<std::string> row(const Design& design, std::size_t sample) {
  std::vector<std::string> texts;
  for (std::size_t p = 0; p < design.parameters(); ++p) texts.push_back(design.value(sample, p));
  return texts;
}

std::string problems_of(const DesignSpec& spec) {
  try {
    Design(spec, Seed{1});
  } catch (const InputError& error) {
    std::string all;
    for (const Problem& problem : error.problems()) all += problem.message + "\n";
    return all;
  }
  return "";
}

TEST(DesignKinds, AreNamedAndFound) {
  for (const char* name : {"grid", "list", "random", "lhs", "sobol", "saltelli", "morris"})
    EXPECT_EQ(name_of(design_kind(name)), name);
  try {
    design_kind("sobel");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems()[0].message, "unknown design 'sobel'");
    EXPECT_EQ(error.problems()[0].hint,
              "did you mean 'sobol'? allowed: grid, list, random, lhs, sobol, saltelli, morris");
  }
}

TEST(NoDesign, IsOneSampleWithoutParameters) {
  EXPECT_EQ(make(DesignKind::none, {}, 0).samples(), 1U);
  EXPECT_THROW(make(DesignKind::none, {range("a", -1, 1)}, 0), InputError);
  EXPECT_THROW(design_kind("none"), InputError);
}

TEST(GridDesign, HasAllCombinationsTheLastParameterFastest) {
  const Design design = make(DesignKind::grid, {range("a", -1, 1), values("b", {"\"x\"", "true"})}, 3);
  ASSERT_EQ(design.samples(), 6U);
  const std::vector<std::vector<std::string>> expected{{"-1.0", "\"x\""}, {"-1.0", "true"}, {"0.0", "\"x\""},
                                                       {"0.0", "true"},   {"1.0", "\"x\""}, {"1.0", "true"}};
  for (std::size_t s = 0; s < 6; ++s) EXPECT_EQ(row(design, s), expected[s]);
}

TEST(GridDesign, SpreadsWholeNumbersAndHasEachAtMostOnce) {
  const Design few = make(DesignKind::grid, {whole("a", 2, 4)}, 10);
  ASSERT_EQ(few.samples(), 3U);
  EXPECT_EQ(row(few, 2), std::vector<std::string>{"4"});
  const Design many = make(DesignKind::grid, {whole("a", 0, 100)}, 5);
  std::vector<double> there;
  for (std::size_t s = 0; s < many.samples(); ++s) there.push_back(many.number(s, 0));
  EXPECT_EQ(there, (std::vector<double>{0, 25, 50, 75, 100}));
}

TEST(GridDesign, HasOnePointWhereNothingVaries) {
  const Design design = make(DesignKind::grid, {range("a", 2, 2), range("b", 0, 1)}, 11);
  ASSERT_EQ(design.samples(), 11U);
  EXPECT_EQ(row(design, 3), (std::vector<std::string>{"2.0", "0.3"}));
}

TEST(ListDesign, IsItsTable) {
  DesignSpec spec;
  spec.kind = DesignKind::list;
  spec.parameters = {{.path = "a", .values = {}}, {.path = "b", .values = {}}};
  spec.table = {{"1_000", "\"x\""}, {"-0x1F", "2020-01-01"}};
  const Design design(spec, Seed{1});
  ASSERT_EQ(design.samples(), 2U);
  EXPECT_EQ(row(design, 1), spec.table[1]);
  EXPECT_EQ(design.number(0, 0), 1000);
  EXPECT_EQ(design.number(1, 0), -31);
  EXPECT_TRUE(std::isnan(design.number(0, 1)));
  EXPECT_TRUE(std::isnan(design.number(1, 1)));
}

TEST(TomlNumbers, AreReadAsTomlDoes) {
  EXPECT_EQ(toml_number("+1.5e3"), 1500);
  EXPECT_EQ(toml_number("-inf"), -HUGE_VAL);
  EXPECT_EQ(toml_number("0b101"), 5);
  EXPECT_EQ(toml_number("0o17"), 15);
  for (const char* text : {"", "-", "true", "nan", "\"1\"", "1979-05-27", "07:32:00", "[1]", "infinity", ".5", "0xZ"})
    EXPECT_TRUE(std::isnan(toml_number(text))) << text;
}

TEST(DesignUniform, HasMoreBitsThanOneDrawAndNeverMeetsAnEnd) {
  const Draws draws(Seed{5}, RunNumber{0});
  double sum = 0;
  bool finer = false;
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const double u = design_uniform(draws, i, 0, 0);
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    const double scaled = u * 0x1p47;
    ASSERT_EQ(scaled, std::floor(scaled));
    ASSERT_EQ(std::fmod(scaled, 2), 1);
    finer |= u * 0x1p24 != std::floor(u * 0x1p24);
    sum += u;
  }
  EXPECT_TRUE(finer);
  EXPECT_NEAR(sum / 10000, 0.5, 5 * 0.29 / 100);
}

TEST(DesignUniform, ReachesItsEnds) {
  const DrawScript low{.values = {}, .otherwise = 0x1p-24F};
  const DrawScript high{.values = {}, .otherwise = 1 - 0x1p-24F};
  EXPECT_EQ(design_uniform(Draws(Seed{1}, RunNumber{0}, &low), 0, 0, 0), 0x1p-47);
  EXPECT_EQ(design_uniform(Draws(Seed{1}, RunNumber{0}, &high), 0, 0, 0), 1 - 0x1p-47);
}

TEST(RandomDesign, DependsOnSeedSampleAndParameterOnly) {
  const Design design = make(DesignKind::random, {range("a", 0, 1), range("b", 0, 1)}, 50, 7);
  const Design longer = make(DesignKind::random, {range("a", 0, 1), range("b", 0, 1), range("c", 0, 1)}, 80, 7);
  const Design other = make(DesignKind::random, {range("a", 0, 1), range("b", 0, 1)}, 50, 8);
  std::set<double> seen;
  for (std::size_t s = 0; s < 50; ++s) {
    for (std::size_t p = 0; p < 2; ++p) {
      EXPECT_EQ(design.unit(s, p), longer.unit(s, p));
      EXPECT_NE(design.unit(s, p), other.unit(s, p));
      EXPECT_TRUE(seen.insert(design.unit(s, p)).second);
    }
  }
}

// Chi-squared over a grid of cells, in pairs of neighbouring parameters: 99 degrees of freedom, so beyond 170 once in
// 10^5 (Wilson & Hilferty).
TEST(RandomDesign, FillsTheCubeEvenly) {
  const Design design = make(DesignKind::random, {range("a", 0, 1), range("b", 0, 1), range("c", 0, 1)}, 20000, 3);
  for (std::size_t p = 0; p < 3; ++p) {
    std::vector<double> cells(100);
    for (std::size_t s = 0; s < 20000; ++s)
      ++cells[static_cast<std::size_t>(design.unit(s, p) * 10) * 10 +
              static_cast<std::size_t>(design.unit(s, (p + 1) % 3) * 10)];
    double chi_squared = 0;
    for (const double n : cells) chi_squared += (n - 200) * (n - 200) / 200;
    EXPECT_LT(chi_squared, 170);
    EXPECT_GT(chi_squared, 45);
  }
}

TEST(LhsDesign, MeetsEachStratumOfEachParameterOnce) {
  for (const std::size_t n : {1, 2, 7, 1000}) {
    const Design design = make(DesignKind::lhs, {range("a", 0, 1), range("b", 0, 1), range("c", 0, 1)}, n);
    for (std::size_t p = 0; p < 3; ++p) {
      std::vector<int> met(n);
      for (std::size_t s = 0; s < n; ++s) ++met[static_cast<std::size_t>(design.unit(s, p) * static_cast<double>(n))];
      EXPECT_EQ(met, std::vector<int>(n, 1));
    }
  }
}

// Correlation of two independent permutations of 2000: standard deviation 1 / sqrt(1999).
TEST(LhsDesign, ParametersAreUncorrelated) {
  std::vector<DesignParameter> parameters;
  for (const char* name : {"a", "b", "c", "d", "e"}) parameters.push_back(range(name, 0, 1));
  const Design design = make(DesignKind::lhs, parameters, 2000, 9);
  for (std::size_t p = 0; p < 5; ++p) {
    for (std::size_t q = 0; q < p; ++q) {
      double sum = 0;
      for (std::size_t s = 0; s < 2000; ++s) sum += (design.unit(s, p) - 0.5) * (design.unit(s, q) - 0.5);
      EXPECT_LT(std::fabs(sum / 2000 * 12), 4.5 / std::sqrt(1999.0));
    }
  }
}

TEST(LhsDesign, AMillionSamplesStayStrata) {
  const std::size_t n = 1000000;
  const Design design = make(DesignKind::lhs, {range("a", 0, 1), range("b", 0, 1)}, n);
  std::vector<bool> met(n);
  for (std::size_t s = 0; s < n; ++s) {
    const auto stratum = static_cast<std::size_t>(design.unit(s, 1) * static_cast<double>(n));
    ASSERT_FALSE(met[stratum]);
    met[stratum] = true;
  }
}

TEST(WholeNumbers, AreEquallyLikelyBothEndsIncluded) {
  const Design design = make(DesignKind::lhs, {whole("a", -2, 2), values("b", {"1", "2", "3", "\"x\"", "5"})}, 1000);
  std::vector<int> count(5), chosen(5);
  for (std::size_t s = 0; s < 1000; ++s) {
    const double number = design.number(s, 0);
    ASSERT_EQ(design.value(s, 0), std::to_string(static_cast<int>(number)));
    ++count[static_cast<std::size_t>(number + 2)];
    ++chosen[design.choice(s, 1)];
    ASSERT_EQ(design.value(s, 1), design.spec().parameters[1].values[design.choice(s, 1)]);
  }
  EXPECT_EQ(count, std::vector<int>(5, 200));
  EXPECT_EQ(chosen, std::vector<int>(5, 200));
}

TEST(Values, AreFloatsOfTomlThatReadBackToTheSameNumber) {
  const Design design = make(DesignKind::random, {range("a", -3, 7), range("b", 0, 1e-9), range("c", 0, 1e300)}, 1000);
  for (std::size_t s = 0; s < 1000; ++s) {
    for (std::size_t p = 0; p < 3; ++p) {
      const std::string text = design.value(s, p);
      ASSERT_NE(text.find_first_of(".e"), std::string::npos);
      ASSERT_EQ(toml_number(text), design.number(s, p));
      ASSERT_GE(design.number(s, p), design.spec().parameters[p].low);
      ASSERT_LE(design.number(s, p), design.spec().parameters[p].high);
    }
  }
  EXPECT_EQ(make(DesignKind::sobol, {range("a", 1, 3)}, 2).value(1, 0), "2.0");
  EXPECT_EQ(make(DesignKind::sobol, {range("a", 0, 2e20)}, 2).value(1, 0), "1e+20");
}

TEST(DesignErrors, AreAllNamedAtOnce) {
  DesignSpec spec;
  spec.kind = DesignKind::random;
  spec.parameters = {range("a", 2, 1), range("a", 0, HUGE_VAL), whole("b", 0.5, 2), range("", -1e308, 1e308),
                     values("c", {"1", ""})};
  EXPECT_EQ(problems_of(spec),
            "the range of 'a' must not end below its beginning, got 2 and 1\n"
            "parameter 'a' is named twice\n"
            "the range of 'a' must have finite ends, got 0 and inf\n"
            "the range of 'b' is for whole numbers and must end at some of at most 2^52, got 0.5\n"
            "a parameter of the design has no name\n"
            "the range of '' is too wide for a number of double precision\n"
            "a value of 'c' is empty\n"
            "samples must be at least 1\n");
  EXPECT_EQ(problems_of({.parameters = {}, .samples = 3, .table = {}}), "a design needs at least one parameter\n");
}

TEST(DesignErrors, OfEachKind) {
  const auto spec = [](DesignKind kind, std::vector<DesignParameter> parameters, std::size_t samples) {
    return DesignSpec{.kind = kind, .parameters = std::move(parameters), .samples = samples, .table = {}};
  };
  EXPECT_EQ(problems_of(spec(DesignKind::grid, {range("a", 0, 1)}, 1)),
            "samples must be at least 2 in a grid with ranges, got 1: the points along each of them\n");
  EXPECT_EQ(problems_of(spec(DesignKind::grid, {values("a", {"1"})}, 0)), "");
  EXPECT_EQ(problems_of(spec(DesignKind::grid, std::vector<DesignParameter>(1, range("a", 0, 1)), 5000000000)),
            "the design grid would have more than 4294967295 samples\n");
  std::vector<DesignParameter> many;
  for (int i = 0; i < 1834; ++i) many.push_back(range(std::to_string(i), 0, 1));
  EXPECT_EQ(problems_of(spec(DesignKind::saltelli, many, 4)),
            "the design saltelli is for at most 1833 parameters, got 1834\n");
  EXPECT_EQ(problems_of(spec(DesignKind::lhs, many, 1000000)),
            "the design lhs with 1000000 samples of 1834 parameters would not fit in memory\n");
  EXPECT_EQ(problems_of(spec(DesignKind::sobol, many, 4)), "");
  EXPECT_EQ(problems_of(spec(DesignKind::saltelli, {range("a", 1, 1), values("b", {"2"})}, 4)),
            "'a' does not vary: the design saltelli needs at least two values of it\n"
            "'b' does not vary: the design saltelli needs at least two values of it\n");
  DesignSpec morris = spec(DesignKind::morris, {range("a", 0, 1)}, 4);
  morris.levels = 3;
  EXPECT_EQ(problems_of(morris), "levels must be an even number of at least 2, got 3\n");

  DesignSpec list = spec(DesignKind::list, {range("a", 0, 1), {.path = "b", .values = {}}}, 0);
  EXPECT_EQ(problems_of(list),
            "the values of 'a' stand in the list: it can have no range or values\n"
            "a list needs at least one row\n");
  list.parameters[0].high = 0;
  list.table = {{"1", "2"}, {"1"}, {"", "2"}};
  EXPECT_EQ(problems_of(list),
            "row 2 of the list must have a value for each of 2 parameters, got 1\n"
            "row 3 of the list has no value for 'a'\n");
}

}  // namespace
}  // namespace berdaya
