// [design] of a sweep plan.
#include <algorithm>
#include <filesystem>
#include <utility>

#include "io/sweep_plan_reading.hpp"
#include "io/table_file.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t samples_checked = 10'000;  // for parameters that do not go together

// The range of a parameter that is only named: the scenario's [uncertainty], else the plausible range.
bool take_known_range(PlanReading& r, DesignParameter& parameter, const Place& place) {
  const ParameterDescription* found = parameter_at(parameter.path);
  if (found == nullptr) {
    std::vector<std::string_view> names;
    for (const ParameterGroup& group : parameter_groups()) {
      for (const ParameterDescription& each : group.parameters) names.push_back(each.name);
    }
    const std::string_view nearest = nearest_name(parameter.path, names);
    r.problems.add(place, "unknown parameter '" + parameter.path + "'",
                   (nearest.empty() ? std::string() : "did you mean '" + std::string(nearest) + "'? ") +
                       "see berdaya describe parameters");
    return false;
  }
  if (found->bounds == Bounds::choice) {
    for (const std::string_view choice : found->choices) parameter.values.push_back(toml_string(choice));
    return true;
  }
  parameter.low = found->low;
  parameter.high = found->high;
  for (const ParameterRange& range : r.sweep->scenario.uncertainty) {
    if (range.path != found->name) continue;
    parameter.low = range.low;
    parameter.high = range.high;
  }
  parameter.whole = is_whole(found->bounds);
  return true;
}

// What a parameter's own bounds say about a range.
void check_range(PlanReading& r, const DesignParameter& parameter, const Place& place) {
  const ParameterDescription* found = parameter_at(parameter.path);
  if (found == nullptr) return;
  const std::string name(found->name);
  if (found->bounds == Bounds::choice || found->bounds == Bounds::even_count) {
    r.problems.add(place, name + " takes single values: " + name + " = { values = [...] }");
    return;
  }
  const double low = lower_bound(found->bounds);
  const double high = upper_bound(found->bounds);
  if (parameter.low < low || parameter.high > high)
    r.problems.add(place, name + " must lie in [" + number_text(low) + ", " + number_text(high) + "], got " +
                              number_text(parameter.low) + " to " + number_text(parameter.high));
}

void read_parameter(PlanReading& r, Entry& entry) {
  static constexpr std::array<std::string_view, 4> keys{"min", "max", "values", "whole"};
  DesignParameter parameter;
  parameter.path = entry.key;
  if (!check_keys(r.problems, entry.value, keys, "\"" + entry.key + "\"")) return;
  Value& table = entry.value;
  const Value* values = table.value("values");
  const Value* low = table.value("min");
  const Value* high = table.value("max");
  const ParameterDescription* found = parameter_at(entry.key);
  parameter.whole = found != nullptr && is_whole(found->bounds);
  read_flag_into(r, table, "whole", parameter.whole);
  if (values != nullptr) {
    if (low != nullptr || high != nullptr) {
      r.problems.add(entry.place, "\"" + entry.key + "\" takes either min and max, or values");
      return;
    }
    if (!values->is(ValueKind::list) || values->list.empty()) {
      r.problems.add(values->place, "values must be a list with at least one value, got " + found_text(*values));
      return;
    }
    for (const Value& element : values->list) {
      const std::string text = toml_text(element);
      if (text.empty())
        r.problems.add(element.place,
                       "values must be numbers, texts, dates or true and false, got " + found_text(element));
      parameter.values.push_back(text);
    }
  } else if (low == nullptr || high == nullptr) {
    if (low != nullptr || high != nullptr || r.design.kind != DesignKind::list)
      r.problems.add(entry.place, "\"" + entry.key + "\" needs min and max, or values");
    return;
  } else {
    const NumberRule any{.low = -1e300, .high = 1e300, .whole = parameter.whole};
    const auto a = read_number(r.problems, *low, "min", any);
    const auto b = read_number(r.problems, *high, "max", any);
    if (!a || !b) return;
    parameter.low = *a;
    parameter.high = *b;
    if (*a > *b) {
      r.problems.add(low->place, "min must not be above max");
      return;
    }
    check_range(r, parameter, entry.place);
  }
  r.design.parameters.push_back(std::move(parameter));
  r.parameter_places.push_back(entry.place);
}

// A dotted path written without quotes has become tables in tables: participation.base = { min = ..., max = ... }.
void read_parameter_table(PlanReading& r, Entry& entry, const std::string& prefix) {
  const std::string path = prefix + entry.key;
  Value& value = entry.value;
  const bool is_leaf = !value.is(ValueKind::table) || value.find("min") || value.find("max") || value.find("values") ||
                       value.entries.empty() || !value.entries[0].value.is(ValueKind::table);
  if (is_leaf) {
    Entry whole{path, entry.place, std::move(value)};
    read_parameter(r, whole);
    return;
  }
  for (Entry& inner : value.entries) read_parameter_table(r, inner, path + ".");
}

void read_parameters_of_design(PlanReading& r, Value& value) {
  if (value.is(ValueKind::table)) {
    for (Entry& entry : value.entries) {
      if (!entry.key.starts_with("x-")) read_parameter_table(r, entry, "");
    }
    return;
  }
  std::vector<std::string> names = read_names(r, value, "parameters");
  if (names == std::vector<std::string>{"uncertainty"}) {
    names.clear();
    for (const ParameterRange& range : r.sweep->scenario.uncertainty) names.push_back(range.path);
    if (names.empty())
      r.problems.add(value.place, "the scenario has no [uncertainty]; name parameters, or give ranges");
  }
  for (std::string& name : names) {
    DesignParameter parameter;
    parameter.path = std::move(name);
    if (!take_known_range(r, parameter, value.place)) continue;
    r.design.parameters.push_back(std::move(parameter));
    r.parameter_places.push_back(value.place);
  }
}

