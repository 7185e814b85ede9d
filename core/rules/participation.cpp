#include "rules/participation.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"
#include "rules/perceive.hpp"

namespace berdaya {
namespace {

// The parameters in the precision of the rows, converted once per community.
struct Weights {
  explicit Weights(const ParticipationParameters& p)
      : base(static_cast<float>(p.base)),
        benefit(static_cast<float>(p.benefit)),
        trust(static_cast<float>(p.trust)),
        peer_influence(static_cast<float>(p.peer_influence)),
        peer_norm(static_cast<float>(p.peer_norm)),
        ownership(static_cast<float>(p.ownership)),
        invitation(static_cast<float>(p.invitation)),
        aspiration(static_cast<float>(p.aspiration)),
        time_cost(static_cast<float>(p.time_cost)),
        fatigue(static_cast<float>(p.fatigue)),
        answered(static_cast<float>(p.answered)) {}

  float utility(const Motives& v) const {
    return base + benefit * v.awareness * v.expected_benefit + trust * v.trust_in_initiator +
           peer_influence * v.trust_peer * (v.peers_took_part - peer_norm) + ownership * v.ownership +
           invitation * v.visited + aspiration * v.aspiration - time_cost * (1.0F - v.time_slack) -
           fatigue * v.fatigue + v.reluctance + answered * v.awareness * v.answered;
  }

  float base, benefit, trust, peer_influence, peer_norm, ownership, invitation, aspiration, time_cost, fatigue,
      answered;
};

// x of everybody, where something is offered.
BERDAYA_EACH_INSTRUCTION_SET void decide(CommunityMonth& m) {
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  std::uint8_t* const x = s.took_part.data();
  Weights weights(m.parameters.participation);
  const auto initiator = static_cast<float>(m.world.community.initiator[m.k]);
  m.draws.uniform_rows(rows.first, m.address_month(), rule_number::participation, 1, std::span(s.u0.data(), n));
  UmkmTable& u = m.world.umkm;
  const float* const awareness = at(u.awareness, rows);
  const float* const expected = at(u.expected_benefit, rows);
  const float* const trust_cbo = at(u.trust_cbo, rows);
  const float* const trust_facilitator = at(u.trust_facilitator, rows);
  const float* const trust_government = at(u.trust_government, rows);
  const float* const trust_peer = at(u.trust_peer, rows);
  const float* const ownership = at(u.ownership, rows);
  const float* const aspiration = at(u.aspiration, rows);
  const float* const slack = at(u.time_slack, rows);
  const float* const fatigue = at(u.fatigue, rows);
  const float* const reluctance = at(u.reluctance, rows);
  const float* peers = s.peers_took_part.data();
  if (peer_rule(m.parameters) == PeerRule::threshold) {
    const auto perceived = perceived_shares(m);
    const auto contacts = static_cast<float>(m.world.setting.contacts);
    for (Index i = 0; i < n; ++i) s.a[i] = perceived[static_cast<std::size_t>(std::lround(peers[i] * contacts))];
    peers = s.a.data();
    weights.peer_norm = static_cast<float>(
        perceived_share(m.parameters.participation.peer_norm, PeerRule::threshold, m.parameters.social_capital));
  }
  const std::uint8_t* const visited = s.visited.data();
  const float* const draw = s.u0.data();
  const auto answered = static_cast<float>(m.world.community.kept[m.k] - m.parameters.trust.expect);
  for (Index i = 0; i < n; ++i) {
    const float in_initiator =
        initiator * trust_cbo[i] + (1.0F - initiator) * ((trust_facilitator[i] + trust_government[i]) * 0.5F);
    const Motives motives{
        awareness[i],  expected[i], in_initiator, trust_peer[i], peers[i], ownership[i], static_cast<float>(visited[i]),
        aspiration[i], slack[i],    fatigue[i],   reluctance[i], answered};
    x[i] = draw[i] < logistic(weights.utility(motives)) ? 1 : 0;
  }
}

}  // namespace

float participation_utility(const Motives& motives, const ParticipationParameters& p) {
  return Weights(p).utility(motives);
}

void participate(CommunityMonth& m) {
  World& w = m.world;
  const Index k = m.k;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  std::uint8_t* const x = s.took_part.data();
  if (w.community.offered[k] == 0.0) {
    std::fill_n(x, n, std::uint8_t{0});
    w.community.participants[k] = 0.0;
    w.community.participation[k] = 0.0;
  } else {
    decide(m);
    Index came = 0;
    for (Index i = 0; i < n; ++i) came += x[i];
    w.community.participants[k] = static_cast<double>(came);
    w.community.participation[k] = static_cast<double>(came) / static_cast<double>(n);
    w.community.part_held[k] = w.community.participation[k];
  }
  w.community.part_ema[k] =
      toward(w.community.part_ema[k], w.community.participation[k], m.parameters.outcomes.part_rate);
}

}  // namespace berdaya
