#include "interventions/pandemic.hpp"

#include <array>

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) {
  a.effects.demand *= a.spec.demand;
  a.effects.activity *= a.spec.activity;
}

}  // namespace

InterventionDescription describe_pandemic() {
  static constexpr std::array<FieldDescription, 2> fields{{
      {.name = "demand",
       .unit = "1",
       .standard = 0.6,
       .low = 0,
       .high = 2,
       .source = "assumption",
       .meaning = {"factor on demand", "faktor permintaan"},
       .number = &InterventionSpec::demand},
      {.name = "activity",
       .unit = "1",
       .standard = 0.3,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"factor on the chance of activities", "faktor peluang kegiatan"},
       .number = &InterventionSpec::activity},
  }};
  return {
      .kind = InterventionKind::pandemic,
      .name = "pandemic",
      .shock = true,
      .title = {"Pandemic", "Pandemi"},
      .effect =
          {"multiplies demand and the chance of activities while it is on; intensity only switches it on or off",
           "mengalikan permintaan dan peluang kegiatan selama berlangsung; intensitas hanya menyalakan atau mematikan"},
      .source = "case 003",
      .fields = fields,
      .apply = apply};
}

}  // namespace berdaya
