// Rule 5, learning.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription learning_rule{
    .name = "learning",
    .number = "5",
    .process =
        {"Awareness grows by visits, messages, taking part and talk; skills by seats, peers and mentors; aspiration by "
         "role models; ownership by taking part in what the community started; fatigue by monotonous programmes and by "
         "being pressed.",
         "Kesadaran tumbuh lewat kunjungan, pesan, keikutsertaan, dan obrolan; keterampilan lewat kursi pelatihan, "
         "sesama, dan pendamping; aspirasi lewat panutan; rasa memiliki lewat kegiatan prakarsa komunitas; kejenuhan "
         "lewat program yang monoton dan desakan."},
    .equation =
        "w = clip(w + (1-w)(1 - (1 - aware_visit visited)(1 - aware_message messaged)(1 - aware_part x)(1 - "
        "cap(aware_social (1 + channel_spread channel)) trust_peer mean awareness of contacts)) - forget w)\n"
        "a participant has a seat if U[5.1] < cap(pi), pi = sum over sources of seats/participants in its target; q = "
        "mean quality weighted by these terms\n"
        "s_j = clip(s_j + 3 mix_j train seat q (1-s_j)(1/2 + a/2) + peer_learn trust_peer x max(0, Q_ij - s_j) + "
        "[market] train mentored mentor quality (1-s_j) a - decay (s_j - innate_j)); all three gains times 1 + "
        "complement (reach ties/bridge_max) link_i; Q_ij = Q_i, market: Q_i + youth youth_knowledge (1 - Q_i)\n"
        "a = clip(a + role_model ((1-b) trust_peer success of contacts + b success of tied communities)(1-a) - "
        "comfort_pull (a - a0)), b = reach role_bridge ties/bridge_max\n"
        "o = clip(o + own_gain x (initiator + (1-initiator) top_down_ownership)(1-o) - own_loss away o), away = 1 - x "
        "if offered, else dormant; u = clip(u + "
        "tire (x + press visited (1-x))(1-novelty)(1-u) - rest (1-x) u)",
    .parameters = "learning.*, organisation.outsider_share, policy.channel_spread, policy.youth_knowledge",
    .reads =
        "umkm.awareness, skill_production, skill_management, skill_market, aspiration, ownership, fatigue, trust_peer, "
        "cbo, innate_production, innate_management, innate_market, initial_aspiration, cbo.ties, community.quality, "
        "initiator, "
        "offered, novelty, participants, month.peers_awareness, peers_succeeded, visited, messaged, took_part, "
        "mentor_quality, seen_cbo, seen_knowledge, seen_linking, role_weight, role_success, training_seats, "
        "effects.training, youth, channel",
    .changes =
        "umkm.awareness, skill_production, skill_management, skill_market, aspiration, ownership, fatigue, "
        "month.seated, mean_skill_before",
    .reference = "S1, S54; P12; case 001; S40, S43-S46; cases 001, 004 P8, P26; P24, S19",
};

void learn(CommunityMonth& m);

float awareness_after(float awareness, float visit, float message, float part, float talk, float forget);

// s + gains - decay, clipped to [0, 1].
float skill_after(float skill, float innate, float training, float from_peers, float mentoring, float decay);

// What multiplies all gains of skill: bridging (ties in use) and linking of the CBO looked to, together.
float ties_factor(float complement, float bridging, float linking);

float aspiration_after(float aspiration, float initial, float models, float role_model, float comfort_pull);

float ownership_after(float ownership, float gain, float loss);

float fatigue_after(float fatigue, float tiring, float resting);

}  // namespace berdaya
