// A sweep: one scenario, changed sample by sample as a design says, under several policies, with replicates. Its result
// is a table of rows; any process may compute any of them, and the row's number alone says which run it is.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/scenario.hpp"
#include "experiment/batch.hpp"
#include "experiment/design.hpp"
#include "experiment/layout.hpp"
#include "experiment/regions.hpp"
#include "experiment/row_set.hpp"
#include "experiment/statistics.hpp"
#include "random/draws.hpp"

namespace berdaya {

struct SweepOutput {
  std::vector<std::string> metrics;  // names; empty or "all" = all
  Index every = 12;                  // months between recorded ones; the last is always recorded
  RegionKind by = RegionKind::community;
  bool summary = false;  // statistics over the replicates instead of each replicate
  ReplicateStatistics statistics;
  int keep_bits = 23;  // of the mantissa, 1 to 23; 23 = all. Fewer compress better
  bool operator==(const SweepOutput&) const = default;
};

struct SweepPlan {
  const Scenario& scenario;           // before the design changes it
  std::vector<std::string> policies;  // empty = baseline
  Index replicates = 1;
  Seed seed;
  bool paired = true;  // policies and samples share the luck of their replicates; otherwise every run has its own
  const Design& design;
  SweepOutput output;
  // The scenario of a sample. InputError if the values do not go together; the sample's runs then fail.
  std::function<Scenario(std::size_t sample)> scenario_of;
  int threads = 0;  // 0 = all available; results do not depend on it
};

// A row of the result: one run, or with a summary all replicates of a sample under a policy.
struct SweepKey {
  std::size_t sample = 0;
  Index policy = 0;
  Index first_replicate = 0;
  Index replicates = 1;
};

struct SweepLayout {
  BatchLayout batch;  // metrics, months, policies, labels of interventions
  Regions regions;
  std::size_t samples = 0;
  bool summary = false;
  std::vector<std::string> statistics;  // names, if it is a summary

  std::uint64_t rows() const;
  std::uint64_t runs() const { return rows() * runs_per_row(); }
  std::uint64_t runs_per_row() const { return summary ? batch.replicates : 1; }
  // Rows are numbered sample by sample, in it policy by policy, in that replicate by replicate.
  SweepKey key(std::uint64_t row) const;

  std::size_t statistic_count() const { return summary ? statistics.size() : 1; }
  std::size_t places(std::size_t metric) const;
  // Values of one metric in a row: [statistic][time][region][member].
  std::size_t values_of(std::size_t metric) const;
  // Of all metrics, one after the other.
  std::size_t values_per_row() const;
};

struct SweepRow {
  std::uint64_t row = 0;
  Index failed = 0;                      // replicates
  std::string error;                     // why the first of them failed
  Index failed_replicate = 0;            // which one that was
  std::vector<float> replication_month;  // [statistic]; NaN = never
  std::vector<float> cost;               // [statistic][intervention]
  std::vector<float> values;             // NaN where all failed
};

struct SweepProgress {
  std::uint64_t done = 0, total = 0, failed = 0;  // runs of this process
  std::uint64_t earlier = 0;                      // runs of `total` that were done before it began
  double work = 0;                                // share of all months of this process's runs, 0 to 1
  double seconds = 0;
};
using OnSweepProgress = std::function<bool(const SweepProgress&)>;  // false = stop

// InputError: as make_layout; also a summary with fewer than two replicates.
SweepLayout make_sweep_layout(const SweepPlan& plan);

// Computes the given rows and hands them over one at a time, in rising order, in the calling thread. A run that throws
// or yields a number that is not finite is recorded as failed and the others go on; errors of `take` end the sweep.
// False if on_progress stopped it: runs in progress are then dropped, rows that were done are handed over.
bool run_rows(const SweepPlan& plan, const SweepLayout& layout, const RowSet& rows,
              const std::function<void(SweepRow&&)>& take, const OnSweepProgress& on_progress = {});

// The run number that addresses the draws of a replicate.
RunNumber run_number(const SweepPlan& plan, const SweepLayout& layout, const SweepKey& key, Index replicate);

// The nearest float with the given number of mantissa bits, ties to even; what is not finite stays.
float rounded_to_bits(float value, int keep_bits);

}  // namespace berdaya
