#include "io/checkpoint.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/errors.hpp"
#include "io/checkpoint_world.hpp"
#include "io/closed_file.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_handle.hpp"
#include "io/provenance.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

// Of versions that kept runs without checksums.
constexpr std::string_view earlier_mark = "batch.txt";

std::string base_of(RunKey run) {
  return std::string(saved_runs.prefix) + std::to_string(run.policy) + "-" + std::to_string(run.replicate) + "-";
}
std::string state_base(RunKey run, Index months_done, bool finished) {
  return base_of(run) + (finished ? "finished" : std::to_string(months_done));
}
std::string snapshot_base(RunKey run, Index position) { return base_of(run) + "snapshot-" + std::to_string(position); }

std::string name_of(const std::string& path) { return fs::path(path).filename().string(); }

void write_run(Hdf5Place root, const std::string& fingerprint, RunKey run) {
  write_owner(root, saved_runs, fingerprint);
  write_attribute<std::uint32_t>(root, "policy", run.policy);
  write_attribute<std::uint32_t>(root, "replicate", run.replicate);
}

void write_tables(Hdf5Place root, const Recorder& recorder) {
  const Hdf5Handle group = create_group(root, "tables");
  for (std::size_t m = 0; m < recorder.chosen().size(); ++m) {
    write_numbers<float>({group.id(), root.file}, std::string(recorder.chosen()[m]->name), recorder.values(m));
  }
}

void read_tables(Hdf5Place root, Recorder& recorder) {
  for (std::size_t m = 0; m < recorder.chosen().size(); ++m) {
    const std::vector<float> values = read_numbers<float>(root, "tables/" + std::string(recorder.chosen()[m]->name));
    if (values.size() != recorder.values(m).size())
      throw IoError(root.file + ": the saved run has another shape; remove the folder to begin anew");
    std::copy(values.begin(), values.end(), recorder.values(m).begin());
  }
}

// What is in the folder may be of a version that this one cannot go on from.
void refuse_earlier_layout(const std::string& folder) {
  std::error_code error;
  const std::string mark = folder + "/" + std::string(earlier_mark);
  if (!fs::exists(mark, error)) return;
  throw IoError(folder +
                ": this folder holds runs that an earlier version of berdaya kept, and that this one cannot go on "
                "from; remove the folder to begin anew, or let that version finish them");
}

[[noreturn]] void refuse_busy(const std::string& folder, const std::vector<SweepWorker>& workers) {
  std::string who;
  for (const SweepWorker& worker : workers) who += ", " + worker.writer + " since " + utc_text(worker.since);
  throw IoError(folder + ": another process works there" + (who.empty() ? who : " (" + who.substr(2) + ")") +
                "; wait until it has ended, or choose another name for the result");
}

}  // namespace

CheckpointFolder::CheckpointFolder(std::string folder, const StoreIdentity& identity, const BatchLayout& layout)
    : snapshots_(layout.snapshots) {
  const Hdf5Quiet quiet;
  refuse_earlier_layout(folder);
  lock_folder(folder);
  const std::string lock = folder + "/" + std::string(saved_runs.lock);
  try {
    store_.emplace(folder, saved_runs, identity);
  } catch (const std::exception&) {
    // A folder of something else is left as it was.
    std::error_code error;
    if (!fs::exists(folder + "/" + std::string(saved_runs.mark), error)) fs::remove(lock, error);
    throw;
  }
  presence_.emplace(folder);
  store_->read_files(true, StoreFolder::Damaged::set_aside, damaged_,
                     [this](const std::string& path) { note_file(path); });
}

// Whoever ends removes the lock with the folder: then both are made again.
void CheckpointFolder::lock_folder(const std::string& folder) {
  for (int attempt = 0; attempt < 10; ++attempt) {
    std::error_code error;
    fs::create_directory(folder, error);
    if (error || !fs::is_directory(folder)) return;  // the store says why
    lock_.emplace(folder, saved_runs.lock);
    const FolderLock::Taken taken = lock_->take();
    const std::vector<SweepWorker> workers = workers_in(folder);
    if (taken == FolderLock::Taken::by_another || (taken == FolderLock::Taken::unknown && !workers.empty()))
      refuse_busy(folder, workers);
    if (taken == FolderLock::Taken::unknown || lock_->is_in_place()) return;
  }
  throw IoError(folder + ": the folder vanishes again and again while it is opened");
}

