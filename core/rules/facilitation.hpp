// Rule 2, facilitation.
// Process    Duties start at the levels of government and are passed down where support and clarity are low; what arrives at the bottom
//            falls to the facilitators, who do what their hours and commitment allow; hours that lack may be bought. The hours done
//            reach single UMKM as visits, help with permits and with marketing, and training seats.
// Equation   clarity = (1 - c_a - c_m) clip(clarity_base + role_clarity) + c_a archive + c_m clip(mean monitoring + monitoring lever);
//            keep = support^(1 + shifting (1 - clarity)) or, rule volunteer, clarity support + (1 - clarity)(1 - volunteer_cost^(1/(N-1)));
//            shifted = clip(carry/(demand sum duty)); overlap = overlap_max (1 - clarity) shifted (1 - channel_coordination channel);
//            lack = max(0, demand/(1 - overlap) - own - ext - hired); bought = min(fund/hour_cost, fund_use lack);
//            fulfilment = cap((own + ext)(1 - overlap)/demand); own_share = own/(own + ext); quality = hours-weighted competence;
//            visited: U[2.1] < fulfilment demand share_soc (1 + channel_visit channel)/(hours_per_visit n) + visits, and likewise
//            permit help [2.2] or assisted [2.5], marketing help [2.3] or mentored, message [2.4]
// Parameters group facilitation; policy.channel_coordination, policy.channel_visit
// Reads      unit.support, unit.hours, unit.monitoring, community.archive, community.clarity_base, community.stage, facilitator.kind,
//            facilitator.commitment, facilitator.competence, post.granted; levers training, facilitators, visits, messages, permit_help,
//            permit_assist, mentoring, digital_channel, monitoring, role_clarity, grant (effects)
// Changes    community.clarity, shifted, overlap, fulfilment, own_share, quality, facilitator_load, facilitator_commitment, own_hours,
//            outside_hours, outside_money, programme_fund, works; post.assigned
// Reference  case 004 (duties thrown from desk to desk, overlapping tasks, overloaded coordinator); P20, P21; volunteer's dilemma S31; loads S32, S33
#pragma once

#include "rules/month.hpp"

namespace berdaya {

void facilitate(CommunityMonth& m);

double clarity_of_roles(double base, double archive, double monitoring, const FacilitationParameters& p);

// Fraction of a duty that an office keeps; `levels` = offices in the chain.
double kept_fraction(DutyRule rule, double support, double clarity, int levels, const FacilitationParameters& p);

double overlap_of_tasks(double clarity, double shifted, double channel, const FacilitationParameters& p, const PolicyParameters& policy);

}  // namespace berdaya
