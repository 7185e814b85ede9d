#include "interventions/visits.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.visits.push_back(row_lever(a)); }

}  // namespace

InterventionDescription describe_visits() {
  return {.kind = InterventionKind::visits,
          .name = "visits",
          .reaches_umkm = true,
          .title = {"Visits", "Kunjungan rumah"},
          .effect = {"raises the chance of a personal visit (socialisation)",
                     "menaikkan peluang kunjungan pribadi (sosialisasi)"},
          .source = "assumption; S38, S39",
          .intensity_unit = "1/month",
          .apply = apply,
          .cost_unit = {"visit", "kunjungan"},
          .units = target_units,
          .units_of = UnitsOf::target};
}

}  // namespace berdaya
