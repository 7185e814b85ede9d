// The result file: HDF5 that opens with xarray.open_dataset, written whole or not at all. Format: docs/format.md.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiment/batch.hpp"

namespace berdaya {

// Raised whenever a reader of the last version would misunderstand a file.
inline constexpr int result_format_version = 1;

struct ResultFileOptions {
  std::string path;
  bool force = false;          // replace an existing file
  Index checkpoint_every = 0;  // months; 0 = none. Runs then survive an interruption in PATH.parts/
  std::string command_line;    // for the provenance
  OnProgress on_progress;
  // With checkpoints: a file was damaged, or of another batch, and is set aside; its run is done anew.
  std::function<void(const std::string& path)> on_damaged;
  std::function<void(const std::string& mark)> on_mark_renewed;  // the file that names the batch was lost
};

// Runs the batch into a new file. The file appears under its name when it is complete and on disk; until then it is
// PATH.tmp-PID. `resolved_scenario` is TOML that gives plan.scenario again (LoadedScenario::resolved). IoError: the
// file exists and force is not set, cannot be written, disk full ... ; an existing file is then untouched and no new
// one is left. InputError: see make_layout; the folder of the parts holds those of another batch. Interrupted: see
// run_batch.
BatchSummary run_to_file(const BatchPlan& plan, const std::string& resolved_scenario, const ResultFileOptions& options);

// Name of a metric's further dimension in the file. A dimension whose name is taken by a metric gets "_id" behind it.
std::string dimension_name(MetricDimension dimension);

struct DimensionInfo {
  std::string name;
  std::uint64_t size = 0;
};

struct VariableInfo {
  std::string name;  // "umkm/awareness" in group umkm
  std::string type;  // "float32", "int32", "string" ...
  std::vector<std::string> dimensions;
  std::vector<std::uint64_t> shape;
  std::string units, long_name, long_name_id, level;
  bool coordinate = false;
  std::uint64_t stored_bytes = 0;  // in the file, after compression
};

struct ResultInfo {
  std::string path;
  std::uint64_t file_bytes = 0;
  int format_version = 0;
  std::string engine_version, engine_commit;
  std::uint64_t seed = 0;
  std::string scenario_id;
  std::string scenario;    // the resolved TOML
  std::string provenance;  // JSON
  // Name of the parameter sets that the runs took, empty for none; columns of them, with spaces between.
  std::string parameter_sets;
  std::size_t parameter_set_count = 0;
  std::string parameters_used, parameters_unused;
  std::vector<std::string> policies;
  std::vector<DimensionInfo> dimensions;
  std::vector<VariableInfo> variables;
  std::uint64_t failed_runs = 0;
  std::vector<FailedRun> failures;  // the first 20
};

// IoError if there is no such file, or it is damaged, no HDF5, no result file, or of a later format.
ResultInfo read_result_info(const std::string& path);

}  // namespace berdaya
