// Parts become the result file.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>

#include "base/errors.hpp"
#include "io/file_seal.hpp"
#include "io/folder_lock.hpp"
#include "io/provenance.hpp"
#include "io/result_temporary.hpp"
#include "io/sweep_file.hpp"
#include "io/sweep_places.hpp"
#include "io/sweep_work.hpp"
#include "io/sweep_writer.hpp"

namespace berdaya {
namespace {

using Clock = std::chrono::steady_clock;

constexpr useconds_t lock_interval = 50'000;
constexpr int most_repairs = 5;  // in one call; more of them mean that the disk is not to be trusted

std::string quoted_for_shell(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789._-/=+:,@%") == std::string::npos;
  if (plain) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string reproducing_command(const LoadedSweep& sweep, const SweepLayout& layout, const SweepPlan& plan,
                                const SweepKey& key, Index replicate) {
  std::string text = "berdaya run " + quoted_for_shell(sweep.scenario_name) + " --policy " +
                     quoted_for_shell(layout.batch.policies[key.policy]) + " --seed " +
                     std::to_string(sweep.seed.value) + " --first-replicate " +
                     std::to_string(run_number(plan, layout, key, replicate).value);
  for (const Override& change : sweep.overrides_of(key.sample))
    text += " --set " + quoted_for_shell(change.path + "=" + change.value);
  return text;
}

// Whole parts become the file; the parts are removed once it is on disk.
void write_whole(const LoadedSweep& sweep, const Prepared& prepared, const std::string& path, bool force,
                 const std::string& command_line, const std::vector<PartInfo>& parts, const RowPlaces& places,
                 std::uint64_t runs_before, const std::function<bool(double)>& on_progress) {
  TemporaryFile file(path, force);
  Provenance provenance;
  // From the first part to now, and the time of all processes that worked on it, one after the other.
  double begun = parts.empty() ? 0.0 : parts.front().begun;
  for (const PartInfo& part : parts) {
    begun = std::min(begun, part.begun);
    provenance.seconds += part.closed - part.begun;
  }
  provenance.begun = utc_text(begun);
  provenance.finished = utc_now();
  provenance.resumed = static_cast<std::size_t>(runs_before);
  provenance.runs = static_cast<std::size_t>(prepared.layout.runs());
  provenance.failed = static_cast<std::size_t>(failed_runs_of(parts, places));
  provenance.command_line = command_line;
  const SweepFileTexts texts{prepared.identity.fingerprint(), provenance_json(provenance),
                             [&](const SweepKey& key, Index replicate) {
                               return reproducing_command(sweep, prepared.layout, prepared.plan, key, replicate);
                             }};
  try {
    if (!write_sweep_file(file.name(), sweep, prepared.layout, parts, places, texts, on_progress))
      throw Interrupted("interrupted while the parts were put together; they are kept, the same command goes on");
  } catch (const IoError& error) {
    throw IoError(std::string(error.what()) + "; the parts are kept, the same command goes on");
  }
  seal_file(file.name());
  file.publish();
}

}  // namespace

void merge_if_complete(const LoadedSweep& sweep, const SweepFileOptions& options, SweepOutcome& outcome) {
  if (outcome.was_complete) return;
  const Prepared prepared = prepare(sweep, options.threads);
  const std::string folder = PartsFolder::folder_of(options.path);
  const auto parts = PartsFolder::open(folder);
  // Another process may have put them together, or be about to.
  const auto done_elsewhere = [&] {
    const auto found = find_file(options.path);
    if (!found || !found->is_whole(prepared.identity)) return false;
    PartsFolder::clear(folder);
    outcome.was_complete = true;
    outcome.failed_runs = found->failed_runs;
    outcome.rows_missing = 0;
    return true;
  };
  if (!parts) {
    done_elsewhere();
    return;
  }
  const auto scan = [&](bool verify) {
    std::vector<std::string> damaged;
    std::vector<PartInfo> closed = parts->scan(verify, damaged);
    if (options.on_damaged) std::for_each(damaged.begin(), damaged.end(), options.on_damaged);
    outcome.damaged.insert(outcome.damaged.end(), damaged.begin(), damaged.end());
    return closed;
  };
  // Rows that have gone since they were looked at: a part was damaged, or another process set it aside.
  int repaired = 0;
  const auto run_again = [&](const RowSet& rows) {
    if (++repaired > most_repairs)
      throw IoError(folder + ": parts are damaged again and again; look at the disk, then call the same command");
    compute_rows(prepared, *parts, rows, 0, options, outcome);
  };
  while (true) {
    const std::vector<PartInfo> closed = scan(false);
    const RowPlaces places = locate_rows(closed, prepared.layout.rows());
    outcome.failed_runs = failed_runs_of(closed, places);
    outcome.rows_missing = places.missing_rows();
    if (outcome.rows_missing == 0) break;
    if (done_elsewhere()) return;
    const RowSet own = rows_of_share(options.share, places.missing(), prepared.layout.rows());
    if (own.empty()) return;
    run_again(own);
  }
  const auto go_on = [&](double) {
    SweepProgress progress;
    progress.done = progress.total = outcome.runs_done;
    progress.work = 1;
    return !options.on_progress || options.on_progress(progress);
  };
  // Waits, so that who ends without error has the file; it may be a partial one that is written. On a file system
  // without locks parts are put together twice at worst, with equal results.
  const FolderLock lock(folder, sweep_parts.lock);
  while (lock.take() == FolderLock::Taken::by_another) {
    if (!go_on(1)) throw Interrupted("interrupted; all runs are done, the same command puts them together");
    ::usleep(lock_interval);
  }
  while (true) {
    if (done_elsewhere()) return;
    const std::vector<PartInfo> closed = scan(true);
    const RowPlaces places = locate_rows(closed, prepared.layout.rows());
    outcome.failed_runs = failed_runs_of(closed, places);
    outcome.rows_missing = places.missing_rows();
    if (outcome.rows_missing > 0) {
      // Nothing was missing a moment ago, so nobody else is going to do it.
      if (!done_elsewhere()) run_again(places.missing());
      continue;
    }
    const auto in_the_way = find_file(options.path);
    const bool replaces = options.force || (in_the_way && in_the_way->is_partial(prepared.identity));
    write_whole(sweep, prepared, options.path, replaces, options.command_line, closed, places,
                outcome.rows_before * prepared.layout.runs_per_row(), go_on);
    parts->remove();
    outcome.merged = true;
    return;
  }
}

SweepOutcome merge_parts(const MergeOptions& options) {
  const auto begun = Clock::now();
  const std::string folder = PartsFolder::folder_of(options.path);
  const auto parts = PartsFolder::open(folder);
  SweepOutcome outcome;
  if (!parts) {
    const auto found = find_file(options.path);
    if (found && !found->fingerprint.empty() && found->rows_missing == 0) {
      outcome.was_complete = true;
      outcome.failed_runs = found->failed_runs;
      return outcome;
    }
    PartsFolder::check_mark(folder);
    throw IoError(folder + ": there are no parts of a sweep to put together");
  }
  const LoadedSweep sweep = sweep_of(*parts);
  const Prepared prepared = prepare(sweep, 1);
  if (prepared.identity.text != parts->identity_text())
    throw InputError(folder + " was made by another version of berdaya; " +
                     difference_of(parts->identity_text(), prepared.identity.text));
  outcome.rows = prepared.layout.rows();
  outcome.runs = prepared.layout.runs();
  const FolderLock lock(folder, sweep_parts.lock);
  if (lock.take() == FolderLock::Taken::by_another)
    throw IoError(folder + ": another process is putting these parts together");
  const std::vector<PartInfo> closed = parts->scan(true, outcome.damaged);
  if (options.on_damaged) std::for_each(outcome.damaged.begin(), outcome.damaged.end(), options.on_damaged);
  const RowPlaces places = locate_rows(closed, prepared.layout.rows());
  outcome.failed_runs = failed_runs_of(closed, places);
  outcome.rows_missing = places.missing_rows();
  outcome.rows_before = outcome.rows - outcome.rows_missing;
  if (outcome.rows_missing > 0 && !options.partial)
    throw InputError(std::to_string(outcome.rows_missing * prepared.layout.runs_per_row()) + " of " +
                     std::to_string(outcome.runs) + " runs of '" + options.path +
                     "' are missing; berdaya sweep with the same plan goes on, --partial writes what is there");
  const auto in_the_way = find_file(options.path);
  const bool replaces = options.force || (in_the_way && in_the_way->is_partial(prepared.identity));
  write_whole(sweep, prepared, options.path, replaces, options.command_line, closed, places,
              outcome.rows_before * prepared.layout.runs_per_row(), options.on_progress);
  if (outcome.rows_missing == 0) parts->remove();
  outcome.merged = true;
  outcome.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  return outcome;
}

}  // namespace berdaya
