// What an interval says about an expectation: holds, holds weakly, fails, or cannot say.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "base/text.hpp"

namespace berdaya {

enum class ExpectedKind : std::uint8_t { up, down, same, band };

// What a pattern leads to expect of an effect. `smallest` is the smallest effect that would matter to somebody who
// decides; for a band it is how far beside it a value is still close.
struct Expectation {
  ExpectedKind kind = ExpectedKind::up;
  double low = -std::numeric_limits<double>::infinity();  // of a band; an end may be open
  double high = std::numeric_limits<double>::infinity();
  double smallest = 0;  // > 0
  bool operator==(const Expectation&) const = default;
};

// An estimate with its 95 % interval; NaN where there is none.
struct Estimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

enum class Verdict : std::uint8_t { holds, weakly, fails, cannot_say };
inline constexpr int verdict_count = 4;

// With d = smallest and the interval [l, h]:
//   up      holds: l >= d            weakly: l > 0 and h >= d  fails: h < d                otherwise cannot say
//   down    the same with the signs turned
//   same    holds: within [-d, d]    weakly: never             fails: wholly outside it    otherwise cannot say
//   band    holds: within the band   weakly: within the band   fails: wholly outside the   otherwise cannot say
//                                    widened by d              band and not within that
// The cases are looked at from left to right. An estimate without an interval says nothing.
Verdict verdict_on(const Expectation& expectation, const Estimate& estimate);

// Does a rise or fall fail only because it is smaller than matters? Its sign is the expected one for certain.
bool is_too_small(const Expectation& expectation, const Estimate& estimate);

// Would every value within the interval get the verdict of the whole? If not, a narrower one may change it.
bool is_settled(const Expectation& expectation, const Estimate& estimate);

// How narrow the half of an interval must be: `error` times the smallest effect, or times the distance between the
// value and the nearest bound that the verdict turns on, if that is larger.
double wanted_half_width(const Expectation& expectation, double value, double error);

std::string_view name_of(Verdict verdict);        // "holds", "weakly", "fails", "cannot_say"
Text title_of(Verdict verdict);                   // "holds weakly", "terpenuhi lemah"
std::string_view name_of(ExpectedKind expected);  // "up", "down", "same", "band"

}  // namespace berdaya
