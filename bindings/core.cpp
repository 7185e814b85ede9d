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
  // For the life of the process, as the module itself. Messages may quote files and names that are no text.
  static PyObject* const input_error =
      py::exception<InputError>(module, "InputError", PyExc_ValueError).release().ptr();
  static PyObject* const data_error = py::exception<IoError>(module, "DataError", PyExc_OSError).release().ptr();
  static PyObject* const stopped =
      py::exception<Interrupted>(module, "Interrupted", PyExc_KeyboardInterrupt).release().ptr();
  py::register_exception_translator([](std::exception_ptr raised) {
    try {
      if (raised) std::rethrow_exception(raised);
    } catch (const InputError& error) {
      PyErr_SetString(input_error, printable(error.what()).c_str());
    } catch (const IoError& error) {
      PyErr_SetString(data_error, printable(error.what()).c_str());
    } catch (const Interrupted& error) {
      PyErr_SetString(stopped, printable(error.what()).c_str());
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
