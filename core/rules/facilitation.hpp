// Rule 2, facilitation.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription facilitation_rule{
    .name = "facilitation",
    .number = "2",
    .process =
        {"Duties start at the levels of government and are passed down where support and clarity are low; what arrives "
         "at the bottom falls to the facilitators, who do what hours and commitment allow; hours that lack may be "
         "bought. The hours reach single UMKM as visits, help and training seats.",
         "Tugas berawal di tiap tingkat pemerintahan dan dilempar ke bawah bila dukungan dan kejelasan peran rendah; "
         "sisanya jatuh ke fasilitator, yang bekerja sebatas jam dan komitmennya; jam yang kurang dapat dibeli. Jam "
         "itu "
         "sampai ke UMKM sebagai kunjungan, bantuan, dan kursi pelatihan."},
    .equation =
        "clarity = (1 - clarity_archive - clarity_monitoring) clip(clarity_base + role_clarity) + clarity_archive "
        "archive + clarity_monitoring clip(mean monitoring + lever)\n"
        "keep = support^(1 + shifting (1 - clarity)), or (volunteer) clarity support + (1 - clarity)(1 - "
        "volunteer_cost^(1/(N-1)))\n"
        "shifted = clip(carry/(demand sum duty)); overlap = overlap_max (1 - clarity) shifted (1 - "
        "channel_coordination channel)\n"
        "lack = max(0, demand/(1 - overlap) - own - ext - hired); bought = min(fund/hour_cost, fund_use lack)\n"
        "fulfilment = cap((own + ext)(1 - overlap)/demand); own_share = own/(own + ext); quality = hours-weighted "
        "competence; both 0 where own + ext < 1e-9 hours\n"
        "visited: U[2.1] < fulfilment demand share_soc (1 + channel_visit channel)/(hours_per_visit n) + visits; "
        "permit help [2.2] or assisted [2.5];\n"
        "marketing help [2.3] or mentored; message [2.4]; facilitators' seats = fulfilment demand "
        "share_train/hours_per_seat",
    .parameters = "facilitation.*, policy.channel_coordination, policy.channel_visit",
    .reads =
        "unit.support, hours, monitoring, community.archive, clarity_base, stage, programme_fund, facilitator.kind, "
        "commitment, competence, post.granted, effects.programme_grant, works, outside_money, hired_hours, visits, "
        "messages, permit_help, permit_assist, mentoring, channel, monitoring, role_clarity",
    .changes =
        "community.clarity, shifted, overlap, fulfilment, own_share, quality, facilitator_load, "
        "facilitator_commitment, "
        "own_hours, outside_hours, outside_money, programme_fund, works, post.assigned, month.visited, permit_helped, "
        "assisted, market_helped, messaged, mentor_quality, training_seats",
    .reference =
        "case 004 (duties thrown from desk to desk, overlapping tasks, overloaded coordinator); P20, P21; volunteer's "
        "dilemma S31; loads S32, S33",
};

void facilitate(CommunityMonth& m);

double clarity_of_roles(double base, double archive, double monitoring, const FacilitationParameters& p);

// Fraction of a duty that an office keeps; `levels` = offices in the chain.
double kept_fraction(DutyRule rule, double support, double clarity, int levels, const FacilitationParameters& p);

// Fewer hours a month than these count as none: what rounding leaves of a fund pays for such hours, and an office that
// hardly keeps anything gives them; to divide by them says nothing.
inline constexpr double least_hours = 1e-9;

// part/hours; 0 where there are no hours.
double per_hour(double part, double hours);

double overlap_of_tasks(double clarity, double shifted, double channel, const FacilitationParameters& p,
                        const PolicyParameters& policy);

}  // namespace berdaya
