#include "rules/government.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/portable_math.hpp"

namespace berdaya {

double responsiveness(double chain_support, double chain_archive, double archive, double r_0) {
  return chain_support * (r_0 + (1.0 - r_0) * std::sqrt(archive * chain_archive));
}

double formal_trust_after(double trust, double base, double good, double bad, const GovernmentParameters& p) {
  return clip(trust + p.tau_gain * good * (1.0 - trust) - p.tau_loss * bad * trust + p.tau_drift * (base - trust));
}

void respond_to_requests(CommunityMonth& m) {
  GovernmentParameters p = m.parameters.government;
  if (loss_rule(m.parameters) == LossRule::symmetric) p.tau_loss = p.tau_gain;
  World& w = m.world;
  const Index k = m.k;

  double weights = 0.0;
  for (int level = 0; level < level_count; ++level) {
    if (w.community.unit(k, static_cast<Level>(level)) != none) weights += p.omega[static_cast<std::size_t>(level)];
  }
  // Without any office nobody answers.
  double support = weights > 0.0 ? 1.0 : 0.0;
  double archive = support;
  for (int level = 0; level < level_count && weights > 0.0; ++level) {
    const Index unit = w.community.unit(k, static_cast<Level>(level));
    if (unit == none) continue;
    const double weight = p.omega[static_cast<std::size_t>(level)] / weights;
    support *= portable_pow(std::max(w.unit.support[unit], 1e-9), weight);
    archive *= portable_pow(std::max(w.unit.archive[unit], 1e-9), weight);
  }
  w.community.chain_support[k] = clip(support);
  w.community.chain_archive[k] = clip(archive);
  const double chance = clip(responsiveness(clip(support), clip(archive), w.community.archive[k], p.r_0));
  w.community.responsiveness[k] = chance;

  const auto requests = static_cast<std::uint32_t>(p.n_requests);
  std::uint32_t answered = 0;
  for (std::uint32_t j = 0; j < requests; ++j) {
    if (m.draws.uniform({EntityKind::community, k, m.address_month(), rule_number::government, j}) < chance) ++answered;
  }
  w.community.kept[k] = static_cast<double>(answered) / static_cast<double>(requests);

  const Rows cbos = m.cbos();
  const double turnout = cap(w.community.participation[k] / p.participation_norm);
  for (Index c = cbos.first; c < cbos.last; ++c) {
    const double good = w.cbo.held[c] * turnout;
    const double shortfall =
        std::max(0.0, 1.0 - static_cast<double>(cbos.size()) * w.cbo.delivery[c] / p.deliver_expect);
    const double bad = (1.0 - w.community.archive[k]) * shortfall;
    w.cbo.formal_trust[c] = formal_trust_after(w.cbo.formal_trust[c], w.cbo.formal_trust_base[c], good, bad, p);
  }
}

}  // namespace berdaya
