// Rule 5, learning.
// Process    Awareness grows by visits, messages, taking part and talk; skills by seats, peers and mentors; aspiration by role models;
//            ownership by taking part in what the community started; fatigue by monotonous programmes and by being pressed.
// Equation   w += (1-w)(1 - (1 - aware_visit visited)(1 - aware_message messaged)(1 - aware_part x)(1 - cap(aware_social (1 + channel_spread
//            channel)) trust_peer mean awareness of contacts)) - forget w; a participant has a seat if U[5.1] < cap(sum seats/participants);
//            s_j += 3 mix_j train seat q (1-s_j)(1/2 + 1/2 a) + peer_learn trust_peer x max(0, Q_ij - s_j)
//            + [market] train mentor quality (1-s_j) a - decay (s_j - innate_j);
//            a += role_model ((1-b) trust_peer success of contacts + b success of tied communities)(1-a) - comfort_pull (a - a0);
//            o += own_gain x (initiator + (1-initiator) top_down_ownership)(1-o) - own_loss away o;
//            u += tire (x + press visited (1-x))(1-novelty)(1-u) - rest (1-x) u; all clipped to [0,1]
// Parameters group learning; policy.channel_spread, policy.youth_knowledge
// Reads      umkm.trust_peer, innate_production, innate_management, innate_market, initial_aspiration; what contacts published; visited, messaged,
//            took part, mentored; the CBO seen; community.quality, initiator, offered, novelty; training seats; levers training, youth, digital_channel
// Changes    umkm.awareness, skill_production, skill_management, skill_market, aspiration, ownership, fatigue
// Reference  S1, S54; P12; case 001; S40, S43-S46; cases 001, 004 P8, P26; P24, S19
#pragma once

#include "rules/month.hpp"

namespace berdaya {

void learn(CommunityMonth& m);

float awareness_after(float awareness, float visit, float message, float part, float talk, float forget);

// s + gains - decay, before clipping.
float skill_after(float skill, float innate, float training, float from_peers, float mentoring, float decay);

float aspiration_after(float aspiration, float initial, float models, float role_model, float comfort_pull);

float ownership_after(float ownership, float gain, float loss);

float fatigue_after(float fatigue, float tiring, float resting);

}  // namespace berdaya
