#include "interventions/buyer.hpp"

#include <array>

#include "interventions/active.hpp"
#include "interventions/offer_fields.hpp"

namespace berdaya {

PartnerOffer buyer_offer(const InterventionSpec& spec) {
  return {
      .serves = true, .places = spec.places, .volume = spec.volume, .publicity = spec.publicity, .permit = spec.permit};
}

InterventionDescription describe_buyer() {
  static constexpr std::array<FieldDescription, 7> fields{{
      {.name = "places",
       .unit = "UMKM",
       .standard = 10,
       .low = 1,
       .high = 65535,
       .source = "assumption",
       .meaning = {"suppliers at the same time, from all communities together",
                   "jumlah pemasok bersamaan dari semua komunitas"},
       .number = &InterventionSpec::places,
       .whole = true},
      {.name = "volume",
       .unit = "million Rp/month",
       .standard = 20,
       .low = 0,
       .high = 1e6,
       .source = "assumption",
       .meaning = {"contract volume with all places filled, at intensity 1; intensity changes the number of places",
                   "nilai kontrak bila semua tempat terisi, pada intensitas 1; intensitas mengubah jumlah tempat"},
       .number = &InterventionSpec::volume},
      {.name = "min_rep",
       .unit = "1",
       .standard = 0.2,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"reputation of the community that the buyer asks for", "reputasi komunitas yang diminta pembeli"},
       .number = &InterventionSpec::min_rep},
      {.name = "permit",
       .type = FieldType::option,
       .unit = "option",
       .standard_text = "nib",
       .source = "assumption",
       .meaning = {"permit that a supplier must hold; none = no permit",
                   "izin yang harus dimiliki pemasok; none = tanpa izin"}},
      publicity_field,
      outside_claim_field,
      outside_term_field,
  }};
  return {.kind = InterventionKind::buyer,
          .name = "buyer",
          .title = {"Buyer", "Pembeli tetap"},
          .effect = {"offers partnerships to UMKM of communities with enough reputation",
                     "menawarkan kemitraan kepada UMKM di komunitas yang cukup dikenal baik"},
          .source = "case 004; P26, P30",
          .fields = fields,
          .intensity_high = 10,
          .cost_unit = {"place for a supplier and month, shared by the target communities",
                        "tempat pemasok per bulan, dibagi antarkomunitas sasaran"},
          .units = offered_places};
}

}  // namespace berdaya
