#include "interventions/federation.hpp"

#include <algorithm>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.federation = std::max(a.effects.federation, cap(a.intensity)); }

double units(const InterventionSpec& spec, const CostContext& context) { return spec.intensity * context.cbos; }

}  // namespace

InterventionDescription describe_federation() {
  return {.kind = InterventionKind::federation,
          .name = "federation",
          .title = {"Federation", "Penyatuan kelompok"},
          .effect = {"raises the level towards which the integration of the groups moves",
                     "menaikkan tingkat integrasi kelompok yang dituju"},
          .source = "case 004; P33",
          .apply = apply,
          .cost_unit = {"CBO and month", "kelompok per bulan"},
          .units = units};
}

}  // namespace berdaya
