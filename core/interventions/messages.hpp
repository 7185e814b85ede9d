// Lever messages.
// Process    Messages make the programme known, no more.
// Equation   chance of a message += I
// Parameters -
// Reads      -
// Changes    effects.messages
// Reference  S35-S39
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_messages();

}  // namespace berdaya
