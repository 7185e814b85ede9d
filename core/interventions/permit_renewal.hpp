// Shock permit_renewal.
// Process    A permit must be had anew by all who hold it, each month while on.
// Equation   all holders in the target lose the option
// Parameters option
// Reads      -
// Changes    effects.revoked
// Reference  case 004 (2021: NIB to NIB-RBA)
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_permit_renewal();

}  // namespace berdaya
