#include "io/scenario_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "io/bundled.hpp"
#include "io/scenario_reading.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

constexpr std::string_view bundled_prefix = "bundled:";

const BundledFile* find_bundled(const std::string& path) {
  for (const BundledFile& file : bundled_files()) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

std::vector<std::string> bundled_names() {
  std::vector<std::string> names;
  for (const BundledFile& file : bundled_files()) {
    const std::string folder(file.path.substr(0, file.path.find('/')));
    if (file.path == std::string(folder).append("/").append(folder).append(".toml")) names.push_back(folder);
  }
  return names;
}

// What reads the results holds times as nanoseconds around 1970: 1677 to 2262.
constexpr int first_year = 1700;
constexpr int last_year = 2200;
constexpr int last_month = 2261 * 12 + 11;  // of a run

void check_end(Reading& r, const Place& months) {
  const int last = r.scenario.start.year * 12 + r.scenario.start.month + static_cast<int>(r.scenario.months) - 1;
  if (last <= last_month) return;
  const Horizon calendar{0, 0, 0};
  r.problems.add(months, "the run would end in " + calendar.month_text(static_cast<Index>(last)) +
                             "; the times of a result end in " + calendar.month_text(last_month));
}

NumberRule top_rule(std::string_view name) {
  return rule_of(*std::ranges::find(top_keys(), name, &KeyDescription::name));
}

// A run within the smallest format: what every other part needs to be read at all.
void read_calendar(Reading& r) {
  bool has_start = false;
  if (const Value* start = r.root.value("start")) {
    if (!start->is(ValueKind::date))
      r.problems.add(start->place, "start must be a date, got " + found_text(*start),
                     "dates are written without quotes: 2018-01-01");
    else if (start->date.year < first_year || start->date.year > last_year)
      r.problems.add(start->place, "start must lie between " + std::to_string(first_year) + " and " +
                                       std::to_string(last_year) + ", got " + found_text(*start));
    else {
      r.scenario.start = {start->date.year, start->date.month - 1};
      has_start = true;
    }
  }
  if (const Value* months = r.root.value("months")) {
    if (const auto number = read_number(r.problems, *months, "months", top_rule("months")))
      r.scenario.months = static_cast<Index>(*number);
    if (has_start && r.scenario.months > 0) check_end(r, months->place);
  }
  Index planned = std::max<Index>(r.scenario.months, 1);
  if (const Value* value = r.root.value("planned_months")) {
    if (const auto number = read_number(r.problems, *value, "planned_months", top_rule("planned_months"))) {
      if (*number < r.scenario.months)
        r.problems.add(value->place,
                       "planned_months must not be less than months = " + std::to_string(r.scenario.months));
      planned = std::max(planned, static_cast<Index>(*number));
    }
  }
  // Without a readable calendar no date can be judged: any is taken.
  const bool known = has_start && r.scenario.months > 0;
  r.horizon = {known ? r.scenario.start.year * 12 + r.scenario.start.month : 0, r.scenario.months,
               known ? planned : 12 * 10000};
}

}  // namespace

std::optional<NamedTable> find_table(Reading& r, const Value& name, std::string_view key) {
  const auto file = read_text(r.problems, name, key);
  if (!file) return std::nullopt;
  const Value* files = r.root.value("files");
  if (const Value* text = files ? files->value(*file) : nullptr; text && text->is(ValueKind::text)) {
    return NamedTable{text->text, r.problems.add_source(*file, text->text)};
  }
  if (r.folder.starts_with(bundled_prefix)) {
    if (const BundledFile* bundled = find_bundled(r.folder.substr(bundled_prefix.size()) + "/" + *file)) {
      return NamedTable{std::string(bundled->text), r.problems.add_source(*file, bundled->text)};
    }
    r.problems.add(name.place, "there is no table '" + *file + "' among the bundled files");
    return std::nullopt;
  }
  const std::filesystem::path path = std::filesystem::path(r.folder) / *file;
  std::string reason;
  const auto text = read_text_file(path, reason);
  if (!text) {
    r.problems.add(name.place, "cannot read '" + *file + "': " + reason, "looked for " + path.string());
    return std::nullopt;
  }
  return NamedTable{*text, r.problems.add_source(path.string(), *text)};
}

