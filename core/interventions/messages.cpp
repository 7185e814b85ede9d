#include "interventions/messages.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.messages.push_back(row_lever(a)); }

}  // namespace

InterventionDescription describe_messages() {
  return {.kind = InterventionKind::messages,
          .name = "messages",
          .reaches_umkm = true,
          .title = {"Messages", "Pesan"},
          .effect = {"raises the chance of a message; raises awareness only",
                     "menaikkan peluang menerima pesan; hanya menaikkan kesadaran akan program"},
          .source = "assumption; S35-S39",
          .intensity_unit = "1/month",
          .apply = apply,
          .cost_unit = {"message", "pesan"},
          .units = target_units,
          .units_of = UnitsOf::target};
}

}  // namespace berdaya
