// [[government]], [[fund]], [[facilitator]], [replication].
#include <algorithm>

#include "io/scenario_reading.hpp"
#include "state/government.hpp"

namespace berdaya {

std::vector<Value*> tables_of(Reading& r, Value& parent, std::string_view name, std::string_view where) {
  std::vector<Value*> tables;
  Entry* entry = parent.find(name);
  if (entry == nullptr) return tables;
  if (!entry->value.is(ValueKind::list)) {
    r.problems.add(entry->place,
                   "'" + std::string(name) + "' must be a list of tables, each under its own " + std::string(where));
    return tables;
  }
  for (Value& element : entry->value.list) {
    if (element.is(ValueKind::table))
      tables.push_back(&element);
    else
      r.problems.add(element.place, std::string(where) + " must be a table, got " + found_text(element));
  }
  return tables;
}

void require_tables(Reading& r, std::string_view name) {
  const Entry* entry = r.root.find(name);
  if (entry != nullptr && !(entry->value.is(ValueKind::list) && entry->value.list.empty())) return;
  r.problems.add(entry != nullptr ? entry->place : Place{0, 0, 0, 1},
                 "the scenario has no [[" + std::string(name) + "]]");
}

void read_term(Reading& r, const Value& table, Index& first, Index& last) {
  const Value* from = table.value("from");
  const Value* until = table.value("until");
  const auto from_month = from ? read_month(r.problems, *from, "from", r.horizon) : std::nullopt;
  const auto until_month = until ? read_month(r.problems, *until, "until", r.horizon) : std::nullopt;
  if (from_month) first = *from_month;
  if (until_month) last = *until_month;
  if ((from == nullptr || from_month) && until_month && last < first) {
    r.problems.add(until->place,
                   "until (" + r.horizon.month_text(last) + ") lies before from (" + r.horizon.month_text(first) + ")");
  }
}

namespace {

Place place_of(const Value& table, std::string_view key) {
  const Value* value = table.value(key);
  return value ? value->place : table.place;
}

// Each unit stands under one of a higher level, so that there can be no circle.
void check_parent(Reading& r, const GovernmentSpec& unit, const Value& table) {
  if (unit.parent == none) return;
  const GovernmentSpec& parent = r.scenario.government[unit.parent];
  if (parent.level < unit.level) return;
  r.problems.add(place_of(table, "parent"),
                 "the parent of '" + unit.id + "' (" + std::string(name_of(unit.level)) +
                     ") must be of a higher level, but '" + parent.id + "' is a " + std::string(name_of(parent.level)),
                 "levels from the top: " + join_names(level_names()));
}

}  // namespace

void read_government(Reading& r) {
  const std::vector<std::string_view> allowed = key_names(government_keys());
  std::vector<Value*> tables;
  std::vector<bool>& level_known = r.unit_level_known;
  for (Value* table : tables_of(r, r.root, "government", "[[government]]")) {
    if (!check_keys(r.problems, *table, allowed, "[[government]]")) continue;
    GovernmentSpec unit;
    read_plain(r.problems, *table, government_keys(), unit, "[[government]]");
    if (table->find("base_support") == nullptr)
      unit.base_support = unit.support;
    else if (table->find("support") == nullptr)
      unit.support = unit.base_support;
    const Value* level = table->value("level");
    const auto found = level ? read_choice(r.problems, *level, "level", level_names()) : std::nullopt;
    if (found) unit.level = static_cast<Level>(*found);
    level_known.push_back(found.has_value());
    r.government.add(r.problems, unit.id, place_of(*table, "id"));
    r.scenario.government.push_back(std::move(unit));
    tables.push_back(table);
  }
  for (std::size_t g = 0; g < tables.size(); ++g) {
    GovernmentSpec& unit = r.scenario.government[g];
    if (const Value* parent = tables[g]->value("parent")) {
      if (const auto row = r.government.refer(r.problems, *parent, "parent")) unit.parent = *row;
      if (const Value* mandate = tables[g]->value("mandate"))
        r.problems.add(mandate->place, "mandate is for units without a parent; '" + unit.id + "' has one");
    }
  }
  for (std::size_t g = 0; g < tables.size(); ++g) {
    const Index parent = r.scenario.government[g].parent;
    if (level_known[g] && parent != none && level_known[parent]) check_parent(r, r.scenario.government[g], *tables[g]);
  }
  if (!tables.empty()) return;
  require_tables(r, "government");
  r.government.give_up();
}

void read_funds(Reading& r) {
  const std::vector<std::string_view> allowed = key_names(fund_keys());
  for (Value* table : tables_of(r, r.root, "fund", "[[fund]]")) {
    if (!check_keys(r.problems, *table, allowed, "[[fund]]")) continue;
    FundSpec fund;
    read_plain(r.problems, *table, fund_keys(), fund, "[[fund]]");
    read_term(r, *table, fund.first_month, fund.last_month);
    r.funds.add(r.problems, fund.id, place_of(*table, "id"));
    r.scenario.funds.push_back(std::move(fund));
  }
}

void read_facilitators(Reading& r) {
  const std::vector<std::string_view> allowed = key_names(facilitator_keys());
  for (Value* table : tables_of(r, r.root, "facilitator", "[[facilitator]]")) {
    if (!check_keys(r.problems, *table, allowed, "[[facilitator]]")) continue;
    FacilitatorSpec facilitator;
    read_plain(r.problems, *table, facilitator_keys(), facilitator, "[[facilitator]]");
    if (const Value* kind = table->value("kind")) {
      if (const auto found = read_choice(r.problems, *kind, "kind", facilitator_kind_names()))
        facilitator.kind = static_cast<FacilitatorKind>(*found);
    }
    if (const Value* served = table->value("communities")) {
      facilitator.communities = r.communities.refer_list(r.problems, *served, "communities");
      if (served->is(ValueKind::list) && served->list.empty())
        r.problems.add(served->place, "communities is empty: the facilitator '" + facilitator.id + "' serves nobody");
    }
    if (const Value* fund = table->value("fund")) {
      if (const auto row = r.funds.refer(r.problems, *fund, "fund")) facilitator.fund = *row;
    }
    read_term(r, *table, facilitator.first_month, facilitator.last_month);
    r.facilitators.add(r.problems, facilitator.id, place_of(*table, "id"));
    r.scenario.facilitators.push_back(std::move(facilitator));
  }
}

void read_replication(Reading& r) {
  Entry* entry = r.root.find("replication");
  if (entry == nullptr) return;
  if (!check_keys(r.problems, entry->value, key_names(replication_keys()), "[replication]")) return;
  ReplicationSpec replication;
  read_plain(r.problems, entry->value, replication_keys(), replication, "[replication]");
  if (const Value* from = entry->value.value("from")) {
    if (const auto month = read_month(r.problems, *from, "from", r.horizon)) replication.from = *month;
  }
  const auto& communities = r.scenario.communities;
  if (std::none_of(communities.begin(), communities.end(), [](const CommunitySpec& c) { return c.pilot; })) {
    r.problems.add(entry->place, "[replication] waits for pilots, but no community has pilot = true");
  }
  r.scenario.replication = replication;
}

}  // namespace berdaya
