#include "cli/progress.hpp"

#include <algorithm>
#include <ostream>

#include "cli/amount.hpp"
#include "cli/table.hpp"

namespace berdaya::cli {
namespace {

constexpr std::string_view clear_line = "\r\x1b[2K";

// At most three significant digits, so that the line does not tremble.
std::string rate_text(const ProgressState& state, Language language) {
  const std::string_view unit = language == Language::id ? "simulasi" : "runs";
  if (state.seconds <= 0 || state.work <= 0) return "";
  const double per_second = state.work * static_cast<double>(state.total) / state.seconds;
  if (per_second >= 1) return fixed_text(per_second, per_second < 10 ? 1 : 0) + " " + std::string(unit) + "/s";
  const bool hours = per_second * 60 < 0.1;
  const double slow = per_second * (hours ? 3600 : 60);
  return fixed_text(slow, slow < 10 ? 1 : 0) + " " + std::string(unit) + (hours ? "/h" : "/min");
}

std::string left_text(const ProgressState& state, Language language) {
  const double left = seconds_left(state);
  if (left < 0) return "";
  const std::string text = left < 9.95 ? fixed_text(std::max(left, 0.0), 0) + " s" : duration_text(left);
  return language == Language::id ? "sisa " + text : text + " left";
}

std::string failed_text(const ProgressState& state, Language language) {
  return std::to_string(state.failed) + (language == Language::id ? " gagal" : " failed");
}

std::string done_text(const ProgressState& state, Language language) {
  return std::to_string(state.done) + "/" + std::to_string(state.total) +
         (language == Language::id ? " simulasi"
          : state.total == 1       ? " run"
                                   : " runs");
}

std::string figures(const ProgressState& state, Language language) {
  std::string text = done_text(state, language);
  for (const std::string& part :
       {rate_text(state, language), left_text(state, language), failed_text(state, language)}) {
    if (!part.empty()) text += ", " + part;
  }
  return text;
}

int percent(const ProgressState& state) { return static_cast<int>(std::clamp(state.work, 0.0, 1.0) * 100.0); }

std::string json_number(double value, int decimals) { return fixed_text(value, decimals); }

}  // namespace

double seconds_left(const ProgressState& state) {
  if (state.work <= 0 || state.seconds <= 0) return -1;
  return state.seconds * (1.0 - std::min(state.work, 1.0)) / state.work;
}

std::string progress_bar(const ProgressState& state, std::size_t width, Language language) {
  const std::string head = right_aligned(std::to_string(percent(state)), 3) + " %";
  const std::string tail = figures(state, language);
  const std::size_t used = display_width(head) + display_width(tail) + 6;
  if (used + 10 > width) return shortened(head + "  " + tail, width);
  const std::size_t cells = std::min<std::size_t>(width - used, 40);
  const auto full = static_cast<std::size_t>(std::clamp(state.work, 0.0, 1.0) * static_cast<double>(cells));
  return head + " [" + std::string(full, '#') + std::string(cells - full, '.') + "]  " + tail;
}

std::string progress_log(const ProgressState& state, Language language) {
  return std::to_string(percent(state)) + " %, " + figures(state, language);
}

std::string progress_json(const ProgressState& state, std::string_view event) {
  const double left = seconds_left(state);
  const bool known = left >= 0;
  std::string text = R"({"event":")" + std::string(event) + R"(","done":)" + std::to_string(state.done) +
                     R"(,"total":)" + std::to_string(state.total) + R"(,"failed":)" + std::to_string(state.failed) +
                     R"(,"work":)" + json_number(std::clamp(state.work, 0.0, 1.0), 4) + R"(,"seconds":)" +
                     json_number(state.seconds, 2);
  const double rate = known ? state.work * static_cast<double>(state.total) / state.seconds : 0;
  text += R"(,"runs_per_second":)" + (known ? json_number(rate, 3) : "null");
  text += R"(,"seconds_left":)" + (known ? json_number(left, 1) : "null");
  return text + "}";
}

Progress::Progress(ProgressStyle style, std::ostream& stream, std::size_t width, Language language)
    : style_(style), stream_(stream), width_(width), language_(language) {
  // A run that takes less than a moment leaves no line in a log and no flicker on a terminal.
  next_ = style == ProgressStyle::bar ? 0.2 : style == ProgressStyle::log ? 10.0 : 0.0;
}

Progress::~Progress() {
  if (bar_stands_) stream_ << clear_line << std::flush;
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

void Progress::show(std::size_t done, std::size_t total, std::size_t failed, double work) {
  last_ = {.done = done, .total = total, .failed = failed, .work = work, .seconds = seconds()};
  if (style_ == ProgressStyle::none || last_.seconds < next_) return;
  switch (style_) {
    case ProgressStyle::none:
      return;
    case ProgressStyle::bar:
      stream_ << clear_line << progress_bar(last_, width_ - 1, language_) << std::flush;
      bar_stands_ = true;
      next_ = last_.seconds + 0.1;
      return;
    case ProgressStyle::log:
      stream_ << progress_log(last_, language_) << std::endl;
      next_ = last_.seconds + 30.0;
      return;
    case ProgressStyle::json:
      stream_ << progress_json(last_, "progress") << std::endl;
      next_ = last_.seconds + 0.5;
      return;
  }
}

void Progress::end() {
  if (ended_) return;
  ended_ = true;
  last_.seconds = seconds();
  if (bar_stands_) stream_ << clear_line << std::flush;
  bar_stands_ = false;
  if (style_ == ProgressStyle::json) stream_ << progress_json(last_, "end") << std::endl;
  if (style_ == ProgressStyle::log) {
    const std::string time = duration_text(last_.seconds);
    stream_ << done_text(last_, language_) << (language_ == Language::id ? " dalam " : " in ") << time << ", "
            << failed_text(last_, language_) << std::endl;
  }
}

}  // namespace berdaya::cli
