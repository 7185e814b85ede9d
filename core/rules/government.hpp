// Rule 1, government.
// Process    A chain of offices answers the community's requests as well as its weakest link and its archives allow; CBOs that deliver
//            gain formal trust, those that do not lose more.
// Equation   S = prod support^omega, R = prod archive^omega over the levels present (omega renormalised);
//            responsiveness = S (r_0 + (1 - r_0) sqrt(archive R)); kept = share of n_requests with U[1.j] < responsiveness;
//            F += tau_gain good (1-F) - tau_loss bad F + tau_drift (F0 - F), good = held cap(participation/participation_norm),
//            bad = (1 - archive) max(0, 1 - n_cbo delivery/deliver_expect), of last month's activity
// Parameters group government
// Reads      unit.support, unit.archive, community.archive, community.participation, cbo.held, cbo.delivery, cbo.formal_trust_base
// Changes    community.chain_support, community.chain_archive, community.responsiveness, community.kept, cbo.formal_trust
// Reference  cases 000, 004; P1, P4, P23, P31; losses outweigh gains S20-S22; S30
#pragma once

#include "rules/month.hpp"

namespace berdaya {

void respond_to_requests(CommunityMonth& m);

// Share of requests that a chain of support S and archive R answers, with the community's own archive.
double responsiveness(double chain_support, double chain_archive, double archive, double r_0);

// One month of formal trust F.
double formal_trust_after(double trust, double base, double good, double bad, const GovernmentParameters& p);

}  // namespace berdaya
