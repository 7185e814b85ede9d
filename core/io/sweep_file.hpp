// A sweep from plan to file: what is done already is kept, what is missing is computed, and when nothing is missing the
// parts become one file. Any number of processes may work on one sweep, together or one after another.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiment/sweep.hpp"
#include "io/sweep_parts.hpp"
#include "io/sweep_plan.hpp"
#include "io/sweep_presence.hpp"

namespace berdaya {

// The share of the rows that one of several processes computes.
struct Share {
  std::uint64_t position = 0, count = 1;  // position counts from 0
};

// Rows of a share, in blocks dealt in turn, so that shares take equally long.
RowSet rows_of_share(const Share& share, const RowSet& rows_missing, std::uint64_t all_rows);

struct SweepFileOptions {
  std::string path;    // of the result
  bool fresh = false;  // sets parts of another sweep aside and begins anew
  bool force = false;  // replaces a result of something else, at the end
  Share share;
  PartBounds bounds;
  int threads = 0;  // 0 = all available
  std::string command_line;
  OnSweepProgress on_progress;
  std::function<void(const std::string& path)> on_damaged;       // a part has been set aside, or could not be used
  std::function<void(const std::string& mark)> on_mark_renewed;  // the file that names the sweep was lost
};

struct SweepOutcome {
  std::uint64_t rows = 0, runs = 0;  // of the whole sweep
  std::uint64_t rows_before = 0;     // that were done before
  std::uint64_t runs_done = 0;       // by this process
  std::uint64_t failed_runs = 0;     // by all, so far
  std::uint64_t rows_missing = 0;    // after this process
  bool was_complete = false;         // the file was there already
  bool merged = false;               // the file has been written
  std::vector<std::string> damaged;  // parts that were set aside
  std::string set_aside;             // where --fresh put the old parts
  double seconds = 0;
};

// Computes the share's missing rows into parts. Interrupted: what was finished is in closed parts. IoError: likewise.
// InputError: the parts, or the file, belong to something else.
SweepOutcome compute_share(const LoadedSweep& sweep, const SweepFileOptions& options);

// Sets the parts of a result aside and returns their new name; empty if there were none.
std::string begin_fresh(const std::string& path);

// If no row is missing, puts the parts together as FILE and removes them; fills `merged`. Only one process does it,
// others wait for it. Rows of the share that have gone meanwhile are computed again, and all that are found damaged on
// the way.
void merge_if_complete(const LoadedSweep& sweep, const SweepFileOptions& options, SweepOutcome& outcome);

struct MergeOptions {
  std::string path;
  bool partial = false;  // also if rows are missing; the parts then stay
  bool force = false;
  std::string command_line;
  std::function<bool(double)> on_progress;
  std::function<void(const std::string& path)> on_damaged;
};

// `berdaya merge FILE`: everything that is needed is in FILE.parts. InputError if runs are missing.
SweepOutcome merge_parts(const MergeOptions& options);

struct SweepState {
  std::string path;
  bool complete = false;  // FILE is there
  std::uint64_t rows = 0, rows_done = 0, runs_per_row = 1, failed_runs = 0;
  std::size_t parts = 0;
  std::uint64_t part_bytes = 0;
  double begun = 0;                  // seconds since 1970; 0 = not known
  std::vector<SweepWorker> at_work;  // processes that compute rows now, as far as that is seen from here
  std::vector<std::string> writers;  // that closed a part in the last minutes
  double rows_per_second = 0;        // over the last minutes; 0 = no part was closed
  std::vector<std::string> damaged;
  std::string text;  // what the sweep is
};

// `berdaya status FILE`: cheap, also while others write. `verify`: by the checksums of all parts, which are read whole.
// IoError if there is neither FILE nor FILE.parts.
SweepState read_sweep_state(const std::string& path, bool verify = false);
// One JSON object, for programs.
std::string state_json(const SweepState& state);

}  // namespace berdaya
