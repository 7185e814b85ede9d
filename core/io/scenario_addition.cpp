#include "io/scenario_addition.hpp"

#include <utility>

#include "io/scenario_reading.hpp"

namespace berdaya {
namespace {

void append_tables(Value& parent, std::string_view name, const std::vector<Value>& tables, int source) {
  if (tables.empty()) return;
  if (parent.find(name) == nullptr) parent.set(name, make_list(tables.front().place), tables.front().place);
  Value& list = parent.find(name)->value;
  if (!list.is(ValueKind::list)) return;  // reported when it is read
  for (const Value& table : tables) list.list.push_back(in_source(table, source));
}

// The policy that the arm begins as, without its title; a problem if there is none of that name.
Value begun_policy(Reading& r, const ScenarioAddition& addition, const Place& place) {
  if (addition.based_on.empty()) return make_table(place);
  std::vector<std::string_view> names;
  if (Entry* policies = r.root.find("policy"); policies != nullptr && policies->value.is(ValueKind::table)) {
    for (const Entry& policy : policies->value.entries) {
      if (policy.key != addition.based_on) {
        names.push_back(policy.key);
        continue;
      }
      Value begun = policy.value;
      std::erase_if(begun.entries, [](const Entry& entry) { return entry.key == "title"; });
      return begun;
    }
  }
  r.problems.add(place, "unknown policy '" + addition.based_on + "'",
                 suggestion(addition.based_on, names, "there are"));
  return make_table(place);
}

}  // namespace

void add_tables(Reading& r, const ScenarioAddition& addition, int source) {
  append_tables(r.root, "intervention", addition.interventions, source);
  if (addition.policy.empty()) return;
  Place place = addition.based_on_place;
  place.source = source;
  Value policy = begun_policy(r, addition, place);
  append_tables(policy, "intervention", addition.policy_interventions, source);
  if (addition.without != nullptr) {
    Value all = in_source(*addition.without, source);
    if (const Value* before = policy.value("without"); before != nullptr && all.is(ValueKind::list))
      all.list.insert(all.list.begin(), before->list.begin(), before->list.end());
    policy.set("without", std::move(all), place);
  }
  r.root.table("policy", place).set(addition.policy, std::move(policy), place);
}

void apply_changes(Reading& r, const std::vector<ScenarioChange>& changes, int source) {
  for (const ScenarioChange& change : changes) {
    Place place = change.place;
    place.source = source;
    apply_change(r, change.path, in_source(change.value, source), place);
  }
}

}  // namespace berdaya
