// The state of a simulation as a value: for pickles and copies.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "run.hpp"

namespace berdaya::bindings {
namespace {

namespace py = pybind11;

template <class Value>
void take_column(const py::dict& columns, std::string_view name, std::vector<Value>& column) {
  const auto values = columns[to_python(name)].cast<py::array_t<Value, py::array::c_style>>();
  if (static_cast<std::size_t>(values.size()) != column.size())
    throw py::value_error("the state of a simulation does not fit its scenario: " + std::string(name));
  column.assign(values.data(), values.data() + values.size());
}

// [lever][community]: bytes
py::list targets_of(const Targets& targets) {
  py::list levers;
  for (const auto& lever : targets.drawn) {
    py::list communities;
    for (const auto& chosen : lever)
      communities.append(py::bytes(reinterpret_cast<const char*>(chosen.data()), chosen.size()));
    levers.append(communities);
  }
  return levers;
}

Targets targets_from(const py::list& levers) {
  Targets targets;
  for (const py::handle lever : levers) {
    auto& communities = targets.drawn.emplace_back();
    for (const py::handle chosen : lever) {
      const auto bytes = chosen.cast<std::string_view>();
      communities.emplace_back(bytes.begin(), bytes.end());
    }
  }
  return targets;
}

}  // namespace

void check_idle(const Run& run) {
  if (run.busy) throw std::runtime_error("another thread is stepping this simulation");
}

py::tuple state_of(const Run& run) {
  check_idle(run);
  const World& world = run.simulation.world();
  py::dict tables;
  World::tables(world, [&](std::string_view name, const auto& table) {
    py::dict columns;
    std::remove_cvref_t<decltype(table)>::columns(
        table, [&](std::string_view column, const auto& values, std::string_view) {
          using Value = typename std::remove_cvref_t<decltype(values)>::value_type;
          columns[to_python(column)] = py::array_t<Value>(static_cast<py::ssize_t>(values.size()), values.data());
        });
    tables[to_python(name)] = columns;
  });
  return py::make_tuple(run.simulation.month(), tables, world.replication.months_passed, world.replication.month,
                        targets_of(world.targets), world.booked, world.booked_total);
}

void restore(Run& run, const py::tuple& state) {
  check_idle(run);
  if (state.size() != 7) throw py::value_error("this is no state of a simulation");
  World world = run.simulation.world();
  const auto tables = state[1].cast<py::dict>();
  World::tables(world, [&](std::string_view name, auto& table) {
    const auto columns = tables[to_python(name)].template cast<py::dict>();
    std::remove_reference_t<decltype(table)>::columns(
        table, [&](std::string_view column, auto& values, std::string_view) { take_column(columns, column, values); });
  });
  world.replication = {state[2].cast<Index>(), state[3].cast<Index>()};
  world.targets = targets_from(state[4].cast<py::list>());
  world.booked = state[5].cast<std::vector<double>>();
  world.booked_total = state[6].cast<std::vector<double>>();
  run.simulation.resume(std::move(world), state[0].cast<Index>());
}

}  // namespace berdaya::bindings
