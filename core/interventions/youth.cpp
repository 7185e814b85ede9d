#include "interventions/youth.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.youth.push_back(row_lever(a)); }

}  // namespace

InterventionDescription describe_youth() {
  return {.kind = InterventionKind::youth,
          .name = "youth",
          .reaches_umkm = true,
          .title = {"Youth", "Keterlibatan pemuda"},
          .effect = {"those of its target learn market skill from young people",
                     "sasarannya belajar keterampilan pasar dari pemuda"},
          .source = "case 002",
          .apply = apply,
          .cost_unit = {"UMKM taught and month", "UMKM yang diajari per bulan"},
          .units = target_units,
          .units_of = UnitsOf::target};
}

}  // namespace berdaya
