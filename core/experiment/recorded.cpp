#include "experiment/recorded.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace berdaya {
std::vector<double> months_stood_for(std::span<const Index> recorded, Index window) {
  std::vector<double> months(recorded.size(), 0.0);
  if (recorded.empty()) return months;
  const Index end = recorded.back() + 1;
  const Index begin = end > window ? end - window : 0;
  Index from = 0;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const Index to = recorded[i] + 1;
    if (to > begin) months[i] = static_cast<double>(to - std::max(from, begin));
    from = to;
  }
  return months;
}

std::string first_not_finite(const BatchLayout& layout, const Recorder& recorder) {
  for (std::size_t m = 0; m < layout.metrics.size(); ++m) {
    const auto values = recorder.values(m);
    const bool missing = layout.metrics[m]->traits.may_be_missing;
    const auto bad = std::find_if(values.begin(), values.end(), [missing](float value) {
      return !(std::isfinite(value) || (missing && std::isnan(value)));
    });
    if (bad == values.end()) continue;
    const std::size_t members = recorder.members(m);
    const std::size_t places = layout.metrics[m]->level == MetricLevel::community ? layout.communities : 1;
    const std::size_t place = static_cast<std::size_t>(bad - values.begin()) / members;
    return "metric '" + std::string(layout.metrics[m]->name) + "' is not finite in month " +
           std::to_string(layout.months[place / places]) +
           (places > 1 ? " (community " + std::to_string(place % places) + ")" : std::string());
  }
  return {};
}

std::vector<float> values_with_labels(const BatchLayout& layout, std::size_t metric, Index policy,
                                      const Recorder& recorder) {
  const auto from = recorder.values(metric);
  if (layout.metrics[metric]->dimension != MetricDimension::intervention) return {from.begin(), from.end()};
  std::vector<float> to(layout.values_per_run(metric), std::numeric_limits<float>::quiet_NaN());
  const std::vector<Index>& labels = layout.label_of[policy];
  const std::size_t members = recorder.members(metric);
  for (std::size_t i = 0; i < from.size(); ++i)
    to[i / members * layout.members[metric] + labels[i % members]] = from[i];
  return to;
}

std::vector<double> booked_costs(const BatchLayout& layout, Index policy, const World& world) {
  std::vector<double> costs(layout.interventions.size(), std::numeric_limits<double>::quiet_NaN());
  const std::vector<Index>& labels = layout.label_of[policy];
  for (std::size_t i = 0; i < labels.size() && i < world.booked_total.size(); ++i)
    costs[labels[i]] = world.booked_total[i];
  return costs;
}

}  // namespace berdaya
