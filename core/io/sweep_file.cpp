#include "io/sweep_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/errors.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_handle.hpp"
#include "io/provenance.hpp"
#include "io/result_temporary.hpp"
#include "io/sweep_identity.hpp"
#include "io/sweep_writer.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr useconds_t lock_interval = 50'000;
constexpr double recent = 300;  // seconds: who closed a part since then is taken to be at work

// What a file under the name of the result is.
struct FileFound {
  std::string fingerprint;         // of its sweep; empty if it is something else
  std::uint64_t rows_missing = 0;  // written with --partial
  std::uint64_t failed_runs = 0;
  std::uint64_t rows = 0, runs_per_row = 1;

  bool is_whole(const SweepIdentity& identity) const {
    return fingerprint == identity.fingerprint() && rows_missing == 0;
  }
  // The same sweep with runs missing: more of them may replace it.
  bool is_partial(const SweepIdentity& identity) const {
    return fingerprint == identity.fingerprint() && rows_missing > 0;
  }
};

// Nothing if there is no file.
std::optional<FileFound> find_file(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  const Hdf5Quiet quiet;
  FileFound found;
  try {
    const Hdf5Handle file = open_hdf5(path);
    const Hdf5Place root{file.id(), path};
    std::string fingerprint = read_text_attribute(file.id(), "sweep");
    if (fingerprint.empty()) return found;
    const std::vector<std::int32_t> status = read_numbers<std::int32_t>(root, "status");
    found.rows = status.size();
    found.rows_missing = static_cast<std::uint64_t>(std::count(status.begin(), status.end(), 2));
    if (H5Lexists(file.id(), "failed_replicates", H5P_DEFAULT) > 0) {
      for (const std::int32_t failed : read_numbers<std::int32_t>(root, "failed_replicates"))
        found.failed_runs += static_cast<std::uint64_t>(failed);
      found.runs_per_row = read_count_attribute(file.id(), "replicates", 1);
    } else {
      found.failed_runs = static_cast<std::uint64_t>(std::count(status.begin(), status.end(), 1));
    }
    found.fingerprint = std::move(fingerprint);
  } catch (const IoError&) {
    return FileFound();
  }
  return found;
}

// Runs that failed, each counted once also where several parts hold it.
std::uint64_t failed_runs_of(const std::vector<PartInfo>& parts, const std::vector<RowPlace>& places) {
  std::uint64_t failed = 0;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    for (const auto& [position, runs] : parts[p].failed) {
      const RowPlace& place = places[parts[p].rows[position]];
      if (place.part == p && place.position == position) failed += runs;
    }
  }
  return failed;
}

