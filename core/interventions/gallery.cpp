#include "interventions/gallery.hpp"

#include <array>

#include "base/portable_math.hpp"
#include "base/rounding.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) {
  CommunityEffects& e = a.effects;
  if (a.spec.slots) e.gallery_slots = rounded_down(moved_value(e.gallery_slots, a.spec.slots, a.intensity));
  const double share = cap(a.intensity);
  const double sold_to = e.gallery_location * e.gallery_footfall;
  e.gallery_location = moved_value(e.gallery_location, a.spec.location, share);
  e.gallery_footfall = moved_value(e.gallery_footfall, a.spec.footfall, share);
  // Sales go with the product: it moves by the intensity once, not by both of its factors.
  if (a.spec.location && a.spec.footfall && share < 1.0 && e.gallery_location > 0.0)
    e.gallery_footfall = toward(sold_to, *a.spec.location * *a.spec.footfall, share) / e.gallery_location;
}

double units(const InterventionSpec& spec, const CostContext& context) {
  return spec.intensity * spec.slots.value_or(context.gallery_slots);
}

}  // namespace

double moved_value(double own, const std::optional<double>& field, double intensity) {
  return field ? toward(own, *field, cap(intensity)) : own;
}

InterventionDescription describe_gallery() {
  static constexpr std::array<FieldDescription, 3> fields{{
      {.name = "slots",
       .type = FieldType::optional_number,
       .unit = "UMKM",
       .low = 0,
       .high = 65535,
       .standard_text = "as it is",
       .source = "assumption",
       .meaning = {"places for UMKM in the gallery", "tempat bagi UMKM di galeri"},
       .optional_number = &InterventionSpec::slots,
       .whole = true},
      {.name = "location",
       .type = FieldType::optional_number,
       .unit = "1",
       .low = 0,
       .high = 1,
       .standard_text = "as it is",
       .source = "assumption",
       .meaning = {"how well placed it is", "kualitas lokasinya"},
       .optional_number = &InterventionSpec::location},
      {.name = "footfall",
       .type = FieldType::optional_number,
       .unit = "visitors/month",
       .low = 0,
       .high = 1e7,
       .standard_text = "as it is",
       .source = "assumption",
       .meaning = {"visitors a month", "pengunjung per bulan"},
       .optional_number = &InterventionSpec::footfall},
  }};
  return {.kind = InterventionKind::gallery,
          .name = "gallery",
          .title = {"Gallery", "Galeri"},
          .effect = {"moves the number of slots, the location or the visitors of the gallery toward the given values",
                     "menggeser jumlah tempat, lokasi, atau pengunjung galeri menuju nilai yang diberikan"},
          .source = "case 004; P18, S64, S65",
          .fields = fields,
          .apply = apply,
          .cost_unit = {"place in the gallery and month", "tempat di galeri per bulan"},
          .units = units};
}

}  // namespace berdaya
