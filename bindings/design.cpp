// A design as columns: positions in the unit cube, numbers, and which of the given values each sample takes.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "bind.hpp"
#include "experiment/design.hpp"

namespace berdaya::bindings {
namespace {

namespace py = pybind11;

template <typename T, typename Function>
py::array_t<T> column(std::size_t samples, const Function& at) {
  py::array_t<T> result(static_cast<py::ssize_t>(samples));
  T* const to = result.mutable_data();
  const py::gil_scoped_release released;
  for (std::size_t s = 0; s < samples; ++s) to[s] = at(s);
  return result;
}

// (path, low, high, whole, values)
using GivenParameter = std::tuple<std::string, double, double, bool, std::vector<std::string>>;

Design make(const std::string& kind, const std::vector<GivenParameter>& parameters, std::size_t samples,
            std::uint64_t seed, bool second_order, int levels, std::vector<std::vector<std::string>> table) {
  DesignSpec spec;
  spec.kind = design_kind(kind);
  for (const auto& [path, low, high, whole, values] : parameters)
    spec.parameters.push_back({path, low, high, whole, values});
  spec.samples = samples;
  spec.second_order = second_order;
  spec.levels = levels;
  spec.table = std::move(table);
  const py::gil_scoped_release released;
  return {std::move(spec), Seed{seed}};
}

}  // namespace

void bind_design(py::module_& module) {
  py::class_<Design>(module, "Design")
      .def(py::init(&make), py::arg("kind"), py::arg("parameters"), py::arg("samples"), py::arg("seed"),
           py::arg("second_order") = true, py::arg("levels") = 4,
           py::arg("table") = std::vector<std::vector<std::string>>{})
      .def_property_readonly("samples", &Design::samples)
      .def("unit",
           [](const Design& d, std::size_t p) {
             return column<double>(d.samples(), [&](std::size_t s) { return d.unit(s, p); });
           })
      .def("number",
           [](const Design& d, std::size_t p) {
             return column<double>(d.samples(), [&](std::size_t s) { return d.number(s, p); });
           })
      .def("choice",
           [](const Design& d, std::size_t p) {
             return column<std::int64_t>(d.samples(),
                                         [&](std::size_t s) { return static_cast<std::int64_t>(d.choice(s, p)); });
           })
      .def("value", [](const Design& d, std::size_t sample, std::size_t p) { return d.value(sample, p); });
}

}  // namespace berdaya::bindings
