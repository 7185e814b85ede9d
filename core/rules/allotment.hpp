// Rule 0f, facilitators' hours.
#pragma once

#include "params/parameters.hpp"
#include "params/rule_description.hpp"
#include "rules/macro.hpp"

namespace berdaya {

inline constexpr RuleDescription allotment_rule{
    .name = "allotment",
    .number = "0f",
    .process = {"A facilitator who was overloaded last month loses commitment; paid hours are split over the "
                "communities served, more to those that need more.",
                "Fasilitator yang bulan lalu kelebihan beban kehilangan komitmen; jam yang dibayar dibagi ke "
                "komunitas yang dilayani, lebih banyak ke yang lebih membutuhkan."},
    .equation =
        "demand_k = n_k hours_stage\n"
        "commitment = toward(commitment, base/(1 + max(0, load - 1)), burnout_rate), from the second month on\n"
        "h_fk = paid hours demand_k / sum of demand over the communities served",
    .parameters = "facilitation.hours_stage0, hours_stage1, hours_stage2, hours_stage3, burnout_rate",
    .reads = "facilitator.paid_hours, load, commitment, commitment_base, community.stage, umkm_count",
    .changes = "facilitator.commitment, post.granted, assigned",
    .reference = "overload case 004, P21; loads S32, S33",
};

// Task hours that a community wants in a month.
double hours_wanted(double umkm, Index stage, const FacilitationParameters& p);

// Commitment that a load pulls towards.
double bearable_commitment(double base, double load);

}  // namespace berdaya
