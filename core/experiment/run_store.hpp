// Where runs survive an interruption. Implemented by core/io; tests keep them in memory.
#pragma once

#include <optional>
#include <string>

#include "experiment/layout.hpp"
#include "experiment/sink.hpp"
#include "observers/recorder.hpp"
#include "state/world.hpp"

namespace berdaya {

// How far a run has come.
struct SavedRun {
  Index months_done = 0;
  bool finished = false;
  RunOutcome outcome;  // if finished; fund_short always
};

// One call at a time, from any thread.
class RunStore {
 public:
  virtual ~RunStore() = default;
  // How far the run has come, or nothing; cheap.
  virtual std::optional<SavedRun> find(RunKey run) = 0;
  // Fills the recorder's tables, and for a run in progress the world (made of the same scenario, policy and seed), with
  // what was saved.
  virtual void load(RunKey run, World& world, Recorder& recorder) = 0;
  // A finished run needs no world: null.
  virtual void save(RunKey run, const SavedRun& state, const World* world, const Recorder& recorder) = 0;

  virtual void save_snapshot(RunKey run, Index position, const UmkmTable& umkm) = 0;
  virtual UmkmTable load_snapshot(RunKey run, Index position) = 0;
};

}  // namespace berdaya
