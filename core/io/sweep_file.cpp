#include "io/sweep_file.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include "base/errors.hpp"
#include "io/result_temporary.hpp"
#include "io/sweep_places.hpp"
#include "io/sweep_work.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::string set_aside(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return {};
  for (int number = 1;; ++number) {
    std::string name = folder + ".old-" + std::to_string(number);
    if (fs::exists(name, error)) continue;
    fs::rename(folder, name, error);
    if (error) throw IoError(folder + ": cannot set the old parts aside: " + error.message());
    return name;
  }
}

}  // namespace

RowSet rows_of_share(const Share& share, const RowSet& rows_missing, std::uint64_t all_rows) {
  if (share.count == 1) return rows_missing;
  // Blocks short enough that all shares get about as many, long enough that a worker mostly stays with a sample; of
  // very large sweeps so long that their number stays bounded.
  constexpr std::uint64_t most_blocks = 1 << 14;
  const std::uint64_t longest = std::max<std::uint64_t>(256, all_rows / most_blocks);
  const std::uint64_t block = std::clamp<std::uint64_t>(all_rows / (share.count * 16), 1, longest);
  RowSet rows;
  for (const RowSet::Range& range : rows_missing.ranges()) {
    for (std::uint64_t row = range.first; row < range.end();) {
      const std::uint64_t end = std::min(range.end(), (row / block + 1) * block);
      if (row / block % share.count == share.position) rows.add(row, end - row);
      row = end;
    }
  }
  return rows;
}

std::string begin_fresh(const std::string& path) { return set_aside(PartsFolder::folder_of(path)); }

SweepOutcome compute_share(const LoadedSweep& sweep, const SweepFileOptions& options) {
  const auto begun = Clock::now();
  const Prepared prepared = prepare(sweep, options.threads);
  const SweepLayout& layout = prepared.layout;
  SweepOutcome outcome;
  outcome.rows = layout.rows();
  outcome.runs = layout.runs();

  const std::string folder = PartsFolder::folder_of(options.path);
  // Another process may put the parts together and remove them at any moment; what it leaves is looked at again after
  // each step that relies on them.
  const auto is_complete = [&] {
    if (options.fresh) return false;
    const auto found = find_file(options.path);
    if (!found || !found->is_whole(prepared.identity)) return false;
    const auto left = PartsFolder::open(folder);
    if (!left || left->identity_text() == prepared.identity.text) PartsFolder::clear(folder);
    remove_leftovers(options.path);  // of one that was killed while it put the parts together
    outcome.was_complete = true;
    outcome.rows_before = outcome.rows;
    outcome.failed_runs = found->failed_runs;
    return true;
  };
  if (is_complete()) return outcome;
  const auto in_the_way = find_file(options.path);
  if (fs::is_directory(options.path)) throw InputError("'" + options.path + "' is a folder, not the name of a file");
  if (is_dangling_link(options.path))
    throw InputError("'" + options.path +
                     "' is a link to a file that does not exist; remove it, or choose another name");
  if (in_the_way && in_the_way->is_whole(prepared.identity) && !options.force)
    throw InputError("'" + options.path +
                     "' holds this sweep already, complete; --force replaces it, -o FILE writes another");
  if (in_the_way && !in_the_way->is_partial(prepared.identity) && !options.force)
    throw InputError("'" + options.path +
                     "' exists already and holds something else; --force replaces it, -o FILE "
                     "writes another");
  if (options.fresh) outcome.set_aside = set_aside(folder);
  const PartsFolder parts(folder, prepared.identity);
  if (parts.mark_renewed() && options.on_mark_renewed) options.on_mark_renewed(parts.mark());

  // One of many processes does not read everything that the others have written; who puts the parts together does.
  const bool verify = options.share.count == 1;
  std::vector<PartInfo> closed = parts.scan(verify, outcome.damaged);
  if (options.on_damaged) std::for_each(outcome.damaged.begin(), outcome.damaged.end(), options.on_damaged);
  if (is_complete()) return outcome;
  const RowSet missing = locate_rows(closed, layout.rows()).missing();
  closed = {};
  outcome.rows_before = layout.rows() - missing.size();
  const RowSet rows = rows_of_share(options.share, missing, layout.rows());
  const std::uint64_t earlier = options.share.count == 1 ? outcome.rows_before * layout.runs_per_row() : 0;
  try {
    compute_rows(prepared, parts, rows, earlier, options, outcome);
  } catch (const IoError&) {
    if (!is_complete()) throw;  // the folder vanished because nothing was missing any more
    return outcome;
  }
  outcome.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  is_complete();
  return outcome;
}

}  // namespace berdaya
