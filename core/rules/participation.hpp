// Rule 4, participation.
// Process    Where something is offered, each UMKM decides once a month whether it takes part.
// Equation   U = base + benefit awareness expected_benefit + trust (initiator trust_cbo + (1-initiator)(trust_facilitator+trust_government)/2)
//            + peer_influence trust_peer (s - peer_norm) + ownership o + invitation visited + aspiration a - time_cost (1 - time_slack)
//            - fatigue u + reluctance; x = [U[4.1] < sigma(U)]; part_ema = toward(part_ema, mean x, part_rate)
// Parameters group participation; outcomes.part_rate
// Reads      umkm.awareness, expected_benefit, trust_cbo, trust_facilitator, trust_government, trust_peer, ownership, aspiration, time_slack,
//            fatigue, reluctance; share of contacts that took part; visited; community.offered, initiator
// Changes    community.participation, participants, part_ema, part_held
// Reference  case 004 (passive, no time, bored, must be pushed); cases 002, 004 P9; P24, P35; S17
#pragma once

#include "rules/month.hpp"

namespace berdaya {

void participate(CommunityMonth& m);

// What one UMKM knows when it decides.
struct Motives {
  float awareness, expected_benefit, trust_in_initiator, trust_peer, peers_took_part, ownership, visited, aspiration, time_slack, fatigue, reluctance;
};

// Logit of taking part.
float participation_utility(const Motives& motives, const ParticipationParameters& p);

}  // namespace berdaya
