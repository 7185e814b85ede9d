// Rule 0f, facilitators' hours.
// Process    A facilitator who was overloaded last month loses commitment; paid hours are split over the communities
//            served, more to those that need more.
// Equation   demand_k = n_k hours_stage;
//            commitment = toward(commitment, base/(1 + max(0, load - 1)), burnout_rate), from the second month on;
//            h_fk = paid hours demand_k / sum of demand over the communities served
// Parameters facilitation.hours_stage, facilitation.burnout_rate
// Reads      facilitator.paid_hours of this month; facilitator.load of last month; community.stage, umkm_count
// Changes    facilitator.commitment, post.granted, post.assigned (0 until rule 2)
// Reference  overload case 004, P21; loads S32, S33
#pragma once

#include "params/parameters.hpp"
#include "rules/macro.hpp"

namespace berdaya {

// Task hours that a community wants in a month.
double hours_wanted(double umkm, Index stage, const FacilitationParameters& p);

// Commitment that a load pulls towards.
double bearable_commitment(double base, double load);

}  // namespace berdaya
