#include "interventions/mentoring.hpp"

#include <array>

#include "interventions/active.hpp"

namespace berdaya {
namespace {

// Rule 2 multiplies quality and intensity.
void apply(ActiveIntervention& a) { a.effects.mentoring.push_back(row_lever(a)); }

}  // namespace

InterventionDescription describe_mentoring() {
  static constexpr std::array<FieldDescription, 2> fields{{
      {.name = "quality",
       .unit = "1",
       .standard = 0.6,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"quality of the mentors", "mutu pendamping"},
       .number = &InterventionSpec::quality},
      {.name = "places",
       .unit = "UMKM",
       .standard = 6,
       .low = 1,
       .high = 65535,
       .source = "case 004",
       .meaning = {"UMKM mentored in each community, unless its target gives a share",
                   "UMKM yang didampingi di tiap komunitas, kecuali sasarannya memberi bagian"},
       .number = &InterventionSpec::places,
       .whole = true},
  }};
  return {.kind = InterventionKind::mentoring,
          .name = "mentoring",
          .reaches_umkm = true,
          .title = {"Mentoring", "Pendampingan usaha"},
          .effect = {"helps its target with marketing each month and teaches market skill",
                     "membantu pemasaran sasarannya tiap bulan dan mengajarkan keterampilan pasar"},
          .source = "case 004; P27",
          .fields = fields,
          .first = First::willing,
          .always_chooses = true,
          .apply = apply,
          .cost_unit = {"UMKM mentored and month", "UMKM didampingi per bulan"},
          .units = target_units,
          .units_of = UnitsOf::target};
}

}  // namespace berdaya
