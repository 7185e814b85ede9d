// One number for all results of a file: equal for the same results whatever the chunks, compression, threads, host and
// time of day.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace berdaya {

struct VariableDigest {
  std::string name;  // "umkm/awareness" in group umkm
  std::uint64_t digest = 0;
};

struct ResultDigest {
  std::uint64_t all = 0;                  // of the names and digests below
  std::vector<VariableDigest> variables;  // in the order of names
};

// Digest of the variables named, or of all: XXH3 (64 bits) over name, dimensions, shape and values. Coordinates are
// variables too; attributes do not count. A variable's digest does not depend on what else is in the file. IoError: as
// read_result_info, or a name that is not in the file.
ResultDigest digest_of(const std::string& path, const std::vector<std::string>& names = {});

// 16 hexadecimal digits.
std::string digest_text(std::uint64_t digest);

}  // namespace berdaya
