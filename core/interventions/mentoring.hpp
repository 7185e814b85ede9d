// Lever mentoring.
// Process    A few UMKM are helped with marketing each month.
// Equation   its target is helped with marketing and learns market skill with mentor quality = quality I
// Parameters quality, places
// Reads      -
// Changes    effects.mentoring
// Reference  case 004 (6 of 96 by students); P27
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_mentoring();

}  // namespace berdaya
