// Lever platform.
// Process    A digital marketplace of the city.
// Equation   platform = max cap(I)
// Parameters -
// Reads      -
// Changes    effects.platform
// Reference  cases 002, 003
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_platform();

}  // namespace berdaya
