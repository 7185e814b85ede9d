// Scenarios: read, changed by overrides, and looked at. The reader is the same as the program's.
#include <pybind11/stl.h>

#include <utility>
#include <vector>

#include "bind.hpp"
#include "engine/scenario.hpp"
#include "experiment/costs.hpp"
#include "interventions/catalogue.hpp"
#include "params/parameters.hpp"

namespace berdaya::bindings {
namespace {

namespace py = pybind11;
using Settings = std::vector<std::pair<std::string, std::string>>;

std::vector<Override> overrides_of(const Settings& settings) {
  std::vector<Override> overrides;
  overrides.reserve(settings.size());
  for (const auto& [path, value] : settings) overrides.push_back({path, value});
  return overrides;
}

// Handing out the const scenario as what pybind11 holds; nothing bound below changes it.
std::shared_ptr<LoadedScenario> shared(LoadedScenario loaded) {
  return std::make_shared<LoadedScenario>(std::move(loaded));
}

std::shared_ptr<LoadedScenario> load(const std::string& name_or_path, const Settings& settings) {
  const py::gil_scoped_release released;
  return shared(load_scenario(name_or_path, overrides_of(settings)));
}

std::shared_ptr<LoadedScenario> parse(const std::string& text, const std::string& file_name, const std::string& folder,
                                      const Settings& settings) {
  const py::gil_scoped_release released;
  return shared(parse_scenario(text, file_name, folder, overrides_of(settings)));
}

std::shared_ptr<LoadedScenario> changed(const LoadedScenario& loaded, const std::string& file_name,
                                        const Settings& settings) {
  const py::gil_scoped_release released;
  return shared(changed_scenario(loaded, file_name, overrides_of(settings)));
}

py::list bundled() {
  py::list rows;
  for (const BundledScenario& scenario : bundled_scenarios()) {
    py::dict row;
    row["id"] = to_python(std::string_view(scenario.id));
    row["title"] = to_python(scenario.title);
    row["question"] = to_python(scenario.question);
    row["communities"] = scenario.communities;
    row["umkm"] = scenario.umkm;
    row["months"] = scenario.months;
    row["policies"] = scenario.policies;
    rows.append(row);
  }
  return rows;
}

py::list policies_of(const LoadedScenario& loaded) {
  py::list rows;
  for (const PolicySpec& policy : loaded.scenario.policies) {
    py::dict row;
    row["id"] = to_python(std::string_view(policy.id));
    row["title"] = to_python(policy.title);
    row["description"] = to_python(policy.description);
    row["source"] = to_python(std::string_view(policy.source));
    py::list interventions;
    for (const InterventionSpec& spec : policy.interventions)
      interventions.append(to_python(std::string_view(spec.id)));
    row["interventions"] = interventions;
    row["include"] = policy.include;
    rows.append(row);
  }
  return rows;
}

py::dict values_of(const LoadedScenario& loaded) {
  py::dict values;
  for (const ParameterGroup& group : parameter_groups()) {
    for (const ParameterDescription& parameter : group.parameters) {
      values[to_python(parameter.name)] = value_of(loaded.scenario.parameters, parameter);
    }
  }
  return values;
}

py::dict uncertainty_of(const LoadedScenario& loaded) {
  py::dict ranges;
  for (const ParameterRange& range : loaded.uncertainty) {
    ranges[to_python(std::string_view(range.path))] = py::make_tuple(range.low, range.high);
  }
  return ranges;
}

Index umkm_of(const LoadedScenario& loaded) {
  Index count = 0;
  for (const CommunitySpec& community : loaded.scenario.communities) count += community.umkm_count();
  return count;
}

py::list communities_of(const LoadedScenario& loaded) {
  py::list ids;
  for (const CommunitySpec& community : loaded.scenario.communities)
    ids.append(to_python(std::string_view(community.id)));
  return ids;
}

py::dict cost_row(const PolicyCost& cost, std::string_view item, std::string_view what,
                  const std::vector<double>& wanted, double total) {
  py::dict row;
  row["policy"] = to_python(std::string_view(cost.policy));
  row["item"] = to_python(item);
  row["what"] = to_python(what);
  row["fund"] = "";
  row["basis"] = "";
  for (std::size_t y = 0; y < cost.years.size(); ++y) row[py::int_(cost.years[y])] = wanted[y];
  row["total"] = total;
  row["short_from"] = "";
  return row;
}

// Rows of `bd.costs`: of each policy the interventions, all of them, and the funds that they name.
py::list costs_rows(const LoadedScenario& loaded, const std::vector<std::string>& policies) {
  py::list rows;
  for (const PolicyCost& cost : costs_of(loaded.scenario, policies)) {
    for (const AccountCost& account : cost.accounts) {
      py::dict row = cost_row(cost, account.id, "intervention", account.wanted, account.total);
      row["fund"] = to_python(std::string_view(account.fund));
      row["basis"] = to_python(name_of(account.basis));
      rows.append(row);
    }
    rows.append(cost_row(cost, "all", "policy", cost.wanted, cost.total));
    for (const FundCost& fund : cost.funds) {
      py::dict row = cost_row(cost, fund.id, "wanted of the fund", fund.wanted, fund.total_wanted);
      if (fund.short_from) {
        const CalendarMonth month = calendar_month(loaded.scenario, *fund.short_from);
        row["short_from"] = py::str("{}-{:02d}").format(month.year, month.month + 1);
      }
      rows.append(row);
      rows.append(cost_row(cost, fund.id, "received by the fund", fund.received, fund.total_received));
    }
  }
  return rows;
}

// The baseline's interventions that the policy keeps, then its own; months are counted from 0, the last is included.
py::list interventions_of(const LoadedScenario& loaded, const std::string& policy) {
  py::list rows;
  for (const InterventionSpec& spec : interventions_under(loaded.scenario, policy)) {
    if (spec.left_out) continue;
    py::dict row;
    row["id"] = to_python(std::string_view(spec.id));
    row["title"] = to_python(spec.title);
    row["kind"] = to_python(description_of(spec.kind).name);
    row["shock"] = description_of(spec.kind).shock;
    row["first"] = spec.first_month;
    row["last"] = spec.last_month;
    rows.append(row);
  }
  return rows;
}

}  // namespace

void bind_scenario(py::module_& module) {
  py::class_<LoadedScenario, std::shared_ptr<LoadedScenario>>(module, "Scenario")
      .def_property_readonly("id", [](const LoadedScenario& s) { return s.scenario.id; })
      .def_property_readonly("title", [](const LoadedScenario& s) { return to_python(s.scenario.title); })
      .def_property_readonly("description", [](const LoadedScenario& s) { return to_python(s.scenario.description); })
      .def_property_readonly("source", [](const LoadedScenario& s) { return s.scenario.source; })
      .def_property_readonly("months", [](const LoadedScenario& s) { return s.scenario.months; })
      .def_property_readonly(
          "start",
          [](const LoadedScenario& s) { return py::make_tuple(s.scenario.start.year, s.scenario.start.month + 1); })
      .def_property_readonly("umkm", umkm_of)
      .def_property_readonly("communities", communities_of)
      .def_property_readonly("policy_ids", [](const LoadedScenario& s) { return policy_ids(s.scenario); })
      .def_property_readonly("policies", policies_of)
      .def("changed", changed, py::arg("file_name"), py::arg("settings"))
      .def("interventions", interventions_of)
      .def("costs", costs_rows, py::arg("policies") = std::vector<std::string>{})
      .def_property_readonly("values", values_of)
      .def_property_readonly("uncertainty", uncertainty_of)
      .def_readonly("resolved", &LoadedScenario::resolved);

  module.def("load_scenario", load, py::arg("name_or_path"), py::arg("settings") = Settings{});
  module.def("parse_scenario", parse, py::arg("text"), py::arg("file_name"), py::arg("folder") = "",
             py::arg("settings") = Settings{});
  module.def("bundled_scenarios", bundled);
}

}  // namespace berdaya::bindings
