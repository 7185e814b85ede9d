// Puts the parts of a sweep together into one file, (run, time, community), a bounded number of rows at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiment/sweep.hpp"
#include "io/sweep_parts.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya {

// Where each row is: position in the list of parts, and in that part.
struct RowPlace {
  std::uint32_t part = none;
  std::uint32_t position = 0;
};

// Rows that several parts hold are taken from the first; they are equal. InputError if a part has rows that the sweep
// does not have.
std::vector<RowPlace> locate_rows(const std::vector<PartInfo>& parts, std::uint64_t rows);

struct SweepFileTexts {
  std::string fingerprint;
  std::string provenance;  // JSON
  // The command that runs one replicate of a row again.
  std::function<std::string(const SweepKey& key, Index replicate)> reproduce;
};

// Writes an HDF5 file at `path`, which must not exist. Rows that no part holds get status 2 and missing values.
// on_progress (share done) may stop it by returning false: then false is returned and the file is of no use.
bool write_sweep_file(const std::string& path, const LoadedSweep& sweep, const SweepLayout& layout,
                      const std::vector<PartInfo>& parts, const std::vector<RowPlace>& places,
                      const SweepFileTexts& texts, const std::function<bool(double)>& on_progress = {});

}  // namespace berdaya
