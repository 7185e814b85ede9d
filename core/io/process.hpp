// This process and its machine, as other machines that share a folder see them.
#pragma once

#include <string>

namespace berdaya {

double seconds_now();     // since 1970
std::string host_name();  // letters, digits, '_' and '-' only, so that it can be part of a file's name
// "HOST PID"
std::string writer_name();
// Is there a process of this number on this machine?
bool process_lives(long process);

}  // namespace berdaya
