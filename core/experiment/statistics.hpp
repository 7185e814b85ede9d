// Statistics over replicates, exact and independent of the order in which replicates ended.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace berdaya {

// Which numbers stand for the replicates of one case: mean, sd (n - 1), then the quantiles.
struct ReplicateStatistics {
  std::vector<double> quantiles{0.05, 0.5, 0.95};

  std::size_t count() const { return 2 + quantiles.size(); }
  // "mean", "sd", "q05", "q50", "q97.5"
  std::vector<std::string> names() const;
  bool operator==(const ReplicateStatistics&) const = default;
};

// Linear between order statistics, as NumPy's default (type 7 of Hyndman and Fan 1996). `sorted` must not be empty.
double quantile_of_sorted(std::span<const double> sorted, double probability);

// out[s] for one quantity; missing values (NaN) are left out; without any value NaN, sd also with one. `values` is
// sorted on the way.
void summarise(const ReplicateStatistics& statistics, std::vector<double>& values, std::span<float> out);

}  // namespace berdaya
