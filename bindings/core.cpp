// The module and its errors.
#include <pybind11/pybind11.h>

#include <exception>
#include <string>

#include "base/errors.hpp"
#include "base/printable.hpp"
#include "berdaya_version.hpp"
#include "bind.hpp"

PYBIND11_MODULE(_core, module) {
  namespace py = pybind11;
  using namespace berdaya;

  module.doc() = "The engine of berdaya; use the package berdaya.";
  py::exception<InputError>(module, "InputError", PyExc_ValueError);
  py::exception<IoError>(module, "DataError", PyExc_OSError);
  py::exception<Interrupted>(module, "Interrupted", PyExc_KeyboardInterrupt);
  // Not register_exception: messages may quote files and names that hold bytes which are no text.
  py::register_exception_translator([](std::exception_ptr raised) {
    const auto raise = [](const char* name, const std::exception& error) {
      const py::object kind = py::module_::import("berdaya._core").attr(name);
      PyErr_SetString(kind.ptr(), printable(error.what()).c_str());
    };
    try {
      if (raised) std::rethrow_exception(raised);
    } catch (const InputError& error) {
      raise("InputError", error);
    } catch (const IoError& error) {
      raise("DataError", error);
    } catch (const Interrupted& error) {
      raise("Interrupted", error);
    }
  });
  module.def(
      "printable", [](const std::string& text) { return printable(text); }, py::arg("text"));

  module.attr("__version__") = bindings::to_python(version);
  bindings::bind_scenario(module);
  bindings::bind_descriptions(module);
  bindings::bind_batch(module);
  bindings::bind_design(module);
  bindings::bind_patterns(module);
  bindings::bind_simulation(module);
  bindings::bind_sweep(module);
}
