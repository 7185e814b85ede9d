// A file that is never changed once it is closed: BASE-CHECKSUM.h5, with the checksum of its bytes in its name. Parts
// of sweeps and saved runs are such files, so that damage is seen before anything of their content is used.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/errors.hpp"
#include "io/hdf5_data.hpp"

namespace berdaya {

// Sound in itself, but not of what its folder holds: it was copied or renamed.
struct ForeignFile : IoError {
  using IoError::IoError;
};

// Is this the name of a closed file that begins so?
bool is_closed_file(const std::string& name, std::string_view prefix);
// BASE of the name of a closed file.
std::string base_in_name(const std::string& name);

// Whether the bytes of a closed file are those that its name promises; not if there is no such file. IoError if it
// cannot be read for another reason.
bool is_sound(const std::string& path);

// Writes a closed file and returns its path. A file of that very name and content is replaced. IoError if it cannot be
// written; nothing is then left of it. Unless `lasting`, a power failure right after may take it away again.
std::string write_closed_file(const std::string& base, const std::function<void(Hdf5Place root)>& write, bool lasting);

}  // namespace berdaya
