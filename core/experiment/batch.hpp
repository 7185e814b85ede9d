// A batch: one scenario under several policies, each with the same replicates. Replicate r of every policy has run
// number r and so the same luck: differences between policies are paired.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "engine/scenario.hpp"
#include "experiment/comparison.hpp"
#include "experiment/layout.hpp"
#include "experiment/parameter_sets.hpp"
#include "experiment/run_store.hpp"
#include "experiment/sink.hpp"
#include "random/draws.hpp"

namespace berdaya {

struct BatchPlan {
  const Scenario& scenario;
  std::vector<std::string> policies;  // in the order of the result; empty = baseline
  Index replicates = 1;
  Index first_replicate = 0;  // run number of the first; 0 but to run a single one again
  Seed seed;
  std::vector<std::string> metrics;  // names; empty or "all" = all
  Index every = 1;                   // months between recorded ones; the last is always recorded
  Index umkm_every = 0;              // months between snapshots of all UMKM; 0 = none
  int threads = 0;                   // 0 = all available; results do not depend on it
  // Values that go from replicate to replicate, in place of the scenario's own; null = none.
  const ParameterSets* sets = nullptr;
};

struct BatchProgress {
  std::size_t done = 0, total = 0, failed = 0;    // runs
  std::size_t months_done = 0, months_total = 0;  // of all runs, those in progress too
  double seconds = 0;                             // since the start
};

// Called in the calling thread about ten times a second and after the last run; false = stop.
using OnProgress = std::function<bool(const BatchProgress&)>;

struct FailedRun {
  std::string policy;
  Index replicate = 0;
  std::string error;
};

struct BatchSummary {
  BatchLayout layout;
  std::size_t runs = 0;
  std::size_t resumed = 0;  // taken over, whole or in part, from an interrupted batch
  std::vector<FailedRun> failed;
  double seconds = 0;
  EndValues end;
};

// Everything about the shape of the results that is known before the first run. InputError: unknown policy or metric
// (with the nearest name), a policy named twice, replicates or every of 0, no months.
BatchLayout make_layout(const BatchPlan& plan);

// Runs the batch and hands the results to the sink in order: policy by policy, in blocks of replicates. With a store,
// months that it holds are not run again, and every `checkpoint_every` months each run in progress is saved to it. A
// run that throws or yields a number that is not finite is recorded as failed and the others go on; errors of sink and
// store end the batch. Interrupted if on_progress says so; runs in progress are then saved to the store, if there is
// one.
BatchSummary run_batch(const BatchPlan& plan, BatchSink& sink, const OnProgress& on_progress = {},
                       RunStore* store = nullptr, Index checkpoint_every = 0);

}  // namespace berdaya
