// When a fund counts as short of money.
#pragma once

#include "state/world.hpp"

namespace berdaya {

// True if fund `i` could not pay all that was wanted of it this month. What sums of money lose in their last digits is
// no shortage.
inline bool is_short(const FundTable& fund, Index i) {
  constexpr double rounding = 1e-9;  // of the share that a fund can pay
  return fund.scale[i] < 1.0 - rounding;
}

}  // namespace berdaya
