#include "io/result_file.hpp"

#include <filesystem>
#include <optional>
#include <utility>

#include "base/errors.hpp"
#include "io/batch_identity.hpp"
#include "io/checkpoint.hpp"
#include "io/file_seal.hpp"
#include "io/hdf5_handle.hpp"
#include "io/provenance.hpp"
#include "io/result_temporary.hpp"
#include "io/result_writer.hpp"

namespace berdaya {
namespace {

// Tells of files that were set aside, from number `told` on.
void tell_damaged(const CheckpointFolder& parts, std::size_t& told, const ResultFileOptions& options) {
  for (; told < parts.damaged().size(); ++told) {
    if (options.on_damaged) options.on_damaged(parts.damaged()[told]);
  }
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
  std::size_t told = 0;
  if (options.checkpoint_every > 0) {
    parts.emplace(StoreFolder::folder_of(options.path), identity_of(plan, layout, resolved_scenario), layout);
    // A process that had the folder until a moment ago may have finished the file.
    if (!options.force && std::filesystem::exists(options.path)) {
      if (parts->is_empty()) parts->remove();
      throw IoError(options.path + ": a file of this name has appeared; it is left as it is");
    }
    if (options.on_mark_renewed && !parts->renewed_mark().empty()) options.on_mark_renewed(parts->renewed_mark());
    tell_damaged(*parts, told, options);
  }
  const OnProgress on_progress = [&](const BatchProgress& now) {
    if (parts) parts->look_at_clock();
    return !options.on_progress || options.on_progress(now);
  };

  try {
    ResultWriter writer(file.name(), plan, layout);
    writer.begin(plan, resolved_scenario);
    BatchSummary summary = run_batch(plan, writer, on_progress, parts ? &*parts : nullptr, options.checkpoint_every);
    provenance.finished = utc_now();
    provenance.seconds = summary.seconds;
    provenance.runs = summary.runs;
    provenance.failed = summary.failed.size();
    provenance.resumed = summary.resumed;
    writer.finish(provenance_json(provenance));
    seal_file(file.name());
    file.publish();
    if (parts) {
      tell_damaged(*parts, told, options);
      parts->remove();
    }
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