// What a file is, by its own account, which must be what its name says.
void CheckpointFolder::note_file(const std::string& path) {
  const Hdf5Handle file = open_hdf5(path);
  check_owner({file.id(), path}, saved_runs, store_->fingerprint());
  const auto number = [&](const char* name) { return static_cast<Index>(read_count_attribute(file.id(), name, none)); };
  const RunKey run{number("policy"), number("replicate")};
  const Index position = number("snapshot");
  const Index months_done = number("months_done");
  const bool finished = read_count_attribute(file.id(), "finished", 0) != 0;
  const std::string name = name_of(path);
  const std::string base = position != none ? snapshot_base(run, position) : state_base(run, months_done, finished);
  if (base_in_name(name) != base) throw ForeignFile(path + ": this is another run than its name says");
  Files& files = files_of(run);
  if (position != none) {
    replace(files.snapshots[position], path);
  } else if (files.state.empty() || months_done >= files.months_done) {
    replace(files.state, path);
    files.months_done = months_done;
    files.finished = finished;
  } else {
    std::error_code error;
    fs::remove(path, error);  // a kill came between the writing of the later state and the removal of this one
  }
}

// The file that has been written takes the place of the one of that name.
void CheckpointFolder::replace(std::string& name, const std::string& path) const {
  std::error_code error;
  const std::string before = std::exchange(name, name_of(path));
  if (!before.empty() && before != name) fs::remove(path_of(before), error);
}

// A file may be damaged since the folder was opened.
bool CheckpointFolder::is_usable(const std::string& name) {
  if (is_sound(path_of(name))) return true;
  std::error_code error;
  if (fs::exists(path_of(name), error)) damaged_.push_back(store_->set_aside(name));
  return false;
}

bool CheckpointFolder::has_snapshots(Files& files) {
  for (Index position = 0; position < snapshots_.size() && snapshots_[position] < files.months_done; ++position) {
    const auto found = files.snapshots.find(position);
    if (found == files.snapshots.end()) return false;
    if (is_usable(found->second)) continue;
    files.snapshots.erase(found);
    return false;
  }
  return true;
}

std::optional<SavedRun> CheckpointFolder::find(RunKey run) {
  const Hdf5Quiet quiet;
  Files& files = files_of(run);
  if (files.state.empty()) return std::nullopt;
  if (!is_usable(files.state)) {
    files.state.clear();
    return std::nullopt;
  }
  if (!has_snapshots(files)) {  // they can be had only by running those months again
    damaged_.push_back(store_->set_aside(std::exchange(files.state, {})));
    return std::nullopt;
  }
  const std::string path = path_of(files.state);
  const Hdf5Handle file = open_hdf5(path);
  SavedRun saved;
  saved.months_done = files.months_done;
  saved.finished = files.finished;
  saved.outcome.fund_short = read_numbers<std::uint32_t>({file.id(), path}, "fund_short");
  if (saved.finished) {
    saved.outcome.replication_month = static_cast<Index>(read_count_attribute(file.id(), "replication_month", none));
    saved.outcome.cost = read_numbers<double>({file.id(), path}, "cost");
  }
  return saved;
}

void CheckpointFolder::load(RunKey run, World& world, Recorder& recorder) {
  const Hdf5Quiet quiet;
  const Files& files = files_of(run);
  const std::string path = path_of(files.state);
  const Hdf5Handle file = open_hdf5(path);
  read_tables({file.id(), path}, recorder);
  if (!files.finished) read_world({file.id(), path}, world);
}

void CheckpointFolder::save(RunKey run, const SavedRun& state, const World* world, const Recorder& recorder) {
  const auto write = [&](Hdf5Place root) {
    write_run(root, store_->fingerprint(), run);
    write_attribute<std::uint32_t>(root, "months_done", state.months_done);
    write_attribute<std::uint8_t>(root, "finished", state.finished ? 1 : 0);
    write_numbers<std::uint32_t>(root, "fund_short", state.outcome.fund_short);
    if (state.finished) {
      write_attribute<std::uint32_t>(root, "replication_month", state.outcome.replication_month);
      write_numbers<double>(root, "cost", state.outcome.cost);
    }
    write_tables(root, recorder);
    if (world != nullptr) write_world(root, *world);
  };
  Files& files = files_of(run);
  // Not lasting: the state before is as good.
  replace(files.state, write_closed_file(path_of(state_base(run, state.months_done, state.finished)), write, false));
  files.months_done = state.months_done;
  files.finished = state.finished;
}

void CheckpointFolder::save_snapshot(RunKey run, Index position, const UmkmTable& umkm) {
  const auto write = [&](Hdf5Place root) {
    write_run(root, store_->fingerprint(), run);
    write_attribute<std::uint32_t>(root, "snapshot", position);
    write_umkm(root, umkm);
  };
  replace(files_of(run).snapshots[position], write_closed_file(path_of(snapshot_base(run, position)), write, false));
}

UmkmTable CheckpointFolder::load_snapshot(RunKey run, Index position) {
  const Hdf5Quiet quiet;
  const std::string path = path_of(files_of(run).snapshots[position]);
  if (!is_sound(path)) throw IoError(path + ": the snapshot has been damaged, or removed, during the run");
  const Hdf5Handle file = open_hdf5(path);
  return read_umkm({file.id(), path});
}

void CheckpointFolder::remove() {
  presence_.reset();
  StoreFolder::clear_folder(store_->folder(), saved_runs);
}

}  // namespace berdaya
