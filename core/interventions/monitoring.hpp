// Lever monitoring.
// Process    The chain of government is watched more often.
// Equation   monitoring += I
// Parameters -
// Reads      -
// Changes    effects.monitoring
// Reference  case 004, P32
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_monitoring();

}  // namespace berdaya
