// Who is at work on a sweep: a process that computes rows keeps a small file in the folder of the parts, so that others
// see it before its first part is closed. Only for people to look at: nothing else depends on it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace berdaya {

inline constexpr std::string_view presence_prefix = "at-work-";

class Presence {
 public:
  // Where the file cannot be written (disk full), nobody sees that this process is at work; that is all.
  explicit Presence(const std::string& folder);
  ~Presence();
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;

  // Says every now and then that it still lives.
  void look_at_clock();

 private:
  std::string path_;
  std::chrono::steady_clock::time_point told_;
};

struct SweepWorker {
  std::string writer;  // "HOST PID"
  double since = 0;    // seconds since 1970
};

// Those that have told so in the last minutes, by name. One that was killed on this machine is known to be gone.
std::vector<SweepWorker> workers_in(const std::string& folder);

}  // namespace berdaya
