// Step 0d, offers of companies and buyers. Described in macro_step.hpp.
#include <algorithm>
#include <bit>
#include <cmath>

#include "base/portable_math.hpp"
#include "base/rounding.hpp"
#include "interventions/buyer.hpp"
#include "interventions/csr.hpp"
#include "interventions/lottery.hpp"
#include "interventions/macro_step.hpp"

namespace berdaya {
namespace {

constexpr std::uint32_t released_draw = 2;
constexpr std::uint32_t claimed_draw = 3;

PartnerOffer& offer_in(CommunityEffects& effects, const InterventionSpec& spec) {
  return spec.kind == InterventionKind::csr ? effects.csr : effects.partnership;
}

double draw(const InterventionMonth& m, Index partner, std::uint32_t number) {
  return m.draws.uniform({EntityKind::partner, partner, m.month + 1, rule_number::policy, number});
}

std::size_t summary(Index k, Index option) { return std::size_t{k} * option::most + option; }

// Keeps those of `communities` that no earlier offer serves and marks them as served.
void serve(InterventionMonth& m, const InterventionSpec& spec, std::vector<Index>& communities) {
  std::erase_if(communities, [&](Index k) { return offer_in(m.effects[k], spec).serves; });
  const double intensity = funded_intensity(spec, m.world);
  const PartnerOffer offer =
      spec.kind == InterventionKind::csr ? csr_offer(spec, intensity) : buyer_offer(spec, intensity);
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
                  : draw_quotas(applicants, drawn, [&](Index g) { return draw(m, partner, first_lottery_draw + g); });
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
  outside -= std::min(outside, std::floor(outside / spec.outside_term + draw(m, partner, released_draw)));
  const double capacity = rounded_down(spec.places * funded_intensity(spec, m.world) * table.commitment[partner]);
  double free = std::max(0.0, capacity - used - outside);
  free -= grant_quotas(m, partner, communities, free);
  if (spec.outside_claim > 0.0) {
    const double claimed = std::min(free, std::floor(free * spec.outside_claim + draw(m, partner, claimed_draw)));
    outside += claimed;
    free -= claimed;
  }
  if (free > 0.0) open_offer(m, spec, communities);
}

}  // namespace

void offer_places(InterventionMonth& m) {
  PartnerTable& table = m.world.partner;
  std::vector<Index> communities;
  for (Index partner = 0; partner < table.rows(); ++partner) {
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
