#include "engine/scenario.hpp"

#include <algorithm>

#include "base/errors.hpp"

namespace berdaya {
namespace {

const PolicySpec* find_policy(const Scenario& scenario, const std::string& policy) {
  const auto found = std::find_if(scenario.policies.begin(), scenario.policies.end(),
                                  [&](const PolicySpec& p) { return p.id == policy; });
  return found == scenario.policies.end() ? nullptr : &*found;
}

// The policy and, once each, those that it includes at any depth.
std::vector<const PolicySpec*> parts_of(const Scenario& scenario, const PolicySpec& policy) {
  std::vector<const PolicySpec*> parts{&policy};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const std::string& name : parts[i]->include) {
      const PolicySpec* const part = find_policy(scenario, name);
      if (part != nullptr && std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    }
  }
  return parts;
}

// Without those that are left out and stand again, under the same id, in `own`.
void drop_restated(std::vector<InterventionSpec>& list, const std::vector<InterventionSpec>& own) {
  std::erase_if(list, [&](const InterventionSpec& spec) {
    return spec.left_out && std::any_of(own.begin(), own.end(), [&](const auto& other) { return other.id == spec.id; });
  });
}

[[noreturn]] void refuse_policy(const Scenario& scenario, const std::string& policy) {
  const std::vector<std::string> ids = policy_ids(scenario);
  const std::vector<std::string_view> names(ids.begin(), ids.end());
  const std::string_view meant = nearest_name(policy, names);
  Problem problem;
  problem.message = "scenario '" + scenario.id + "' has no policy '" + policy + "'";
  if (!meant.empty()) problem.hint = "did you mean '" + std::string(meant) + "'? ";
  problem.hint += "its policies: " + join_names(names);
  throw InputError(std::vector<Problem>{problem});
}

}  // namespace

std::vector<InterventionSpec> interventions_under(const Scenario& scenario, const std::string& policy) {
  std::vector<InterventionSpec> list = scenario.interventions;
  if (policy != baseline_policy) {
    const PolicySpec* const chosen = find_policy(scenario, policy);
    if (chosen == nullptr) refuse_policy(scenario, policy);
    std::vector<InterventionSpec> own;
    for (const PolicySpec* part : parts_of(scenario, *chosen)) {
      for (const Index position : part->without) list.at(position).left_out = true;
      own.insert(own.end(), part->interventions.begin(), part->interventions.end());
    }
    drop_restated(list, own);
    list.insert(list.end(), own.begin(), own.end());
  }
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return list;
}

std::vector<std::string> facilitator_accounts(const Scenario& scenario) {
  std::vector<std::string> accounts;
  for (Index fund = 0; fund < scenario.funds.size(); ++fund) {
    const auto paid = [fund](const FacilitatorSpec& facilitator) { return facilitator.fund == fund; };
    if (std::any_of(scenario.facilitators.begin(), scenario.facilitators.end(), paid))
      accounts.push_back("facilitators:" + scenario.funds[fund].id);
  }
  return accounts;
}

std::vector<std::string> policy_ids(const Scenario& scenario) {
  std::vector<std::string> ids{baseline_policy};
  for (const PolicySpec& policy : scenario.policies) ids.push_back(policy.id);
  return ids;
}

CalendarMonth calendar_month(const Scenario& scenario, Index t) {
  const auto months = static_cast<long long>(scenario.start.month) + t;
  return {scenario.start.year + static_cast<int>(months / 12), static_cast<int>(months % 12)};
}

}  // namespace berdaya
