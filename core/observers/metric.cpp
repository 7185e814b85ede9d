#include "observers/metric.hpp"

#include <algorithm>
#include <array>

#include "observers/catalogue.hpp"

namespace berdaya {
namespace {

constexpr std::array<SkillKind, 3> skill_kinds{SkillKind::production, SkillKind::management, SkillKind::market};
constexpr std::array<std::string_view, 4> kinds_of_trust{"peer", "cbo", "facilitator", "government"};

}  // namespace

std::span<const MetricDescription> metrics() {
  static const std::vector<MetricDescription> all = [] {
    std::vector<MetricDescription> list;
    for (auto part : {umkm_metrics(), market_metrics(), community_metrics(), index_metrics(), run_metrics()}) {
      list.insert(list.end(), part.begin(), part.end());
    }
    return list;
  }();
  return all;
}

const MetricDescription* find_metric(std::string_view name) {
  const auto all = metrics();
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const MetricDescription& m) { return m.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Index size_of(MetricDimension dimension, const World& world) {
  switch (dimension) {
    case MetricDimension::scalar:
      return 1;
    case MetricDimension::option:
      return static_cast<Index>(world.setting.options.size());
    case MetricDimension::skill_kind:
      return static_cast<Index>(skill_kinds.size());
    case MetricDimension::trust_in:
      return static_cast<Index>(kinds_of_trust.size());
    case MetricDimension::fund:
      return world.fund.rows();
    case MetricDimension::intervention:
      return static_cast<Index>(world.booked_total.size());
  }
  return 1;
}

std::vector<std::string> labels_of(MetricDimension dimension, const World& world) {
  std::vector<std::string> labels;
  switch (dimension) {
    case MetricDimension::scalar:
      break;
    case MetricDimension::option:
      for (const OptionSpec& option : world.setting.options) labels.push_back(option.id);
      break;
    case MetricDimension::skill_kind:
      for (SkillKind kind : skill_kinds) labels.emplace_back(name_of(kind));
      break;
    case MetricDimension::trust_in:
      labels.assign(kinds_of_trust.begin(), kinds_of_trust.end());
      break;
    case MetricDimension::fund:
    case MetricDimension::intervention:
      for (Index i = 0; i < size_of(dimension, world); ++i) labels.push_back(std::to_string(i));
      break;
  }
  return labels;
}

std::string_view name_of(MetricDimension dimension) {
  switch (dimension) {
    case MetricDimension::scalar:
      return "";
    case MetricDimension::option:
      return "option";
    case MetricDimension::skill_kind:
      return "skill_kind";
    case MetricDimension::trust_in:
      return "trust_in";
    case MetricDimension::fund:
      return "fund";
    case MetricDimension::intervention:
      return "intervention";
  }
  return "";
}

std::string_view name_of(Direction direction) {
  if (direction == Direction::none) return "";
  return direction == Direction::lower ? "lower" : "higher";
}

std::string_view name_of(MetricLevel level) { return level == MetricLevel::run ? "run" : "community"; }

}  // namespace berdaya
