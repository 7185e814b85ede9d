// What the program's exit status means. Beside the errors of a file format, so that `describe errors` and the program
// say the same.
#pragma once

#include <span>
#include <string_view>

#include "base/text.hpp"

namespace berdaya {

namespace exit_status {
inline constexpr int done = 0, wrong_input = 2, io_failed = 3, some_runs_failed = 4, interrupted = 5, bug = 70;
}  // namespace exit_status

struct ExitStatusDescription {
  int status = 0;
  Text name;
  Text meaning;
};

std::span<const ExitStatusDescription> exit_statuses();

}  // namespace berdaya