namespace {

constexpr std::string_view sets_header = "\n[parameter_sets]\n";

std::string sets_text(const EmbeddedSets& sets) {
  return std::string(sets_header) + "name = " + toml_string(sets.name) + "\n" +
         (sets.replace_stated ? "replace_stated = true\n" : "") + "table = " + toml_long_string(sets.table) + "\n";
}

void read_sets(Reading& r) {
  Entry* entry = r.root.find("parameter_sets");
  if (entry == nullptr) return;
  static constexpr std::array<std::string_view, 3> keys{"name", "table", "replace_stated"};
  if (!check_keys(r.problems, entry->value, keys, "[parameter_sets]")) return;
  EmbeddedSets sets;
  const auto text = [&](std::string_view key, std::string& to) {
    if (const Value* value = entry->value.value(key))
      to = read_text(r.problems, *value, key).value_or("");
    else
      r.problems.add(entry->place, "[parameter_sets] lacks '" + std::string(key) + "'");
  };
  text("name", sets.name);
  text("table", sets.table);
  if (const Value* replace = entry->value.value("replace_stated"))
    sets.replace_stated = read_flag(r.problems, *replace, "replace_stated").value_or(false);
  r.sets = std::move(sets);
}

}  // namespace

std::string with_sets(const LoadedScenario& loaded, const EmbeddedSets& sets) {
  // Its own section is the last of the text.
  const std::size_t end = loaded.sets ? loaded.resolved.rfind(sets_header) : loaded.resolved.size();
  return loaded.resolved.substr(0, end) + sets_text(sets);
}

void read_top(Reading& r) {
  for (const KeyDescription& key : top_keys()) {
    if (key.required && r.root.find(key.name) == nullptr && key.type != KeyType::table) {
      r.problems.add({0, 0, 0, 1}, "the scenario lacks '" + std::string(key.name) + "'",
                     std::string(key.name) + ": " + std::string(key.meaning.en));
    }
  }
  if (const Value* format = r.root.value("format")) {
    if (!format->is(ValueKind::whole) || format->whole != 1)
      r.problems.add(format->place, "format must be 1, got " + found_text(*format));
  }
  Scenario& scenario = r.scenario;
  if (const Value* id = r.root.value("id")) scenario.id = read_id(r.problems, *id, "id").value_or("");
  if (Entry* title = r.root.find("title"))
    scenario.title = read_title(r.problems, title->value, "title").value_or(Title{});
  if (scenario.title.en.empty() && scenario.title.id.empty()) scenario.title.en = scenario.id;
  if (Entry* text = r.root.find("description"))
    scenario.description = read_title(r.problems, text->value, "description").value_or(Title{});
  if (const Value* source = r.root.value("source"))
    scenario.source = read_text(r.problems, *source, "source").value_or("");
  if (const Value* collective = r.root.value("collective"))
    scenario.collective = read_flag(r.problems, *collective, "collective").value_or(true);
  if (const Value* files = r.root.value("files")) {
    if (!files->is(ValueKind::table))
      r.problems.add(files->place, "[files] must be a table of texts, got " + found_text(*files));
    for (const Entry& file : files->entries) read_text(r.problems, file.value, "the file '" + file.key + "'");
  }
  if (const Value* every = r.root.value("statistics_every")) {
    const auto number = read_number(r.problems, *every, "statistics_every", top_rule("statistics_every"));
    r.statistics_every = static_cast<Index>(number.value_or(0));
  }
  read_sets(r);
  read_calendar(r);
}

