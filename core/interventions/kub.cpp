#include "interventions/kub.hpp"

#include <array>

#include "interventions/active.hpp"

namespace berdaya {
namespace {

// A CBO that is named enrols in its own community only.
void apply(ActiveIntervention& a) {
  RowLever lever = row_lever(a);
  if (a.spec.cbo != none) {
    const Rows cbos = a.world.community.cbos(a.k);
    if (a.spec.cbo < cbos.first || a.spec.cbo >= cbos.last) return;
    lever.cbo = a.spec.cbo - cbos.first;
  }
  a.effects.kub.push_back(lever);
}

// A CBO that is named enrols in its own community only.
double units(const InterventionSpec& spec, const CostContext& context) {
  const double end = context.first_cbo + context.cbos;
  const bool elsewhere = spec.cbo != none && (spec.cbo < context.first_cbo || spec.cbo >= end);
  return elsewhere ? 0.0 : ready_units(spec, context);
}

}  // namespace

InterventionDescription describe_kub() {
  static constexpr std::array<FieldDescription, 1> fields{{
      {.name = "cbo",
       .type = FieldType::cbo,
       .unit = "CBO",
       .standard_text = "largest of the community",
       .source = "assumption",
       .meaning = {"CBO that enrols", "kelompok yang menerima anggota"}},
  }};
  return {.kind = InterventionKind::kub,
          .name = "kub",
          .reaches_umkm = true,
          .title = {"Joint business group (KUB)", "Kelompok usaha bersama (KUB)"},
          .effect = {"non-members join the CBO, the more the better they know and trust it",
                     "bukan anggota bergabung ke kelompok, makin besar bila mengenal dan mempercayainya"},
          .source = "case 002; P13",
          .fields = fields,
          .intensity_unit = "1/month",
          .apply = apply,
          .cost_unit = {"member enrolled", "anggota yang diterima"},
          .units = units,
          .units_of = UnitsOf::ready};
}

}  // namespace berdaya
