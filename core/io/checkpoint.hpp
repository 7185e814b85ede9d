// Runs in progress and finished runs on disk, so that an interrupted batch goes on where it was: the store of sweeps
// with runs in it, which one process has for itself. docs/decisions/0009-one-store.md says what it promises.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiment/layout.hpp"
#include "experiment/run_store.hpp"
#include "io/folder_lock.hpp"
#include "io/store_folder.hpp"
#include "io/sweep_presence.hpp"
#include "state/world.hpp"

namespace berdaya {

inline constexpr StoreKind saved_runs{
    .mark = "batch.toml",
    .prefix = "run-",
    .lock = "run.lock",
    .format = "berdaya saved run",
    .owner = "batch",
    .files = "runs",
    .file = "run",
    .way_out = "remove the folder to begin anew, or give the command that began it",
    .shared = false,
};

class CheckpointFolder : public RunStore {
 public:
  // Opens or makes the folder, for the runs of a batch of this layout. IoError if another process works there, or the
  // folder holds something else; InputError if it holds runs of another batch.
  CheckpointFolder(std::string folder, const StoreIdentity& identity, const BatchLayout& layout);

  std::optional<SavedRun> find(RunKey run) override;
  void load(RunKey run, World& world, Recorder& recorder) override;
  void save(RunKey run, const SavedRun& state, const World* world, const Recorder& recorder) override;
  void save_snapshot(RunKey run, Index position, const UmkmTable& umkm) override;
  // IoError if it has been damaged since the run was found.
  UmkmTable load_snapshot(RunKey run, Index position) override;

  // Files that were damaged or of another batch, where they were set aside; their runs are not found. They may become
  // more with every find.
  const std::vector<std::string>& damaged() const { return damaged_; }
  // The mark, if it was lost and has been written anew; else empty.
  std::string renewed_mark() const { return store_->mark_renewed() ? store_->mark() : std::string(); }
  bool is_empty() const { return files_.empty(); }
  // Says every now and then that this process is at work.
  void look_at_clock() { presence_->look_at_clock(); }

  // Removes the folder and its runs, and nothing that it did not write.
  void remove();

 private:
  // What there is of a run: names of files.
  struct Files {
    std::string state;  // empty if there is none
    Index months_done = 0;
    bool finished = false;
    std::map<Index, std::string> snapshots;  // by position
  };

  void lock_folder(const std::string& folder);
  void note_file(const std::string& path);
  bool is_usable(const std::string& name);
  bool has_snapshots(Files& files);
  void replace(std::string& name, const std::string& path) const;
  std::string path_of(const std::string& name) const { return store_->folder() + "/" + name; }
  Files& files_of(RunKey run) { return files_[{run.policy, run.replicate}]; }

  std::optional<FolderLock> lock_;
  std::optional<StoreFolder> store_;
  std::optional<Presence> presence_;
  std::vector<Index> snapshots_;  // months after which they are taken
  std::map<std::pair<Index, Index>, Files> files_;
  std::vector<std::string> damaged_;
};

}  // namespace berdaya
