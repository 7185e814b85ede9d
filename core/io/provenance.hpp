// Where a result comes from: kept in the file, never part of its digest.
#pragma once

#include <string>

#include "base/ids.hpp"

namespace berdaya {

struct Provenance {
  std::string begun, finished;  // UTC, ISO 8601
  double seconds = 0;
  int threads = 0;  // that were asked for; 0 = all available
  std::size_t runs = 0, failed = 0, resumed = 0;
  std::string command_line;
};

// "2026-11-21T22:16:26Z"
std::string utc_now();
// The same of a moment in seconds since 1970.
std::string utc_text(double seconds);

// JSON with the above and what this program is: version, commit, compiler, flags, HDF5, host, processors.
std::string provenance_json(const Provenance& provenance);

}  // namespace berdaya
