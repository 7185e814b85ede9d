#include "io/sweep_plan.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "io/scenario_values.hpp"
#include "io/table_file.hpp"
#include "io/text_file.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t samples_checked = 10'000;  // for parameters that do not go together

const KeyDescription& key_of(std::string_view section, std::string_view name) {
  for (const SweepSection& each : sweep_sections()) {
    if (each.name != section) continue;
    return *std::find_if(each.keys.begin(), each.keys.end(), [&](const KeyDescription& k) { return k.name == name; });
  }
  return sweep_sections()[0].keys[0];
}

std::string toml_text(const Value& value) {
  switch (value.kind) {
    case ValueKind::text:
      return toml_string(value.text);
    case ValueKind::whole:
      return std::to_string(value.whole);
    case ValueKind::number:
      return toml_number(value.number);
    case ValueKind::flag:
      return value.flag ? "true" : "false";
    case ValueKind::date: {
      const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
      return std::to_string(value.date.year) + "-" + two(value.date.month) + "-" + two(value.date.day);
    }
    default:
      return {};
  }
}

// "parameters.group.name" and "group.name" are one parameter.
const ParameterDescription* parameter_at(std::string_view path) {
  constexpr std::string_view prefix = "parameters.";
  return find_parameter(path.starts_with(prefix) ? path.substr(prefix.size()) : path);
}

struct PlanReading {
  ProblemList problems;
  Value root;
  std::string folder;
  LoadedSweep* sweep = nullptr;
  DesignSpec design;
  Place design_place;
  std::vector<Place> parameter_places;
};

Value* section_of(PlanReading& r, std::string_view name) {
  Entry* entry = r.root.find(name);
  if (entry == nullptr) return nullptr;
  for (const SweepSection& section : sweep_sections()) {
    if (section.name != name) continue;
    if (!check_keys(r.problems, entry->value, key_names(section.keys), "[" + std::string(name) + "]")) return nullptr;
  }
  return &entry->value;
}

template <class T>
void read_whole(PlanReading& r, const Value& table, std::string_view section, std::string_view name, T& target) {
  const Value* value = table.value(name);
  if (value == nullptr) return;
  NumberRule rule = rule_of(key_of(section, name));
  rule.whole = true;
  if (const auto number = read_number(r.problems, *value, name, rule)) target = static_cast<T>(*number);
}

void read_flag_into(PlanReading& r, const Value& table, std::string_view name, bool& target) {
  if (const Value* value = table.value(name)) target = read_flag(r.problems, *value, name).value_or(target);
}

// A list of texts, or one text.
std::vector<std::string> read_names(PlanReading& r, const Value& value, std::string_view name) {
  std::vector<std::string> names;
  if (!value.is(ValueKind::list)) {
    if (const auto text = read_text(r.problems, value, name)) names.push_back(*text);
    return names;
  }
  for (const Value& element : value.list) {
    if (const auto text = read_text(r.problems, element, name)) names.push_back(*text);
  }
  if (value.list.empty()) r.problems.add(value.place, std::string(name) + " must not be empty");
  return names;
}

void read_policies(PlanReading& r) {
  const Value* value = r.root.value("policies");
  if (value == nullptr) return;
  const std::vector<std::string> known = policy_ids(r.sweep->scenario.scenario);
  const std::vector<std::string_view> views(known.begin(), known.end());
  for (const std::string& name : read_names(r, *value, "policies")) {
    if (name == "all" && std::find(known.begin(), known.end(), name) == known.end()) {
      r.sweep->policies.insert(r.sweep->policies.end(), known.begin(), known.end());
      continue;
    }
    if (std::find(known.begin(), known.end(), name) == known.end())
      r.problems.add(value->place, "unknown policy '" + name + "'", suggestion(name, views, "there are"));
    else if (std::find(r.sweep->policies.begin(), r.sweep->policies.end(), name) != r.sweep->policies.end())
      r.problems.add(value->place, "policy '" + name + "' is named twice");
    r.sweep->policies.push_back(name);
  }
}

