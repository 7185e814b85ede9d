#include "interventions/facilitators.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.hired_hours += a.intensity; }

double wanted_cost(const InterventionSpec& spec, const CostContext& context) {
  return hired_hours_cost(spec.intensity, context.parameters.facilitation);
}

}  // namespace

double hired_hours_cost(double hours, const FacilitationParameters& p) { return hours * p.hour_cost; }

InterventionDescription describe_facilitators() {
  return {.kind = InterventionKind::facilitators,
          .name = "facilitators",
          .title = {"Hired facilitators", "Pendamping sewaan"},
          .effect = {"adds hours of facilitation each month", "menambah jam pendampingan tiap bulan"},
          .source = "assumption",
          .intensity_high = 1e5,
          .intensity_unit = "hours/month/community",
          .apply = apply,
          .wanted_cost = wanted_cost,
          .counted_as_works_or_hours = true,
          .cost_unit = {"hour, beside facilitation.hour_cost", "jam, di samping facilitation.hour_cost"},
          .units = intensity_units};
}

}  // namespace berdaya
