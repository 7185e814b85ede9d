// Rule 3, organisation.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription organisation_rule{
    .name = "organisation",
    .number = "3",
    .process =
        {"CBOs and officials start activities that are open to all; CBOs learn from other CBOs, from the institutions "
         "above and from their best members, quarrel or integrate, and so gain or lose cohesion and bargaining power.",
         "CBO dan aparat memulai kegiatan yang terbuka bagi semua; CBO belajar dari CBO lain, dari lembaga di atasnya, "
         "dan dari anggota terbaiknya, berselisih atau menyatu, dan dengan itu kohesi serta daya tawarnya naik atau "
         "turun."},
    .equation =
        "a CBO holds one if U[3.1] < activity sigma(i_0 + i_leadership leadership + i_knowledge Q + i_cohesion "
        "cohesion + i_formal sqrt(S F) + i_coordinator fulfilment own_share + i_operations operations)\n"
        "officials if U[3.2] < activity official (official_routine + (1-official_routine) fulfilment (1-own_share))(1 "
        "- delegate mean sqrt(S F))\n"
        "dominance_c = toward(dominance_c, held/n, dominance_rate) where offered; delivery_c = toward(delivery_c, "
        "held, deliver_rate)\n"
        "Q = clip(Q + inflow + k_member max(0, top - Q) - k_decay (Q - Q0)), inflow = k_bridge sum max(0, Q' - Q) + "
        "k_link linking (1 - Q)\n"
        "novelty = b/(b + novelty_half), b the largest inflow; integration = toward(integration, max(base, "
        "federation), integration_rate)\n"
        "conflict = cap(conflict_max (1-clarity)(1 + rivalry (n_cbo-1)(1-integration))); cohesion = toward(cohesion, "
        "mean trust_cbo of members (1-conflict), cohesion_rate)\n"
        "bargaining = (membership share cohesion (n_0 + (1-n_0) linking))^(1/3); a non-member joins a KUB if U[3.3] < "
        "I awareness trust_cbo\n"
        "non-members see the largest CBO at reach outsider_share: Q_i = reach Q, link_i = reach linking",
    .parameters = "organisation.*, government.deliver_rate, learning.role_bridge",
    .reads =
        "community.chain_support, clarity, fulfilment, own_share, integration, integration_base, success_seen, "
        "cbo.community, leadership, formal_trust, linking, ties, knowledge, knowledge_base, knowledge_seen, cohesion, "
        "dominance, delivery, umkm.cbo, awareness, trust_cbo, skill_production, skill_management, skill_market, "
        "effects.kub, operations, federation, activity",
    .changes =
        "umkm.cbo, cbo.held, members, membership_share, dominance, delivery, knowledge, inflow, cohesion, bargaining, "
        "community.p_cbo, p_off, offered, activities, cbo_activities, initiator, novelty, integration, conflict, "
        "month.seen_cbo, seen_knowledge, seen_linking, role_weight, role_success, seen_bargaining",
    .reference =
        "cases 000, 001, 004; P1, P3, P5, P6, P11, P33; KUB case 002, P13; delegation to supported CBOs is an "
        "assumption that case 000 suggests",
};

void organise(CommunityMonth& m);

// Logit of a CBO's initiative.
double initiative_utility(double leadership, double knowledge, double cohesion, double formal_ties, double coordinator,
                          double operations, const OrganisationParameters& p);

// Chance that officials hold an activity, before shocks.
double official_chance(double fulfilment, double own_share, double mean_formal_ties, const OrganisationParameters& p);

double conflict_between(double clarity, double integration, Index cbos, const OrganisationParameters& p);

double bargaining_power(double membership_share, double cohesion, double linking, double n_0);

// Nearest-rank percentile: the value of rank ceil(share * n) of n values in [0,1]; overwrites them. 0 for n = 0.
float nearest_rank(float* values, Index n, double share);

// Position of the CBO with most members, the first of equals.
Index largest_cbo(const World& world, Rows cbos);

}  // namespace berdaya
