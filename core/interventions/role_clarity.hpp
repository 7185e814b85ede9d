// Lever role_clarity.
// Process    Who does what is written down.
// Equation   clarity_base += I
// Parameters -
// Reads      -
// Changes    effects.role_clarity
// Reference  case 004, P20
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_role_clarity();

}  // namespace berdaya
