// What the tables of a finished run say, seen from a batch or a sweep of such runs.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "experiment/layout.hpp"
#include "observers/recorder.hpp"
#include "state/world.hpp"

namespace berdaya {

// Months that each recorded one stands for: those since the record before it (the first: since the start of the run),
// as far as they lie within the last `window` months. They are the weights of a mean over time.
std::vector<double> months_stood_for(std::span<const Index> recorded, Index window);

// "metric 'revenue' is not finite in month 7 (community 2)", or empty. What may be missing is no error.
std::string first_not_finite(const BatchLayout& layout, const Recorder& recorder);

// Values of one metric with the policy's own interventions spread over the labels of all policies, NaN elsewhere; other
// metrics as recorded.
std::vector<float> values_with_labels(const BatchLayout& layout, std::size_t metric, Index policy,
                                      const Recorder& recorder);

// [label of intervention] booked over the run, million Rp; NaN where the policy does not have it.
std::vector<double> booked_costs(const BatchLayout& layout, Index policy, const World& world);

}  // namespace berdaya
