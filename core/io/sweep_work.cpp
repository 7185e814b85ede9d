#include "io/sweep_work.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "io/file_seal.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_handle.hpp"
#include "io/sweep_presence.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

// The numbers of a column, a bounded count at once.
template <class Action>
void for_each_number(Hdf5Place file, const char* name, const Action& action) {
  constexpr std::uint64_t at_once = 1 << 16;
  const Hdf5Handle dataset = open_dataset(file, name);
  const Hdf5Place place{dataset.id(), file.file};
  const Shape shape = shape_of(place);
  if (shape.size() != 1) throw IoError(file.file + ": the file is damaged");
  for (std::uint64_t first = 0; first < shape[0]; first += at_once) {
    std::vector<std::int32_t> numbers(std::min<std::uint64_t>(at_once, shape[0] - first));
    read_block(place, {first}, {numbers.size()}, native_type<std::int32_t>(), numbers.data());
    std::for_each(numbers.begin(), numbers.end(), action);
  }
}

}  // namespace

std::optional<FileFound> find_file(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  const Hdf5Quiet quiet;
  FileFound found;
  try {
    if (seal_of(path) != Seal::whole) return found;
    const Hdf5Handle file = open_hdf5(path);
    const Hdf5Place root{file.id(), path};
    std::string fingerprint = read_text_attribute(file.id(), "sweep");
    if (fingerprint.empty()) return found;
    const bool summary = H5Lexists(file.id(), "failed_replicates", H5P_DEFAULT) > 0;
    for_each_number(root, "status", [&](std::int32_t status) {
      ++found.rows;
      if (status == 2) ++found.rows_missing;
      if (status == 1 && !summary) ++found.failed_runs;
    });
    if (summary) {
      for_each_number(root, "failed_replicates",
                      [&](std::int32_t failed) { found.failed_runs += static_cast<std::uint64_t>(failed); });
      found.runs_per_row = read_count_attribute(file.id(), "replicates", 1);
    }
    found.fingerprint = std::move(fingerprint);
  } catch (const IoError&) {
    return FileFound();
  }
  return found;
}

Prepared prepare(const LoadedSweep& sweep, int threads) {
  SweepPlan plan = sweep.plan(threads);
  SweepLayout layout = make_sweep_layout(plan);
  SweepIdentity identity = identity_of(sweep, layout);
  return {std::move(plan), std::move(layout), std::move(identity)};
}

LoadedSweep sweep_of(const PartsFolder& parts) {
  const std::string mark = parts.folder() + "/sweep.toml";
  try {
    return parse_sweep(parts.identity_text(), mark, parts.folder());
  } catch (const InputError& error) {
    throw IoError(mark + " is damaged, or of another version of berdaya; berdaya sweep with the same plan tells, and " +
                  "goes on where it can:\n" + error.what());
  }
}

void compute_rows(const Prepared& prepared, const PartsFolder& parts, const RowSet& rows, std::uint64_t earlier,
                  const SweepFileOptions& options, SweepOutcome& outcome) {
  if (rows.empty()) return;
  PartWriter writer(parts, prepared.layout, options.bounds);
  Presence presence(parts.folder());
  const OnSweepProgress on_progress = [&](const SweepProgress& progress) {
    writer.look_at_clock();
    presence.look_at_clock();
    SweepProgress now = progress;
    now.earlier = earlier;
    return !options.on_progress || options.on_progress(now);
  };
  const auto take = [&](SweepRow&& row) { writer.take(std::move(row)); };
  const bool completed = run_rows(prepared.plan, prepared.layout, rows, take, on_progress);
  writer.close();
  const std::uint64_t done = writer.rows_written() * prepared.layout.runs_per_row();
  outcome.runs_done += done;
  if (!completed)
    throw Interrupted("interrupted: " + std::to_string(done) + " of " +
                      std::to_string(rows.size() * prepared.layout.runs_per_row()) +
                      " runs were done and are kept; the same command goes on");
}

}  // namespace berdaya
