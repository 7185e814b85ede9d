#include "interventions/role_clarity.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.role_clarity += a.intensity; }

}  // namespace

InterventionDescription describe_role_clarity() {
  return {.kind = InterventionKind::role_clarity,
          .name = "role_clarity",
          .title = {"Clear roles", "Kejelasan peran"},
          .effect = {"adds to the clarity of roles: fewer duties are passed down, less overlap and conflict",
                     "menambah kejelasan peran: tugas tidak dilempar ke bawah, tumpang tindih dan konflik berkurang"},
          .source = "case 004; P20",
          .apply = apply,
          .cost_unit = {"month at intensity 1 in a community", "bulan pada intensitas 1 di satu komunitas"},
          .units = intensity_units};
}

}  // namespace berdaya
