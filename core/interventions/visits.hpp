// Lever visits.
// Process    Personal visits make the programme known.
// Equation   chance of a visit += I
// Parameters -
// Reads      -
// Changes    effects.visits
// Reference  S1, S38, S39, S54
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_visits();

}  // namespace berdaya
