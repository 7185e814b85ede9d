#include "interventions/bazaar.hpp"

#include <array>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) {
  a.effects.bazaar_every = static_cast<Index>(a.spec.every);
  a.effects.bazaar_stalls = static_cast<Index>(a.spec.stalls);
  a.effects.bazaar_size = cap(a.intensity);
}

double units(const InterventionSpec& spec, const CostContext& context) {
  return context.month % static_cast<Index>(spec.every) == 0 ? spec.intensity * spec.stalls : 0.0;
}

}  // namespace

InterventionDescription describe_bazaar() {
  static constexpr std::array<FieldDescription, 2> fields{{
      {.name = "every",
       .unit = "months",
       .standard = 3,
       .low = 1,
       .high = 1200,
       .source = "assumption",
       .meaning = {"months from one bazaar to the next", "jarak bulan antarbazar"},
       .number = &InterventionSpec::every,
       .whole = true},
      {.name = "stalls",
       .unit = "UMKM",
       .standard = 25,
       .low = 0,
       .high = 65535,
       .source = "assumption",
       .meaning = {"stalls for UMKM", "lapak bagi UMKM"},
       .number = &InterventionSpec::stalls,
       .whole = true},
  }};
  return {.kind = InterventionKind::bazaar,
          .name = "bazaar",
          .title = {"Bazaar", "Bazar"},
          .effect = {"replaces the community's own bazaar; a later lever replaces an earlier one",
                     "menggantikan bazar komunitas sendiri; yang belakangan menggantikan yang terdahulu"},
          .source = "case 004",
          .fields = fields,
          .apply = apply,
          .cost_unit = {"stall at an event", "lapak pada satu bazar"},
          .units = units};
}

}  // namespace berdaya