// While it lives and is held, no other process puts the same parts together.
class MergeLock {
 public:
  explicit MergeLock(const std::string& folder)
      : descriptor_(::open((folder + "/merge.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {}
  ~MergeLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MergeLock(const MergeLock&) = delete;
  MergeLock& operator=(const MergeLock&) = delete;
  // A file system without locks: parts are put together twice at worst, with equal results.
  bool take() const { return descriptor_ < 0 || ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; }

 private:
  int descriptor_;
};

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

std::uint64_t count_missing(const std::vector<RowPlace>& places) {
  return static_cast<std::uint64_t>(
      std::count_if(places.begin(), places.end(), [](const RowPlace& place) { return place.part == none; }));
}

std::string set_aside(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return {};
  for (int number = 1;; ++number) {
    const std::string name = folder + ".old-" + std::to_string(number);
    if (fs::exists(name, error)) continue;
    fs::rename(folder, name, error);
    if (error) throw IoError(folder + ": cannot set the old parts aside: " + error.message());
    return name;
  }
}

struct Prepared {
  SweepPlan plan;
  SweepLayout layout;
  SweepIdentity identity;
};

Prepared prepare(const LoadedSweep& sweep, int threads) {
  SweepPlan plan = sweep.plan(threads);
  SweepLayout layout = make_sweep_layout(plan);
  SweepIdentity identity = identity_of(sweep, layout);
  return {std::move(plan), std::move(layout), std::move(identity)};
}

// Whole parts become the file; the parts are removed once it is on disk.
void write_whole(const LoadedSweep& sweep, const Prepared& prepared, const std::string& path, bool force,
                 const std::string& command_line, const std::vector<PartInfo>& parts,
                 const std::vector<RowPlace>& places, std::uint64_t runs_before,
                 const std::function<bool(double)>& on_progress) {
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
  file.publish();
}

}  // namespace

std::vector<std::uint64_t> rows_of_share(const Share& share, const std::vector<std::uint64_t>& rows_missing,
                                         std::uint64_t all_rows) {
  // Blocks short enough that all shares get about as many, long enough that a worker mostly stays with a sample.
  const std::uint64_t block = std::clamp<std::uint64_t>(all_rows / (share.count * 16), 1, 256);
  std::vector<std::uint64_t> rows;
  for (const std::uint64_t row : rows_missing) {
    if (row / block % share.count == share.position) rows.push_back(row);
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
  if (in_the_way && in_the_way->is_whole(prepared.identity) && !options.force)
    throw InputError("'" + options.path +
                     "' holds this sweep already, complete; --force replaces it, -o FILE writes another");
  if (in_the_way && !in_the_way->is_partial(prepared.identity) && !options.force)
    throw InputError("'" + options.path +
                     "' exists already and holds something else; --force replaces it, -o FILE "
                     "writes another");
  if (options.fresh) outcome.set_aside = set_aside(folder);
  const PartsFolder parts(folder, prepared.identity);

  // One of many processes does not read everything that the others have written; who puts the parts together does.
  const bool verify = options.share.count == 1;
  std::vector<PartInfo> closed = parts.scan(verify, outcome.damaged);
  if (options.on_damaged) std::for_each(outcome.damaged.begin(), outcome.damaged.end(), options.on_damaged);
  if (is_complete()) return outcome;
  const std::vector<RowPlace> places = locate_rows(closed, layout.rows());
  std::vector<std::uint64_t> missing;
  for (std::uint64_t row = 0; row < places.size(); ++row) {
    if (places[row].part == none) missing.push_back(row);
  }
  outcome.rows_before = layout.rows() - missing.size();
  const std::vector<std::uint64_t> rows = rows_of_share(options.share, missing, layout.rows());
  closed.clear();
  missing = {};

  PartWriter writer(parts, layout, options.bounds);
  SweepProgress last;
  const std::uint64_t earlier = options.share.count == 1 ? outcome.rows_before * layout.runs_per_row() : 0;
  const OnSweepProgress on_progress = [&](const SweepProgress& progress) {
    writer.look_at_clock();
    last = progress;
    last.earlier = earlier;
    return !options.on_progress || options.on_progress(last);
  };
  bool completed = true;
  try {
    if (!rows.empty())
      completed = run_rows(
          prepared.plan, layout, rows, [&](SweepRow&& row) { writer.take(std::move(row)); }, on_progress);
    writer.close();
  } catch (const IoError&) {
    if (!is_complete()) throw;  // the folder vanished because nothing was missing any more
    return outcome;
  }
  outcome.runs_done = writer.rows_written() * layout.runs_per_row();
  outcome.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  if (!completed)
    throw Interrupted("interrupted: " + std::to_string(outcome.runs_done) + " of " +
                      std::to_string(rows.size() * layout.runs_per_row()) +
                      " runs were done and are kept; the same command goes on");
  is_complete();
  return outcome;
}

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
  {
    const std::vector<PartInfo> closed = scan(false);
    const std::vector<RowPlace> places = locate_rows(closed, prepared.layout.rows());
    outcome.failed_runs = failed_runs_of(closed, places);
    outcome.rows_missing = count_missing(places);
    if (outcome.rows_missing > 0) {
      done_elsewhere();
      return;
    }
  }
  const auto go_on = [&](double) {
    SweepProgress progress;
    progress.done = progress.total = outcome.runs_done;
    progress.work = 1;
    return !options.on_progress || options.on_progress(progress);
  };
  const MergeLock lock(folder);
  while (!lock.take()) {  // waits, so that who ends without error has the file; it may be a partial one that is written
    if (!go_on(1)) throw Interrupted("interrupted; all runs are done, the same command puts them together");
    ::usleep(lock_interval);
  }
  if (done_elsewhere()) return;
  const std::vector<PartInfo> closed = scan(true);
  const std::vector<RowPlace> places = locate_rows(closed, prepared.layout.rows());
  outcome.rows_missing = count_missing(places);
  if (outcome.rows_missing > 0) {
    done_elsewhere();
    return;
  }
  const auto in_the_way = find_file(options.path);
  const bool replaces = options.force || (in_the_way && in_the_way->is_partial(prepared.identity));
  write_whole(sweep, prepared, options.path, replaces, options.command_line, closed, places,
              outcome.rows_before * prepared.layout.runs_per_row(), go_on);
  parts->remove();
  outcome.merged = true;
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
    throw IoError(folder + ": there are no parts of a sweep to put together");
  }
  const LoadedSweep sweep = parse_sweep(parts->identity_text(), folder + "/sweep.toml", folder);
  const Prepared prepared = prepare(sweep, 1);
  if (prepared.identity.text != parts->identity_text())
    throw InputError(folder + " was made by another version of berdaya; " +
                     difference_of(parts->identity_text(), prepared.identity.text));
  outcome.rows = prepared.layout.rows();
  outcome.runs = prepared.layout.runs();
  const MergeLock lock(folder);
  if (!lock.take()) throw IoError(folder + ": another process is putting these parts together");
  const std::vector<PartInfo> closed = parts->scan(true, outcome.damaged);
  const std::vector<RowPlace> places = locate_rows(closed, prepared.layout.rows());
  outcome.failed_runs = failed_runs_of(closed, places);
  outcome.rows_missing = count_missing(places);
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

SweepState read_sweep_state(const std::string& path) {
  SweepState state;
  state.path = path;
  const std::string folder = PartsFolder::folder_of(path);
  const auto parts = PartsFolder::open(folder);
  if (!parts) {
    const auto found = find_file(path);
    if (!found) throw IoError("there is neither '" + path + "' nor '" + folder + "'");
    if (found->fingerprint.empty()) throw IoError("'" + path + "' is no result of berdaya sweep");
    state.complete = found->rows_missing == 0;
    state.rows = found->rows;
    state.runs_per_row = found->runs_per_row;
    state.rows_done = found->rows - found->rows_missing;
    state.failed_runs = found->failed_runs;
    return state;
  }
  const LoadedSweep sweep = parse_sweep(parts->identity_text(), folder + "/sweep.toml", folder);
  const SweepLayout layout = make_sweep_layout(sweep.plan(1));
  state.rows = layout.rows();
  state.runs_per_row = layout.runs_per_row();
  const std::vector<PartInfo> closed = parts->scan(false, state.damaged, PartsFolder::Damaged::left);
  const std::vector<RowPlace> places = locate_rows(closed, state.rows);
  state.rows_done = state.rows - count_missing(places);
  state.failed_runs = failed_runs_of(closed, places);
  state.parts = closed.size();
  using namespace std::chrono;
  const double now = duration<double>(system_clock::now().time_since_epoch()).count();
  std::map<std::string, double> begun_by;  // writers at work: the earliest beginning among their recent parts
  double rows = 0;
  double earliest = now;
  for (const PartInfo& part : closed) {
    state.part_bytes += part.file_bytes;
    if (now - part.closed > recent) continue;
    begun_by.emplace(part.writer, part.begun);
    rows += static_cast<double>(part.rows.size());
    earliest = std::min(earliest, part.begun);
  }
  for (const auto& [writer, begun] : begun_by) state.writers.push_back(writer);
  if (rows > 0 && now > earliest) state.rows_per_second = rows / (now - earliest);
  return state;
}

std::string state_json(const SweepState& state) {
  nlohmann::ordered_json json;
  json["path"] = state.path;
  json["complete"] = state.complete;
  json["runs"] = state.rows * state.runs_per_row;
  json["done"] = state.rows_done * state.runs_per_row;
  json["failed"] = state.failed_runs;
  json["missing"] = (state.rows - state.rows_done) * state.runs_per_row;
  json["parts"] = state.parts;
  json["part_bytes"] = state.part_bytes;
  json["writers"] = state.writers;
  json["runs_per_second"] = state.rows_per_second * static_cast<double>(state.runs_per_row);
  if (state.rows_per_second > 0)
    json["seconds_left"] = static_cast<double>(state.rows - state.rows_done) / state.rows_per_second;
  else
    json["seconds_left"] = nullptr;
  json["damaged"] = state.damaged;
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace berdaya
