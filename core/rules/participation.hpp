// Rule 4, participation.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription participation_rule{
    .name = "participation",
    .number = "4",
    .process = {"Where something is offered, each UMKM decides once a month whether it takes part.",
                "Bila ada kegiatan, setiap UMKM memutuskan sekali sebulan apakah ikut serta."},
    .equation =
        "U = base + benefit awareness expected_benefit + trust (initiator trust_cbo + (1-initiator)(trust_facilitator "
        "+ trust_government)/2)\n"
        "+ peer_influence trust_peer (s - peer_norm) + ownership o + invitation visited + aspiration a - time_cost (1 "
        "- time_slack) - fatigue u + reluctance + answered awareness (kept - expect)\n"
        "under peer_rule = threshold f(s) - f(peer_norm) in place of s - peer_norm, f(s) = sigma((s - "
        "peer_threshold)/peer_spread)\n"
        "x = [U[4.1] < sigma(U)]; part_ema = toward(part_ema, mean x, part_rate)",
    .parameters =
        "participation.*, outcomes.part_rate, trust.expect, social_capital.peer_rule, peer_threshold, "
        "peer_spread",
    .reads =
        "umkm.awareness, expected_benefit, trust_cbo, trust_facilitator, trust_government, trust_peer, ownership, "
        "aspiration, time_slack, fatigue, reluctance, community.offered, initiator, kept, part_ema, "
        "month.peers_took_part, "
        "visited",
    .changes = "community.participation, participants, part_ema, part_held, month.took_part",
    .reference = "case 004 (passive, no time, bored, must be pushed); cases 002, 004 P9; P24, P35; S17; S19, S30",
};

void participate(CommunityMonth& m);

// What one UMKM knows when it decides.
struct Motives {
  float awareness, expected_benefit, trust_in_initiator, trust_peer, peers_took_part, ownership, visited, aspiration,
      time_slack, fatigue, reluctance;
  float answered = 0;  // share of the requests answered, above what is expected
};

// Logit of taking part.
float participation_utility(const Motives& motives, const ParticipationParameters& p);

}  // namespace berdaya
