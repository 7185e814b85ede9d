// What the parts of a sweep depend on, as text.
#pragma once

#include "experiment/sweep.hpp"
#include "io/sweep_parts.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya {

SweepIdentity identity_of(const LoadedSweep& sweep, const SweepLayout& layout);

}  // namespace berdaya
