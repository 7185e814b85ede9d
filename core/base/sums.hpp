// Sums, means and counts over columns: one fixed order of addition for every compiler and instruction set. Term i goes
// to lane i mod 8, the lanes are added as a tree ((0+4)+(2+6)) + ((1+5)+(3+7)); so the loops vectorise and the bits are
// always the same.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace berdaya {

inline constexpr std::size_t sum_lanes = 8;

// value(0) + ... + value(n-1), each converted to double.
template <class Value>
double sum_of(std::size_t n, Value&& value) {
  // Eight named sums, not an array: g++ 12 keeps them in registers.
  double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
  const std::size_t rest = n % sum_lanes;
  const std::size_t whole = n - rest;
  for (std::size_t i = 0; i < whole; i += sum_lanes) {
    s0 += static_cast<double>(value(i));
    s1 += static_cast<double>(value(i + 1));
    s2 += static_cast<double>(value(i + 2));
    s3 += static_cast<double>(value(i + 3));
    s4 += static_cast<double>(value(i + 4));
    s5 += static_cast<double>(value(i + 5));
    s6 += static_cast<double>(value(i + 6));
    s7 += static_cast<double>(value(i + 7));
  }
  std::array<double, sum_lanes> s{s0, s1, s2, s3, s4, s5, s6, s7};
  for (std::size_t lane = 0; lane < rest; ++lane) s[lane] += static_cast<double>(value(whole + lane));
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

inline double sum(std::span<const float> x) {
  const float* const p = x.data();
  return sum_of(x.size(), [p](std::size_t i) { return p[i]; });
}

inline double sum(std::span<const double> x) {
  const double* const p = x.data();
  return sum_of(x.size(), [p](std::size_t i) { return p[i]; });
}

// Mean, 0 for no values.
inline double mean(std::span<const float> x) { return x.empty() ? 0.0 : sum(x) / static_cast<double>(x.size()); }
inline double mean(std::span<const double> x) { return x.empty() ? 0.0 : sum(x) / static_cast<double>(x.size()); }

// How many i in [0, n) have holds(i); exact.
template <class Holds>
std::size_t count_of(std::size_t n, Holds&& holds) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < n; ++i) count += holds(i) ? 1U : 0U;
  return count;
}

// How many bytes are not 0.
inline std::size_t count_set(std::span<const std::uint8_t> x) {
  const std::uint8_t* const p = x.data();
  return count_of(x.size(), [p](std::size_t i) { return p[i] != 0; });
}

inline std::size_t count_equal(std::span<const std::uint8_t> x, std::uint8_t value) {
  const std::uint8_t* const p = x.data();
  return count_of(x.size(), [p, value](std::size_t i) { return p[i] == value; });
}

// How many words have the bit.
inline std::size_t count_bit(std::span<const std::uint16_t> x, int bit) {
  const std::uint16_t* const p = x.data();
  return count_of(x.size(), [p, bit](std::size_t i) { return ((p[i] >> bit) & 1) != 0; });
}

// counts[b] = how many words have bit b, for the first counts.size() bits (at most 16).
inline void count_bits(std::span<const std::uint16_t> x, std::span<std::uint32_t> counts) {
  std::fill(counts.begin(), counts.end(), 0U);
  // 16-bit partial counts: twice as many lanes; a block of 32,768 words cannot overflow them.
  constexpr std::size_t block = 32768;
  for (std::size_t first = 0; first < x.size(); first += block) {
    const std::uint16_t* const p = x.data() + first;
    const std::size_t n = std::min(block, x.size() - first);
    for (std::size_t b = 0; b < counts.size(); ++b) {
      std::uint16_t count = 0;
      for (std::size_t i = 0; i < n; ++i) count = static_cast<std::uint16_t>(count + ((p[i] >> b) & 1U));
      counts[b] += count;
    }
  }
}

}  // namespace berdaya
