// What the readers of the parts of a sweep plan share while one plan is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/scenario_values.hpp"
#include "io/sweep_plan.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

struct PlanReading {
  ProblemList problems;
  Value root;
  std::string folder;
  LoadedSweep* sweep = nullptr;
  DesignSpec design;
  Place design_place;
  std::vector<Place> parameter_places;
};

const KeyDescription& sweep_key(std::string_view section, std::string_view name);

// The parameter of a path: "parameters.group.name" and "group.name" are one; null if it is none.
const ParameterDescription* parameter_at(std::string_view path);

// The table of a section with its keys looked at; null without one.
Value* section_of(PlanReading& r, std::string_view name);
// A list of texts, or one text.
std::vector<std::string> read_names(PlanReading& r, const Value& value, std::string_view name);
void read_flag_into(PlanReading& r, const Value& table, std::string_view name, bool& target);
// A text of [files].
std::optional<std::string> embedded_file(const PlanReading& r, std::string_view name);

template <class T>
void read_whole(PlanReading& r, const Value& table, std::string_view section, std::string_view name, T& target) {
  const Value* value = table.value(name);
  if (value == nullptr) return;
  NumberRule rule = rule_of(sweep_key(section, name));
  rule.whole = true;
  if (const auto number = read_number(r.problems, *value, name, rule)) target = static_cast<T>(*number);
}

void read_design(PlanReading& r);
// Values that a path takes at its ends, tried in the scenario one by one, so that a wrong path or an impossible value
// is known before the first run.
void try_values(PlanReading& r);
// Parameters that must fit together: a sum of 1, say. One sample that does not is enough to refuse the plan.
void try_samples(PlanReading& r);

}  // namespace berdaya
