#include "experiment/verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace berdaya {
namespace {

Verdict on_rise(double low, double high, double smallest) {
  if (low >= smallest) return Verdict::holds;
  if (high < smallest) return Verdict::fails;
  return low > 0 ? Verdict::weakly : Verdict::cannot_say;
}

Verdict on_band(double low, double high, double from, double to, double beside) {
  if (low >= from && high <= to) return Verdict::holds;
  if (low >= from - beside && high <= to + beside) return Verdict::weakly;
  return low > to || high < from ? Verdict::fails : Verdict::cannot_say;
}

}  // namespace

Verdict verdict_on(const Expectation& expectation, const Estimate& e) {
  if (!std::isfinite(e.low) || !std::isfinite(e.high)) return Verdict::cannot_say;
  const double d = expectation.smallest;
  switch (expectation.kind) {
    case ExpectedKind::up:
      return on_rise(e.low, e.high, d);
    case ExpectedKind::down:
      return on_rise(-e.high, -e.low, d);
    case ExpectedKind::same:
      return on_band(e.low, e.high, -d, d, 0);
    case ExpectedKind::band:
      break;
  }
  return on_band(e.low, e.high, expectation.low, expectation.high, d);
}

bool is_too_small(const Expectation& expectation, const Estimate& e) {
  if (verdict_on(expectation, e) != Verdict::fails) return false;
  return (expectation.kind == ExpectedKind::up && e.low > 0) || (expectation.kind == ExpectedKind::down && e.high < 0);
}

bool is_settled(const Expectation& expectation, const Estimate& e) {
  const Verdict verdict = verdict_on(expectation, e);
  return verdict != Verdict::cannot_say && verdict == verdict_on(expectation, {e.low, e.low, e.low}) &&
         verdict == verdict_on(expectation, {e.high, e.high, e.high});
}

double wanted_half_width(const Expectation& expectation, double value, double error) {
  const double d = expectation.smallest;
  std::array<double, 2> bounds{};
  switch (expectation.kind) {
    case ExpectedKind::up:
      bounds = {0, d};
      break;
    case ExpectedKind::down:
      bounds = {-d, 0};
      break;
    case ExpectedKind::same:
      bounds = {-d, d};
      break;
    case ExpectedKind::band:
      bounds = {expectation.low, expectation.high};
      break;
  }
  const double distance = std::min(std::fabs(value - bounds[0]), std::fabs(value - bounds[1]));
  return error * (std::isfinite(distance) ? std::max(d, distance) : d);
}

std::string_view name_of(Verdict verdict) {
  static constexpr std::array<std::string_view, verdict_count> names{"holds", "weakly", "fails", "cannot_say"};
  return names[static_cast<std::size_t>(verdict)];
}

Text title_of(Verdict verdict) {
  static constexpr std::array<Text, verdict_count> titles{{{"holds", "terpenuhi"},
                                                           {"holds weakly", "terpenuhi lemah"},
                                                           {"fails", "gagal"},
                                                           {"cannot say", "tidak dapat dikatakan"}}};
  return titles[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(ExpectedKind expected) {
  static constexpr std::array<std::string_view, 4> names{"up", "down", "same", "band"};
  return names[static_cast<std::size_t>(expected)];
}

}  // namespace berdaya
