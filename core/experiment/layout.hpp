// The shape of a batch's results, known before the first run.
#pragma once

#include <string>
#include <vector>

#include "base/ids.hpp"
#include "engine/scenario.hpp"
#include "observers/metric.hpp"

namespace berdaya {

// Position of a run in the results.
struct RunKey {
  Index policy = 0;
  Index replicate = 0;
  bool operator==(const RunKey&) const = default;
};

struct BatchLayout {
  std::vector<std::string> policies;
  Index replicates = 0;
  Index first_replicate = 0;  // number of the first one
  Index communities = 0;
  Index umkm = 0;
  std::vector<Index> months;     // recorded: 0-based, values of the end of the month
  std::vector<Index> snapshots;  // months after which all UMKM are kept
  std::vector<const MetricDescription*> metrics;
  // Interventions of all policies, each id once: the baseline's, then what each policy adds. Two policies that use one
  // id share the label. Also the accounts of facilitators whom funds pay, as in `facilitator_accounts`.
  std::vector<std::string> interventions;
  // [policy][position in that policy's list of interventions] -> label in `interventions`
  std::vector<std::vector<Index>> label_of;
  // Members of each metric's further dimension (1 where it has none), in the results.
  std::vector<Index> members;

  std::size_t runs() const { return policies.size() * static_cast<std::size_t>(replicates); }
  // Run number `index` in the order in which runs are handed over.
  RunKey key(std::size_t index) const {
    return {static_cast<Index>(index / replicates), static_cast<Index>(index % replicates)};
  }
  // Values of one metric of one run: [time][community][member], without community for metrics of the whole run.
  std::size_t values_per_run(std::size_t metric) const;
};

// Chosen metrics in the order of the catalogue. InputError for unknown names, all at once.
std::vector<const MetricDescription*> choose_metrics(const std::vector<std::string>& names);

}  // namespace berdaya
