#include "experiment/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace berdaya {

std::vector<std::string> ReplicateStatistics::names() const {
  std::vector<std::string> names{"mean", "sd"};
  for (const double probability : quantiles) {
    std::string percent = number_text(std::round(probability * 1e10) / 1e8);  // 100 p without its rounding error
    if (probability < 0.1) percent.insert(0, "0");
    names.push_back("q" + percent);
  }
  return names;
}

double quantile_of_sorted(std::span<const double> sorted, double probability) {
  const double at = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

void summarise(const ReplicateStatistics& statistics, std::vector<double>& values, std::span<float> out) {
  std::erase_if(values, [](double value) { return std::isnan(value); });
  std::fill(out.begin(), out.end(), std::numeric_limits<float>::quiet_NaN());
  if (values.empty()) return;
  std::sort(values.begin(), values.end());  // sums over sorted values do not depend on who came first
  const auto n = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
  out[0] = static_cast<float>(mean);
  if (values.size() > 1) {
    double squares = 0.0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    out[1] = static_cast<float>(std::sqrt(squares / (n - 1.0)));
  }
  for (std::size_t q = 0; q < statistics.quantiles.size(); ++q)
    out[2 + q] = static_cast<float>(quantile_of_sorted(values, statistics.quantiles[q]));
}

}  // namespace berdaya
