// Rule 1, government.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription government_rule{
    .name = "government",
    .number = "1",
    .process =
        {"A chain of offices answers the community's requests as well as its weakest link and its archives allow; CBOs "
         "that deliver gain formal trust, those that do not lose more.",
         "Rantai kantor menjawab permintaan komunitas sebaik mata rantai terlemah dan arsipnya; CBO yang bekerja "
         "memperoleh kepercayaan formal, yang tidak bekerja kehilangan lebih banyak."},
    .equation =
        "S = prod support^omega, R = prod archive^omega over the levels present (omega renormalised, factors at least "
        "1e-9)\n"
        "responsiveness = S (r_0 + (1 - r_0) sqrt(archive R)); kept = share of n_requests with U[1.j] < "
        "responsiveness\n"
        "F = clip(F + tau_gain good (1-F) - tau_loss bad F + tau_drift (F0 - F)), tau_loss = tau_gain under loss_rule "
        "= "
        "symmetric, good = held cap(participation/participation_norm),\n"
        "bad = (1 - archive) max(0, 1 - n_cbo delivery/deliver_expect), both of last month's activity",
    .parameters = "government.*, trust.loss_rule",
    .reads =
        "unit.support, archive, community.archive, participation, cbo.held, delivery, formal_trust, formal_trust_base",
    .changes = "community.chain_support, chain_archive, responsiveness, kept, cbo.formal_trust",
    .reference = "cases 000, 004; P1, P4, P23, P31; losses outweigh gains S20-S22; S30",
};

void respond_to_requests(CommunityMonth& m);

// Share of requests that a chain of support S and archive R answers, with the community's own archive.
double responsiveness(double chain_support, double chain_archive, double archive, double r_0);

// One month of formal trust F.
double formal_trust_after(double trust, double base, double good, double bad, const GovernmentParameters& p);

}  // namespace berdaya
