// What is measured: each metric once, with name, unit, texts and the function that reads it from the world. Observers
// read only; they draw no random numbers, so that recording more never changes a run. A new metric: an entry in one of
// the catalogue_*.cpp files.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "params/parameters.hpp"
#include "state/world.hpp"

namespace berdaya {

// What a metric's function sees: one community at the end of a month, or (level run) the whole world with k = none.
struct Observed {
  const World& world;
  const Parameters& parameters;
  Index k;
};

enum class MetricLevel { community, run };

// Further dimension of a metric beside time and community.
enum class MetricDimension { scalar, option, skill_kind, trust_in, fund, intervention };

// Which direction is better: a convention for tables and plots. Less poverty, fatigue or conflict is wished for; money,
// counts of activities and who did how much have no direction.
enum class Direction { none, higher, lower };
std::string_view name_of(Direction direction);  // "", "higher", "lower"

// Where a metric stands among those shown when nobody chose any, counted from 1; 0 = it is not shown.
struct MetricPlace {
  Index order = 0;
  std::array<Index, 2> members{none, none};  // of its further dimension: those shown
};

struct MetricTraits {
  bool may_be_missing = false;  // NaN means something, and is no error
  // A level that follows the season of demand: its value is the mean of the last twelve months, not of one month.
  bool seasonal = false;
  MetricPlace table = {};   // in the table that a run closes with
  MetricPlace figure = {};  // among the panels of a figure
};

struct MetricDescription {
  std::string_view name;
  std::string_view unit;  // "1" for shares and levels
  MetricLevel level;
  MetricDimension dimension;
  Direction better;
  Text title;  // long_name, long_name_id
  Text definition;
  void (*read)(const Observed&, std::span<float> out);  // out has one value, or one for each member of the dimension
  MetricTraits traits = {};
};

std::span<const MetricDescription> metrics();
const MetricDescription* find_metric(std::string_view name);

// How many members the dimension has in this world; 1 for a scalar.
Index size_of(MetricDimension dimension, const World& world);

// Labels along the dimension in this world: option ids, skill kinds, kinds of trust; fund and intervention: positions,
// whose ids only the scenario knows. Empty for a scalar.
std::vector<std::string> labels_of(MetricDimension dimension, const World& world);

// Name of the dimension in files: "option", "skill_kind", ...; empty for a scalar.
std::string_view name_of(MetricDimension dimension);
std::string_view name_of(MetricLevel level);

}  // namespace berdaya
