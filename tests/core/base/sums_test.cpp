#include "base/sums.hpp"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <vector>

namespace berdaya {
namespace {

std::vector<float> awkward(std::size_t n) {
  std::vector<float> x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<float>(i % 7) * 0.1F + static_cast<float>(i) * 1e-3F;
  return x;
}

TEST(Sums, AddInTheDeclaredOrderOfLanes) {
  for (std::size_t n : {0UL, 1UL, 7UL, 8UL, 9UL, 1001UL}) {
    const std::vector<float> x = awkward(n);
    std::array<double, 8> lane{};
    for (std::size_t i = 0; i < n; ++i) lane[i % 8] += static_cast<double>(x[i]);
    const double expected = ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
    EXPECT_EQ(sum(std::span<const float>(x)), expected) << n;
  }
}

TEST(Sums, FloatsAreAddedInDouble) {
  const std::vector<float> x(1 << 20, 16777217.0F);
  EXPECT_EQ(sum(std::span<const float>(x)), 16777216.0 * (1 << 20));
}

TEST(Sums, MeanOfNothingIsZero) {
  EXPECT_EQ(mean(std::span<const float>()), 0.0);
  EXPECT_EQ(mean(std::span<const double>()), 0.0);
}

TEST(Sums, MeanOfDoubles) {
  const std::vector<double> x{1.0, 2.0, 6.0};
  EXPECT_EQ(mean(std::span<const double>(x)), 3.0);
}

TEST(Sums, SumOfAnExpression) {
  EXPECT_EQ(sum_of(11, [](std::size_t i) { return static_cast<double>(i); }), 55.0);
}

TEST(Counts, BytesThatAreSetAndBytesThatAreEqual) {
  const std::vector<std::uint8_t> x{0, 1, 2, 0, 255, 1};
  EXPECT_EQ(count_set(x), 4U);
  EXPECT_EQ(count_equal(x, 1), 2U);
  EXPECT_EQ(count_equal(x, 255), 1U);
}

TEST(Counts, EveryBitOfManyWordsAsOneBitAlone) {
  std::vector<std::uint16_t> x(100003);  // more than one block of partial counts
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<std::uint16_t>(i * 40503U >> 3 | 0x8000U);
  std::array<std::uint32_t, 16> counts{};
  count_bits(x, counts);
  for (int bit = 0; bit < 16; ++bit) EXPECT_EQ(counts[static_cast<std::size_t>(bit)], count_bit(x, bit)) << bit;
  EXPECT_EQ(counts[15], x.size());
}

TEST(Counts, OnlyAsManyBitsAsAsked) {
  const std::vector<std::uint16_t> x{0xffff, 0x0001};
  std::array<std::uint32_t, 3> counts{9, 9, 9};
  count_bits(x, std::span(counts).first(2));
  EXPECT_EQ(counts, (std::array<std::uint32_t, 3>{2, 1, 9}));
}

}  // namespace
}  // namespace berdaya
