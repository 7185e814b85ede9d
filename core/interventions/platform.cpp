#include "interventions/platform.hpp"

#include <algorithm>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.platform = std::max(a.effects.platform, cap(a.intensity)); }

}  // namespace

InterventionDescription describe_platform() {
  return {.kind = InterventionKind::platform,
          .name = "platform",
          .title = {"Digital marketplace", "Lokapasar digital"},
          .effect = {"adds demand to online selling; also counts as digital coordination",
                     "menambah permintaan penjualan daring; juga menjadi sarana koordinasi digital"},
          .source = "cases 002, 003",
          .apply = apply,
          .cost_unit = {"UMKM of the community and month", "UMKM di komunitas per bulan"},
          .units = community_units};
}

}  // namespace berdaya
