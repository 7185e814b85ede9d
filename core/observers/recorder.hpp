// The table of one run: chosen metrics at chosen months. Each community writes its own cells, so communities may be
// recorded in parallel.
#pragma once

#include <span>
#include <vector>

#include "observers/metric.hpp"

namespace berdaya {

// The months (0-based, end of month) that are recorded: every n-th, so n-1, 2n-1, ..., and always the last.
std::vector<Index> recorded_months(Index months, Index every);

class Recorder {
 public:
  Recorder(std::vector<const MetricDescription*> chosen, std::vector<Index> recorded, const World& world);

  // Position of month t among the recorded ones, or none.
  Index position_of(Index t) const;

  void record_community(Index position, const Observed& observed);
  void record_run(Index position, const Observed& observed);

  // Values of a metric: [time][community][member] (level run: [time][member]).
  std::span<const float> values(std::size_t metric) const { return values_[metric]; }
  std::span<float> values(std::size_t metric) { return values_[metric]; }
  std::span<const MetricDescription* const> chosen() const { return chosen_; }
  Index members(std::size_t metric) const { return members_[metric]; }
  std::span<const Index> months() const { return recorded_; }

 private:
  std::vector<const MetricDescription*> chosen_;
  std::vector<Index> recorded_;
  Index communities_;
  std::vector<Index> members_;
  std::vector<std::vector<float>> values_;
};

}  // namespace berdaya
