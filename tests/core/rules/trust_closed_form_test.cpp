// Rule 6 against its closed form. Under constant evidence T' = T + gain good (1-T) - loss bad T + drift (T0-T) is
// affine, so that T_t = T* + r^t (T_0 - T*) with r = 1 - gain good - loss bad - drift and T* = (gain good + drift
// T0)/(1 - r).
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "rules/kampung.hpp"
#include "rules/trust.hpp"

namespace berdaya {
namespace {

// What happens to one UMKM every month, and what it makes of it.
struct Evidence {
  double good = 0, bad = 0;
};

struct ClosedForm {
  double fixed_point, rate, start;
  double after(int months) const { return fixed_point + std::pow(rate, months) * (start - fixed_point); }
  // A month in single precision rounds at most eight times, each to half of 2^-24 of a number below 1; a month shrinks
  // what came before by the rate.
  double bound() const { return 8 * 0x1p-25 / (1 - rate) + 0x1p-24; }
};

ClosedForm closed_form(const Evidence& e, double start, double base, const TrustParameters& p) {
  const double rate = 1 - p.gain * e.good - p.loss * e.bad - p.drift;
  return {(p.gain * e.good + p.drift * base) / (1 - rate), rate, start};
}

// 24 UMKM with different starts, homes, awareness, luck and company, the same every month.
struct Unchanging : test::Kampung {
  std::array<std::vector<float>*, 4> trust{&world.umkm.trust_peer, &world.umkm.trust_cbo, &world.umkm.trust_facilitator,
                                           &world.umkm.trust_government};
  std::array<std::vector<float>*, 4> base{&world.umkm.initial_trust_peer, &world.umkm.initial_trust_cbo,
                                          &world.umkm.initial_trust_facilitator, &world.umkm.initial_trust_government};
  std::array<std::vector<Evidence>, 4> evidence;

  Unchanging() {
    UmkmTable& u = world.umkm;
    const TrustParameters& p = parameters().trust;
    parameters().market.peer_purchase = 0;  // else good news of peers depends on trust itself
    world.community.initiator[0] = 0.75;
    world.community.conflict[0] = 0.3;
    world.community.quality[0] = 0.6;
    world.community.fulfilment[0] = 0.2;
    world.community.kept[0] = 0.25;
    world.cbo.leadership_failure = {0, 1};
    effects.works = 3;
    effects.broken_promise = 0;
    for (auto& list : evidence) list.resize(n());
    for (Index i = 0; i < n(); ++i) {
      for (std::size_t kind = 0; kind < 4; ++kind) {
        (*trust[kind])[i] = static_cast<float>(0.02 + 0.96 * ((7 * i + 5 * kind) % 24) / 23.0);
        (*base[kind])[i] = static_cast<float>(0.1 + 0.8 * ((11 * i + 3 * kind) % 24) / 23.0);
      }
      u.awareness[i] = static_cast<float>((i % 5) / 4.0);
      u.benefit[i] = static_cast<float>((i % 7) / 6.0);
      const double x = i % 3 == 0 ? 0 : 1, seat = i % 6 == 1 ? 1 : 0, visited = i % 4 == 2 ? 1 : 0;
      const double s = (i % 9) / 8.0, failure = i % 8 == 5 ? 1 : 0, learned = i % 2;
      scratch.took_part[i] = static_cast<std::uint8_t>(x);
      scratch.seated[i] = static_cast<std::uint8_t>(seat);
      scratch.visited[i] = static_cast<std::uint8_t>(visited);
      scratch.peers_took_part[i] = static_cast<float>(s);
      scratch.seen_cbo[i] = static_cast<std::uint8_t>(failure);
      scratch.seen_knowledge[i] = learned > 0 ? 0.6F : 0.2F;
      scratch.mean_skill_before[i] = 0.4F;

      const double w = u.awareness[i], y = u.benefit[i];
      evidence[0][i] = {x * s, x * std::max(0.0, p.free_ride - s) / p.free_ride};
      evidence[1][i] = {x * 0.75 * std::max({y, seat, p.learned_good * learned}), std::min(1.0, x * 0.3 + failure)};
      evidence[2][i] = {std::min(1.0, visited * 0.6 + seat), w * p.exposure * (p.expect - 0.2) / p.expect};
      evidence[3][i] = {std::min(1.0, p.exposure * w * 0.25 + p.works_visible * p.exposure),
                        w * p.exposure * (p.expect - 0.25) / p.expect};
    }
  }
};

TEST(TrustClosedForm, EveryKindNearsItsFixedPointAtItsRate) {
  Unchanging k;
  std::array<std::vector<ClosedForm>, 4> expected;
  for (std::size_t kind = 0; kind < 4; ++kind) {
    for (Index i = 0; i < k.n(); ++i)
      expected[kind].push_back(
          closed_form(k.evidence[kind][i], (*k.trust[kind])[i], (*k.base[kind])[i], k.parameters().trust));
  }
  for (int month = 1; month <= 600; ++month) {
    k.run(update_trust);
    for (std::size_t kind = 0; kind < 4; ++kind) {
      for (Index i = 0; i < k.n(); ++i) {
        const ClosedForm& form = expected[kind][i];
        ASSERT_NEAR((*k.trust[kind])[i], form.after(month), form.bound())
            << "kind " << kind << ", UMKM " << i << ", month " << month;
      }
    }
  }
  // (1 - drift)^600 = 0.0024 of the distance is left where nothing but the drift acts.
  for (std::size_t kind = 0; kind < 4; ++kind) {
    for (Index i = 0; i < k.n(); ++i)
      EXPECT_NEAR((*k.trust[kind])[i], expected[kind][i].fixed_point, 0.0025) << kind << " " << i;
  }
}

// Who buys from peers trusts them the more for it: good = x s + b T makes the month quadratic, and the fixed point the
// root of gain (x s + b T)(1-T) - loss bad T + drift (T0-T) = 0 between 0 and 1.
TEST(TrustClosedForm, PeersWhoBuyFromEachOtherEndAtTheRootOfTheQuadratic) {
  Unchanging k;
  k.parameters().market.peer_purchase = 0.4;
  k.parameters().trust.peer_buy_good = 0.8;
  const TrustParameters& p = k.parameters().trust;
  const double b = 0.8 * 0.4;
  for (int month = 0; month < 3000; ++month) k.run(update_trust);
  for (Index i = 0; i < k.n(); ++i) {
    const Evidence& e = k.evidence[0][i];
    if (e.good + b > 1) continue;  // capped
    const double base = k.world.umkm.initial_trust_peer[i];
    const double a2 = p.gain * b, a1 = p.gain * (e.good - b) + p.loss * e.bad + p.drift;
    const double a0 = -(p.gain * e.good + p.drift * base);
    const double root = (-a1 + std::sqrt(a1 * a1 - 4 * a2 * a0)) / (2 * a2);
    const double slope = 1 - 2 * a2 * root - a1;  // of the month at the fixed point
    EXPECT_NEAR(k.world.umkm.trust_peer[i], root, 12 * 0x1p-25 / (1 - slope)) << i;
  }
}

}  // namespace
}  // namespace berdaya
