// A store of runs that breaks off, as a killed process would, after it has saved a few states of runs in progress.
#pragma once

#include <optional>

#include "base/errors.hpp"
#include "experiment/run_store.hpp"

namespace berdaya::test {

class BreakingStore : public RunStore {
 public:
  BreakingStore(RunStore& kept, int saves) : kept_(kept), left_(saves) {}

  std::optional<SavedRun> find(RunKey run) override { return kept_.find(run); }
  void load(RunKey run, World& world, Recorder& recorder) override {
    const std::optional<SavedRun> found = kept_.find(run);
    if (found && !found->finished) ++taken_up;
    kept_.load(run, world, recorder);
  }
  void save(RunKey run, const SavedRun& state, const World* world, const Recorder& recorder) override {
    kept_.save(run, state, world, recorder);
    if (!state.finished && left_-- == 0) throw IoError("broken off");
  }
  void save_snapshot(RunKey run, Index position, const UmkmTable& umkm) override {
    kept_.save_snapshot(run, position, umkm);
  }
  UmkmTable load_snapshot(RunKey run, Index position) override { return kept_.load_snapshot(run, position); }

  int taken_up = 0;  // runs that went on from the middle

 private:
  RunStore& kept_;
  int left_;
};

}  // namespace berdaya::test
