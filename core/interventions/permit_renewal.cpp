#include "interventions/permit_renewal.hpp"

#include <array>

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) {
  a.effects.revoked = static_cast<std::uint16_t>(a.effects.revoked | 1U << a.spec.option);
}

}  // namespace

InterventionDescription describe_permit_renewal() {
  static constexpr std::array<FieldDescription, 1> fields{{
      {.name = "option",
       .type = FieldType::option,
       .unit = "option",
       .standard_text = "nib",
       .source = "case 004",
       .meaning = {"permit that all holders lose", "izin yang hilang dari semua pemegang"}},
  }};
  return {.kind = InterventionKind::permit_renewal,
          .name = "permit_renewal",
          .shock = true,
          .title = {"Renewal of a permit", "Pembaruan izin"},
          .effect = {"all holders lose the permit each month while it is on",
                     "semua pemegang kehilangan izin itu tiap bulan selama berlangsung"},
          .source = "case 004",
          .fields = fields,
          .apply = apply};
}

}  // namespace berdaya
