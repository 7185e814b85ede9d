// Runs in progress and finished runs on disk, so that an interrupted batch goes on where it was: one HDF5 file a run in
// PATH.parts/, each replaced in one step.
#pragma once

#include <cstdint>
#include <string>

#include "experiment/layout.hpp"
#include "experiment/run_store.hpp"
#include "state/world.hpp"

namespace berdaya {

// The state of a world, all of it that changes or was drawn, and how many months are done. IoError if it cannot be
// written; a file of that name stays whole.
void save_world(const std::string& path, const World& world, Index months_done);

// Fills a world that was made of the same scenario, policy, seed and run with the saved state; returns the months done.
// IoError if the file is damaged or of another world.
Index load_world(const std::string& path, World& world);

class CheckpointFolder : public RunStore {
 public:
  // Opens or makes the folder. `fingerprint` says what the runs depend on: IoError if the folder holds runs of
  // something else.
  CheckpointFolder(std::string folder, std::string fingerprint);

  std::optional<SavedRun> find(RunKey run) override;
  void load(RunKey run, World& world, Recorder& recorder) override;
  void save(RunKey run, const SavedRun& state, const World* world, const Recorder& recorder) override;
  void save_snapshot(RunKey run, Index position, const UmkmTable& umkm) override;
  UmkmTable load_snapshot(RunKey run, Index position) override;

  // Removes the folder and its runs, and nothing that it did not write.
  void remove();

 private:
  std::string file_of(RunKey run) const;
  std::string snapshot_file(RunKey run, Index position) const;

  std::string folder_;
};

}  // namespace berdaya
