// Ctrl-C, SIGTERM and SIGUSR1 (by which Slurm announces the end of the time) while runs are going on: the first asks
// for a clean stop, the second ends the process at once.
#pragma once

#include <csignal>

namespace berdaya::cli {

// While it lives, these signals are caught once. No variable is needed to remember it: SA_RESETHAND puts the
// default disposition back when the signal comes, and that is what `asked()` looks at. A signal that was ignored at the
// start (nohup) stays ignored.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // True once a signal came. From then on SIGINT and SIGTERM have their default effect. May be called from any thread.
  bool asked() const;

 private:
  struct sigaction interrupt_before_ {};
  struct sigaction terminate_before_ {};
  struct sigaction announced_before_ {};
};

}  // namespace berdaya::cli
