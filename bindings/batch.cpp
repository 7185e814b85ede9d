// A batch into a result file, with progress and Ctrl-C.
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "base/printable.hpp"
#include "bind.hpp"
#include "experiment/batch.hpp"
#include "experiment/comparison.hpp"
#include "io/digest.hpp"
#include "io/file_seal.hpp"
#include "io/parameter_sets_file.hpp"
#include "io/result_file.hpp"

namespace berdaya::bindings {
namespace {

namespace py = pybind11;

py::dict to_python(const BatchSummary& summary) {
  py::list failed;
  for (const FailedRun& run : summary.failed)
    failed.append(py::make_tuple(run.policy, run.replicate, printable(run.error)));
  py::dict result;
  result["runs"] = summary.runs;
  result["resumed"] = summary.resumed;
  result["failed"] = failed;
  result["seconds"] = summary.seconds;
  return result;
}

py::dict run(const std::shared_ptr<LoadedScenario>& scenario, const std::string& path,
             const std::vector<std::string>& policies, Index replicates, std::uint64_t seed,
             const std::vector<std::string>& metrics, Index every, Index umkm_every, int threads, bool force,
             Index checkpoint_every, const std::string& command_line, const std::string& parameters,
             const std::string& parameter_table, bool keep_own, const py::object& progress) {
  PythonProgress tell(progress);
  ResultFileOptions options;
  options.path = path;
  options.force = force;
  options.checkpoint_every = checkpoint_every;
  options.command_line = command_line;
  options.on_progress = [&](const BatchProgress& now) {
    return tell(now.done, now.total, now.failed, now.months_done, now.months_total, now.seconds);
  };
  std::vector<std::string> damaged;
  options.on_damaged = [&](const std::string& file) { damaged.push_back(file); };
  std::optional<ParameterSets> sets;
  if (!parameters.empty()) {
    sets =
        parameter_table.empty() ? load_parameter_sets(parameters) : parse_parameter_sets(parameter_table, parameters);
    sets->replace_stated = !keep_own;
    if (keep_own) sets = without_stated(std::move(*sets), scenario->stated);
    if (sets->paths.empty()) throw InputError("the scenario sets every one of the parameters of the sets itself");
  } else if (scenario->sets) {
    sets = sets_of_scenario(*scenario);
  }
  const BatchPlan plan{.scenario = scenario->scenario,
                       .policies = policies,
                       .replicates = replicates,
                       .seed = Seed{seed},
                       .metrics = metrics,
                       .every = every,
                       .umkm_every = umkm_every,
                       .threads = threads,
                       .sets = sets ? &*sets : nullptr};
  BatchSummary summary;
  try {
    const py::gil_scoped_release released;
    summary = run_to_file(plan, sets ? with_sets(*scenario, *sets) : scenario->resolved, options);
  } catch (const Interrupted&) {
    tell.rethrow();
    throw;
  }
  py::dict result = to_python(summary);
  result["damaged"] = damaged;
  result["unused"] = sets ? sets->unused : std::vector<std::string>{};
  return result;
}

Direction direction_of(int way) { return way > 0 ? Direction::higher : way < 0 ? Direction::lower : Direction::none; }

py::dict paired(const std::vector<double>& values, const std::vector<double>& baseline, int way, double level,
                const std::vector<Index>& sets) {
  if (values.size() != baseline.size()) throw InputError("paired values must be as many on both sides");
  if (!sets.empty() && sets.size() != values.size()) throw InputError("each pair of values must have a parameter set");
  const PairedDifference difference = paired_difference(values, baseline, direction_of(way), level, sets);
  py::dict result;
  result["effect"] = difference.mean;
  result["low"] = difference.low;
  result["high"] = difference.high;
  result["q05"] = difference.q05;
  result["q95"] = difference.q95;
  result["chance"] = difference.chance_share;
  result["parameters"] = 1 - difference.chance_share;
  result["independent"] = difference.independent;
  result["higher"] = difference.share_higher;
  result["better"] = difference.share_better;
  result["pairs"] = difference.count;
  return result;
}

double cost_of_effect(double effect, double low, double high, int way, double extra) {
  return cost_per_effect({.mean = effect, .low = low, .high = high}, direction_of(way), extra);
}

std::string digest(const std::string& path, const std::vector<std::string>& names) {
  const py::gil_scoped_release released;
  return digest_text(digest_of(path, names).all);
}

}  // namespace

void bind_batch(py::module_& module) {
  module.def("run", run, py::arg("scenario"), py::arg("path"), py::kw_only(), py::arg("policies"),
             py::arg("replicates"), py::arg("seed"), py::arg("metrics"), py::arg("every") = 1,
             py::arg("umkm_every") = 0, py::arg("threads") = 0, py::arg("force") = false,
             py::arg("checkpoint_every") = 0, py::arg("command_line") = "", py::arg("parameters") = "",
             py::arg("parameter_table") = "", py::arg("keep_own") = true, py::arg("progress") = py::none());
  module.def(
      "is_sealed",
      [](const std::string& path) {
        const py::gil_scoped_release released;
        return is_sealed(path);
      },
      py::arg("path"));
  module.def("digest", digest, py::arg("path"), py::arg("names") = std::vector<std::string>{});
  module.def("paired_difference", paired, py::arg("values"), py::arg("baseline"), py::arg("way"), py::arg("level"),
             py::arg("sets") = std::vector<Index>{});
  module.def("cost_per_effect", cost_of_effect, py::arg("effect"), py::arg("low"), py::arg("high"), py::arg("way"),
             py::arg("extra"));
  module.def("student_quantile", student_quantile, py::arg("probability"), py::arg("degrees_of_freedom"));
  module.def(
      "check_result", [](const std::string& path) { return read_result_info(path).format_version; }, py::arg("path"));
}

}  // namespace berdaya::bindings
