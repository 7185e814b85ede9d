// Shock pandemic.
// Process    Demand and activities collapse.
// Equation   demand *= demand; activity *= activity, while on
// Parameters demand, activity
// Reads      -
// Changes    effects.demand, effects.activity
// Reference  case 003
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_pandemic();

}  // namespace berdaya
