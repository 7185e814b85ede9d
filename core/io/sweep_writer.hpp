// Puts the parts of a sweep together into one file, (run, time, community), a bounded number of rows at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiment/sweep.hpp"
#include "io/sweep_parts.hpp"
#include "io/sweep_places.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya {

struct SweepFileTexts {
  std::string fingerprint;
  std::string provenance;  // JSON
  // The command that runs one replicate of a row again.
  std::function<std::string(const SweepKey& key, Index replicate)> reproduce;
};

// Writes an HDF5 file at `path`, which must not exist. Rows that no part holds get status 2 and missing values.
// on_progress (share done) may stop it by returning false: then false is returned and the file is of no use.
bool write_sweep_file(const std::string& path, const LoadedSweep& sweep, const SweepLayout& layout,
                      const std::vector<PartInfo>& parts, const RowPlaces& places, const SweepFileTexts& texts,
                      const std::function<bool(double)>& on_progress = {});

}  // namespace berdaya
