// Lever permit_help.
// Process    Somebody comes and helps with the forms of a permit or a loan.
// Equation   chance of help with permits or loans += I
// Parameters -
// Reads      -
// Changes    effects.permit_help
// Reference  P25, S38, S39
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_permit_help();

}  // namespace berdaya
