// The module and its errors.
#include <pybind11/pybind11.h>

#include "base/errors.hpp"
#include "berdaya_version.hpp"
#include "bind.hpp"

PYBIND11_MODULE(_core, module) {
  namespace py = pybind11;
  using namespace berdaya;

  module.doc() = "The engine of berdaya; use the package berdaya.";
  py::register_exception<InputError>(module, "InputError", PyExc_ValueError);
  py::register_exception<IoError>(module, "DataError", PyExc_OSError);
  py::register_exception<Interrupted>(module, "Interrupted", PyExc_KeyboardInterrupt);

  module.attr("__version__") = bindings::to_python(version);
  bindings::bind_scenario(module);
  bindings::bind_descriptions(module);
  bindings::bind_batch(module);
  bindings::bind_design(module);
  bindings::bind_patterns(module);
  bindings::bind_simulation(module);
  bindings::bind_sweep(module);
}
