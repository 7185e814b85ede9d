// One run, month by month. Columns of the world go out as NumPy arrays on the engine's own memory; each keeps the
// simulation alive.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/simulation.hpp"
#include "io/result_file.hpp"
#include "observers/metric.hpp"
#include "run.hpp"

namespace berdaya::bindings {
namespace {

namespace py = pybind11;

std::unique_ptr<Run> make_run(const std::shared_ptr<LoadedScenario>& scenario, const std::string& policy,
                              std::uint64_t seed, std::uint32_t number, int threads) {
  const py::gil_scoped_release released;
  // NOLINTNEXTLINE(modernize-make-unique): clang 14 knows no aggregates in parentheses
  return std::unique_ptr<Run>(new Run{
      scenario, Simulation(scenario->scenario, policy, Seed{seed}, RunNumber{number}, ThreadCount{threads}), false});
}

// The GIL is free meanwhile, so another thread of Python could call in.
bool step(Run& run) {
  check_idle(run);
  run.busy = true;
  struct Done {
    bool& busy;
    ~Done() { busy = false; }
  } done{run.busy};
  const py::gil_scoped_release released;  // ends before `done`
  return run.simulation.step();
}

// Columns with several values a row: always two-dimensional, even if a row has one value.
bool is_wide(std::string_view column) {
  constexpr std::array<std::string_view, 7> wide{"contacts",   "ties",         "seen_return",      "holders",
                                                 "applicants", "sector_count", "sector_attraction"};
  for (const std::string_view name : wide) {
    if (name == column) return true;
  }
  return false;
}

// The tables of the world: {table: {column: unit}}.
py::dict tables(Run& run) {
  py::dict result;
  World::tables(run.simulation.world(), [&](std::string_view name, auto& table) {
    py::dict units;
    std::remove_reference_t<decltype(table)>::columns(
        table,
        [&](std::string_view column, auto&, std::string_view unit) { units[to_python(column)] = to_python(unit); });
    result[to_python(name)] = units;
  });
  return result;
}

// A view; KeyError for an unknown name.
py::array column(const py::object& self, const std::string& table_name, const std::string& column_name) {
  Run& run = self.cast<Run&>();
  py::array found;
  bool any = false;
  World::tables(run.simulation.world(), [&](std::string_view name, auto& table) {
    if (name != table_name) return;
    const auto rows = static_cast<py::ssize_t>(table.rows());
    std::remove_reference_t<decltype(table)>::columns(table, [&](std::string_view of, auto& values, std::string_view) {
      if (of != column_name) return;
      using Value = typename std::remove_reference_t<decltype(values)>::value_type;
      std::vector<py::ssize_t> shape{rows};
      if (is_wide(of)) shape.push_back(rows == 0 ? 0 : static_cast<py::ssize_t>(values.size()) / rows);
      found = py::array_t<Value>(shape, values.data(), self);
      any = true;
    });
  });
  if (!any) throw py::key_error(table_name + "." + column_name);
  return found;
}

// One metric of the present month: (community, member), (community), (member) or a single value.
py::array metric(Run& run, const std::string& name) {
  const MetricDescription* found = find_metric(name);
  if (found == nullptr) throw py::key_error(name);
  const World& world = run.simulation.world();
  const Parameters& parameters = run.simulation.scenario().parameters;
  const bool whole_run = found->level == MetricLevel::run;
  const Index places = whole_run ? 1 : world.community.rows();
  const Index members = found->dimension == MetricDimension::scalar ? 1 : size_of(found->dimension, world);
  std::vector<py::ssize_t> shape;
  if (!whole_run) shape.push_back(places);
  if (found->dimension != MetricDimension::scalar) shape.push_back(members);
  py::array_t<float> values(shape);
  float* data = values.mutable_data();
  for (Index k = 0; k < places; ++k) {
    found->read(Observed{world, parameters, whole_run ? none : k},
                std::span(data + static_cast<std::size_t>(k) * members, members));
  }
  return values;
}

// Labels along a further dimension of metrics: those of the observers, but ids where only the scenario knows them.
std::vector<std::string> labels(Run& run, const std::string& dimension) {
  std::vector<std::string> ids;
  if (dimension == dimension_name(MetricDimension::fund)) {
    for (const FundSpec& fund : run.simulation.scenario().funds) ids.push_back(fund.id);
    return ids;
  }
  if (dimension == dimension_name(MetricDimension::intervention)) {
    for (const InterventionSpec& spec : run.simulation.interventions()) ids.push_back(spec.id);
    for (std::string& account : facilitator_accounts(run.simulation.scenario())) ids.push_back(std::move(account));
    return ids;
  }
  for (const MetricDimension each : {MetricDimension::option, MetricDimension::skill_kind, MetricDimension::trust_in}) {
    if (dimension == dimension_name(each)) return labels_of(each, run.simulation.world());
  }
  throw py::key_error(dimension);
}

}  // namespace

void bind_simulation(py::module_& module) {
  py::class_<Run>(module, "Simulation")
      .def(py::init(&make_run), py::arg("scenario"), py::arg("policy"), py::arg("seed"), py::arg("run"),
           py::arg("threads"))
      .def("step", step)
      .def_property_readonly("month", [](const Run& run) { return run.simulation.month(); })
      .def_property_readonly("tables", tables)
      .def("column", column, py::arg("table"), py::arg("name"))
      .def("metric", metric, py::arg("name"))
      .def("labels", labels, py::arg("dimension"))
      .def("state", state_of)
      .def("restore", restore, py::arg("state"));
}

}  // namespace berdaya::bindings
