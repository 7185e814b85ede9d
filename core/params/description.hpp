// How a parameter is described: one entry serves the scenario reader, `describe`, the JSON schema, the docs, Python and
// the result file.
#pragma once

#include <span>
#include <string_view>

#include "base/text.hpp"

namespace berdaya {

struct Parameters;

// The values that a parameter may take at all; the plausible range [low, high] is narrower and serves sweeps and
// calibration.
enum class Bounds {
  any,           // a finite number in [-100, 100]: logits and log-hazards
  level,         // [0, 1]
  non_negative,  // [0, 1e9]
  positive,      // [1e-9, 1e9]: divisors
  exponent,      // [0, 10]: factors, standard deviations and slopes of logarithms; e to their power stays finite
  median,        // [0.001, 0.999]: median of a logit-normal distribution
  count,         // whole number in [1, 1200]
  even_count,    // even whole number in [2, 16]: contacts
  tie_count,     // whole number in [1, 8]
  choice,        // one of the named choices
};

double lower_bound(Bounds bounds);
double upper_bound(Bounds bounds);
bool is_whole(Bounds bounds);

struct ParameterDescription {
  std::string_view name;  // group.name
  std::string_view unit;
  double standard;  // default value; for a choice the index of the chosen name
  double low;       // plausible range
  double high;
  Bounds bounds;
  std::string_view source;  // case, S.. or P.. number, or "assumption"
  Text meaning;
  double& (*at)(Parameters&);
  std::span<const std::string_view> choices = {};
};

}  // namespace berdaya
