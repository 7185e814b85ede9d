// Settings and arms of patterns: scenarios that are read with what the pattern file adds to them.
#include <algorithm>
#include <filesystem>

#include "base/errors.hpp"
#include "io/pattern_reading.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

constexpr const char* arm_policy = "pattern_arm";  // the policy that an arm with interventions of its own becomes

std::vector<ScenarioChange> read_changes(PatternReading& r, const Value* table) {
  std::vector<ScenarioChange> changes;
  const Value* set = table != nullptr ? table->value("set") : nullptr;
  if (set == nullptr) return changes;
  if (!set->is(ValueKind::table)) {
    r.problems.add(set->place, "set must be a table of paths and values, got " + found_text(*set),
                   "set = { \"participation.base\" = -1.5 }");
    return changes;
  }
  for (const Entry& entry : set->entries) {
    if (entry.value.is(ValueKind::table))
      r.problems.add(entry.place, "a path is written in quotes: \"" + entry.key + ".NAME\" = VALUE");
    else
      changes.push_back({entry.key, entry.value, entry.place});
  }
  return changes;
}

std::vector<Value> read_interventions(PatternReading& r, const Value* table, const std::string& section) {
  const Value* list = table != nullptr ? table->value("intervention") : nullptr;
  if (list == nullptr) return {};
  if (!list->is(ValueKind::list)) {
    r.problems.add(list->place, "interventions are written as [[" + section + ".intervention]]");
    return {};
  }
  return list->list;
}

std::string read_text_of(PatternReading& r, const Value* table, std::string_view name) {
  const Value* value = table != nullptr ? table->value(name) : nullptr;
  return value != nullptr ? read_text(r.problems, *value, name).value_or("") : "";
}

void take_problems(PatternReading& r, const InputError& error) {
  for (const Problem& problem : error.problems()) {
    const auto same = [&](const Problem& p) {
      return p.file == problem.file && p.line == problem.line && p.column == problem.column &&
             p.message == problem.message;
    };
    if (std::ranges::none_of(r.of_scenarios, same)) r.of_scenarios.push_back(problem);
  }
}

}  // namespace

std::optional<Index> read_arm(PatternReading& r, const PatternSetting& setting, Value* arm,
                              const std::string& section) {
  if (arm != nullptr &&
      !check_keys(r.problems, *arm, key_names(keys_of_section("[pattern.arm.NAME]")), "[" + section + "]"))
    return std::nullopt;
  const bool is_path = setting.scenario.ends_with(".toml") || setting.scenario.find('/') != std::string::npos;
  const std::string scenario = is_path && fs::path(setting.scenario).is_relative()
                                   ? (fs::path(r.folder) / setting.scenario).string()
                                   : setting.scenario;

  ScenarioAddition addition;
  addition.file_name = r.file_name;
  addition.text = r.text;
  addition.first = read_changes(r, setting.table);
  addition.interventions = read_interventions(r, setting.table, "setting.NAME");
  addition.last = read_changes(r, arm);
  addition.policy_interventions = read_interventions(r, arm, section);
  addition.without = arm != nullptr ? arm->value("without") : nullptr;
  const Value* const named = arm != nullptr ? arm->value("policy") : nullptr;
  const std::string policy = read_text_of(r, arm, "policy");
  PatternArm made;
  made.policy = policy.empty() ? baseline_policy : policy;
  if (!addition.policy_interventions.empty() || addition.without != nullptr) {
    addition.policy = made.policy = arm_policy;
    addition.based_on = policy == baseline_policy ? "" : policy;
    if (named != nullptr) addition.based_on_place = named->place;
  }

  const Value nothing = make_table({});
  const std::string key = scenario + "\n" + inline_toml(setting.table != nullptr ? *setting.table : nothing) + "\n" +
                          inline_toml(arm != nullptr ? *arm : nothing);
  if (const auto known = r.arms->find(key); known != r.arms->end()) return known->second;
  try {
    LoadedScenario loaded = load_scenario_with(scenario, r.overrides, addition);
    const std::vector<std::string> policies = policy_ids(loaded.scenario);
    if (named != nullptr && std::ranges::find(policies, made.policy) == policies.end()) {
      const std::vector<std::string_view> views(policies.begin(), policies.end());
      r.problems.add(named->place, "unknown policy '" + policy + "'", suggestion(policy, views, "there are"));
      return std::nullopt;
    }
    made.scenario = std::make_shared<const Scenario>(std::move(loaded.scenario));
  } catch (const InputError& error) {
    take_problems(r, error);
    return std::nullopt;
  }
  const Index row = static_cast<Index>(r.loaded->suite.arms.size());
  r.loaded->suite.arms.push_back(std::move(made));
  r.arms->emplace(key, row);
  return row;
}

}  // namespace berdaya
