// From the tables of runs to an effect with its interval.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "experiment/comparison.hpp"
#include "experiment/pattern.hpp"

namespace berdaya {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

double over_communities(OverCommunities how, std::span<const double> values, std::span<const double> umkm) {
  double sum = 0;
  for (std::size_t k = 0; k < values.size(); ++k)
    sum += how == OverCommunities::total ? values[k] * umkm[k] : values[k];
  if (how == OverCommunities::total) return sum;
  const double n = static_cast<double>(values.size());
  const double mean = sum / n;
  if (how == OverCommunities::mean) return mean;
  if (values.size() < 2) return missing;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / (n - 1));
}

double slope_of(std::span<const double> y) {
  const double n = static_cast<double>(y.size());
  const double middle = (n - 1) / 2;
  double mean = 0;
  for (const double value : y) mean += value / n;
  double products = 0;
  double squares = 0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double x = static_cast<double>(t) - middle;
    products += x * (y[t] - mean);
    squares += x * x;
  }
  return squares > 0 ? products / squares : missing;
}

double over_time(const Measure& measure, std::span<const double> y) {
  double sum = 0;
  for (const double value : y) sum += value;
  switch (measure.over_time) {
    case OverTime::mean:
      return sum / static_cast<double>(y.size());
    case OverTime::last:
      return y.back();
    case OverTime::sum:
      return sum;
    case OverTime::change:
      return y.back() - y.front();
    case OverTime::slope:
      return slope_of(y);
    case OverTime::first_above:
      break;
  }
  const auto found = std::ranges::find_if(y, [&](double value) { return value >= measure.threshold; });
  return static_cast<double>(found - y.begin());
}

double held_against(Against how, double a, double b) {
  switch (how) {
    case Against::none:
      return a;
    case Against::difference:
      return a - b;
    case Against::ratio:
      return b != 0 ? a / b : missing;
    case Against::sum:
      return a + b;
    case Against::share:
      break;
  }
  return a + b != 0 ? a / (a + b) : missing;
}

// Means of the numbers of each arm: [arm][measure, against].
using Means = std::array<std::array<double, 2>, 4>;

double combined(const Pattern& pattern, const Means& means) {
  const auto arm = [&](std::size_t a) { return held_against(pattern.against_how, means[a][0], means[a][1]); };
  switch (pattern.contrast) {
    case Contrast::level:
      return arm(0);
    case Contrast::difference:
      return arm(0) - arm(1);
    case Contrast::ratio:
      return arm(1) != 0 ? arm(0) / arm(1) : missing;
    case Contrast::interaction:
      return (arm(0) - arm(1)) - (arm(2) - arm(3));
    case Contrast::relative:
      return arm(1) != arm(2) ? (arm(0) - arm(2)) / (arm(1) - arm(2)) : missing;
    case Contrast::asymmetry:
      break;
  }
  return (means[0][0] - means[2][0]) - (means[1][1] - means[2][1]);
}

}  // namespace

double measured(const Measure& measure, std::span<const float> values, std::size_t communities, std::size_t members,
                std::span<const double> umkm) {
  const std::size_t months = values.size() / (communities * members);
  std::vector<double> at_places;
  std::vector<double> weights;
  std::vector<double> by_month;
  for (std::size_t t = 0; t < months; ++t) {
    at_places.clear();
    weights.clear();
    const auto take = [&](std::size_t k) {
      at_places.push_back(static_cast<double>(values[(t * communities + k) * members + measure.member]));
      weights.push_back(umkm[k]);
    };
    if (measure.communities.empty()) {
      for (std::size_t k = 0; k < communities; ++k) take(k);
    } else {
      for (const Index k : measure.communities) take(k);
    }
    by_month.push_back(over_communities(measure.over_communities, at_places, weights));
  }
  return over_time(measure, by_month);
}

Estimate effect_of(const Pattern& pattern, const std::vector<std::vector<double>>& raw, Index replicates, Index& used,
                   Index looks) {
  const std::size_t numbers = pattern.against_how == Against::none ? 1 : 2;
  std::vector<Index> complete;
  for (Index r = 0; r < replicates; ++r) {
    if (std::ranges::all_of(raw, [r](const std::vector<double>& column) { return std::isfinite(column[r]); }))
      complete.push_back(r);
  }
  used = static_cast<Index>(complete.size());
  if (used == 0) return {};

  const double n = static_cast<double>(used);
  std::vector<double> sums(raw.size(), 0.0);
  for (std::size_t c = 0; c < raw.size(); ++c) {
    for (const Index r : complete) sums[c] += raw[c][r];
  }
  // The effect without replicate `left_out`; with all of them for `none`.
  const auto effect = [&](Index left_out) {
    Means means{};
    for (std::size_t c = 0; c < raw.size(); ++c) {
      const double sum = left_out == none ? sums[c] : sums[c] - raw[c][left_out];
      means[c / numbers][c % numbers] = sum / (left_out == none ? n : n - 1);
    }
    return combined(pattern, means);
  };
  Estimate estimate;
  estimate.value = effect(none);
  if (used < 2) return estimate;
  std::vector<double> without;
  double mean = 0;
  for (const Index r : complete) {
    without.push_back(effect(r));
    mean += without.back() / n;
  }
  double squares = 0;
  for (const double value : without) squares += (value - mean) * (value - mean);
  const double half =
      student_quantile(1 - 0.025 / static_cast<double>(looks), n - 1) * std::sqrt((n - 1) / n * squares);
  estimate.low = estimate.value - half;
  estimate.high = estimate.value + half;
  return estimate;
}

std::string_view name_of(CountsAs counts_as) {
  static constexpr std::array<std::string_view, all_counts_as.size()> names{"test", "fit", "built_in"};
  return names[static_cast<std::size_t>(counts_as)];
}

std::string_view name_of(Contrast contrast) {
  static constexpr std::array<std::string_view, 6> names{"level",       "difference", "ratio",
                                                         "interaction", "asymmetry",  "relative"};
  return names[static_cast<std::size_t>(contrast)];
}

}  // namespace berdaya
