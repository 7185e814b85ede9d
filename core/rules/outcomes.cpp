#include "rules/outcomes.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include "base/portable_math.hpp"
#include "base/sums.hpp"
#include "rules/support.hpp"

namespace berdaya {
namespace {

void keep_environment(CommunityMonth& m) {
  const OutcomesParameters& p = m.parameters.outcomes;
  CommunityTable& c = m.world.community;
  const Index k = m.k;
  const double care = cap((c.part_ema[k] + c.mean_ownership[k]) / p.upkeep_norm);
  c.environment[k] = environment_after(c.environment[k], c.env_base[k], c.works[k], care, p);
}

void compete(CommunityMonth& m) {
  const OutcomesParameters& p = m.parameters.outcomes;
  CommunityTable& c = m.world.community;
  const Index k = m.k;
  const auto every = static_cast<Index>(p.contest_months);
  const double size = std::max(m.month % every == every - 1 ? 1.0 : 0.0, m.effects.extra_contest);
  bool won = false;
  if (size > 0.0) {
    const double visible = visible_result(c.environment[k], c.part_ema[k], c.reputation[k], m.parameters.government);
    won = m.draws.uniform({EntityKind::community, k, m.address_month(), rule_number::outcomes, 1}) <
          p.contest_chance * visible * m.effects.activity * size;
  }
  c.prize[k] = won ? 1.0 : 0.0;
  c.reputation[k] =
      clip(c.reputation[k] + p.rep_win * c.prize[k] * (1.0 - c.reputation[k]) - p.rep_decay * c.reputation[k]);
  c.archive[k] = toward(c.archive[k], m.effects.records, p.archive_rate);
}

void reckon(CommunityMonth& m) {
  const OutcomesParameters& p = m.parameters.outcomes;
  CommunityTable& c = m.world.community;
  const Index k = m.k;
  const double own = p.contribution * c.participants[k] + p.activity_cost * c.cbo_activities[k];
  const double outside = c.works[k] + c.outside_hours[k] * m.parameters.facilitation.hour_cost + c.outside_money[k];
  c.own_cost[k] = toward(c.own_cost[k], own, p.cost_rate);
  c.outside_cost[k] = toward(c.outside_cost[k], outside, p.cost_rate);
  const double all = c.own_cost[k] + c.outside_cost[k];
  c.own_cost_share[k] = all > 0.0 ? clip(c.own_cost[k] / all) : 0.0;
  double dominance = 0.0;
  const Rows cbos = m.cbos();
  for (Index o = cbos.first; o < cbos.last; ++o) dominance += m.world.cbo.dominance[o];
  c.dominance[k] = clip(dominance);
  c.self_reliance[k] = clip(
      self_reliance(c.dominance[k], c.own_cost_share[k], c.part_ema[k], m.parameters.government.participation_norm));
}

void step_stage(CommunityMonth& m) {
  const OutcomesParameters& p = m.parameters.outcomes;
  CommunityTable& c = m.world.community;
  const Index k = m.k;
  const StageStanding now{c.mean_awareness[k], c.part_ema[k], c.self_reliance[k]};
  const Index stage = c.stage[k];
  const auto in_a_row = static_cast<Index>(p.stage_months);
  c.months_up[k] = stage < 3 && meets_step(stage, now, 1.0, p) ? c.months_up[k] + 1 : 0;
  c.months_down[k] = stage > 0 && !meets_step(stage - 1, now, p.stage_fall, p) ? c.months_down[k] + 1 : 0;
  if (c.months_up[k] >= in_a_row) {
    c.stage[k] = stage + 1;
  } else if (c.months_down[k] >= in_a_row) {
    c.stage[k] = stage - 1;
  } else {
    return;
  }
  c.months_up[k] = 0;
  c.months_down[k] = 0;
}

void publish(CommunityMonth& m) {
  UmkmTable& u = m.world.umkm;
  CommunityTable& c = m.world.community;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  const auto threshold = static_cast<float>(m.parameters.market.success_ratio);
  if (c.offered[m.k] != 0.0) std::copy_n(m.scratch.took_part.data(), n, at(u.took_part, rows));
  std::copy_n(at(u.awareness, rows), n, at(u.awareness_seen, rows));
  std::copy_n(at(u.adopted, rows), n, at(u.adopted_seen, rows));
  std::uint8_t* const succeeded = at(u.succeeded, rows);
  const float* const ratio = m.scratch.ratio.data();
  for (Index i = 0; i < n; ++i) succeeded[i] = ratio[i] >= threshold ? 1 : 0;
  c.mean_success[m.k] =
      static_cast<double>(count_set(std::span<const std::uint8_t>(succeeded, n))) / static_cast<double>(n);
  for (int o = 0; o < static_cast<int>(m.world.setting.options.size()); ++o) {
    const std::size_t cell = static_cast<std::size_t>(m.k) * option::most + static_cast<std::size_t>(o);
    c.holders[cell] = count_bit(at(u.adopted, rows), n, o);
    c.applicants[cell] = o == option::partnership || o == option::csr ? count_bit(at(u.applied, rows), n, o) : 0;
  }
}

}  // namespace

double environment_after(double environment, double base, double works_spending, double care,
                         const OutcomesParameters& p) {
  return clip(environment + p.works * works_spending * (1.0 - environment) -
              p.wear * (1.0 - p.upkeep * care) * (environment - base));
}

double self_reliance(double dominance, double own_cost_share, double part_ema, double participation_norm) {
  return cube_root(dominance * own_cost_share * cap(part_ema / participation_norm));
}

bool meets_step(Index stage, const StageStanding& now, double factor, const OutcomesParameters& p) {
  switch (stage) {
    case 0:
      return now.awareness >= factor * p.stage1_aware;
    case 1:
      return now.awareness >= factor * p.stage2_aware && now.participation >= factor * p.stage2_part;
    case 2:
      return now.awareness >= factor * p.stage3_aware && now.participation >= factor * p.stage3_part &&
             now.self_reliance >= factor * p.stage3_self;
    default:
      return false;
  }
}

void conclude(CommunityMonth& m) {
  CommunityTable& c = m.world.community;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  c.mean_awareness[m.k] = mean(std::span<const float>(at(m.world.umkm.awareness, rows), n));
  c.mean_ownership[m.k] = mean(std::span<const float>(at(m.world.umkm.ownership, rows), n));
  keep_environment(m);
  compete(m);
  reckon(m);
  step_stage(m);
  publish(m);
}

}  // namespace berdaya
