// [[intervention]] of the baseline and of policies, [policy.NAME].
#include <algorithm>
#include <array>
#include <set>

#include "interventions/catalogue.hpp"
#include "io/scenario_reading.hpp"

namespace berdaya {
namespace {

Place place_of(const Value& table, std::string_view key) {
  const Value* value = table.value(key);
  return value ? value->place : table.place;
}

std::vector<std::string_view> kind_names() {
  std::vector<std::string_view> names;
  for (const InterventionDescription& kind : intervention_kinds()) names.push_back(kind.name);
  return names;
}

// What a table of this kind may hold; of an unknown kind: what any may.
std::vector<std::string_view> allowed_keys(const InterventionDescription* kind) {
  std::vector<std::string_view> names = key_names(intervention_keys());
  const auto add = [&](std::span<const FieldDescription> fields) {
    for (const FieldDescription& field : fields) {
      if (std::find(names.begin(), names.end(), field.name) == names.end()) names.push_back(field.name);
    }
  };
  add(common_fields());
  if (kind != nullptr)
    add(kind->fields);
  else
    for (const InterventionDescription& any : intervention_kinds()) add(any.fields);
  return names;
}

void read_profit(Reading& r, const Value& value, InterventionSpec& spec) {
  if (!value.is(ValueKind::list)) {
    r.problems.add(value.place, "profit must be a list of [date, value], got " + found_text(value));
    return;
  }
  for (const Value& point : value.list) {
    if (!point.is(ValueKind::list) || point.list.size() != 2) {
      r.problems.add(point.place, "profit must hold pairs [date, value], got " + found_text(point));
      continue;
    }
    const auto month = read_month(r.problems, point.list[0], "profit", r.horizon, DateRule::not_before);
    const auto index = read_number(r.problems, point.list[1], "profit", {.low = 0, .high = 1000});
    if (!month || !index) continue;
    if (!spec.profit.empty() && *month <= spec.profit.back().first) {
      r.problems.add(point.place, "the dates of profit must rise from month to month");
      continue;
    }
    spec.profit.emplace_back(*month, *index);
  }
}

// An option that is a permit. "none" where the field allows it.
void read_permit(Reading& r, const Value& value, std::string_view name, bool none_allowed, int& option) {
  if (none_allowed && value.is(ValueKind::text) && value.text == "none") {
    option = -1;
    return;
  }
  const auto row = r.options.refer(r.problems, value, name);
  if (!row) return;
  if (r.scenario.options[*row].kind != OptionKind::permit) {
    r.problems.add(value.place, std::string(name) + " must be a permit; the kind of '" + value.text + "' is " +
                                    std::string(name_of(r.scenario.options[*row].kind)));
    return;
  }
  option = static_cast<int>(*row);
}

void read_field(Reading& r, const FieldDescription& field, double high, const Value& value, InterventionSpec& spec) {
  const NumberRule rule{
      .low = field.low, .high = high, .level = field.low == 0 && high == 1 && !field.whole, .whole = field.whole};
  switch (field.type) {
    case FieldType::number:
      if (const auto number = read_number(r.problems, value, field.name, rule)) spec.*field.number = *number;
      break;
    case FieldType::optional_number:
      if (const auto number = read_number(r.problems, value, field.name, rule)) spec.*field.optional_number = *number;
      break;
    case FieldType::path:
      read_profit(r, value, spec);
      break;
    case FieldType::option:
      read_permit(r, value, field.name, field.name == "permit", field.name == "permit" ? spec.permit : spec.option);
      break;
    case FieldType::cbo:
      if (const auto row = r.cbos.refer(r.problems, value, field.name)) spec.cbo = *row;
      break;
    case FieldType::level:
      if (const auto level = read_choice(r.problems, value, field.name, level_names()))
        spec.level = static_cast<Level>(*level);
      break;
  }
}

void read_group(Reading& r, const Value& target, Target& to) {
  const Value* listed = target.value("communities");
  const Value* group = target.value("group");
  if (listed && group) r.problems.add(group->place, "a target has either communities or group, not both");
  if (listed) {
    to.where = Where::listed;
    to.communities = r.communities.refer_list(r.problems, *listed, "communities");
    if (listed->is(ValueKind::list) && listed->list.empty())
      r.problems.add(listed->place, "communities is empty: leave it out to reach all");
  } else if (group) {
    const auto where = read_choice(r.problems, *group, "group", where_names());
    if (!where) return;
    to.where = static_cast<Where>(*where);
    const auto& communities = r.scenario.communities;
    const auto pilots =
        std::count_if(communities.begin(), communities.end(), [](const CommunitySpec& c) { return c.pilot; });
    if (to.where == Where::pilot && pilots == 0)
      r.problems.add(group->place, "group = \"pilot\", but no community has pilot = true");
    if (to.where == Where::replica && r.root.find("replication") == nullptr)
      r.problems.add(group->place,
                     "group = \"replica\" needs a [replication] section that says when replication begins");
    else if (to.where == Where::replica && pilots == static_cast<std::ptrdiff_t>(communities.size()))
      r.problems.add(group->place, "group = \"replica\", but every community is a pilot");
  }
}

std::string row_lever_names() {
  std::vector<std::string_view> names;
  for (const InterventionDescription& kind : intervention_kinds()) {
    if (kind.reaches_umkm) names.push_back(kind.name);
  }
  return join_names(names);
}

// RT of the largest community in the list; of all where it is empty.
Index most_neighbourhoods(const Scenario& scenario, const std::vector<Index>& listed) {
  Index most = 0;
  for (Index k = 0; k < scenario.communities.size(); ++k) {
    if (listed.empty() || std::count(listed.begin(), listed.end(), k) > 0)
      most = std::max(most, scenario.communities[k].neighbourhoods);
  }
  return most;
}

void read_choice_of_umkm(Reading& r, const Value& target, Target& to) {
  if (const Value* sectors = target.value("sectors"))
    to.sectors = r.sectors.refer_list(r.problems, *sectors, "sectors");
  if (const Value* numbers = target.value("neighbourhoods")) {
    const Index most = most_neighbourhoods(r.scenario, to.communities);
    if (!numbers->is(ValueKind::list))
      r.problems.add(numbers->place,
                     "neighbourhoods must be a list of RT numbers, [1, 2], got " + found_text(*numbers));
    for (const Value& element : numbers->list) {
      const auto number = read_number(r.problems, element, "neighbourhoods",
                                      {.low = 1, .high = static_cast<double>(most), .whole = true});
      if (number) to.neighbourhoods.push_back(static_cast<Index>(*number) - 1);
    }
  }
  const Value* share = target.value("share");
  const Value* places = target.value("places");
  if (share && places) r.problems.add(places->place, "a target has either share or places, not both");
  if (share) to.share = read_number(r.problems, *share, "share", {.level = true});
  if (places)
    to.places = read_number(r.problems, *places, "places", {.low = 1, .high = largest_community, .whole = true});
  if (const Value* first = target.value("first")) {
    if (const auto choice = read_choice(r.problems, *first, "first", first_names()))
      to.first = static_cast<First>(*choice);
  }
}

void read_target(Reading& r, Value& target, const InterventionDescription& kind, InterventionSpec& spec) {
  if (!check_keys(r.problems, target, key_names(target_keys()), "target")) return;
  read_group(r, target, spec.target);
  if (kind.reaches_umkm) {
    read_choice_of_umkm(r, target, spec.target);
    return;
  }
  for (const Entry& entry : target.entries) {
    if (entry.key == "communities" || entry.key == "group" || entry.key.starts_with("x-")) continue;
    if (const auto names = key_names(target_keys()); std::find(names.begin(), names.end(), entry.key) == names.end())
      continue;
    r.problems.add(
        entry.place,
        std::string(kind.name) + " reaches whole communities: '" + entry.key + "' is for what chooses single UMKM",
        "these do: " + row_lever_names());
  }
}

// An organisation outside the target would never be met.
void check_cbo(Reading& r, const Value& value, const InterventionSpec& spec) {
  if (spec.cbo == none || spec.target.where != Where::listed) return;
  const Index community = r.scenario.cbos[spec.cbo].community;
  if (community == none || std::count(spec.target.communities.begin(), spec.target.communities.end(), community) > 0)
    return;
  r.problems.add(value.place, "the CBO '" + value.text + "' is of '" + r.scenario.communities[community].id +
                                  "', which is not in the target");
}

// Money is for levers; only fund_cut speaks of a fund, the one that it cuts.
void check_free_of_charge(Reading& r, const Value& table, const InterventionDescription& kind,
                          const InterventionSpec& spec) {
  const Value* cost = table.value("cost");
  if (cost && spec.cost > 0)
    r.problems.add(cost->place, std::string(kind.name) + " is a shock and costs nothing; leave cost out");
  const Value* unit_cost = table.value("unit_cost");
  if (unit_cost && spec.unit_cost > 0)
    r.problems.add(unit_cost->place, std::string(kind.name) + " is a shock and costs nothing; leave unit_cost out");
  const Value* fund = table.value("fund");
  if (fund && spec.kind != InterventionKind::fund_cut)
    r.problems.add(fund->place, std::string(kind.name) + " is a shock and costs nothing; leave fund out");
}

// These act anew in every month in which they are on; a leader who is replaced is replaced once, unless more is
// written.
bool happens_once(InterventionKind kind) {
  return kind == InterventionKind::leader_turnover || kind == InterventionKind::officer_turnover ||
         kind == InterventionKind::permit_renewal;
}

InterventionSpec read_intervention(Reading& r, Value& table, const std::string& section) {
  const Value* kind_value = table.value("kind");
  const InterventionDescription* kind =
      kind_value && kind_value->is(ValueKind::text) ? find_intervention_kind(kind_value->text) : nullptr;
  const std::string where = kind ? section + " of kind '" + std::string(kind->name) + "'" : section;
  check_keys(r.problems, table, allowed_keys(kind), where);
  if (kind == nullptr) {
    kind_value = table.value("kind");  // perhaps found under a misspelt key
    if (kind_value == nullptr) {
      r.problems.add(table.place, section + " lacks 'kind'", "kinds: " + join_names(kind_names()));
    } else if (const auto position = read_choice(r.problems, *kind_value, "kind", kind_names())) {
      kind = &intervention_kinds()[static_cast<std::size_t>(*position)];
    }
  }
  InterventionSpec spec = make_intervention(kind ? kind->kind : InterventionKind::grant);
  if (kind) spec.title = {std::string(kind->title.en), std::string(kind->title.id)};
  spec.first_month = 0;
  spec.last_month = r.horizon.planned - 1;
  if (!table.find("id")) spec.id.clear();  // its kind is wrong, so that it has no name either
  read_plain(r.problems, table, intervention_keys(), spec, section);
  read_term(r, table, spec.first_month, spec.last_month);
  if (kind && happens_once(kind->kind) && table.value("until") == nullptr) spec.last_month = spec.first_month;
  if (const Value* fund = table.value("fund")) {
    if (const auto row = r.funds.refer(r.problems, *fund, "fund")) spec.fund = *row;
  }
  if (kind == nullptr) return spec;
  for (const FieldDescription& field : common_fields()) {
    const double high = field.name == "intensity" ? kind->intensity_high : field.high;
    if (const Value* value = table.value(field.name)) read_field(r, field, high, *value, spec);
  }
  if (kind->shock) check_free_of_charge(r, table, *kind, spec);
  for (const FieldDescription& field : kind->fields) {
    const Value* value = table.value(field.name);
    if (value != nullptr)
      read_field(r, field, field.high, *value, spec);
    else if (field.required)
      r.problems.add(table.place, where + " lacks '" + std::string(field.name) + "'",
                     std::string(field.name) + ": " + std::string(field.meaning.en));
  }
  if (Entry* target = table.find("target")) read_target(r, target->value, *kind, spec);
  if (const Value* cbo = table.value("cbo")) check_cbo(r, *cbo, spec);
  return spec;
}

std::vector<std::string_view> policy_key_names() { return key_names(policy_keys()); }

}  // namespace

void read_interventions(Reading& r) {
  for (Value* table : tables_of(r, r.root, "intervention", "[[intervention]]")) {
    InterventionSpec spec = read_intervention(r, *table, "[[intervention]]");
    r.interventions.add(r.problems, spec.id, place_of(*table, "id"));
    r.scenario.interventions.push_back(std::move(spec));
  }
}

namespace {

// A policy with nothing but a title is the baseline under another name: its interventions stand under a misspelt one.
void report_empty_policy(Reading& r, const Value& policies, const Entry& policy) {
  const Value* interventions = policy.value.value("intervention");
  const bool has_interventions =
      interventions != nullptr && !(interventions->is(ValueKind::list) && interventions->list.empty());
  if (has_interventions || policy.value.find("without") != nullptr || policy.value.find("include") != nullptr) return;
  // They may also stand under a misspelt 'policy', which has been reported.
  static constexpr std::array<std::string_view, 1> policy_key{"policy"};
  const auto misspelt = [](const Entry& entry) {
    return entry.key != policy_key[0] && !nearest_name(entry.key, policy_key).empty();
  };
  if (std::any_of(r.root.entries.begin(), r.root.entries.end(), misspelt)) return;
  std::vector<std::string_view> others;
  for (const Entry& other : policies.entries) {
    if (other.key != policy.key && !other.key.starts_with("x-")) others.push_back(other.key);
  }
  const std::string_view meant = nearest_name(policy.key, others);
  r.problems.add(policy.place,
                 "the policy '" + policy.key + "' changes nothing: it has no [[policy." + policy.key +
                     ".intervention]], no 'without' and no 'include'",
                 meant.empty() ? "" : "did you mean '" + std::string(meant) + "'?");
}

}  // namespace

namespace {

// The ids that a policy may not use again: those of the baseline that it keeps.
IdTable kept_ids(const Reading& r, const std::vector<Index>& without) {
  IdTable kept("intervention");
  ProblemList none_new;
  for (Index row = 0; row < r.interventions.ids().size(); ++row) {
    const std::string& id = r.interventions.ids()[row];  // there twice: reported where the baseline was read
    if (std::find(without.begin(), without.end(), row) == without.end() && !kept.find(id))
      kept.add(none_new, id, r.interventions.place(row));
  }
  return kept;
}

// Names of policies, of which it is known later whether they exist.
std::vector<std::string> read_include(Reading& r, const Value& list, std::vector<Place>& places) {
  std::vector<std::string> names;
  if (!list.is(ValueKind::list)) {
    r.problems.add(list.place, "include must be a list of policies, [\"...\"], got " + found_text(list));
    return names;
  }
  for (const Value& element : list.list) {
    if (!element.is(ValueKind::text)) {
      r.problems.add(element.place, "include must hold names of policies, got " + found_text(element));
    } else if (std::find(names.begin(), names.end(), element.text) != names.end()) {
      r.problems.add(element.place, "'" + element.text + "' is in include twice");
    } else {
      names.push_back(element.text);
      places.push_back(element.place);
    }
  }
  return names;
}

}  // namespace

void read_policies(Reading& r) {
  Entry* policies = r.root.find("policy");
  if (policies == nullptr) return;
  if (!policies->value.is(ValueKind::table)) {
    r.problems.add(policies->place, "policies are written as [policy.NAME]");
    return;
  }
  for (Entry& entry : policies->value.entries) {
    if (entry.key.starts_with("x-")) continue;
    const std::string section = "[policy." + entry.key + "]";
    if (entry.key == baseline_policy)
      r.problems.add(entry.place, "'baseline' is the scenario without a policy; name this one differently");
    else
      read_id(r.problems, make_text(entry.key, entry.place), "the name of a policy");
    if (!check_keys(r.problems, entry.value, policy_key_names(), section)) continue;
    report_empty_policy(r, policies->value, entry);
    PolicySpec policy;
    policy.id = entry.key;
    read_plain(r.problems, entry.value, policy_keys(), policy, section);
    if (const Value* without = entry.value.value("without"))
      policy.without = r.interventions.refer_list(r.problems, *without, "without");
    std::vector<Place>& include_places = r.include_places.emplace_back();
    if (const Value* include = entry.value.value("include")) policy.include = read_include(r, *include, include_places);
    std::vector<Place>& places = r.policy_intervention_places.emplace_back();
    IdTable own = kept_ids(r, policy.without);
    const std::string where = "[[policy." + entry.key + ".intervention]]";
    for (Value* table : tables_of(r, entry.value, "intervention", where)) {
      InterventionSpec spec = read_intervention(r, *table, where);
      own.add(r.problems, spec.id, place_of(*table, "id"));
      places.push_back(place_of(*table, "id"));
      policy.interventions.push_back(std::move(spec));
    }
    r.scenario.policies.push_back(std::move(policy));
  }
}

namespace {

// "training", "training_2", ...: the first that is free.
std::string free_id(const std::string& kind, const std::set<std::string>& taken) {
  std::string id = kind;
  for (int n = 2; taken.count(id) > 0; ++n) id = kind + "_" + std::to_string(n);
  return id;
}

std::vector<Value*> quiet_tables(Value* list) {
  std::vector<Value*> tables;
  if (list == nullptr || !list->is(ValueKind::list)) return tables;
  for (Value& element : list->list) {
    if (element.is(ValueKind::table)) tables.push_back(&element);
  }
  return tables;
}

void collect_ids(const std::vector<Value*>& tables, std::set<std::string>& ids) {
  for (const Value* table : tables) {
    const Value* id = table->value("id");
    if (id && id->is(ValueKind::text)) ids.insert(id->text);
  }
}

void name_them(const std::vector<Value*>& tables, std::set<std::string>& taken) {
  static constexpr std::array<std::string_view, 1> id_key{"id"};
  for (Value* table : tables) {
    const Value* kind = table->value("kind");
    // A misspelt `id` is not hidden by one of ours.
    const bool has_id = std::any_of(table->entries.begin(), table->entries.end(),
                                    [](const Entry& e) { return !nearest_name(e.key, id_key).empty(); });
    if (has_id || kind == nullptr || !kind->is(ValueKind::text)) continue;
    const std::string id = free_id(kind->text, taken);
    taken.insert(id);
    Value value = make_text(id, kind->place);
    table->entries.push_back({"id", kind->place, std::move(value)});
  }
}

}  // namespace

void name_interventions(Reading& r) {
  Entry* baseline = r.root.find("intervention");
  Entry* policies = r.root.find("policy");
  const std::vector<Value*> tables = quiet_tables(baseline ? &baseline->value : nullptr);
  const auto of_policy = [](Entry& policy) {
    Entry* list = policy.value.find("intervention");
    return quiet_tables(list ? &list->value : nullptr);
  };
  std::set<std::string> taken;
  collect_ids(tables, taken);
  name_them(tables, taken);
  std::set<std::string> baseline_ids;
  collect_ids(tables, baseline_ids);
  if (!policies || !policies->value.is(ValueKind::table)) return;
  for (Entry& policy : policies->value.entries) {
    std::set<std::string> own = baseline_ids;
    if (const Value* without = policy.value.value("without"); without != nullptr && without->is(ValueKind::list)) {
      for (const Value& element : without->list) own.erase(element.text);
    }
    collect_ids(of_policy(policy), own);
    name_them(of_policy(policy), own);
  }
}

}  // namespace berdaya
