// Lever kub.
// Process    A joint business group (KUB) enrols UMKM.
// Equation   enrolment with max I into the lever's CBO, by default the largest
// Parameters cbo
// Reads      community.cbos
// Changes    effects.kub
// Reference  case 002; P13
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_kub();

}  // namespace berdaya