void read_output(PlanReading& r) {
  Value* output = section_of(r, "output");
  if (output == nullptr) return;
  SweepOutput& to = r.sweep->output;
  if (const Value* value = output->value("metrics")) {
    std::vector<std::string_view> known{"all"};
    for (const MetricDescription& metric : metrics()) known.push_back(metric.name);
    for (std::string& name : read_names(r, *value, "metrics")) {
      if (std::find(known.begin(), known.end(), name) == known.end())
        r.problems.add(value->place, "unknown metric '" + name + "'", suggestion(name, known));
      to.metrics.push_back(std::move(name));
    }
  }
  read_whole(r, *output, "output", "every", to.every);
  read_whole(r, *output, "output", "keep_bits", to.keep_bits);
  read_flag_into(r, *output, "summary", to.summary);
  if (const Value* value = output->value("by")) {
    if (const auto kind = read_choice(r.problems, *value, "by", region_kinds)) to.by = static_cast<RegionKind>(*kind);
  }
  if (const Value* value = output->value("quantiles")) {
    to.statistics.quantiles.clear();
    if (!value->is(ValueKind::list))
      r.problems.add(value->place, "quantiles must be a list of numbers in [0, 1], got " + found_text(*value));
    for (const Value& element : value->list) {
      if (const auto number = read_number(r.problems, element, "quantiles", {.low = 0, .high = 1}))
        to.statistics.quantiles.push_back(*number);
    }
    for (std::size_t q = 1; q < to.statistics.quantiles.size(); ++q) {
      if (to.statistics.quantiles[q] <= to.statistics.quantiles[q - 1]) {
        r.problems.add(value->place, "quantiles must rise");
        break;
      }
    }
    if (!to.summary) r.problems.add(value->place, "quantiles belong to summary = true");
  }
  if (to.summary && r.sweep->replicates < 2)
    r.problems.add(output->place, "a summary over replicates needs replicates = 2 or more");
}

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

