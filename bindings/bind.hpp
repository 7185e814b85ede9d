// The extension module berdaya._core: converts and forwards, nothing else. One function for each part of it.
#pragma once

#include <pybind11/pybind11.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "io/scenario_file.hpp"

namespace berdaya::bindings {

// Scenarios do not change once they are made; simulations and batches share them.
using SharedScenario = std::shared_ptr<const LoadedScenario>;

void bind_scenario(pybind11::module_& module);
void bind_descriptions(pybind11::module_& module);
void bind_batch(pybind11::module_& module);
void bind_design(pybind11::module_& module);
void bind_patterns(pybind11::module_& module);
void bind_simulation(pybind11::module_& module);
void bind_sweep(pybind11::module_& module);

// Calls a Python function now and then while the engine runs without the interpreter's lock, and looks for Ctrl-C.
class PythonProgress {
 public:
  explicit PythonProgress(const pybind11::object& function) : function_(function) {}

  // False where Python raised something: the engine is to stop, and rethrow() raises it.
  template <class... Numbers>
  bool operator()(Numbers... numbers) {
    const pybind11::gil_scoped_acquire gil;
    try {
      if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
      if (!function_.is_none()) function_(numbers...);
      return true;
    } catch (pybind11::error_already_set&) {
      raised_ = std::current_exception();
      return false;
    }
  }
  void rethrow() const {
    if (raised_) std::rethrow_exception(raised_);
  }

 private:
  const pybind11::object& function_;
  std::exception_ptr raised_;
};

inline pybind11::str to_python(std::string_view text) { return {text.data(), text.size()}; }

// {"en": ..., "id": ...}
inline pybind11::dict to_python(const Text& text) {
  pybind11::dict result;
  result["en"] = to_python(text.in(Language::en));
  result["id"] = to_python(text.in(Language::id));
  return result;
}
inline pybind11::dict to_python(const Title& title) {
  pybind11::dict result;
  result["en"] = to_python(std::string_view(title.in(Language::en)));
  result["id"] = to_python(std::string_view(title.in(Language::id)));
  return result;
}

}  // namespace berdaya::bindings
