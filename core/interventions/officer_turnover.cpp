#include "interventions/officer_turnover.hpp"

#include <algorithm>
#include <array>

#include "interventions/active.hpp"
#include "interventions/leader_turnover.hpp"

namespace berdaya {
namespace {

// The units of that level in the chains of the communities, each once.
std::vector<Index> units_of(const SharedIntervention& s) {
  std::vector<Index> units;
  for (const Index k : s.communities) {
    const Index unit = s.world.community.unit(k, s.spec.level);
    if (unit != none) units.push_back(unit);
  }
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  return units;
}

void apply_once(SharedIntervention& s) {
  for (const Index unit : units_of(s)) {
    s.world.unit.support[unit] *= 1.0 - s.spec.loss;
    s.world.unit.archive[unit] *= 1.0 - archive_loss(shared_store_coverage(s.world, unit), s.parameters.outcomes);
  }
}

}  // namespace

double shared_store_coverage(const World& world, Index unit) {
  const Index first = world.membership.first_community[unit];
  const Index last = world.membership.first_community[unit + 1];
  double on = 0;
  for (Index i = first; i < last; ++i) on += world.community.shared_store_seen[world.membership.community[i]];
  return last > first ? on / (last - first) : 0.0;
}

InterventionDescription describe_officer_turnover() {
  static constexpr std::array<FieldDescription, 2> fields{{
      {.name = "level",
       .type = FieldType::level,
       .unit = "level of government",
       .standard_text = "ward",
       .source = "assumption",
       .meaning = {"level whose officers change", "tingkat pemerintahan yang pejabatnya berganti"}},
      {.name = "loss",
       .unit = "1",
       .standard = 0.4,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"share of support that is lost", "bagian dukungan yang hilang"},
       .number = &InterventionSpec::loss},
  }};
  return {.kind = InterventionKind::officer_turnover,
          .name = "officer_turnover",
          .shock = true,
          .title = {"Change of officers", "Pergantian pejabat"},
          .effect = {"each month while on: units of the level lose support, and archive unless a shared store was on",
                     "tiap bulan selama berlangsung: unit di tingkat itu kehilangan dukungan, dan arsip kecuali ada "
                     "arsip bersama"},
          .source = "case 004; P23",
          .fields = fields,
          .apply_once = apply_once};
}

}  // namespace berdaya