void read_list(PlanReading& r, const Value& design) {
  const Value* name = design.value("file");
  if (name == nullptr) {
    r.problems.add(r.design_place, "a list design needs file = \"TABLE.csv\"");
    return;
  }
  const auto file = read_text(r.problems, *name, "file");
  if (!file) return;
  const fs::path path = fs::path(r.folder) / *file;
  std::string reason;
  std::optional<std::string> text = embedded_file(r, *file);
  if (!text) text = read_text_file(path, reason);
  if (!text) {
    r.problems.add(name->place, "cannot read '" + *file + "': " + reason, "looked for " + path.string());
    return;
  }
  const int source = r.problems.add_source(path.string(), *text);
  const TableFile table = read_table(*text, source, r.problems);
  for (const TableCell& cell : table.header) {
    DesignParameter parameter;
    parameter.path = cell.text;
    r.design.parameters.push_back(std::move(parameter));
    r.parameter_places.push_back(cell.place);
  }
  for (const std::vector<TableCell>& row : table.rows) {
    std::vector<std::string> values;
    for (const TableCell& cell : row) {
      const std::string value = toml_text(parse_toml_value(cell.text, source));
      if (value.empty()) r.problems.add(cell.place, "a cell must be a number, a text, a date or true or false");
      values.push_back(value);
    }
    r.design.table.push_back(std::move(values));
  }
}

}  // namespace

void read_design(PlanReading& r) {
  if (r.root.find("design") == nullptr) {
    r.design.kind = DesignKind::none;
    return;
  }
  Value* design = section_of(r, "design");
  if (design == nullptr) return;
  r.design_place = design->place;
  const Value* kind = design->value("kind");
  if (kind == nullptr) {
    r.problems.add(design->place, "[design] lacks 'kind'", "kind: grid, list, random, lhs, sobol, saltelli or morris");
    return;
  }
  const auto chosen = read_choice(r.problems, *kind, "kind", sweep_key("design", "kind").choices);
  if (!chosen) return;
  r.design.kind = static_cast<DesignKind>(*chosen);
  read_whole(r, *design, "design", "samples", r.design.samples);
  read_whole(r, *design, "design", "levels", r.design.levels);
  read_flag_into(r, *design, "second_order", r.design.second_order);
  if (r.design.kind == DesignKind::list) {
    read_list(r, *design);
    if (const Value* parameters = design->value("parameters"))
      r.problems.add(parameters->place, "a list design has its parameters in the header of its table");
    return;
  }
  if (const Value* file = design->value("file")) r.problems.add(file->place, "file belongs to kind = \"list\"");
  if (Entry* parameters = design->find("parameters")) {
    read_parameters_of_design(r, parameters->value);
  } else {
    r.problems.add(design->place, "[design] lacks 'parameters'",
                   "[design.parameters]\n\"participation.base\" = { min = -2.5, max = -0.5 }");
  }
}

void try_values(PlanReading& r) {
  const LoadedSweep& sweep = *r.sweep;
  for (std::size_t p = 0; p < r.design.parameters.size(); ++p) {
    const DesignParameter& parameter = r.design.parameters[p];
    std::vector<std::string> values = parameter.values;
    if (r.design.kind == DesignKind::list) {
      for (const auto& row : r.design.table) {
        if (std::find(values.begin(), values.end(), row[p]) == values.end()) values.push_back(row[p]);
        if (values.size() == 50) break;
      }
    } else if (values.empty()) {
      if (parameter_at(parameter.path) != nullptr) continue;  // its bounds were looked at
      for (const double end : {parameter.low, parameter.high})
        values.push_back(parameter.whole ? std::to_string(static_cast<long long>(end)) : toml_number(end));
    }
    for (const std::string& value : values) {
      const Override change{parameter.path, value};
      try {
        changed_world(sweep.scenario, sweep.scenario.scenario.id, std::span(&change, 1));
      } catch (const InputError& error) {
        // Sums of several parameters are looked at when all of them are known.
        if (parameter_at(parameter.path) != nullptr && error.problems().size() == 1 &&
            error.problems()[0].message.find(" must be 1, got") != std::string::npos)
          continue;
        for (const Problem& problem : error.problems())
          r.problems.add(r.parameter_places[p], "\"" + parameter.path + "\" = " + value + ": " + problem.message,
                         problem.hint);
        break;
      }
    }
    if (parameter.path == "months" || parameter.path == "start" || parameter.path == "planned_months")
      r.problems.add(r.parameter_places[p], "\"" + parameter.path + "\" cannot be swept: all runs share one time axis");
  }
}

void try_samples(PlanReading& r) {
  const LoadedSweep& sweep = *r.sweep;
  const std::size_t n = std::min(sweep.design->samples(), samples_checked);
  for (std::size_t sample = 0; sample < n; ++sample) {
    Parameters parameters = sweep.scenario.scenario.parameters;
    for (std::size_t p = 0; p < r.design.parameters.size(); ++p) {
      const ParameterDescription* found = parameter_at(r.design.parameters[p].path);
      if (found != nullptr && found->bounds != Bounds::choice) found->at(parameters) = sweep.design->number(sample, p);
    }
    const std::vector<std::string> found = inconsistencies(parameters);
    if (found.empty()) continue;
    for (const std::string& text : found)
      r.problems.add(r.design_place, "sample " + std::to_string(sample) + ": " + text,
                     "sweep parameters that leave the sum as it is, or give a list of samples that keep it");
    return;
  }
}

}  // namespace berdaya
