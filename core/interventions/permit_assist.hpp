// Lever permit_assist.
// Process    Somebody completes the permit together with the owner, free of charge.
// Equation   chance of done-with-you completion += I
// Parameters -
// Reads      -
// Changes    effects.permit_assist
// Reference  S66
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_permit_assist();

}  // namespace berdaya
