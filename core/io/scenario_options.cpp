// [[option]] and [[sector]], and [adopted], which speaks of options.
#include <algorithm>
#include <cmath>
#include <set>

#include "io/scenario_reading.hpp"

namespace berdaya {
namespace {

std::vector<std::string_view> option_key_names() {
  std::vector<std::string_view> names = key_names(option_keys());
  for (const OptionCell& cell : option_cells()) names.push_back(cell.name);
  return names;
}

// A new option starts as a permit that asks for nothing.
OptionSpec& find_or_add(Reading& r, const std::string& id, const Place& place) {
  for (OptionSpec& option : r.scenario.options) {
    if (option.id == id) return option;
  }
  if (r.scenario.options.size() == static_cast<std::size_t>(option::most)) {
    r.problems.add(place, "there is room for " + std::to_string(option::most) + " options in all, " +
                              std::to_string(option::standard_count) + " of them in the catalogue");
  }
  OptionSpec& option = r.scenario.options.emplace_back();
  option.id = id;
  return option;
}

std::span<const std::string_view> choices_of(std::string_view name) {
  for (const Key<OptionSpec>& key : option_keys()) {
    if (key.description.name == name) return key.description.choices;
  }
  return {};
}

void read_option(Reading& r, Value& table, OptionSpec& option, bool is_new) {
  read_plain(r.problems, table, option_keys(), option, "[[option]]");
  for (const OptionCell& cell : option_cells()) {
    const Value* value = table.value(cell.name);
    if (value == nullptr) continue;
    if (!value->unstated) r.stated.push_back("option." + option.id + "." + std::string(cell.name));
    const NumberRule rule{.low = cell.low, .high = cell.high, .level = cell.low == 0.0 && cell.high == 1.0};
    if (const auto number = read_number(r.problems, *value, cell.name, rule)) option.*cell.at = *number;
  }
  if (const Value* value = table.value("kind")) {
    if (const auto kind = read_choice(r.problems, *value, "kind", choices_of("kind"))) {
      const auto wanted = static_cast<OptionKind>(*kind);
      if (is_new && wanted == OptionKind::channel)
        r.problems.add(value->place, "a new option can be a permit or finance: each channel has equations of its own");
      else if (!is_new && wanted != option.kind)
        r.problems.add(value->place,
                       "the kind of '" + option.id + "' is " + std::string(name_of(option.kind)) + " and stays so");
      else
        option.kind = wanted;
    }
  }
  if (const Value* value = table.value("skill")) {
    if (const auto skill = read_choice(r.problems, *value, "skill", choices_of("skill")))
      option.skill = static_cast<SkillKind>(*skill);
  }
  if (const Value* value = table.value("offered_by")) {
    if (const auto who = read_choice(r.problems, *value, "offered_by", choices_of("offered_by")))
      option.offered_by = static_cast<OfferedBy>(*who);
  }
  if (const Value* value = table.value("from")) {
    if (const auto month = read_month(r.problems, *value, "from", r.horizon, DateRule::anywhere)) {
      option.from_month = static_cast<int>(*month);
      option.from_stated = true;
    }
  }
}

// An option whose prerequisites lead back to itself can never be taken up.
void check_prerequisites(Reading& r, const std::vector<std::pair<std::size_t, Place>>& changed) {
  const std::vector<OptionSpec>& options = r.scenario.options;
  for (const auto& [start, place] : changed) {
    std::string path = options[start].id;
    int at = options[start].prerequisite;
    for (std::size_t steps = 0; at >= 0 && steps <= options.size(); ++steps) {
      path += " needs " + options[static_cast<std::size_t>(at)].id;
      if (static_cast<std::size_t>(at) == start) {
        r.problems.add(place, "the prerequisites go in a circle: " + path);
        break;
      }
      at = options[static_cast<std::size_t>(at)].prerequisite;
    }
  }
}

}  // namespace

void read_options(Reading& r) {
  const std::vector<std::string_view> allowed = option_key_names();
  std::vector<Value*> tables = tables_of(r, r.root, "option", "[[option]]");
  IdTable given("option");
  for (Value* table : tables) {
    if (!check_keys(r.problems, *table, allowed, "[[option]]")) continue;
    const Value* id = table->value("id");
    const auto name = id != nullptr && id->is(ValueKind::text) ? id->text : std::string();
    if (id != nullptr && !name.empty()) given.add(r.problems, name, id->place);
    const std::size_t before = r.scenario.options.size();
    OptionSpec& option = find_or_add(r, name, table->place);
    read_option(r, *table, option, r.scenario.options.size() > before);
  }
  for (const OptionSpec& option : r.scenario.options) r.options.add(r.problems, option.id, {});
  std::vector<std::pair<std::size_t, Place>> changed;
  for (Value* table : tables) {
    const Value* id = table->value("id");
    const Value* value = table->value("prerequisite");
    if (value == nullptr || id == nullptr || !id->is(ValueKind::text)) continue;
    const auto row = r.options.find(id->text);
    if (!row) continue;
    int& prerequisite = r.scenario.options[*row].prerequisite;
    if (value->is(ValueKind::text) && value->text == "none")
      prerequisite = -1;
    else if (const auto needed = r.options.refer(r.problems, *value, "prerequisite"))
      prerequisite = static_cast<int>(*needed);
    changed.emplace_back(*row, value->place);
  }
  check_prerequisites(r, changed);

  Entry* adopted = r.root.find("adopted");
  if (adopted == nullptr) return;
  const std::vector<std::string_view> names(r.options.ids().begin(), r.options.ids().end());
  if (!check_keys(r.problems, adopted->value, names, "[adopted]")) return;
  for (std::size_t option = 0; option < names.size(); ++option) {
    const Value* value = adopted->value.value(names[option]);
    if (value == nullptr) continue;
    if (const auto share = read_number(r.problems, *value, names[option], {.level = true}))
      r.scenario.adopted.emplace_back(static_cast<int>(option), *share);
  }
}

void read_sectors(Reading& r) {
  const std::vector<std::string_view> allowed = key_names(sector_keys());
  double shares = 0;
  Place last_share;
  for (Value* table : tables_of(r, r.root, "sector", "[[sector]]")) {
    SectorSpec sector;
    if (!check_keys(r.problems, *table, allowed, "[[sector]]")) continue;
    read_plain(r.problems, *table, sector_keys(), sector, "[[sector]]");
    if (const Value* value = table->value("options")) {
      for (const Index row : r.options.refer_list(r.problems, *value, "options")) {
        const OptionSpec& option = r.scenario.options[row];
        if (option.food_only && !sector.food) {
          r.problems.add(
              value->place,
              "'" + option.id + "' is for food sectors only; give the sector food = true or leave the option out");
        }
        sector.options.push_back(static_cast<int>(row));
      }
      if (value->is(ValueKind::list) && value->list.empty()) {
        r.problems.add(value->place, "options is empty; leave it out for all options, or name at least one");
      }
    }
    const Value* id = table->value("id");
    r.sectors.add(r.problems, sector.id, id ? id->place : table->place);
    shares += sector.share;
    if (const Value* share = table->value("share")) last_share = share->place;
    r.scenario.sectors.push_back(std::move(sector));
  }
  if (shares > 1.0 + 1e-9)
    r.problems.add(last_share, "the shares of the sectors add up to " + number_text(std::round(shares * 1e6) / 1e6) +
                                   ", more than 1");
  if (r.scenario.sectors.size() > most_sectors)
    r.problems.add(r.sectors.place(most_sectors), "there is room for " + std::to_string(most_sectors) + " sectors");
  if (!r.scenario.sectors.empty()) return;
  require_tables(r, "sector");
  r.sectors.give_up();
}

}  // namespace berdaya
