// How policies fit together: which include which, and ids of interventions that would meet.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/scenario_reading.hpp"
#include "random/id_number.hpp"

namespace berdaya {
namespace {

// Row of the policy of that name.
std::optional<std::size_t> row_of(const Scenario& scenario, const std::string& name) {
  for (std::size_t row = 0; row < scenario.policies.size(); ++row) {
    if (scenario.policies[row].id == name) return row;
  }
  return std::nullopt;
}

void check_names(Reading& r, std::size_t row) {
  const PolicySpec& policy = r.scenario.policies[row];
  for (std::size_t i = 0; i < policy.include.size(); ++i) {
    const std::string& name = policy.include[i];
    const Place& place = r.include_places[row][i];
    if (name == baseline_policy) {
      r.problems.add(place, "'baseline' is part of every policy; leave it out of include");
    } else if (!row_of(r.scenario, name)) {
      std::vector<std::string_view> others;
      for (const PolicySpec& other : r.scenario.policies) {
        if (other.id != policy.id) others.push_back(other.id);
      }
      r.problems.add(place, "unknown policy '" + name + "' in include", suggestion(name, others, "there are"));
    }
  }
}

// A way through includes from the last policy of `way` back to the first; `way` is then that way.
bool find_circle(const Scenario& scenario, std::vector<std::size_t>& way, std::vector<bool>& seen) {
  for (const std::string& name : scenario.policies[way.back()].include) {
    const auto next = row_of(scenario, name);
    if (!next) continue;
    if (*next == way.front()) return true;
    if (seen[*next]) continue;
    seen[*next] = true;
    way.push_back(*next);
    if (find_circle(scenario, way, seen)) return true;
    way.pop_back();
  }
  return false;
}

// True if it includes itself; said once for each circle, at its first policy.
bool check_circle(Reading& r, std::size_t row) {
  std::vector<std::size_t> way{row};
  std::vector<bool> seen(r.scenario.policies.size(), false);
  if (!find_circle(r.scenario, way, seen)) return false;
  if (*std::min_element(way.begin(), way.end()) != row) return true;
  std::string text;
  for (const std::size_t step : way) text += r.scenario.policies[step].id + " -> ";
  const std::string& id = r.scenario.policies[row].id;
  r.problems.add(r.include_places[row].front(), "the policy '" + id + "' includes itself: " + text + id);
  return true;
}

// The policy and those that it includes at any depth, each once.
std::vector<std::size_t> parts_of(const Scenario& scenario, std::size_t row) {
  std::vector<std::size_t> parts{row};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const std::string& name : scenario.policies[parts[i]].include) {
      const auto part = row_of(scenario, name);
      if (part && std::find(parts.begin(), parts.end(), *part) == parts.end()) parts.push_back(*part);
    }
  }
  return parts;
}

bool has(const std::vector<std::size_t>& rows, std::size_t row) {
  return std::find(rows.begin(), rows.end(), row) != rows.end();
}

// True if one of the parts already brings both policies together, so that the problem is said there.
bool met_before(const Scenario& scenario, const std::vector<std::size_t>& parts, std::size_t a, std::size_t b) {
  return std::any_of(parts.begin() + 1, parts.end(), [&](std::size_t part) {
    const std::vector<std::size_t> inner = parts_of(scenario, part);
    return has(inner, a) && has(inner, b);
  });
}

void check_ids_of_parts(Reading& r, std::size_t row) {
  const Scenario& scenario = r.scenario;
  const std::vector<std::size_t> parts = parts_of(scenario, row);
  std::map<std::string, std::size_t> owner;
  for (const std::size_t part : parts) {
    for (const InterventionSpec& spec : scenario.policies[part].interventions) {
      const auto [where, fresh] = owner.emplace(spec.id, part);
      if (fresh || spec.id.empty() || where->second == part) continue;
      if (met_before(scenario, parts, where->second, part)) continue;
      r.problems.add(r.include_places[row].front(),
                     "the policies '" + scenario.policies[where->second].id + "' and '" + scenario.policies[part].id +
                         "' both have an intervention '" + spec.id + "', and '" + scenario.policies[row].id +
                         "' would have both",
                     "give one of them another id");
    }
  }
}

// Draws are addressed by a number of the id (random/id_number.hpp); two ids of one number would share them.
class IdNumbers {
 public:
  explicit IdNumbers(ProblemList& problems) : problems_(problems) {}

  void add(const std::string& id, const Place& place) {
    const auto [where, fresh] = first_.emplace(number_of_id(id), id);
    if (fresh || where->second == id) return;
    problems_.add(place, "the interventions '" + where->second + "' and '" + id + "' would have the same random draws",
                  "the numbers made of their ids happen to be equal; give one of them another id");
  }

 private:
  ProblemList& problems_;
  std::map<std::uint32_t, std::string> first_;
};

}  // namespace

void check_policies(Reading& r) {
  IdNumbers numbers(r.problems);
  for (Index row = 0; row < r.interventions.ids().size(); ++row)
    numbers.add(r.interventions.ids()[row], r.interventions.place(row));
  bool circle = false;
  for (std::size_t row = 0; row < r.scenario.policies.size(); ++row) {
    const std::vector<InterventionSpec>& own = r.scenario.policies[row].interventions;
    for (std::size_t i = 0; i < own.size(); ++i) numbers.add(own[i].id, r.policy_intervention_places[row][i]);
    check_names(r, row);
    circle = check_circle(r, row) || circle;
  }
  if (circle) return;
  for (std::size_t row = 0; row < r.scenario.policies.size(); ++row) check_ids_of_parts(r, row);
}

}  // namespace berdaya
