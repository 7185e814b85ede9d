// Lever youth.
// Process    Young people bring knowledge of the market.
// Equation   youth = max I in its target
// Parameters -
// Reads      -
// Changes    effects.youth
// Reference  case 002
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_youth();

}  // namespace berdaya
