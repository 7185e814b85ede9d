// Lever shared_archive.
// Process    Records are kept in a store that outlives the people in office.
// Equation   records(t) = max(records, cap(I)); shared store on
// Parameters -
// Reads      -
// Changes    effects.records, effects.shared_store
// Reference  case 004, P23
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_shared_archive();

}  // namespace berdaya
