// Lever bazaar.
// Process    A bazaar is held every few months, in place of the community's own.
// Equation   event if t mod every = 0, of size cap(I)
// Parameters every, stalls
// Reads      -
// Changes    effects.bazaar_every, bazaar_stalls, bazaar_size
// Reference  case 004
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_bazaar();

}  // namespace berdaya
