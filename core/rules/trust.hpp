// Rule 6, trust.
// Process    Trust in peers, CBO, facilitators and government grows with good experience and falls faster with bad; a broken promise
//            costs trust in government and the belief that the programme is worth it.
// Equation   T += gain good (1-T) - loss bad T + drift (T0 - T), clipped, with
//            peers       good = cap(x s + peer_buy_good peer_purchase trust_peer), bad = x max(0, free_ride - s)/free_ride
//            CBO         good = x initiator max(y, seat, learned_good [Q_i > mean skill before]), bad = cap(x conflict + leadership failure)
//            facilitators good = cap(visited quality + seat), bad = w exposure max(0, expect - fulfilment)/expect
//            government  good = cap(exposure w kept + works_visible exposure [works > 0]), bad = w max(exposure max(0, expect - kept)/expect, promise severity)
//            expected_benefit *= 1 - promise_weight w severity
// Parameters group trust; market.peer_purchase
// Reads      umkm.awareness, benefit, initial trusts; x, s, visited, seat; the CBO seen; community.initiator, conflict, quality, fulfilment,
//            kept; cbo.leadership_failure; works, broken promise (effects)
// Changes    umkm.trust_peer, trust_cbo, trust_facilitator, trust_government, expected_benefit
// Reference  losses outweigh gains S20-S22; case 004, P22
#pragma once

#include "rules/month.hpp"

namespace berdaya {

void update_trust(CommunityMonth& m);

// One month of one kind of trust.
float trust_after(float trust, float base, float good, float bad, float gain, float loss, float drift);

// Shortfall below what is accepted as normal, 0-1.
double shortfall_below(double expected, double got);

}  // namespace berdaya
