// Lever simpler_procedure.
// Process    Permits and loans ask for less time and paper.
// Equation   burden factor *= 1 - I
// Parameters -
// Reads      -
// Changes    effects.burden_factor
// Reference  P25, S38
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_simpler_procedure();

}  // namespace berdaya
