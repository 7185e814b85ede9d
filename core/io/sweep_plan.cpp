#include "io/sweep_plan.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "io/structure_overrides.hpp"
#include "io/sweep_plan_reading.hpp"
#include "io/text_file.hpp"

namespace berdaya {

namespace fs = std::filesystem;

const KeyDescription& sweep_key(std::string_view section, std::string_view name) {
  for (const SweepSection& each : sweep_sections()) {
    if (each.name != section) continue;
    return *std::find_if(each.keys.begin(), each.keys.end(), [&](const KeyDescription& k) { return k.name == name; });
  }
  return sweep_sections()[0].keys[0];
}

const ParameterDescription* parameter_at(std::string_view path) {
  constexpr std::string_view prefix = "parameters.";
  return find_parameter(path.starts_with(prefix) ? path.substr(prefix.size()) : path);
}

Value* section_of(PlanReading& r, std::string_view name) {
  Entry* entry = r.root.find(name);
  if (entry == nullptr) return nullptr;
  for (const SweepSection& section : sweep_sections()) {
    if (section.name != name) continue;
    if (!check_keys(r.problems, entry->value, key_names(section.keys), "[" + std::string(name) + "]")) return nullptr;
  }
  return &entry->value;
}

void read_flag_into(PlanReading& r, const Value& table, std::string_view name, bool& target) {
  if (const Value* value = table.value(name)) target = read_flag(r.problems, *value, name).value_or(target);
}

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

std::optional<std::string> embedded_file(const PlanReading& r, std::string_view name) {
  const Value* files = r.root.value("files");
  const Value* text = files != nullptr ? files->value(name) : nullptr;
  if (text == nullptr || !text->is(ValueKind::text)) return std::nullopt;
  return text->text;
}

namespace {

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

std::vector<Override> read_structures(PlanReading& r) {
  const Value* value = r.root.value("structures");
  if (value == nullptr) return {};
  try {
    return structure_overrides(read_names(r, *value, "structures"));
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) r.problems.add(value->place, problem.message, problem.hint);
  }
  return {};
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
  if (!only_parameters) return changed_world(scenario, scenario_name, overrides_of(sample));

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
  for (const std::string& inconsistency : inconsistencies(changed.parameters)) {
    Problem problem;
    problem.message = inconsistency;
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

  const std::vector<Override> structures = read_structures(r);
  std::vector<Problem> of_scenario;
  bool has_scenario = false;
  if (const Value* value = r.root.value("scenario")) {
    if (const auto name = read_text(r.problems, *value, "scenario")) {
      const bool is_path = name->ends_with(".toml") || name->find('/') != std::string::npos;
      sweep.scenario_name = *name;
      const auto embedded = embedded_file(r, embedded_scenario);
      try {
        sweep.scenario = embedded ? parse_scenario(*embedded, *name, folder, structures)
                                  : load_scenario(is_path ? (fs::path(folder) / *name).string() : *name, structures);
        has_scenario = true;
        if (sweep.scenario.sets)
          r.problems.add(value->place, "the scenario has [parameter_sets], which a sweep does not take",
                         "remove the section; a list design can name the sets");
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
