// A sweep into a file, with progress and Ctrl-C.
#include <pybind11/stl.h>

#include <string>

#include "base/errors.hpp"
#include "base/printable.hpp"
#include "bind.hpp"
#include "io/sweep_file.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya::bindings {
namespace {

namespace py = pybind11;

py::dict sweep(const std::string& plan, const std::string& file_name, const std::string& folder,
               const std::string& path, int threads, bool fresh, bool force, const std::string& command_line,
               const py::object& progress) {
  PythonProgress tell(progress);
  SweepFileOptions options;
  options.path = path;
  options.threads = threads;
  options.fresh = fresh;
  options.force = force;
  options.command_line = command_line;
  options.on_progress = [&](const SweepProgress& now) {
    return tell(now.done, now.total, now.failed, now.work, 1.0, now.seconds);
  };
  SweepOutcome outcome;
  try {
    const py::gil_scoped_release released;
    const LoadedSweep loaded = parse_sweep(plan, file_name, folder);
    outcome = compute_share(loaded, options);
    merge_if_complete(loaded, options, outcome);
  } catch (const Interrupted&) {
    tell.rethrow();
    throw;
  }
  py::dict result;
  result["runs"] = outcome.runs;
  result["failed"] = outcome.failed_runs;
  result["seconds"] = outcome.seconds;
  py::list damaged;
  for (const std::string& part : outcome.damaged) damaged.append(printable(part));
  result["damaged"] = damaged;
  result["complete"] = outcome.merged || outcome.was_complete;
  return result;
}

std::string status(const std::string& path, bool verify) {
  const py::gil_scoped_release released;
  return state_json(read_sweep_state(path, verify));
}

}  // namespace

void bind_sweep(py::module_& module) {
  module.def("sweep", sweep, py::arg("plan"), py::arg("file_name"), py::arg("folder"), py::arg("path"), py::kw_only(),
             py::arg("threads") = 0, py::arg("fresh") = false, py::arg("force") = false, py::arg("command_line") = "",
             py::arg("progress") = py::none());
  module.def("sweep_status", status, py::arg("path"), py::arg("verify"));
}

}  // namespace berdaya::bindings
