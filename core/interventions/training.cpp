#include "interventions/training.hpp"

#include <array>

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.training.push_back(row_lever(a)); }

}  // namespace

InterventionDescription describe_training() {
  static constexpr std::array<FieldDescription, 1> fields{{
      {.name = "quality",
       .unit = "1",
       .standard = 0.6,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"quality of the training", "mutu pelatihan"},
       .number = &InterventionSpec::quality},
  }};
  return {.kind = InterventionKind::training,
          .name = "training",
          .reaches_umkm = true,
          .title = {"Training", "Pelatihan"},
          .effect = {"adds training seats each month; participants of its target share them",
                     "menambah kursi pelatihan tiap bulan; dibagi di antara peserta dalam sasarannya"},
          .source = "assumption; S40, S43-S46",
          .fields = fields,
          .intensity_high = 1e4,
          .intensity_unit = "seats/month/community",
          .apply = apply,
          .cost_unit = {"seat", "kursi"},
          .units = intensity_units};
}

}  // namespace berdaya
