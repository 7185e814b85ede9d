// `--help`, made from what the commands declare.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace berdaya::cli {

std::string program_help(const Console& console);
std::string command_help(const Command& command, const Console& console);

}  // namespace berdaya::cli
