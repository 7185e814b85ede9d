// Tests of distributions with a stated false-alarm rate and power. Seeds are fixed, so a test that passes once passes
// always; the rates say how much a pass is worth.
//
// Kolmogorov-Smirnov: the threshold d(alpha) comes from the Dvoretzky-Kiefer-Wolfowitz bound with Massart's constant,
// P(D_n > d) <= 2 exp(-2 n d^2), valid for every n. By the same bound a sample from any distribution whose distance
// from the tested one is at least d(alpha) + d(beta) passes with probability beta at most.
//
// Chi-square with many cells: by Wilson and Hilferty (X/k)^(1/3) is normal to good precision.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace berdaya::test {

inline constexpr double false_alarm = 1e-6;  // of a single test
inline constexpr double missed = 1e-3;       // chance to pass a deviation that counts as detectable

inline double ks_distance(double probability, std::size_t n) {
  return std::sqrt(std::log(2.0 / probability) / (2.0 * static_cast<double>(n)));
}

inline double ks_threshold(std::size_t n) { return ks_distance(false_alarm, n); }

// A distribution so far from the tested one fails with probability 1 - missed at least.
inline double ks_detectable(std::size_t n) { return ks_distance(false_alarm, n) + ks_distance(missed, n); }

// Largest distance of the sample's distribution function from `cdf`.
template <class Cdf>
double ks_statistic(std::vector<double> sample, Cdf cdf) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double most = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double p = cdf(sample[i]);
    most = std::max({most, static_cast<double>(i + 1) / n - p, p - static_cast<double>(i) / n});
  }
  return most;
}

inline double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

// Pearson's statistic as a standard normal number; 4.75 leaves a false-alarm rate of 1e-6 above it.
inline double chi_square_z(const std::vector<double>& seen, const std::vector<double>& expected) {
  double x = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) x += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
  const double k = static_cast<double>(seen.size()) - 1.0;
  const double variance = 2.0 / (9.0 * k);
  return (std::cbrt(x / k) - (1.0 - variance)) / std::sqrt(variance);
}

inline constexpr double chi_square_threshold = 4.75;

}  // namespace berdaya::test
