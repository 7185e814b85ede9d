// Lever digital_channel.
// Process    A group chat of the community.
// Equation   channel = max cap(I)
// Parameters -
// Reads      -
// Changes    effects.channel
// Reference  cases 002, 004; P12
#pragma once

#include "interventions/catalogue.hpp"

namespace berdaya {

InterventionDescription describe_digital_channel();

}  // namespace berdaya
