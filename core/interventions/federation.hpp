// Lever federation.
// Process    The groups of a community are brought under one roof.
// Equation   federation = max cap(I)
// Parameters -
// Reads      -
// Changes    effects.federation
// Reference  case 004, P33
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_federation();

}  // namespace berdaya
