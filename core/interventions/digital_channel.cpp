#include "interventions/digital_channel.hpp"

#include <algorithm>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.channel = std::max(a.effects.channel, cap(a.intensity)); }

}  // namespace

InterventionDescription describe_digital_channel() {
  return {
      .kind = InterventionKind::digital_channel,
      .name = "digital_channel",
      .title = {"Group chat", "Grup percakapan"},
      .effect = {"spreads awareness, widens the reach of visits, reduces overlap; also counts as digital coordination",
                 "menyebarkan informasi, memperluas jangkauan kunjungan, mengurangi tumpang tindih; juga menjadi "
                 "sarana koordinasi digital"},
      .source = "cases 002, 004; P12",
      .apply = apply,
      .cost_unit = {"UMKM of the community and month", "UMKM di komunitas per bulan"},
      .units = community_units};
}

}  // namespace berdaya
