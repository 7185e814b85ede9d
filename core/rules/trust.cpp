#include "rules/trust.hpp"

#include <algorithm>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"

namespace berdaya {

float trust_after(float trust, float base, float good, float bad, float gain, float loss, float drift) {
  return clip(trust + gain * good * (1.0F - trust) - loss * bad * trust + drift * (base - trust));
}

double shortfall_below(double expected, double got) {
  return expected > 0.0 ? std::max(0.0, expected - got) / expected : 0.0;
}

namespace {

struct Rates {
  explicit Rates(const Parameters& p)
      : gain(static_cast<float>(p.trust.gain)),
        loss(static_cast<float>(loss_rule(p) == LossRule::symmetric ? p.trust.gain : p.trust.loss)),
        drift(static_cast<float>(p.trust.drift)) {}
  float after(float trust, float base, float good, float bad) const {
    return trust_after(trust, base, good, bad, gain, loss, drift);
  }
  float gain, loss, drift;
};

BERDAYA_EACH_INSTRUCTION_SET void trust_peers(CommunityMonth& m, const Rates& rates) {
  const TrustParameters& p = m.parameters.trust;
  const Rows rows = m.umkm();
  const auto buying = static_cast<float>(p.peer_buy_good * m.parameters.market.peer_purchase);
  const auto free_ride = static_cast<float>(p.free_ride);
  const float per_free_ride = free_ride > 0.0F ? 1.0F / free_ride : 0.0F;
  float* const trust = at(m.world.umkm.trust_peer, rows);
  const float* const base = at(m.world.umkm.initial_trust_peer, rows);
  const std::uint8_t* const taking_part = m.scratch.took_part.data();
  const float* const share = m.scratch.peers_took_part.data();
  for (Index i = 0; i < rows.size(); ++i) {
    const float x = static_cast<float>(taking_part[i]);
    const float good = cap(x * share[i] + buying * trust[i]);
    const float alone = free_ride - share[i];
    const float bad = x * (alone > 0.0F ? alone : 0.0F) * per_free_ride;
    trust[i] = rates.after(trust[i], base[i], good, bad);
  }
}

BERDAYA_EACH_INSTRUCTION_SET void trust_cbos(CommunityMonth& m, const Rates& rates) {
  const Rows rows = m.umkm();
  const Rows cbos = m.cbos();
  World& w = m.world;
  MonthScratch& s = m.scratch;
  bool failing = false;
  for (Index c = cbos.first; c < cbos.last; ++c) failing = failing || w.cbo.leadership_failure[c] != 0.0;
  float* const failure = s.c.data();
  std::fill_n(failure, rows.size(), 0.0F);
  if (failing) {
    for (Index i = 0; i < rows.size(); ++i)
      failure[i] = static_cast<float>(w.cbo.leadership_failure[cbos.first + s.seen_cbo[i]]);
  }
  const auto initiator = static_cast<float>(w.community.initiator[m.k]);
  const auto conflict = static_cast<float>(w.community.conflict[m.k]);
  const auto learned_good = static_cast<float>(m.parameters.trust.learned_good);
  float* const trust = at(w.umkm.trust_cbo, rows);
  const float* const base = at(w.umkm.initial_trust_cbo, rows);
  const float* const benefit = at(w.umkm.benefit, rows);
  const std::uint8_t* const taking_part = s.took_part.data();
  const std::uint8_t* const seated = s.seated.data();
  const float* const knowledge = s.seen_knowledge.data();
  const float* const before = s.mean_skill_before.data();
  for (Index i = 0; i < rows.size(); ++i) {
    const float x = static_cast<float>(taking_part[i]);
    const float seat = static_cast<float>(seated[i]);
    const float learned = knowledge[i] > before[i] ? learned_good : 0.0F;
    const float some = benefit[i] > seat ? benefit[i] : seat;
    const float best = some > learned ? some : learned;
    trust[i] = rates.after(trust[i], base[i], x * initiator * best, cap(x * conflict + failure[i]));
  }
}

BERDAYA_EACH_INSTRUCTION_SET void trust_facilitators(CommunityMonth& m, const Rates& rates) {
  const TrustParameters& p = m.parameters.trust;
  const Rows rows = m.umkm();
  UmkmTable& u = m.world.umkm;
  const auto quality = static_cast<float>(m.world.community.quality[m.k]);
  const auto let_down = static_cast<float>(p.exposure * shortfall_below(p.expect, m.world.community.fulfilment[m.k]));
  float* const trust = at(u.trust_facilitator, rows);
  const float* const base = at(u.initial_trust_facilitator, rows);
  const float* const awareness = at(u.awareness, rows);
  const std::uint8_t* const visited = m.scratch.visited.data();
  const std::uint8_t* const seated = m.scratch.seated.data();
  for (Index i = 0; i < rows.size(); ++i) {
    const float good = cap(static_cast<float>(visited[i]) * quality + static_cast<float>(seated[i]));
    trust[i] = rates.after(trust[i], base[i], good, awareness[i] * let_down);
  }
}

BERDAYA_EACH_INSTRUCTION_SET void trust_government(CommunityMonth& m, const Rates& rates) {
  const TrustParameters& p = m.parameters.trust;
  const Rows rows = m.umkm();
  UmkmTable& u = m.world.umkm;
  const double kept = m.world.community.kept[m.k];
  const double severity = m.effects.broken_promise;
  const auto heard = static_cast<float>(p.exposure * kept);
  const auto works = static_cast<float>(m.effects.works > 0.0 ? p.works_visible * p.exposure : 0.0);
  const auto let_down =
      static_cast<float>(std::max(p.exposure * shortfall_below(p.expect, kept), p.promise * severity));
  const auto disappointed = static_cast<float>(p.promise_weight * severity);
  float* const trust = at(u.trust_government, rows);
  const float* const base = at(u.initial_trust_government, rows);
  const float* const awareness = at(u.awareness, rows);
  float* const expected = at(u.expected_benefit, rows);
  for (Index i = 0; i < rows.size(); ++i) {
    trust[i] = rates.after(trust[i], base[i], cap(heard * awareness[i] + works), awareness[i] * let_down);
    expected[i] *= 1.0F - disappointed * awareness[i];
  }
}

}  // namespace

void update_trust(CommunityMonth& m) {
  const Rates rates(m.parameters);
  trust_peers(m, rates);
  trust_cbos(m, rates);
  trust_facilitators(m, rates);
  trust_government(m, rates);
}

}  // namespace berdaya
