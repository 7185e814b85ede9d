// Reading in a process of its own, for files that may be anything: HDF5 can be brought to crash, to hang or to take all
// memory by a file that is damaged or made for it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace berdaya {

// What `read` returns, computed in a child of this process that has 4 s and a second for each 2 MB of `bytes`, and 4
// GiB and 64 times `bytes` of memory. InputError and IoError of `read` are thrown here. IoError that names the path if
// the child dies, needs more, or throws anything else. Not while other threads run.
std::string read_apart(const std::string& path, std::uint64_t bytes, const std::function<std::string()>& read);

}  // namespace berdaya
