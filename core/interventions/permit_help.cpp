#include "interventions/permit_help.hpp"

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.permit_help.push_back(row_lever(a)); }

}  // namespace

InterventionDescription describe_permit_help() {
  return {.kind = InterventionKind::permit_help,
          .name = "permit_help",
          .reaches_umkm = true,
          .title = {"Help with permits", "Bantuan perizinan"},
          .effect = {"raises the chance of a visit about permits or loans, with help on the forms",
                     "menaikkan peluang kunjungan tentang izin atau kredit, dengan bantuan mengisi formulir"},
          .source = "case 004; P25, S38, S39",
          .intensity_unit = "1/month",
          .apply = apply,
          .cost_unit = {"visit with help on the forms", "kunjungan dengan bantuan formulir"},
          .units = target_units,
          .units_of = UnitsOf::target};
}

}  // namespace berdaya
