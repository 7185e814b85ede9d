#include "interventions/contest.hpp"

#include <algorithm>
#include <array>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) {
  if (!contest_is_held(a.month, a.spec.first_month, static_cast<Index>(a.spec.every))) return;
  a.effects.extra_contest = std::max(a.effects.extra_contest, cap(a.intensity));
}

double units(const InterventionSpec& spec, const CostContext& context) {
  return contest_is_held(context.month, spec.first_month, static_cast<Index>(spec.every)) ? spec.intensity : 0.0;
}

}  // namespace

bool contest_is_held(Index month, Index first_month, Index every) { return (month - first_month) % every == 0; }

InterventionDescription describe_contest() {
  static constexpr std::array<FieldDescription, 1> fields{{
      {.name = "every",
       .unit = "months",
       .standard = 3,
       .low = 1,
       .high = 1200,
       .source = "assumption",
       .meaning = {"months from one contest to the next", "jarak bulan antarlomba"},
       .number = &InterventionSpec::every,
       .whole = true},
  }};
  return {.kind = InterventionKind::contest,
          .name = "contest",
          .title = {"Contest", "Lomba"},
          .effect = {"extra contests that a community can win; raises its reputation",
                     "lomba tambahan yang bisa dimenangkan komunitas; menaikkan reputasinya"},
          .source = "case 004; P30",
          .fields = fields,
          .apply = apply,
          .cost_unit = {"contest in a community", "lomba di satu komunitas"},
          .units = units};
}

}  // namespace berdaya
