#include "interventions/csr.hpp"

#include <array>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"
#include "interventions/offer_fields.hpp"

namespace berdaya {

double profit_index(const std::vector<std::pair<Index, double>>& profit, Index month) {
  if (profit.empty()) return 1.0;
  if (month <= profit.front().first) return profit.front().second;
  for (std::size_t i = 1; i < profit.size(); ++i) {
    const auto& [from, low] = profit[i - 1];
    const auto& [to, high] = profit[i];
    if (month > to) continue;
    return toward(low, high, static_cast<double>(month - from) / static_cast<double>(to - from));
  }
  return profit.back().second;
}

PartnerOffer csr_offer(const InterventionSpec& spec) {
  return {.serves = true, .places = spec.places, .principal = spec.principal, .publicity = spec.publicity};
}

InterventionDescription describe_csr() {
  static constexpr std::array<FieldDescription, 6> fields{{
      {.name = "places",
       .unit = "UMKM",
       .standard = 10,
       .low = 1,
       .high = 65535,
       .source = "assumption",
       .meaning = {"loans that run at the same time, in all communities together",
                   "jumlah pinjaman yang berjalan bersamaan di semua komunitas"},
       .number = &InterventionSpec::places,
       .whole = true},
      {.name = "principal",
       .unit = "million Rp",
       .standard = 10,
       .low = 0,
       .high = 1e5,
       .source = "assumption",
       .meaning = {"principal of a loan", "pokok pinjaman"},
       .number = &InterventionSpec::principal},
      {.name = "profit",
       .type = FieldType::path,
       .unit = "1",
       .standard_text = "1",
       .source = "assumption",
       .meaning = {"profit index of the company: list of [date, value], linear between, constant outside",
                   "indeks laba perusahaan: daftar [tanggal, nilai], linear di antaranya, tetap di luarnya"}},
      publicity_field,
      outside_claim_field,
      outside_term_field,
  }};
  return {.kind = InterventionKind::csr,
          .name = "csr",
          .title = {"Company loans (CSR)", "Pinjaman kemitraan (CSR)"},
          .effect = {"offers loans to UMKM that hear of it; volume follows the company's profit",
                     "menawarkan pinjaman kepada UMKM yang mendengarnya; jumlahnya mengikuti laba perusahaan"},
          .source = "case 003; P15, P16",
          .fields = fields,
          .intensity_high = 10,
          .cost_unit = {"place for a loan and month, shared by the target communities",
                        "tempat pinjaman per bulan, dibagi antarkomunitas sasaran"},
          .units = offered_places};
}

}  // namespace berdaya
