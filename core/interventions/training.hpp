// Lever training.
// Process    Training seats for those who take part in the programme.
// Equation   seats += I a month in each community, of the given quality
// Parameters quality
// Reads      -
// Changes    effects.training
// Reference  assumption; S40, S43-S46
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_training();

}  // namespace berdaya
