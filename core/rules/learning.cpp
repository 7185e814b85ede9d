#include "rules/learning.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"

namespace berdaya {

float awareness_after(float awareness, float visit, float message, float part, float talk, float forget) {
  const float heard = 1.0F - (1.0F - visit) * (1.0F - message) * (1.0F - part) * (1.0F - talk);
  return clip(awareness + (1.0F - awareness) * heard - forget * awareness);
}

float skill_after(float skill, float innate, float training, float from_peers, float mentoring, float decay) {
  return clip(skill + training * (1.0F - skill) + from_peers + mentoring * (1.0F - skill) - decay * (skill - innate));
}

float ties_factor(float complement, float bridging, float linking) { return 1.0F + complement * bridging * linking; }

float aspiration_after(float aspiration, float initial, float models, float role_model, float comfort_pull) {
  return clip(aspiration + role_model * models * (1.0F - aspiration) - comfort_pull * (aspiration - initial));
}

float ownership_after(float ownership, float gain, float loss) {
  return clip(ownership + gain * (1.0F - ownership) - loss * ownership);
}

float fatigue_after(float fatigue, float tiring, float resting) {
  return clip(fatigue + tiring * (1.0F - fatigue) - resting * fatigue);
}

namespace {

BERDAYA_EACH_INSTRUCTION_SET void become_aware(CommunityMonth& m) {
  const LearningParameters& p = m.parameters.learning;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  const auto by_visit = static_cast<float>(p.aware_visit);
  const auto by_message = static_cast<float>(p.aware_message);
  const auto by_part = static_cast<float>(p.aware_part);
  const auto forget = static_cast<float>(p.forget);
  const auto talk =
      static_cast<float>(cap(p.aware_social * (1.0 + m.parameters.policy.channel_spread * m.effects.channel)));
  float* const awareness = at(m.world.umkm.awareness, rows);
  const float* const trust_peer = at(m.world.umkm.trust_peer, rows);
  const float* const peers = s.peers_awareness.data();
  const std::uint8_t* const visited = s.visited.data();
  const std::uint8_t* const messaged = s.messaged.data();
  const std::uint8_t* const x = s.took_part.data();
  for (Index i = 0; i < n; ++i) {
    awareness[i] = awareness_after(awareness[i], by_visit * static_cast<float>(visited[i]),
                                   by_message * static_cast<float>(messaged[i]), by_part * static_cast<float>(x[i]),
                                   talk * trust_peer[i] * peers[i], forget);
  }
}

// Who gets a seat, and quality of it in s.a (0 without a seat).
void seat_participants(CommunityMonth& m) {
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  const std::uint8_t* const x = s.took_part.data();
  std::fill_n(s.seated.data(), n, std::uint8_t{0});
  std::fill_n(s.a.data(), n, 0.0F);
  const double all = std::max(1.0, m.world.community.participants[m.k]);
  double chance = m.scratch.training_seats / all;
  double weighted = chance * m.world.community.quality[m.k];
  bool targeted = false;
  for (const RowLever& lever : m.effects.training) {
    if (!lever.target.empty()) {
      targeted = true;
      continue;
    }
    chance += lever.intensity / all;
    weighted += lever.intensity / all * lever.quality;
  }
  if (m.world.community.participants[m.k] == 0.0 || (chance <= 0.0 && !targeted)) return;

  const std::span<const Index> present = m.list_participants();
  m.draws.uniform_rows(rows.first, present, m.address_month(), rule_number::learning, 1,
                       std::span(s.u0.data(), present.size()));
  if (!targeted) {
    const auto p_seat = static_cast<float>(cap(chance));
    const auto quality = static_cast<float>(weighted / chance);
    for (std::size_t j = 0; j < present.size(); ++j) {
      if (s.u0[j] >= p_seat) continue;
      s.seated[present[j]] = 1;
      s.a[present[j]] = quality;
    }
    return;
  }
  std::fill_n(s.b.data(), n, static_cast<float>(chance));
  std::fill_n(s.c.data(), n, static_cast<float>(weighted));
  for (const RowLever& lever : m.effects.training) {
    if (lever.target.empty()) continue;
    double came = 0.0;
    for (Index i = 0; i < n; ++i) came += lever.target[i] != 0 && x[i] != 0 ? 1.0 : 0.0;
    const auto term = static_cast<float>(lever.intensity / std::max(1.0, came));
    const auto quality = static_cast<float>(lever.quality);
    for (Index i = 0; i < n; ++i) {
      if (lever.target[i] == 0) continue;
      s.b[i] += term;
      s.c[i] += term * quality;
    }
  }
  for (std::size_t j = 0; j < present.size(); ++j) {
    const Index i = present[j];
    if (s.u0[j] >= cap(s.b[i])) continue;
    s.seated[i] = 1;
    s.a[i] = s.c[i] / s.b[i];
  }
}

// Market knowledge that young people bring, in s.b: intensity of the youth lever.
void bring_youth(CommunityMonth& m) {
  const Index n = m.umkm().size();
  MonthScratch& s = m.scratch;
  std::fill_n(s.b.data(), n, 0.0F);
  for (const RowLever& lever : m.effects.youth) {
    const auto intensity = static_cast<float>(lever.intensity);
    for (Index i = 0; i < n; ++i) {
      if (lever.reaches(i)) s.b[i] = std::max(s.b[i], intensity);
    }
  }
}

// Factor of all gains of skill, in s.c: bridging and linking of the CBO looked to multiply each other.
void multiply_by_ties(CommunityMonth& m) {
  const Index n = m.umkm().size();
  MonthScratch& s = m.scratch;
  std::fill_n(s.c.data(), n, 1.0F);
  if (m.parameters.learning.complement == 0.0) return;
  const World& w = m.world;
  const auto slots = static_cast<std::size_t>(w.setting.bridge_max);
  const auto complement = static_cast<float>(m.parameters.learning.complement / static_cast<double>(slots));
  const Rows cbos = m.cbos();
  std::array<float, 256> ties{};
  for (Index c = cbos.first; c < cbos.last; ++c) {
    const auto first = w.cbo.ties.begin() + static_cast<std::ptrdiff_t>(c * slots);
    const auto free = std::count(first, first + static_cast<std::ptrdiff_t>(slots), none);
    ties[c - cbos.first] = static_cast<float>(static_cast<std::ptrdiff_t>(slots) - free);
  }
  const auto outsider = static_cast<float>(m.parameters.organisation.outsider_share);
  const std::uint8_t* const cbo = w.umkm.cbo.data() + m.umkm().first;
  for (Index i = 0; i < n; ++i) {
    const float reach = cbo[i] == no_cbo ? outsider : 1.0F;
    s.c[i] = ties_factor(complement, reach * ties[s.seen_cbo[i]], s.seen_linking[i]);
  }
}

BERDAYA_EACH_INSTRUCTION_SET void gain_skills(CommunityMonth& m) {
  const LearningParameters& p = m.parameters.learning;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  UmkmTable& u = m.world.umkm;
  const auto train = static_cast<float>(p.train);
  const auto mix_production = static_cast<float>(3.0 * p.mix_production * p.train);
  const auto mix_management = static_cast<float>(3.0 * p.mix_management * p.train);
  const auto mix_market = static_cast<float>(3.0 * p.mix_market * p.train);
  const auto peer_learn = static_cast<float>(p.peer_learn);
  const auto decay = static_cast<float>(p.decay);
  const auto youth_knowledge = static_cast<float>(m.parameters.policy.youth_knowledge);
  float* const production = at(u.skill_production, rows);
  float* const management = at(u.skill_management, rows);
  float* const market = at(u.skill_market, rows);
  const float* const innate_production = at(u.innate_production, rows);
  const float* const innate_management = at(u.innate_management, rows);
  const float* const innate_market = at(u.innate_market, rows);
  const float* const aspiration = at(u.aspiration, rows);
  const float* const trust_peer = at(u.trust_peer, rows);
  const std::uint8_t* const x = s.took_part.data();
  const float* const seat_quality = s.a.data();
  const float* const youth = s.b.data();
  const float* const knowledge = s.seen_knowledge.data();
  const float* const mentor = s.mentor_quality.data();
  const float* const multiplied = s.c.data();
  float* const before = s.mean_skill_before.data();
  for (Index i = 0; i < n; ++i) {
    before[i] = (production[i] + management[i] + market[i]) * (1.0F / 3.0F);
    const float eager = seat_quality[i] * (0.5F + 0.5F * aspiration[i]) * multiplied[i];
    const float peer = peer_learn * trust_peer[i] * static_cast<float>(x[i]) * multiplied[i];
    const float q = knowledge[i];
    const float q_market = q + youth[i] * youth_knowledge * (1.0F - q);
    const float gap_production = q - production[i];
    const float gap_management = q - management[i];
    const float gap_market = q_market - market[i];
    production[i] = skill_after(production[i], innate_production[i], mix_production * eager,
                                peer * (gap_production > 0.0F ? gap_production : 0.0F), 0.0F, decay);
    management[i] = skill_after(management[i], innate_management[i], mix_management * eager,
                                peer * (gap_management > 0.0F ? gap_management : 0.0F), 0.0F, decay);
    market[i] =
        skill_after(market[i], innate_market[i], mix_market * eager, peer * (gap_market > 0.0F ? gap_market : 0.0F),
                    train * mentor[i] * aspiration[i] * multiplied[i], decay);
  }
}

BERDAYA_EACH_INSTRUCTION_SET void form_attitudes(CommunityMonth& m) {
  const LearningParameters& p = m.parameters.learning;
  const CommunityTable& community = m.world.community;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  UmkmTable& u = m.world.umkm;
  const auto role_model = static_cast<float>(p.role_model);
  const auto comfort_pull = static_cast<float>(p.comfort_pull);
  const double initiator = community.initiator[m.k];
  const auto own_gain = static_cast<float>(p.own_gain * (initiator + (1.0 - initiator) * p.top_down_ownership));
  const bool offered = community.offered[m.k] != 0.0;
  const auto loss_present = static_cast<float>(offered ? 0.0 : p.own_loss * p.dormant);
  const auto loss_away = static_cast<float>(offered ? p.own_loss : p.own_loss * p.dormant);
  const auto tire = static_cast<float>(p.tire * (1.0 - community.novelty[m.k]));
  const auto press = static_cast<float>(p.press);
  const auto rest = static_cast<float>(p.rest);
  float* const aspiration = at(u.aspiration, rows);
  const float* const initial = at(u.initial_aspiration, rows);
  float* const ownership = at(u.ownership, rows);
  float* const fatigue = at(u.fatigue, rows);
  const float* const trust_peer = at(u.trust_peer, rows);
  const float* const succeeded = s.peers_succeeded.data();
  const float* const weight = s.role_weight.data();
  const float* const outside = s.role_success.data();
  const std::uint8_t* const taking_part = s.took_part.data();
  const std::uint8_t* const visited = s.visited.data();
  for (Index i = 0; i < n; ++i) {
    const float x = static_cast<float>(taking_part[i]);
    const float models = (1.0F - weight[i]) * trust_peer[i] * succeeded[i] + weight[i] * outside[i];
    aspiration[i] = aspiration_after(aspiration[i], initial[i], models, role_model, comfort_pull);
    ownership[i] = ownership_after(ownership[i], own_gain * x, loss_present * x + loss_away * (1.0F - x));
    fatigue[i] =
        fatigue_after(fatigue[i], tire * (x + press * static_cast<float>(visited[i]) * (1.0F - x)), rest * (1.0F - x));
  }
}

}  // namespace

void learn(CommunityMonth& m) {
  become_aware(m);
  seat_participants(m);
  bring_youth(m);
  multiply_by_ties(m);
  gain_skills(m);
  form_attitudes(m);
}

}  // namespace berdaya
