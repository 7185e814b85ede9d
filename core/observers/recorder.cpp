#include "observers/recorder.hpp"

#include <algorithm>
#include <utility>

namespace berdaya {

std::vector<Index> recorded_months(Index months, Index every) {
  std::vector<Index> list;
  if (months == 0) return list;
  const Index step = std::max<Index>(every, 1);
  for (Index t = step - 1; t < months - 1; t += step) list.push_back(t);
  list.push_back(months - 1);
  return list;
}

Recorder::Recorder(std::vector<const MetricDescription*> chosen, std::vector<Index> recorded, const World& world)
    : chosen_(std::move(chosen)), recorded_(std::move(recorded)), communities_(world.community.rows()) {
  for (const MetricDescription* metric : chosen_) {
    members_.push_back(size_of(metric->dimension, world));
    const std::size_t cells = metric->level == MetricLevel::run ? 1 : communities_;
    values_.emplace_back(recorded_.size() * cells * members_.back(), 0.0F);
  }
}

Index Recorder::position_of(Index t) const {
  const auto found = std::lower_bound(recorded_.begin(), recorded_.end(), t);
  return found == recorded_.end() || *found != t ? none : static_cast<Index>(found - recorded_.begin());
}

void Recorder::record_community(Index position, const Observed& observed) {
  for (std::size_t m = 0; m < chosen_.size(); ++m) {
    if (chosen_[m]->level != MetricLevel::community) continue;
    const std::size_t cell = static_cast<std::size_t>(position) * communities_ + observed.k;
    chosen_[m]->read(observed, std::span(values_[m]).subspan(cell * members_[m], members_[m]));
  }
}

void Recorder::record_run(Index position, const Observed& observed) {
  for (std::size_t m = 0; m < chosen_.size(); ++m) {
    if (chosen_[m]->level != MetricLevel::run) continue;
    const std::size_t cell = position;
    chosen_[m]->read(observed, std::span(values_[m]).subspan(cell * members_[m], members_[m]));
  }
}

}  // namespace berdaya
