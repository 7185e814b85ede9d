// How far the runs are, on standard error: a bar on a terminal, a line now and then in a log, JSON lines for programs.
#pragma once

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <string>

#include "base/text.hpp"

namespace berdaya::cli {

enum class ProgressStyle { none, bar, log, json };

struct ProgressState {
  std::size_t done = 0;  // runs, with those failed
  std::size_t total = 0;
  std::size_t failed = 0;
  double work = 0;     // share of all work that is done, 0-1: also counts the months of unfinished runs
  double seconds = 0;  // since the start
};

// Seconds left if all goes on at the pace so far; negative while nothing is done.
double seconds_left(const ProgressState& state);

// One line, without newline, of at most `width` columns.
std::string progress_bar(const ProgressState& state, std::size_t width, Language language);
std::string progress_log(const ProgressState& state, Language language);
// {"event":"progress","done":12,"total":200,"failed":0,"work":0.063,"seconds":3.2,"runs_per_second":3.75,"seconds_left":47.6}
// The numbers that are not known yet are null.
std::string progress_json(const ProgressState& state, std::string_view event);

// Decides when to write what. Not for several threads at once.
class Progress {
 public:
  Progress(ProgressStyle style, std::ostream& stream, std::size_t width, Language language);
  // Removes a bar that was left by an exception.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Writes if it is time to: a bar ten times a second, JSON twice a second, a log line after 10 seconds, then every 30.
  void show(std::size_t done, std::size_t total, std::size_t failed, double work);
  // The last word: removes the bar; the log gets its closing line, JSON its event "end".
  void end();
  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  ProgressStyle style_;
  std::ostream& stream_;
  std::size_t width_;
  Language language_;
  Clock::time_point begin_ = Clock::now();
  double next_ = 0;  // second from which on the next line may be written
  bool bar_stands_ = false;
  bool ended_ = false;
  ProgressState last_;
};

}  // namespace berdaya::cli
