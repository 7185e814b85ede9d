#include "interventions/lever_costs.hpp"

#include <algorithm>

#include "interventions/catalogue.hpp"

namespace berdaya {
namespace {

// Permits that an UMKM of the sector may hold by now, as bits.
std::uint16_t permits_by_now(const Setting& setting, std::uint8_t sector, Index month) {
  std::uint16_t permits = 0;
  for (std::size_t o = 0; o < setting.options.size(); ++o) {
    const OptionSpec& option = setting.options[o];
    if (option.kind == OptionKind::permit && static_cast<int>(month) >= option.from_month)
      permits |= static_cast<std::uint16_t>(1U << o);
  }
  return permits & setting.sectors[sector].options;
}

// How far the lever can still help the UMKM: with a permit whom one lacks, to join a CBO whom has none, by the chance
// of rule 3.
double readiness(const World& w, InterventionKind kind, Index row, Index month) {
  if (kind == InterventionKind::kub) {
    const bool member = w.umkm.cbo[row] != no_cbo;
    return member ? 0.0 : double{w.umkm.awareness[row]} * double{w.umkm.trust_cbo[row]};
  }
  const std::uint16_t permits = permits_by_now(w.setting, w.umkm.sector[row], month);
  return (w.umkm.adopted[row] & permits) == permits ? 0.0 : 1.0;
}

}  // namespace

LeverReach counted_reach(InterventionMonth& m, Index position, Index k) {
  World& w = m.world;
  const InterventionSpec& spec = m.interventions[position];
  const bool chooses = chooses_umkm(spec);
  if (chooses) draw_target(m, position, k);
  const Rows rows = w.community.umkm(k);
  const bool counts_ready = description_of(spec.kind).units_of == UnitsOf::ready;
  LeverReach reach;
  for (Index row = rows.first; row < rows.last; ++row) {
    if (chooses && w.targets.drawn[position][k][row - rows.first] == 0) continue;
    reach.target += 1.0;
    if (counts_ready) reach.ready += readiness(w, spec.kind, row, m.month);
  }
  return reach;
}

CostContext cost_context(const InterventionMonth& m, Index position, Index k, Index communities, double digital) {
  const CommunityTable& c = m.world.community;
  return {.parameters = m.parameters,
          .digital = digital,
          .target_communities = communities,
          .first_month = first_month_in(m.interventions[position], m.world, k),
          .month = m.month,
          .umkm = static_cast<double>(c.umkm_count[k]),
          .first_cbo = c.first_cbo[k],
          .cbos = static_cast<double>(c.cbo_count[k]),
          .gallery_slots = static_cast<double>(c.gallery_slots[k])};
}

}  // namespace berdaya
