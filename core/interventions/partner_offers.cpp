// Step 0d, offers of companies and buyers. Described in macro_step.hpp.
#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/portable_math.hpp"
#include "base/rounding.hpp"
#include "interventions/buyer.hpp"
#include "interventions/csr.hpp"
#include "interventions/lottery.hpp"
#include "interventions/macro_step.hpp"
#include "random/id_number.hpp"

namespace berdaya {
namespace {

constexpr std::uint32_t released_draw = 2;
constexpr std::uint32_t claimed_draw = 3;

PartnerOffer& offer_in(CommunityEffects& effects, const InterventionSpec& spec) {
  return spec.kind == InterventionKind::csr ? effects.csr : effects.partnership;
}

double draw(const InterventionMonth& m, const InterventionSpec& spec, std::uint32_t number) {
  return m.draws.uniform({EntityKind::partner, number_of_id(spec.id), m.month + 1, rule_number::policy, number});
}

std::size_t summary(Index k, Index option) { return std::size_t{k} * option::most + option; }

// Keeps those of `communities` that no earlier offer serves and marks them as served.
void serve(InterventionMonth& m, const InterventionSpec& spec, std::vector<Index>& communities) {
  std::erase_if(communities, [&](Index k) { return offer_in(m.effects[k], spec).serves; });
  const PartnerOffer offer = spec.kind == InterventionKind::csr ? csr_offer(spec) : buyer_offer(spec);
  for (const Index k : communities) offer_in(m.effects[k], spec) = offer;
}

// Gives the quotas; returns the places granted.
double grant_quotas(InterventionMonth& m, Index partner, const std::vector<Index>& communities, double free) {
  const InterventionSpec& spec = m.interventions[m.world.partner.intervention[partner]];
  const Index option = m.world.partner.option[partner];
  std::vector<Index> applicants(communities.size());
  double sum = 0;
  for (std::size_t i = 0; i < communities.size(); ++i) {
    applicants[i] = m.world.community.applicants[summary(communities[i], option)];
    sum += applicants[i];
  }
  const auto drawn = static_cast<Index>(std::min(sum, free));
  const std::vector<Index> quotas =
      sum <= free ? applicants
                  : draw_quotas(applicants, drawn, [&](Index g) { return draw(m, spec, first_lottery_draw + g); });
  for (std::size_t i = 0; i < communities.size(); ++i) offer_in(m.effects[communities[i]], spec).quota = quotas[i];
  return drawn;
}

void open_offer(InterventionMonth& m, const InterventionSpec& spec, const std::vector<Index>& communities) {
  for (const Index k : communities) {
    const bool known_well = spec.kind != InterventionKind::buyer || m.world.community.reputation[k] >= spec.min_rep;
    offer_in(m.effects[k], spec).open = known_well;
  }
}

void settle(InterventionMonth& m, Index partner, std::vector<Index>& communities) {
  PartnerTable& table = m.world.partner;
  const InterventionSpec& spec = m.interventions[table.intervention[partner]];
  serve(m, spec, communities);
  double used = 0;
  for (const Index k : communities) used += m.world.community.holders[summary(k, table.option[partner])];
  double& outside = table.outside[partner];
  outside -= std::min(outside, std::floor(outside / spec.outside_term + draw(m, spec, released_draw)));
  const double covered = spec.places * funded_intensity(spec, m.world) * table.commitment[partner];
  const double capacity = rounded_down(covered);
  // Suppliers beyond the capacity share what it pays for; below it each sells its whole contract.
  const double bought = used + outside > capacity ? covered / (used + outside) : 1.0;
  for (const Index k : communities) offer_in(m.effects[k], spec).bought = bought;
  double free = std::max(0.0, capacity - used - outside);
  free -= grant_quotas(m, partner, communities, free);
  if (spec.outside_claim > 0.0) {
    const double claimed = std::min(free, std::floor(free * spec.outside_claim + draw(m, spec, claimed_draw)));
    outside += claimed;
    free -= claimed;
  }
  if (free > 0.0) open_offer(m, spec, communities);
}

// Rows of the offers in the order in which they choose their communities.
std::vector<Index> in_turn(const PartnerTable& table, std::span<const InterventionSpec> interventions) {
  std::vector<Index> order(table.rows());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
    return acts_before(interventions[table.intervention[a]], interventions[table.intervention[b]]);
  });
  return order;
}

}  // namespace

void offer_places(InterventionMonth& m) {
  PartnerTable& table = m.world.partner;
  std::vector<Index> communities;
  for (const Index partner : in_turn(table, m.interventions)) {
    const InterventionSpec& spec = m.interventions[table.intervention[partner]];
    if (spec.kind == InterventionKind::csr) {
      table.commitment[partner] =
          clip(toward(table.commitment[partner], profit_index(spec.profit, m.month), m.parameters.policy.company_rate));
    }
    communities_on(spec, m.world, m.month, communities);
    if (!communities.empty()) settle(m, partner, communities);
  }
}

}  // namespace berdaya
