#include "interventions/federation.hpp"

#include <algorithm>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.federation = std::max(a.effects.federation, cap(a.intensity)); }

}  // namespace

InterventionDescription describe_federation() {
  return {.kind = InterventionKind::federation,
          .name = "federation",
          .title = {"Federation", "Penyatuan kelompok"},
          .effect = {"raises the level towards which the integration of the groups moves",
                     "menaikkan tingkat integrasi kelompok yang dituju"},
          .source = "case 004; P33",
          .apply = apply};
}

}  // namespace berdaya
