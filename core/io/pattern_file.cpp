#include "io/pattern_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "base/errors.hpp"
#include "io/bundled.hpp"
#include "io/pattern_reading.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

// Names of the arms in the order of Contrast; those that may be left out stand for the setting as it is.
struct ArmNames {
  std::span<const std::string_view> names;
  std::span<const std::string_view> optional;
};

ArmNames arms_of(Contrast contrast) {
  static constexpr std::array<std::string_view, 1> with{"with"};
  static constexpr std::array<std::string_view, 2> two{"with", "without"};
  static constexpr std::array<std::string_view, 4> four{"both", "first", "second", "neither"};
  static constexpr std::array<std::string_view, 3> three{"first", "second", "neither"};
  static constexpr std::array<std::string_view, 1> neither{"neither"};
  switch (contrast) {
    case Contrast::level:
      return {with, with};
    case Contrast::difference:
    case Contrast::ratio:
      return {two, two};
    case Contrast::interaction:
      return {four, neither};
    case Contrast::asymmetry:
    case Contrast::relative:
      break;
  }
  return {three, neither};
}

bool knows(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string text_of(PatternReading& r, const Value& table, std::string_view name) {
  const Value* value = table.value(name);
  return value != nullptr ? read_text(r.problems, *value, name).value_or("") : "";
}

Title title_of(PatternReading& r, Value& table, std::string_view name) {
  Entry* entry = table.find(name);
  return entry != nullptr ? read_title(r.problems, entry->value, name).value_or(Title{}) : Title{};
}

int choice_of(PatternReading& r, const Value& table, std::string_view name, int standard) {
  const Value* value = table.value(name);
  if (value == nullptr) return standard;
  return read_choice(r.problems, *value, name, pattern_key("[[pattern]]", name).choices).value_or(standard);
}

std::optional<PatternSetting> find_setting(PatternReading& r, const Value& pattern) {
  PatternSetting setting{r.scenario, nullptr};
  const Value* name = pattern.value("setting");
  if (name == nullptr) return setting;
  const auto text = read_text(r.problems, *name, "setting");
  if (!text) return std::nullopt;
  Entry* settings = r.root.find("setting");
  Entry* found = settings != nullptr ? settings->value.find(*text) : nullptr;
  if (found == nullptr) {
    std::vector<std::string_view> names;
    if (settings != nullptr) {
      for (const Entry& entry : settings->value.entries) names.push_back(entry.key);
    }
    r.problems.add(name->place, "unknown setting '" + *text + "'", suggestion(*text, names, "there are"));
    return std::nullopt;
  }
  setting.table = &found->value;
  if (const Value* scenario = found->value.value("scenario"); scenario != nullptr && scenario->is(ValueKind::text))
    setting.scenario = scenario->text;
  return setting;
}

void check_settings(PatternReading& r) {
  Entry* settings = r.root.find("setting");
  if (settings == nullptr) return;
  if (!settings->value.is(ValueKind::table)) {
    r.problems.add(settings->place, "settings are written as [setting.NAME]");
    return;
  }
  for (Entry& entry : settings->value.entries) {
    if (!check_keys(r.problems, entry.value, key_names(keys_of_section("[setting.NAME]")),
                    "[setting." + entry.key + "]"))
      continue;
    if (const Value* scenario = entry.value.value("scenario")) read_text(r.problems, *scenario, "scenario");
  }
}

// The arms of a pattern; fewer than the contrast has if something is wrong.
void read_arms(PatternReading& r, Value& table, const PatternSetting& setting, Pattern& pattern) {
  const ArmNames arms = arms_of(pattern.contrast);
  Entry* given = table.find("arm");
  if (given != nullptr && !check_keys(r.problems, given->value, arms.names,
                                      "[pattern.arm] of a contrast \"" + std::string(name_of(pattern.contrast)) + "\""))
    return;
  for (const std::string_view name : arms.names) {
    Entry* arm = given != nullptr ? given->value.find(name) : nullptr;
    if (arm == nullptr && !knows(arms.optional, name)) {
      r.problems.add(table.place, "the pattern lacks [pattern.arm." + std::string(name) + "]");
      continue;
    }
    const auto row = read_arm(r, setting, arm != nullptr ? &arm->value : nullptr, "pattern.arm." + std::string(name));
    if (row) pattern.arms.push_back(*row);
  }
  const std::set<Index> different(pattern.arms.begin(), pattern.arms.end());
  if (pattern.arms.size() == arms.names.size() && different.size() < pattern.arms.size())
    r.problems.add(table.place, "two arms of the pattern are the same: nothing is compared");
}

// What the arms are measured by. Dates, communities and options must mean the same in all of them.
void read_measures(PatternReading& r, Value& table, Pattern& pattern) {
  const std::vector<PatternArm>& arms = r.loaded->suite.arms;
  const Scenario& scenario = *arms[pattern.arms.front()].scenario;
  for (const Index a : pattern.arms) {
    const Scenario& other = *arms[a].scenario;
    if (other.start != scenario.start || other.months != scenario.months ||
        other.communities.size() != scenario.communities.size() || other.options.size() != scenario.options.size())
      r.problems.add(table.place, "the arms of a pattern must not differ in months, communities or options");
  }
  Entry* measure = table.find("measure");
  if (measure == nullptr) {
    r.problems.add(table.place, "the pattern lacks [pattern.measure]");
    return;
  }
  if (const auto read = read_measure(r, measure->value, scenario, "pattern.measure")) pattern.measure = *read;
  Entry* against = table.find("against");
  const Value* as = table.value("as");
  if (against == nullptr) {
    if (as != nullptr) r.problems.add(as->place, "'as' belongs to [pattern.against]");
    if (pattern.contrast == Contrast::asymmetry) r.problems.add(table.place, "an asymmetry needs [pattern.against]");
    return;
  }
  if (const auto read = read_measure(r, against->value, scenario, "pattern.against")) pattern.against = *read;
  pattern.against_how = static_cast<Against>(choice_of(r, table, "as", 0) + 1);
}

bool check_untestable(PatternReading& r, Value& table) {
  static constexpr std::array<std::string_view, 10> of_tests{"setting", "contrast", "arm",      "measure", "against",
                                                             "as",      "expect",   "smallest", "why",     "counts_as"};
  if (table.find("untestable") == nullptr) return false;
  for (const Entry& entry : table.entries) {
    if (knows(of_tests, entry.key))
      r.problems.add(entry.place,
                     "'" + entry.key + "' belongs to a pattern that can be tested, and this one is untestable");
  }
  return true;
}

void read_pattern(PatternReading& r, Value& table, std::set<std::string>& ids) {
  const std::span<const KeyDescription> keys = keys_of_section("[[pattern]]");
  if (!check_keys(r.problems, table, key_names(keys), "[[pattern]]")) return;
  for (const KeyDescription& key : keys) {
    if (key.required && table.find(key.name) == nullptr)
      r.problems.add(table.place, "the pattern lacks '" + std::string(key.name) + "'",
                     std::string(key.name) + ": " + std::string(key.meaning.en));
  }
  Pattern pattern;
  pattern.id = text_of(r, table, "id");
  if (!pattern.id.empty() && !ids.insert(pattern.id).second)
    r.problems.add(table.value("id")->place, "there is another pattern '" + pattern.id + "'");
  pattern.case_id = text_of(r, table, "case");
  pattern.statement = title_of(r, table, "statement");
  pattern.source = text_of(r, table, "source");
  pattern.counts_as = static_cast<CountsAs>(choice_of(r, table, "counts_as", 0));
  pattern.published = title_of(r, table, "published");
  pattern.untestable = title_of(r, table, "untestable");
  pattern.why = title_of(r, table, "why");
  const auto& kinds = pattern_key("[[pattern]]", "kind").choices;
  pattern.kind = kinds[static_cast<std::size_t>(choice_of(r, table, "kind", 0))];
  if (const int strength = choice_of(r, table, "strength", -1); strength >= 0)
    pattern.strength = pattern_key("[[pattern]]", "strength").choices[static_cast<std::size_t>(strength)];
  const auto setting = find_setting(r, table);
  std::string scenario = setting ? setting->scenario : r.scenario;
  if (!check_untestable(r, table)) {
    pattern.contrast = static_cast<Contrast>(choice_of(r, table, "contrast", 1));
    if (const auto expectation = read_expectation(r, table, table.place)) pattern.expectation = *expectation;
    pattern.setting = text_of(r, table, "setting");
    if (setting) read_arms(r, table, *setting, pattern);
    if (!pattern.arms.empty()) read_measures(r, table, pattern);
  }
  r.loaded->suite.patterns.push_back(std::move(pattern));
  r.loaded->scenario_of.push_back(std::move(scenario));
}

struct PatternText {
  std::string_view text;
  std::string file_name, folder, scenario;
};

void read_file(const PatternText& file, std::span<const Override> overrides, LoadedPatterns& loaded, ArmsByText& arms,
               std::set<std::string>& ids) {
  PatternReading r;
  r.file_name = file.file_name;
  r.text = file.text;
  r.folder = file.folder;
  r.scenario = file.scenario;
  r.overrides = overrides;
  r.loaded = &loaded;
  r.arms = &arms;
  const int source = r.problems.add_source(file.file_name, file.text);
  r.root = parse_toml(file.text, source, r.problems);
  r.problems.throw_if_any();
  check_keys(r.problems, r.root, key_names(keys_of_section("")), top_level);
  const Value* format = r.root.value("format");
  if (format == nullptr) r.problems.add({source, 0, 0, 1}, "the file lacks 'format'", "format = 1");
  if (format != nullptr && (!format->is(ValueKind::whole) || format->whole != 1))
    r.problems.add(format->place, "format must be 1, got " + found_text(*format));
  if (r.root.value("scenario") != nullptr) r.scenario = text_of(r, r.root, "scenario");
  check_settings(r);
  Entry* patterns = r.root.find("pattern");
  if (patterns == nullptr || !patterns->value.is(ValueKind::list))
    r.problems.add({source, 0, 0, 1}, "the file has no [[pattern]]");
  else
    for (Value& table : patterns->value.list) read_pattern(r, table, ids);
  std::vector<Problem> all = r.problems.sorted();
  all.insert(all.end(), r.of_scenarios.begin(), r.of_scenarios.end());
  if (!all.empty()) throw InputError(std::move(all));
  loaded.files.push_back(file.file_name);
}

std::vector<PatternText> bundled_patterns(const std::string& only) {
  std::vector<PatternText> files;
  for (const BundledFile& file : bundled_files()) {
    const std::string name(file.path.substr(0, file.path.find('/')));
    if (file.path != name + "/" + std::string(patterns_name) || (!only.empty() && name != only)) continue;
    files.push_back({file.text, std::string(file.path), "", name});
  }
  return files;
}

}  // namespace

