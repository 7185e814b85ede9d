#include "rules/support.hpp"

#include <algorithm>

#include "base/portable_math.hpp"

namespace berdaya {
namespace {

struct UnitMeans {
  UnitView view;
  double shared_records = 0;  // mean over its communities, 0 where no shared store is on
};

UnitMeans means_of(const MacroMonth& m, Index g) {
  const World& w = m.world;
  UnitMeans sums;
  Index cbos = 0;
  const Index first = w.membership.first_community[g];
  const Index last = w.membership.first_community[g + 1];
  for (Index i = first; i < last; ++i) {
    const Index k = w.membership.community[i];
    sums.view.visible += visible_result(w.community.environment[k], w.community.part_ema[k], w.community.reputation[k],
                                        m.parameters.government);
    sums.view.forum += m.effects[k].forum;
    sums.shared_records += m.effects[k].shared_store ? m.effects[k].records : 0.0;
    const Rows rows = w.community.cbos(k);
    for (Index c = rows.first; c < rows.last; ++c) sums.view.bargaining += w.cbo.bargaining[c];
    cbos += rows.size();
  }
  const double communities = last - first;
  UnitMeans means;
  means.view.visible = last > first ? sums.view.visible / communities : w.unit.base_support[g];
  means.view.bargaining = cbos > 0 ? sums.view.bargaining / cbos : w.unit.base_support[g];
  means.view.forum = last > first ? sums.view.forum / communities : 0.0;
  means.shared_records = last > first ? sums.shared_records / communities : 0.0;
  return means;
}

}  // namespace

double visible_result(double environment, double participation, double reputation, const GovernmentParameters& p) {
  return p.v_env * environment + p.v_part * participation + p.v_rep * reputation;
}

double target_support(double base_support, const UnitView& view, const GovernmentParameters& p, double forum_support) {
  const double target = (1.0 - p.w_v - p.w_b - p.w_p) * base_support + p.w_v * view.visible + p.w_b * view.bargaining +
                        p.w_p * view.superior;
  return target + forum_support * view.forum * (1.0 - target);
}

void update_support(MacroMonth& m) {
  UnitTable& unit = m.world.unit;
  // All units at once: parents are read as the effects of the month left them.
  const std::vector<double> support_before = unit.support;
  for (Index g = 0; g < unit.rows(); ++g) {
    UnitMeans means = means_of(m, g);
    means.view.superior = unit.parent[g] == none ? unit.mandate[g] : support_before[unit.parent[g]];
    const double target =
        target_support(unit.base_support[g], means.view, m.parameters.government, m.parameters.policy.forum_support);
    unit.support[g] = clip(toward(support_before[g], target, m.parameters.government.support_rate));
    unit.archive[g] =
        toward(unit.archive[g], std::max(unit.records[g], means.shared_records), m.parameters.outcomes.archive_rate);
  }
}

}  // namespace berdaya
