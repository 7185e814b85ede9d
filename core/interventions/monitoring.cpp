#include "interventions/monitoring.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.monitoring += a.intensity; }

}  // namespace

InterventionDescription describe_monitoring() {
  return {
      .kind = InterventionKind::monitoring,
      .name = "monitoring",
      .title = {"Monitoring", "Pemantauan"},
      .effect = {"adds to monitoring, which makes roles clearer", "menambah pemantauan, sehingga peran lebih jelas"},
      .source = "case 004; P32",
      .apply = apply,
      .cost_unit = {"month at intensity 1 in a community", "bulan pada intensitas 1 di satu komunitas"},
      .units = intensity_units};
}

}  // namespace berdaya
