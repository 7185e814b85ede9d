// What commands that write a result have in common.
#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "cli/command.hpp"
#include "cli/progress.hpp"

namespace berdaya::cli {

// What can be known about the output before hours of work; writing looks again. InputError or IoError.
void check_output(const std::filesystem::path& path, bool force);

// --progress and --quiet.
ProgressStyle progress_style(const Arguments& arguments, const Console& console);

// "812 kB", "1.2 MB"
std::string size_of_file(const std::string& path);

// "Result  a.h5 (1.2 MB)" and "Digest  ..."
void print_result_file(const std::string& path, Console& console);

}  // namespace berdaya::cli