LoadedPatterns parse_patterns(std::string_view text, const std::string& file_name, const std::string& folder,
                              const std::string& scenario, std::span<const Override> overrides) {
  LoadedPatterns loaded;
  ArmsByText arms;
  std::set<std::string> ids;
  read_file({text, file_name, folder, scenario}, overrides, loaded, arms, ids);
  return loaded;
}

LoadedPatterns load_patterns(const std::string& name_or_path, std::span<const Override> overrides) {
  const bool is_path = name_or_path.ends_with(".toml") || name_or_path.find('/') != std::string::npos;
  if (!is_path) {
    LoadedPatterns loaded;
    ArmsByText arms;
    std::set<std::string> ids;
    for (const PatternText& file : bundled_patterns(name_or_path)) read_file(file, overrides, loaded, arms, ids);
    if (!loaded.files.empty()) return loaded;
    load_scenario(name_or_path);  // says so if there is no such scenario
    throw InputError("scenario '" + name_or_path + "' has no patterns");
  }
  fs::path file(name_or_path);
  std::string scenario = file.filename().string();
  if (is_pattern_file(name_or_path)) {
    scenario = fs::absolute(file).parent_path().filename().string() + ".toml";
  } else {
    std::string reason;
    if (!read_text_file(file, reason)) throw IoError("cannot read '" + name_or_path + "': " + reason);
    file = file.parent_path() / patterns_name;
    std::error_code error;
    if (!fs::exists(file, error))
      throw InputError("there are no patterns beside '" + name_or_path + "': no file " + file.string());
  }
  std::string reason;
  const auto text = read_text_file(file, reason);
  if (!text) throw IoError("cannot read '" + file.string() + "': " + reason);
  return parse_patterns(*text, file.string(), file.parent_path().string(), scenario, overrides);
}

bool is_pattern_file(const std::string& path) {
  std::string reason;
  const auto text = read_text_file(path, reason);
  if (!text) return false;
  ProblemList problems;
  const Value root = parse_toml(*text, problems.add_source(path, *text), problems);
  return problems.empty() && root.find("pattern") != nullptr && root.find("community") == nullptr;
}

}  // namespace berdaya