std::optional<std::string> embedded_file(const PlanReading& r, std::string_view name) {
  const Value* files = r.root.value("files");
  const Value* text = files != nullptr ? files->value(name) : nullptr;
  if (text == nullptr || !text->is(ValueKind::text)) return std::nullopt;
  return text->text;
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

void read_design(PlanReading& r) {
  Value* design = section_of(r, "design");
  if (design == nullptr) return;
  r.design_place = design->place;
  const Value* kind = design->value("kind");
  if (kind == nullptr) {
    r.problems.add(design->place, "[design] lacks 'kind'", "kind: grid, list, random, lhs, sobol, saltelli or morris");
    return;
  }
  const auto chosen = read_choice(r.problems, *kind, "kind", key_of("design", "kind").choices);
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

// Values that a path takes at its ends, tried in the scenario one by one, so that a wrong path or an impossible value
// is known before the first run.
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
        parse_scenario(sweep.scenario.resolved, sweep.scenario.scenario.id, "", std::span(&change, 1));
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

// Parameters that must fit together: a sum of 1, say. One sample that does not is enough to refuse the plan.
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

}  // namespace

SweepPlan LoadedSweep::plan(int threads) const {
  return {.scenario = scenario.scenario,
          .policies = policies,
          .replicates = replicates,
          .seed = seed,
          .paired = paired,
          .design = *design,
          .output = output,
          .scenario_of = [this](std::size_t sample) { return scenario_of(sample); },
          .threads = threads};
}

std::vector<Override> LoadedSweep::overrides_of(std::size_t sample) const {
  std::vector<Override> changes;
  for (std::size_t p = 0; p < design->parameters(); ++p)
    changes.push_back({design->spec().parameters[p].path, design->value(sample, p)});
  return changes;
}

Scenario LoadedSweep::scenario_of(std::size_t sample) const {
  const std::vector<DesignParameter>& parameters = design->spec().parameters;
  const bool only_parameters = std::all_of(parameters.begin(), parameters.end(), [](const DesignParameter& p) {
    const ParameterDescription* found = parameter_at(p.path);
    return found != nullptr && found->bounds != Bounds::choice;
  });
  if (!only_parameters) return parse_scenario(scenario.resolved, scenario_name, "", overrides_of(sample)).scenario;

  // The quick way, with the result and the problems of the other.
  Scenario changed = scenario.scenario;
  std::vector<Problem> problems;
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const ParameterDescription& found = *parameter_at(parameters[p].path);
    const double value = design->number(sample, p);
    if (!(value >= lower_bound(found.bounds) && value <= upper_bound(found.bounds))) {
      Problem problem;
      problem.message = std::string(found.name) + " must lie in [" + number_text(lower_bound(found.bounds)) + ", " +
                        number_text(upper_bound(found.bounds)) + "], got " + design->value(sample, p);
      problems.push_back(std::move(problem));
    }
    found.at(changed.parameters) = value;
  }
  for (const std::string& text : inconsistencies(changed.parameters)) {
    Problem problem;
    problem.message = text;
    problems.push_back(std::move(problem));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return changed;
}

LoadedSweep parse_sweep(std::string_view text, const std::string& file_name, const std::string& folder) {
  PlanReading r;
  r.folder = folder;
  const int source = r.problems.add_source(file_name, text);
  r.root = parse_toml(text, source, r.problems);
  r.problems.throw_if_any();

  LoadedSweep sweep;
  sweep.text = text;
  r.sweep = &sweep;
  check_keys(r.problems, r.root, key_names(sweep_sections()[0].keys), top_level);
  for (const KeyDescription& key : sweep_sections()[0].keys) {
    if (key.required && r.root.find(key.name) == nullptr)
      r.problems.add({source, 0, 0, 1}, "the plan lacks '" + std::string(key.name) + "'",
                     std::string(key.name) + ": " + std::string(key.meaning.en));
  }
  if (const Value* format = r.root.value("format")) {
    if (!format->is(ValueKind::whole) || format->whole != 1)
      r.problems.add(format->place, "format must be 1, got " + found_text(*format));
  }
  if (const Value* value = r.root.value("seed")) {
    if (!value->is(ValueKind::whole) || value->whole < 0)
      r.problems.add(value->place, "seed must be a whole number of at least 0, got " + found_text(*value));
    else
      sweep.seed = Seed{static_cast<std::uint64_t>(value->whole)};
  }
  read_whole(r, r.root, "", "replicates", sweep.replicates);
  read_flag_into(r, r.root, "paired", sweep.paired);

  std::vector<Problem> of_scenario;
  bool has_scenario = false;
  if (const Value* value = r.root.value("scenario")) {
    if (const auto name = read_text(r.problems, *value, "scenario")) {
      const bool is_path = name->ends_with(".toml") || name->find('/') != std::string::npos;
      sweep.scenario_name = *name;
      const auto embedded = embedded_file(r, embedded_scenario);
      try {
        sweep.scenario = embedded ? parse_scenario(*embedded, *name, folder)
                                  : load_scenario(is_path ? (fs::path(folder) / *name).string() : *name);
        has_scenario = true;
      } catch (const InputError& error) {
        if (is_path)
          of_scenario = error.problems();
        else
          for (const Problem& problem : error.problems()) r.problems.add(value->place, problem.message, problem.hint);
      } catch (const IoError& error) {
        r.problems.add(value->place, error.what());
      }
    }
  }
  if (has_scenario) read_policies(r);
  read_output(r);
  read_design(r);
  if (has_scenario && r.problems.empty()) try_values(r);
  if (has_scenario && r.problems.empty()) {
    try {
      sweep.design.emplace(r.design, sweep.seed);
      try_samples(r);
    } catch (const InputError& error) {
      for (const Problem& problem : error.problems()) r.problems.add(r.design_place, problem.message, problem.hint);
    }
  }
  std::vector<Problem> all = r.problems.sorted();
  all.insert(all.end(), of_scenario.begin(), of_scenario.end());
  if (!all.empty()) throw InputError(std::move(all));
  return sweep;
}

LoadedSweep load_sweep(const std::string& path) {
  std::string reason;
  const auto text = read_text_file(path, reason);
  if (!text) throw IoError("cannot read '" + path + "': " + reason);
  return parse_sweep(*text, path, fs::path(path).parent_path().string());
}

bool is_sweep_plan(const std::string& path) {
  std::string reason;
  const auto text = read_text_file(path, reason);
  if (!text) return false;
  ProblemList problems;
  const Value root = parse_toml(*text, problems.add_source(path, *text), problems);
  return problems.empty() && (root.find("scenario") != nullptr || root.find("design") != nullptr) &&
         root.find("community") == nullptr;
}

}  // namespace berdaya
