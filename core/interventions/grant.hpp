// Lever grant.
// Process    Money for the communities: a part goes into physical works, the rest into the programme fund, month by
//            month.
// Equation   a = I amount/(end - start + 1) per community; works += a physical; programme fund += a (1 - physical)
// Parameters amount, physical
// Reads      -
// Changes    effects.works, effects.programme_grant
// Reference  case 004, P19
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

// Money of a month for one community at intensity 1, million Rp.
double grant_per_month(double amount, Index first_month, Index last_month);

InterventionDescription describe_grant();

}  // namespace berdaya
