#include "experiment/layout.hpp"

#include <algorithm>
#include <string_view>

#include "base/errors.hpp"
#include "base/text.hpp"
#include "experiment/batch.hpp"
#include "observers/recorder.hpp"

namespace berdaya {
namespace {

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

Problem unknown_name(std::string_view what, const std::string& given, const std::vector<std::string_view>& allowed) {
  Problem problem;
  problem.message = "unknown " + std::string(what) + " " + quoted(given);
  const std::string_view nearest = nearest_name(given, allowed);
  if (!nearest.empty()) problem.hint = "did you mean " + quoted(nearest) + "? ";
  problem.hint += "allowed: " + join_names(allowed);
  return problem;
}

Index members_of(MetricDimension dimension, const Scenario& scenario, std::size_t interventions) {
  switch (dimension) {
    case MetricDimension::scalar:
      return 1;
    case MetricDimension::option:
      return static_cast<Index>(scenario.options.size());
    case MetricDimension::skill_kind:
      return 3;
    case MetricDimension::trust_in:
      return 4;
    case MetricDimension::fund:
      return static_cast<Index>(scenario.funds.size());
    case MetricDimension::intervention:
      return static_cast<Index>(interventions);
  }
  return 1;
}

// Labels of one policy's interventions; two of the same id within a policy are told apart by a number.
void add_labels(const std::vector<InterventionSpec>& interventions, const std::vector<std::string>& pay,
                BatchLayout& layout) {
  std::vector<Index> positions;
  for (const InterventionSpec& spec : interventions) {
    std::string label = spec.id;
    Index position = 0;
    for (int number = 2;; ++number) {
      const auto found = std::find(layout.interventions.begin(), layout.interventions.end(), label);
      position = static_cast<Index>(found - layout.interventions.begin());
      if (found == layout.interventions.end()) layout.interventions.push_back(label);
      if (std::find(positions.begin(), positions.end(), position) == positions.end()) break;
      label = spec.id + "_" + std::to_string(number);
    }
    positions.push_back(position);
  }
  for (const std::string& label : pay) {
    const auto found = std::find(layout.interventions.begin(), layout.interventions.end(), label);
    positions.push_back(static_cast<Index>(found - layout.interventions.begin()));
    if (found == layout.interventions.end()) layout.interventions.push_back(label);
  }
  layout.label_of.push_back(std::move(positions));
}

}  // namespace

std::size_t BatchLayout::values_per_run(std::size_t metric) const {
  const std::size_t places = metrics[metric]->level == MetricLevel::community ? communities : 1;
  return months.size() * places * members[metric];
}

std::vector<const MetricDescription*> choose_metrics(const std::vector<std::string>& names) {
  const auto all = metrics();
  const bool every_one = names.empty() || std::find(names.begin(), names.end(), "all") != names.end();
  std::vector<Problem> problems;
  if (!names.empty()) {
    std::vector<std::string_view> allowed{"all"};
    for (const MetricDescription& metric : all) allowed.push_back(metric.name);
    for (const std::string& name : names) {
      if (name != "all" && find_metric(name) == nullptr) problems.push_back(unknown_name("metric", name, allowed));
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));

  std::vector<const MetricDescription*> chosen;
  for (const MetricDescription& metric : all) {
    if (every_one || std::find(names.begin(), names.end(), metric.name) != names.end()) chosen.push_back(&metric);
  }
  return chosen;
}

BatchLayout make_layout(const BatchPlan& plan) {
  const Scenario& scenario = plan.scenario;
  BatchLayout layout;
  std::vector<Problem> problems;
  const auto complain = [&problems](std::string message) {
    Problem problem;
    problem.message = std::move(message);
    problems.push_back(std::move(problem));
  };

  layout.policies = plan.policies.empty() ? std::vector<std::string>{baseline_policy} : plan.policies;
  const std::vector<std::string> known = policy_ids(scenario);
  const std::vector<std::string_view> allowed(known.begin(), known.end());
  for (std::size_t p = 0; p < layout.policies.size(); ++p) {
    const std::string& policy = layout.policies[p];
    if (std::find(known.begin(), known.end(), policy) == known.end())
      problems.push_back(unknown_name("policy", policy, allowed));
    const auto end = layout.policies.begin() + static_cast<std::ptrdiff_t>(p);
    if (std::find(layout.policies.begin(), end, policy) != end)
      complain("policy " + quoted(policy) + " is named twice");
  }
  if (plan.replicates == 0) complain("replicates must be at least 1");
  if (plan.every == 0) complain("every must be at least 1 month");
  if (scenario.months == 0) complain("the scenario must have at least 1 month");
  try {
    layout.metrics = choose_metrics(plan.metrics);
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
  if (!problems.empty()) throw InputError(std::move(problems));

  layout.replicates = plan.replicates;
  layout.first_replicate = plan.first_replicate;
  layout.communities = static_cast<Index>(scenario.communities.size());
  for (const CommunitySpec& community : scenario.communities) layout.umkm += community.umkm_count();
  layout.months = recorded_months(scenario.months, plan.every);
  if (plan.umkm_every > 0) layout.snapshots = recorded_months(scenario.months, plan.umkm_every);
  const std::vector<std::string> pay = facilitator_accounts(scenario);
  for (const std::string& policy : layout.policies) add_labels(interventions_under(scenario, policy), pay, layout);
  for (const MetricDescription* metric : layout.metrics) {
    layout.members.push_back(members_of(metric->dimension, scenario, layout.interventions.size()));
  }
  return layout;
}

}  // namespace berdaya
