// Patterns: run and reported as JSON, of which the package makes a table.
#include <pybind11/stl.h>

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "bind.hpp"
#include "io/pattern_run.hpp"

namespace berdaya::bindings {
namespace {

namespace py = pybind11;

std::string patterns(const std::string& name, const std::vector<std::pair<std::string, std::string>>& parameters,
                     const std::vector<std::string>& structures, std::uint64_t seed, double error,
                     Index replicates_most, int threads, const py::object& progress) {
  std::exception_ptr raised;  // in Python, while it was running: Ctrl-C, or by `progress` itself
  const OnPatternProgress on_progress = [&](const PatternProgress& now) {
    const py::gil_scoped_acquire gil;
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (!progress.is_none()) progress(now.done, now.total, now.failed, now.done, now.total, now.seconds);
      return true;
    } catch (py::error_already_set&) {
      raised = std::current_exception();
      return false;
    }
  };
  std::vector<Override> overrides;
  overrides.reserve(parameters.size());
  for (const auto& [path, value] : parameters) overrides.push_back({path, value});
  const PatternOptions options{
      .seed = Seed{seed}, .replicates_most = replicates_most, .error = error, .threads = threads};
  try {
    const py::gil_scoped_release released;
    const PatternRun run = run_patterns(name, overrides, structures, options, on_progress);
    return patterns_json({run.patterns, run.variants, "berdaya.patterns (Python)", Seed{seed}, error, replicates_most});
  } catch (const Interrupted&) {
    if (raised) std::rethrow_exception(raised);
    throw;
  }
}

}  // namespace

void bind_patterns(py::module_& module) {
  module.def("patterns", patterns, py::arg("name"), py::kw_only(), py::arg("parameters"), py::arg("structures"),
             py::arg("seed"), py::arg("error"), py::arg("replicates_most"), py::arg("threads") = 0,
             py::arg("progress") = py::none());
}

}  // namespace berdaya::bindings
