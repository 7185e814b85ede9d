// Commands about a file that may be damaged, or come from anybody.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "cli/console.hpp"

namespace berdaya::cli {

// Prints what `print` writes to the `out` of the console that it gets, in a child process: IoError instead if reading
// the file ends that one (io/reading_apart.hpp). `bytes`: to be read; 0 = the size of the file.
void print_apart(const std::string& path, Console& console, const std::function<void(Console&)>& print,
                 std::uint64_t bytes = 0);

}  // namespace berdaya::cli
