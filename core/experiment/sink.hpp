// Where results go. Implemented by core/io; tests keep them in memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "experiment/layout.hpp"
#include "state/umkm.hpp"

namespace berdaya {

enum class RunStatus : std::uint8_t { done = 0, failed = 1 };

struct RunOutcome {
  RunStatus status = RunStatus::done;
  std::string error;               // why it failed
  Index replication_month = none;  // none = never
  std::vector<double>
      cost;  // [label of intervention] booked since the start, million Rp; NaN where the policy does not have it
  std::vector<Index> fund_short;  // [fund] first month in which it could not pay all that was wanted; none = never
};

// Consecutive replicates of one policy.
struct RunBlock {
  Index policy = 0;
  Index first_replicate = 0;
  std::vector<RunOutcome> runs;
  std::vector<std::vector<float>> values;  // [metric]: [replicate of the block][values_per_run]; NaN in failed runs
};

// One call at a time, from any thread.
class BatchSink {
 public:
  virtual ~BatchSink() = default;
  // Replicates that it takes at once; asked before the first run.
  virtual Index block_size() const = 0;
  // All UMKM of a run after a month: position in BatchLayout::snapshots. Not called in any order; a run that fails
  // later stays as it is.
  virtual void snapshot(RunKey run, Index position, const UmkmTable& umkm) = 0;
  virtual void write(const RunBlock& block) = 0;
};

}  // namespace berdaya
