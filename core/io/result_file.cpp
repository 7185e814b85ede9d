#include "io/result_file.hpp"

#include <optional>
#include <utility>

#include "base/errors.hpp"
#include "berdaya_version.hpp"
#include "io/checkpoint.hpp"
#include "io/hdf5_handle.hpp"
#include "io/provenance.hpp"
#include "io/result_temporary.hpp"
#include "io/result_writer.hpp"

namespace berdaya {
namespace {

// Everything that a saved run depends on, as text.
std::string fingerprint_of(const BatchPlan& plan, const BatchLayout& layout, const std::string& resolved_scenario) {
  std::string text = "berdaya " + std::string(version) + " " + std::string(commit) + "\nseed " +
                     std::to_string(plan.seed.value) + "\npolicies";
  for (const std::string& policy : layout.policies) text += " " + policy;
  text += "\nreplicates " + std::to_string(plan.replicates) + "\nfirst_replicate " +
          std::to_string(plan.first_replicate) + "\nmonths " + std::to_string(plan.scenario.months) + "\nevery " +
          std::to_string(plan.every) + "\numkm_every " + std::to_string(plan.umkm_every) + "\nmetrics";
  for (const MetricDescription* metric : layout.metrics) text += " " + std::string(metric->name);
  if (plan.sets != nullptr) {
    text += "\nsets of";
    for (const std::string& path : plan.sets->paths) text += " " + path;
    text += "\n" + plan.sets->text;
  }
  return text + "\nscenario\n" + resolved_scenario;
}

}  // namespace

BatchSummary run_to_file(const BatchPlan& plan, const std::string& resolved_scenario,
                         const ResultFileOptions& options) {
  const Hdf5Quiet quiet;
  Provenance provenance;
  provenance.begun = utc_now();
  provenance.threads = plan.threads;
  provenance.command_line = options.command_line;

  const BatchLayout layout = make_layout(plan);
  TemporaryFile file(options.path, options.force);
  std::optional<CheckpointFolder> parts;
  if (options.checkpoint_every > 0)
    parts.emplace(options.path + ".parts", fingerprint_of(plan, layout, resolved_scenario));

  try {
    ResultWriter writer(file.name(), plan, layout);
    writer.begin(plan, resolved_scenario);
    BatchSummary summary =
        run_batch(plan, writer, options.on_progress, parts ? &*parts : nullptr, options.checkpoint_every);
    provenance.finished = utc_now();
    provenance.seconds = summary.seconds;
    provenance.runs = summary.runs;
    provenance.failed = summary.failed.size();
    provenance.resumed = summary.resumed;
    writer.finish(provenance_json(provenance));
    file.publish();
    if (parts) parts->remove();
    return summary;
  } catch (const IoError& error) {
    // The user knows files by their own names, without ".tmp-PID".
    std::string text = error.what();
    const std::string ending = file.name().substr(options.path.size());
    for (std::size_t at = text.find(ending); at != std::string::npos; at = text.find(ending))
      text.erase(at, ending.size());
    throw IoError(text + (parts ? "; finished runs are kept, the same command goes on" : "; nothing was left behind"));
  }
}

}  // namespace berdaya
