// A checksum of a whole result file, in a line behind the end of what HDF5 knows of it: whether a file is to the bit
// what was written is known before any of it is handed to HDF5, which is not made for damaged files.
#pragma once

#include <cstdint>
#include <string>

namespace berdaya {

enum class Seal : std::uint8_t {
  none,   // written or changed by something else, which HDF5 lets drop the line
  whole,  // to the bit what was written
  broken  // damaged since
};

// Adds the line to a file that is written and closed.
void seal_file(const std::string& path);

// Reads the whole file if it has the line. IoError if there is no such file, or it is a folder, a pipe or a device, or
// cannot be read.
Seal seal_of(const std::string& path);

// Is it whole? IoError if it is broken, and as above.
bool is_sealed(const std::string& path);

}  // namespace berdaya
