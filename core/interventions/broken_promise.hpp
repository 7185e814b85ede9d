// Shock broken_promise.
// Process    Something that was promised does not come.
// Equation   severity = max cap(I)
// Parameters -
// Reads      -
// Changes    effects.broken_promise
// Reference  case 004, P22
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_broken_promise();

}  // namespace berdaya
