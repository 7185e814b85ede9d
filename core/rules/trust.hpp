// Rule 6, trust.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription trust_rule{
    .name = "trust",
    .number = "6",
    .process =
        {"Trust in peers, CBO, facilitators and government grows with good experience and falls faster with bad; a "
         "broken promise costs trust in government and the belief that the programme is worth it.",
         "Kepercayaan pada sesama, CBO, fasilitator, dan pemerintah tumbuh oleh pengalaman baik dan turun lebih cepat "
         "oleh pengalaman buruk; janji yang diingkari menggerus kepercayaan pada pemerintah dan keyakinan bahwa "
         "program "
         "berguna."},
    .equation =
        "T = clip(T + gain good (1-T) - loss bad T + drift (T0 - T)), with loss = gain under loss_rule = symmetric\n"
        "peers: good = cap(x s + peer_buy_good peer_purchase trust_peer), bad = x max(0, free_ride - s)/free_ride\n"
        "CBO: good = x initiator max(y, seat, learned_good [Q_i > mean skill before learning]), bad = cap(x conflict + "
        "leadership failure)\n"
        "facilitators: good = cap(visited quality + seat), bad = w exposure max(0, expect - fulfilment)/expect\n"
        "government: good = cap(exposure w kept + works_visible exposure [works > 0]), bad = w max(exposure max(0, "
        "expect - kept)/expect, promise severity)\n"
        "then expected_benefit *= 1 - promise_weight w severity",
    .parameters = "trust.*, market.peer_purchase",
    .reads =
        "umkm.trust_peer, trust_cbo, trust_facilitator, trust_government, initial_trust_peer, initial_trust_cbo, "
        "initial_trust_facilitator, initial_trust_government, awareness, benefit, expected_benefit, "
        "cbo.leadership_failure, community.initiator, conflict, quality, fulfilment, kept, month.took_part, "
        "peers_took_part, visited, seated, seen_cbo, seen_knowledge, mean_skill_before, effects.works, broken_promise",
    .changes = "umkm.trust_peer, trust_cbo, trust_facilitator, trust_government, expected_benefit",
    .reference = "losses outweigh gains S20-S22, disputed by S24-S26; case 004, P22",
};

void update_trust(CommunityMonth& m);

// One month of one kind of trust.
float trust_after(float trust, float base, float good, float bad, float gain, float loss, float drift);

// Shortfall below what is accepted as normal, 0-1.
double shortfall_below(double expected, double got);

}  // namespace berdaya
