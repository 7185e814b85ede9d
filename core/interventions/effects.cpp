// Step 0c. What the levers and shocks of the month hand to each community. They act in the order of their first months
// and ids; those that depend on others (a forum on digital channels) see their declared intensity. So no result depends
// on which stands first in the scenario.
#include <algorithm>
#include <numeric>
#include <utility>

#include "interventions/active.hpp"
#include "interventions/catalogue.hpp"
#include "interventions/lever_costs.hpp"
#include "interventions/macro_step.hpp"

namespace berdaya {
namespace {

// The community's own values; vectors keep their memory from month to month.
void start_from_own(const CommunityTable& community, Index k, CommunityEffects& effects) {
  const auto emptied = [](std::vector<RowLever>& levers) {
    levers.clear();
    return std::move(levers);
  };
  effects = CommunityEffects{.gallery_slots = community.gallery_slots[k],
                             .gallery_location = community.gallery_location[k],
                             .gallery_footfall = community.gallery_footfall[k],
                             .bazaar_every = community.bazaar_every[k],
                             .bazaar_stalls = community.bazaar_stalls[k],
                             .records = community.records[k],
                             .training = emptied(effects.training),
                             .visits = emptied(effects.visits),
                             .messages = emptied(effects.messages),
                             .permit_help = emptied(effects.permit_help),
                             .permit_assist = emptied(effects.permit_assist),
                             .youth = emptied(effects.youth),
                             .kub = emptied(effects.kub),
                             .mentoring = emptied(effects.mentoring)};
}

// Money of levers that outside costs do not hold already as works or as hours.
double lever_money(const InterventionSpec& spec, const InterventionDescription& kind, const CostContext& context,
                   double booked, double scale) {
  if (!kind.counted_as_works_or_hours) return booked;
  return scale * (spec.cost + spec.unit_cost * kind.units(spec, context));
}

std::span<const std::uint8_t> target_of(const World& world, Index position, Index k) {
  const auto& drawn = world.targets.drawn;
  if (position >= drawn.size() || k >= drawn[position].size()) return {};
  return drawn[position][k];
}

void apply(InterventionMonth& m, Index position, const std::vector<Index>& communities,
           const std::vector<double>& digital) {
  World& w = m.world;
  const InterventionSpec& spec = m.interventions[position];
  const InterventionDescription& kind = description_of(spec.kind);
  const double intensity = funded_intensity(spec, w);
  const double scale = intensity / spec.intensity;
  for (const Index k : communities) {
    if (chooses_umkm(spec)) draw_target(m, position, k);
    const double booked = w.booked[std::size_t{position} * w.community.rows() + k];
    if (!kind.shock) {
      const CostContext context = cost_context(m, position, k, static_cast<Index>(communities.size()), 0.0);
      m.effects[k].outside_money += lever_money(spec, kind, context, booked, scale);
    }
    // Unpaid is inert: a lever without money leaves everything as it is.
    if (kind.apply == nullptr || intensity <= 0.0) continue;
    ActiveIntervention active{spec,
                              k,
                              m.month,
                              first_month_in(spec, w, k),
                              intensity,
                              booked,
                              digital.empty() ? 0.0 : digital[k],
                              m.parameters,
                              m.draws,
                              w,
                              m.effects[k],
                              target_of(w, position, k)};
    kind.apply(active);
  }
  if (kind.apply_once != nullptr && !communities.empty()) {
    SharedIntervention shared{spec, communities, m.parameters, w};
    kind.apply_once(shared);
  }
}

bool has_forum(std::span<const InterventionSpec> interventions) {
  for (const InterventionSpec& spec : interventions) {
    if (spec.kind == InterventionKind::forum) return true;
  }
  return false;
}

std::vector<Index> in_turn(std::span<const InterventionSpec> interventions) {
  std::vector<Index> order(interventions.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](Index a, Index b) { return acts_before(interventions[a], interventions[b]); });
  return order;
}

// For the turnovers of next month.
void remember_shared_stores(InterventionMonth& m) {
  CommunityTable& community = m.world.community;
  for (Index k = 0; k < community.rows(); ++k) community.shared_store_seen[k] = m.effects[k].shared_store ? 1 : 0;
}

}  // namespace

void make_effects(InterventionMonth& m) {
  World& w = m.world;
  m.effects.resize(w.community.rows());
  w.community.shared_store_seen.resize(w.community.rows(), 0);
  for (Index c = 0; c < w.cbo.rows(); ++c) w.cbo.leadership_failure[c] = 0.0;
  for (Index k = 0; k < w.community.rows(); ++k) start_from_own(w.community, k, m.effects[k]);
  const std::vector<double> digital = has_forum(m.interventions) ? declared_digital(m) : std::vector<double>{};
  std::vector<Index> communities;
  for (const Index position : in_turn(m.interventions)) {
    communities_on(m.interventions[position], w, m.month, communities);
    apply(m, position, communities, digital);
  }
  remember_shared_stores(m);
}

}  // namespace berdaya
