// Whole numbers out of products: 100 places at intensity 0.29 are 29, though the product is stored
// as 28.999999999999996.
#pragma once

#include <cmath>

namespace berdaya {

inline constexpr double rounding_margin = 1e-9;

// The floor of x, where a hair below a whole number counts as that number.
inline double rounded_down(double x) { return std::floor(x + rounding_margin); }

// The ceiling of x, where a hair above a whole number counts as that number.
inline double rounded_up(double x) { return std::ceil(x - rounding_margin); }

}  // namespace berdaya
