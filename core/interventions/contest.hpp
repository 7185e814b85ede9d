// Lever contest.
// Process    An extra contest between communities.
// Equation   size = max cap(I) in every `every`-th month from the first
// Parameters every
// Reads      -
// Changes    effects.extra_contest
// Reference  case 004, P30
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

// True in the first month of the lever and every `every` months from there.
bool contest_is_held(Index month, Index first_month, Index every);

InterventionDescription describe_contest();

}  // namespace berdaya
