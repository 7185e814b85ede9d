#include "interventions/operations.hpp"

#include <algorithm>

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.operations = std::max(a.effects.operations, a.intensity); }

}  // namespace

InterventionDescription describe_operations() {
  return {.kind = InterventionKind::operations,
          .name = "operations",
          .title = {"Operating money", "Biaya operasional"},
          .effect = {"CBOs initiate more activities; the highest intensity counts",
                     "kelompok mengadakan lebih banyak kegiatan; intensitas tertinggi yang berlaku"},
          .source = "case 002; P11",
          .intensity_high = 10,
          .apply = apply,
          .cost_unit = {"month of operating money at intensity 1", "bulan biaya operasional pada intensitas 1"},
          .units = intensity_units};
}

}  // namespace berdaya