namespace {

// Reads a text with its changes into `r`.
void read_text_with(Reading& r, std::string_view text, const std::string& file_name, const std::string& folder,
                    std::span<const Override> overrides, const ScenarioAddition* addition) {
  r.folder = folder;
  const int source = r.problems.add_source(file_name, text);
  r.root = parse_toml(text, source, r.problems);
  r.problems.throw_if_any();  // nothing can be said about what a parser did not understand

  check_keys(r.problems, r.root, key_names(top_keys()), top_level);
  for (const Override& change : overrides) {
    if (change.path == "communities_file") apply_override(r, change);
  }
  expand_communities_file(r);
  take_unstated(r);
  const int added = addition != nullptr ? r.problems.add_source(addition->file_name, addition->text) : -1;
  if (addition != nullptr) add_tables(r, *addition, added);
  name_interventions(r);
  if (addition != nullptr) apply_changes(r, addition->first, added);
  for (const Override& change : overrides) {
    if (change.path != "communities_file") apply_override(r, change);
  }
  if (addition != nullptr) apply_changes(r, addition->last, added);
  if (!overrides.empty() || addition != nullptr) check_keys(r.problems, r.root, key_names(top_keys()), top_level);

  read_top(r);
  read_parameters(r);
  read_options(r);
  read_sectors(r);
  read_government(r);
  read_funds(r);
  read_communities(r);
  read_cbos(r);
  read_umkm_files(r);
  read_facilitators(r);
  read_replication(r);
  read_interventions(r);
  read_policies(r);
  check_policies(r);
  check_communities(r);
  r.problems.throw_if_any();
}

LoadedScenario parse_with(std::string_view text, const std::string& file_name, const std::string& folder,
                          std::span<const Override> overrides, const ScenarioAddition* addition) {
  Reading r;
  read_text_with(r, text, file_name, folder, overrides, addition);
  std::string resolved = resolved_text(r);
  resolved += unstated_text(r, resolved);
  if (r.sets) resolved += sets_text(*r.sets);
  return {.scenario = std::move(r.scenario),
          .resolved = std::move(resolved),
          .stated = std::move(r.stated),
          .sets = std::move(r.sets),
          .uncertainty = std::move(r.uncertainty),
          .statistics_every = r.statistics_every};
}

// Calls `read`, whose problems lose their lines: those of a text that the user has never seen.
template <class Read>
auto without_lines(const Read& read) {
  try {
    return read();
  } catch (const InputError& error) {
    std::vector<Problem> problems = error.problems();
    for (Problem& problem : problems) {
      problem.line = problem.column = 0;
      problem.source_line.clear();
    }
    throw InputError(std::move(problems));
  }
}

LoadedScenario load_with(const std::string& name_or_path, std::span<const Override> overrides,
                         const ScenarioAddition* addition) {
  const bool is_path = name_or_path.ends_with(".toml") || name_or_path.find('/') != std::string::npos;
  if (!is_path) {
    if (const BundledFile* file = find_bundled(name_or_path + "/" + name_or_path + ".toml")) {
      return parse_with(file->text, name_or_path + ".toml", std::string(bundled_prefix) + name_or_path, overrides,
                        addition);
    }
  }
  const std::filesystem::path path(name_or_path);
  std::error_code error;
  if (!is_path && !std::filesystem::exists(path, error)) {
    Problem problem;
    problem.message = "there is no bundled scenario '" + name_or_path + "', and no file of that name";
    const std::vector<std::string> names = bundled_names();
    const std::vector<std::string_view> views(names.begin(), names.end());
    problem.hint = suggestion(name_or_path, views, "bundled");
    throw InputError(std::vector<Problem>{problem});
  }
  std::string reason;
  const auto text = read_text_file(path, reason);
  if (!text) throw IoError("cannot read '" + name_or_path + "': " + reason);
  return parse_with(*text, name_or_path, path.parent_path().string(), overrides, addition);
}

}  // namespace

LoadedScenario parse_scenario(std::string_view text, const std::string& file_name, const std::string& folder,
                              std::span<const Override> overrides) {
  return parse_with(text, file_name, folder, overrides, nullptr);
}

LoadedScenario changed_scenario(const LoadedScenario& loaded, const std::string& file_name,
                                std::span<const Override> overrides) {
  return without_lines([&] { return parse_with(loaded.resolved, file_name, "", overrides, nullptr); });
}

Scenario changed_world(const LoadedScenario& loaded, const std::string& file_name,
                       std::span<const Override> overrides) {
  return without_lines([&] {
    Reading r;
    read_text_with(r, loaded.resolved, file_name, "", overrides, nullptr);
    return std::move(r.scenario);
  });
}

LoadedScenario load_scenario(const std::string& name_or_path, std::span<const Override> overrides) {
  return load_with(name_or_path, overrides, nullptr);
}

LoadedScenario load_scenario_with(const std::string& name_or_path, std::span<const Override> overrides,
                                  const ScenarioAddition& addition) {
  return load_with(name_or_path, overrides, &addition);
}

std::vector<BundledScenario> bundled_scenarios() {
  std::vector<BundledScenario> scenarios;
  for (const std::string& name : bundled_names()) {
    const Scenario scenario = load_scenario(name).scenario;
    BundledScenario bundled;
    bundled.id = scenario.id;
    bundled.title = scenario.title;
    bundled.question = scenario.description;
    bundled.communities = static_cast<Index>(scenario.communities.size());
    for (const CommunitySpec& community : scenario.communities) bundled.umkm += community.umkm_count();
    bundled.months = scenario.months;
    bundled.policies = policy_ids(scenario);
    scenarios.push_back(std::move(bundled));
  }
  return scenarios;
}

}  // namespace berdaya
