#include "interventions/simpler_procedure.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.burden_factor *= 1.0 - a.intensity; }

}  // namespace

InterventionDescription describe_simpler_procedure() {
  return {.kind = InterventionKind::simpler_procedure,
          .name = "simpler_procedure",
          .title = {"Simpler procedure", "Prosedur lebih sederhana"},
          .effect = {"lowers the burden of permits and finance", "mengurangi beban pengurusan izin dan pembiayaan"},
          .source = "case 004; P25, S38",
          .apply = apply,
          .cost_unit = {"month at intensity 1 in a community", "bulan pada intensitas 1 di satu komunitas"},
          .units = intensity_units};
}

}  // namespace berdaya
