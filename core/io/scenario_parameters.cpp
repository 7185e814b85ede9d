// [parameters], [population], [uncertainty], [adopted].
#include <algorithm>
#include <array>
#include <functional>

#include "io/scenario_reading.hpp"

namespace berdaya {
namespace {

std::string_view leaf_of(std::string_view name) { return name.substr(name.find('.') + 1); }

std::vector<std::string_view> group_names() {
  std::vector<std::string_view> names;
  for (const ParameterGroup& group : parameter_groups()) names.push_back(group.name);
  return names;
}

std::vector<std::string_view> leaf_names(const ParameterGroup& group) {
  std::vector<std::string_view> names;
  for (const ParameterDescription& parameter : group.parameters) names.push_back(leaf_of(parameter.name));
  return names;
}

// A name that no parameter of the group resembles may be one of another group.
std::string parameter_hint(std::string_view given, const ParameterGroup& group) {
  const std::vector<std::string_view> leaves = leaf_names(group);
  if (nearest_name(given, leaves).empty()) {
    for (const ParameterGroup& other : parameter_groups()) {
      for (const ParameterDescription& parameter : other.parameters) {
        if (leaf_of(parameter.name) == given)
          return "did you mean '" + std::string(parameter.name) + "'? allowed: " + join_names(leaves);
      }
    }
  }
  return suggestion(given, leaves);
}

using Visit = std::function<void(const ParameterDescription&, Value&, const Place& key)>;

void visit_group(Reading& r, Value& value, const ParameterGroup& group, const std::string& where, const Visit& visit) {
  if (!value.is(ValueKind::table)) {
    r.problems.add(value.place, where + " must be a table of parameters, got " + found_text(value));
    return;
  }
  for (Entry& entry : value.entries) {
    if (entry.key.starts_with("x-")) continue;
    const ParameterDescription* found = find_parameter(std::string(group.name) + "." + entry.key);
    if (found == nullptr)
      r.problems.add(entry.place, "unknown key '" + entry.key + "' in " + where, parameter_hint(entry.key, group));
    else
      visit(*found, entry.value, entry.place);
  }
}

// Calls visit for each group.name of a table that is written either nested or with quoted names, "group.name" = ...
void visit_parameters(Reading& r, Value& value, const std::string& section, const Visit& visit) {
  if (!value.is(ValueKind::table)) {
    r.problems.add(value.place, "[" + section + "] must be a table, got " + found_text(value));
    return;
  }
  const std::vector<std::string_view> groups = group_names();
  for (Entry& entry : value.entries) {
    if (entry.key.starts_with("x-")) continue;
    if (const ParameterDescription* found = find_parameter(entry.key)) {
      visit(*found, entry.value, entry.place);
      continue;
    }
    std::string_view name = entry.key;
    if (std::find(groups.begin(), groups.end(), name) == groups.end()) {
      r.problems.add(entry.place, "unknown key '" + entry.key + "' in [" + section + "]",
                     suggestion(entry.key, groups));
      name = nearest_name(entry.key, groups);
    }
    for (const ParameterGroup& group : parameter_groups()) {
      if (group.name == name) visit_group(r, entry.value, group, "[" + section + "." + std::string(name) + "]", visit);
    }
  }
}

NumberRule rule_of(const ParameterDescription& parameter) {
  return {.low = lower_bound(parameter.bounds),
          .high = upper_bound(parameter.bounds),
          .level = parameter.bounds == Bounds::level,
          .whole = is_whole(parameter.bounds),
          .even = parameter.bounds == Bounds::even_count};
}

void set_parameter(Reading& r, const ParameterDescription& parameter, const Value& value, const Place& key) {
  const auto [seen, fresh] = r.parameter_places.emplace(std::string(parameter.name), key);
  if (!fresh) {
    r.problems.add(
        key, std::string(parameter.name) + " is set twice; the first is in line " + std::to_string(seen->second.line));
    return;
  }
  if (!value.unstated) r.stated.emplace_back(parameter.name);
  const std::string_view name = leaf_of(parameter.name);
  double& target = parameter.at(r.scenario.parameters);
  if (parameter.bounds == Bounds::choice) {
    if (const auto choice = read_choice(r.problems, value, name, parameter.choices)) target = *choice;
  } else if (const auto number = read_number(r.problems, value, name, rule_of(parameter))) {
    target = *number;
  }
}

void add_range(Reading& r, const ParameterDescription& parameter, Value& value) {
  static constexpr std::array<std::string_view, 2> ends{"min", "max"};
  const std::string name(parameter.name);
  if (parameter.bounds == Bounds::choice) {
    r.problems.add(value.place, name + " is a choice and has no range");
    return;
  }
  if (!check_keys(r.problems, value, ends, "the range of " + name)) return;
  std::array<std::optional<double>, 2> found;
  for (std::size_t i = 0; i < 2; ++i) {
    const Value* end = value.value(ends[i]);
    if (end == nullptr)
      r.problems.add(value.place, "the range of " + name + " lacks '" + std::string(ends[i]) + "'");
    else
      found[i] = read_number(r.problems, *end, name + "." + std::string(ends[i]), rule_of(parameter));
  }
  if (!found[0] || !found[1]) return;
  if (!(*found[0] < *found[1])) {
    r.problems.add(value.place, "min must be below max in the range of " + name + ", got " + number_text(*found[0]) +
                                    " and " + number_text(*found[1]));
  }
  const auto same = [&](const ParameterRange& range) { return range.path == name; };
  if (std::any_of(r.uncertainty.begin(), r.uncertainty.end(), same))
    r.problems.add(value.place, name + " has two ranges");
  r.uncertainty.push_back({name, *found[0], *found[1]});
}

// The place of the last parameter of the file that the sentence speaks of; else of the whole file.
Place place_of_inconsistency(const Reading& r, const std::string& sentence) {
  Place place{0, 0, 0, 1};
  const std::string_view group = std::string_view(sentence).substr(0, sentence.find('.'));
  for (const auto& [name, where] : r.parameter_places) {
    if (std::string_view(name).substr(0, name.find('.')) != group) continue;
    if (sentence.find(leaf_of(name)) == std::string::npos) continue;
    if (where.source > place.source || (where.source == place.source && where.line >= place.line)) place = where;
  }
  return place;
}

}  // namespace

void read_parameters(Reading& r) {
  const Visit set = [&](const ParameterDescription& p, Value& value, const Place& key) {
    set_parameter(r, p, value, key);
  };
  if (Entry* entry = r.root.find("parameters")) visit_parameters(r, entry->value, "parameters", set);
  if (Entry* entry = r.root.find("population")) {
    for (const ParameterGroup& group : parameter_groups()) {
      if (group.name == "population") visit_group(r, entry->value, group, "[population]", set);
    }
  }
  if (Entry* entry = r.root.find("uncertainty")) {
    visit_parameters(r, entry->value, "uncertainty",
                     [&](const ParameterDescription& p, Value& value, const Place&) { add_range(r, p, value); });
  }
  for (const std::string& sentence : inconsistencies(r.scenario.parameters))
    r.problems.add(place_of_inconsistency(r, sentence), sentence);
}

}  // namespace berdaya
