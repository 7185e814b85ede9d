// Lever facilitators.
// Process    Hours of outside facilitators are hired.
// Equation   hired hours += I; cost wanted: intensity hour_cost
// Parameters facilitation.hour_cost
// Reads      -
// Changes    effects.hired_hours
// Reference  assumption
#pragma once

#include "interventions/catalogue.hpp"
#include "params/parameters.hpp"

namespace berdaya {

// Price of the hours wanted by one community, million Rp/month.
double hired_hours_cost(double hours, const FacilitationParameters& p);

InterventionDescription describe_facilitators();

}  // namespace berdaya
