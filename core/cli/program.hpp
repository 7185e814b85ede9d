// The whole program but main(): finds the command, runs it, turns errors into texts and exit statuses.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"

namespace berdaya::cli {

// `words` is the command line without the program's name. Returns the exit status (io/exit_status.hpp).
int run_program(const std::vector<std::string>& words, Console& console);

}  // namespace berdaya::cli
