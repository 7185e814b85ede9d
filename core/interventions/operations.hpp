// Lever operations.
// Process    Operating money lets the CBOs hold more activities.
// Equation   operations = max I
// Parameters -
// Reads      -
// Changes    effects.operations
// Reference  case 002, P11
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_operations();

}  // namespace berdaya
