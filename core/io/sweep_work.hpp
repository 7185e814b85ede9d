// What the steps of a sweep share: the result file that may be there already, the plan made ready, and the computing of
// rows into parts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "experiment/row_set.hpp"
#include "io/sweep_file.hpp"
#include "io/sweep_identity.hpp"
#include "io/sweep_parts.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya {

// What a file under the name of the result is. One that is not to the bit what was written is something else.
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
std::optional<FileFound> find_file(const std::string& path);

struct Prepared {
  SweepPlan plan;
  SweepLayout layout;
  SweepIdentity identity;
};
Prepared prepare(const LoadedSweep& sweep, int threads);

// The sweep that parts belong to, from their own record of it. IoError says what to do where that cannot be read.
LoadedSweep sweep_of(const PartsFolder& parts);

// Adds the rows as parts, and the runs to outcome.runs_done. `earlier`: runs that progress counts as done before.
// Interrupted: what was finished is in closed parts.
void compute_rows(const Prepared& prepared, const PartsFolder& parts, const RowSet& rows, std::uint64_t earlier,
                  const SweepFileOptions& options, SweepOutcome& outcome);

}  // namespace berdaya
