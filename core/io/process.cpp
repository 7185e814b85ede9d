#include "io/process.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace berdaya {

double seconds_now() {
  using namespace std::chrono;
  return duration<double>(system_clock::now().time_since_epoch()).count();
}

std::string host_name() {
  utsname system{};
  std::string name = ::uname(&system) == 0 ? system.nodename : "host";
  for (char& c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) c = '_';
  }
  return name.substr(0, 60);
}

std::string writer_name() { return host_name() + " " + std::to_string(::getpid()); }

bool process_lives(long process) {
  return process > 0 && (::getpgid(static_cast<pid_t>(process)) >= 0 || errno != ESRCH);
}

}  // namespace berdaya
