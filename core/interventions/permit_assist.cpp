#include "interventions/permit_assist.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.permit_assist.push_back(row_lever(a)); }

}  // namespace

InterventionDescription describe_permit_assist() {
  return {.kind = InterventionKind::permit_assist,
          .name = "permit_assist",
          .reaches_umkm = true,
          .title = {"Permits done with you", "Pendampingan izin sampai jadi"},
          .effect = {"raises the chance that a permit is completed together, free of charge",
                     "menaikkan peluang izin diselesaikan bersama sampai jadi, tanpa biaya"},
          .source = "S66",
          .intensity_unit = "1/month",
          .apply = apply,
          .cost_unit = {"sitting with an owner who still lacks a permit",
                        "pendampingan pemilik yang belum lengkap izinnya"},
          .units = ready_units,
          .units_of = UnitsOf::ready};
}

}  // namespace berdaya
