// What the tables of a finished run say, seen from a batch or a sweep of such runs.
#pragma once

#include <string>
#include <vector>

#include "experiment/layout.hpp"
#include "observers/recorder.hpp"
#include "state/world.hpp"

namespace berdaya {

// "metric 'revenue' is not finite in month 7 (community 2)", or empty. A replication that has not happened is missing
// and no error.
std::string first_not_finite(const BatchLayout& layout, const Recorder& recorder);

// Values of one metric with the policy's own interventions spread over the labels of all policies, NaN elsewhere; other
// metrics as recorded.
std::vector<float> values_with_labels(const BatchLayout& layout, std::size_t metric, Index policy,
                                      const Recorder& recorder);

// [label of intervention] booked over the run, million Rp; NaN where the policy does not have it.
std::vector<double> booked_costs(const BatchLayout& layout, Index policy, const World& world);

}  // namespace berdaya
