// What the parts of a sweep depend on, as text, and how two such texts differ.
#pragma once

#include <string>

#include "experiment/sweep.hpp"
#include "io/sweep_parts.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya {

SweepIdentity identity_of(const LoadedSweep& sweep, const SweepLayout& layout);

// "the plan has changed:" and the first lines that differ, the old with '-', the new with '+'.
std::string difference_of(const std::string& before, const std::string& now);

}  // namespace berdaya
