// Metrics of what UMKM are, know and believe: means and shares over the rows of a community.
#include <array>

#include "observers/catalogue.hpp"

namespace berdaya {

double mean_skill(const Observed& o) {
  return (umkm_mean<&UmkmTable::skill_production>(o) + umkm_mean<&UmkmTable::skill_management>(o) +
          umkm_mean<&UmkmTable::skill_market>(o)) /
         3.0;
}

double mean_trust(const Observed& o) {
  return (umkm_mean<&UmkmTable::trust_peer>(o) + umkm_mean<&UmkmTable::trust_cbo>(o) +
          umkm_mean<&UmkmTable::trust_facilitator>(o) + umkm_mean<&UmkmTable::trust_government>(o)) /
         4.0;
}

namespace {

void read_skills(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>(umkm_mean<&UmkmTable::skill_production>(o));
  out[1] = static_cast<float>(umkm_mean<&UmkmTable::skill_management>(o));
  out[2] = static_cast<float>(umkm_mean<&UmkmTable::skill_market>(o));
}

void read_trusts(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>(umkm_mean<&UmkmTable::trust_peer>(o));
  out[1] = static_cast<float>(umkm_mean<&UmkmTable::trust_cbo>(o));
  out[2] = static_cast<float>(umkm_mean<&UmkmTable::trust_facilitator>(o));
  out[3] = static_cast<float>(umkm_mean<&UmkmTable::trust_government>(o));
}

constexpr Index trust_in_cbo = 1;  // its place in read_trusts

void read_holds(const Observed& o, std::span<float> out) {
  std::array<std::uint32_t, option::most> counts{};
  count_bits(part(o, o.world.umkm.adopted), std::span(counts).first(out.size()));
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(counts[i] / umkm_count(o));
}

void read_member(const Observed& o, std::span<float> out) {
  const std::size_t outsiders = count_equal(part(o, o.world.umkm.cbo), no_cbo);
  out[0] = static_cast<float>((umkm_count(o) - static_cast<double>(outsiders)) / umkm_count(o));
}

template <int Option>
void read_knows(const Observed& o, std::span<float> out) {
  const std::size_t knowing = count_bit(part(o, o.world.umkm.knows), Option);
  out[0] = static_cast<float>(static_cast<double>(knowing) / umkm_count(o));
}

}  // namespace

std::span<const MetricDescription> umkm_metrics() {
  static constexpr std::array<MetricDescription, 13> list{{
      of_community("awareness", "1", Direction::higher, {"Awareness of the programme", "Kesadaran akan program"},
                   {"mean over UMKM of how well they know the programme and what it offers",
                    "rata-rata UMKM: seberapa kenal program dan apa yang ditawarkannya"},
                   read_umkm_mean<&UmkmTable::awareness>, {.table = {2}, .figure = {2}}),
      of_community("expected_benefit", "1", Direction::higher, {"Expected benefit", "Manfaat yang diharapkan"},
                   {"mean over UMKM of what they believe taking part is worth",
                    "rata-rata UMKM: keyakinan tentang nilai ikut serta"},
                   read_umkm_mean<&UmkmTable::expected_benefit>),
      of_community("aspiration", "1", Direction::higher, {"Aspiration", "Aspirasi usaha"},
                   {"mean over UMKM of the trader's mindset; 0 is the comfort zone (zona nyaman)",
                    "rata-rata UMKM: jiwa dagang; 0 berarti zona nyaman"},
                   read_umkm_mean<&UmkmTable::aspiration>),
      of_community("ownership", "1", Direction::higher, {"Sense of ownership", "Rasa memiliki"},
                   {"mean over UMKM of the sense that the programme is their own (rasa memiliki)",
                    "rata-rata UMKM: rasa bahwa program adalah milik sendiri"},
                   read_umkm_mean<&UmkmTable::ownership>, {.table = {5}}),
      of_community(
          "fatigue", "1", Direction::lower, {"Fatigue", "Kejenuhan"},
          {"mean over UMKM of boredom with the programme (jenuh)", "rata-rata UMKM: kejenuhan terhadap program"},
          read_umkm_mean<&UmkmTable::fatigue>),
      of_community("skill", "1", Direction::higher, {"Skill", "Keterampilan"},
                   {"mean over UMKM of the skill of each kind: production, management, market",
                    "rata-rata UMKM untuk tiap jenis keterampilan: produksi, manajemen, pasar"},
                   read_skills, {}, MetricDimension::skill_kind),
      of_community("skill_mean", "1", Direction::higher, {"Mean skill", "Rata-rata keterampilan"},
                   {"mean of the three kinds of skill, over UMKM", "rata-rata ketiga jenis keterampilan UMKM"},
                   read_value<mean_skill>, {.table = {4}}),
      of_community("trust", "1", Direction::higher, {"Trust", "Kepercayaan"},
                   {"mean over UMKM of trust in peers, in the CBO, in facilitators and in government",
                    "rata-rata UMKM: kepercayaan kepada sesama, OBM, pendamping, dan pemerintah"},
                   read_trusts, {.figure = {3, {trust_in_cbo, none}}}, MetricDimension::trust_in),
      of_community("trust_mean", "1", Direction::higher, {"Mean trust", "Rata-rata kepercayaan"},
                   {"mean of the four kinds of trust, over UMKM", "rata-rata keempat jenis kepercayaan UMKM"},
                   read_value<mean_trust>, {.table = {3}}),
      of_community("holds", "1", Direction::higher, {"Share that holds an option", "Porsi pemegang opsi"},
                   {"share of UMKM that hold the permit, channel or loan at the end of the month",
                    "porsi UMKM yang memegang izin, saluran, atau pinjaman pada akhir bulan"},
                   read_holds, {.table = {10, {option::nib, option::marketplace}}}, MetricDimension::option),
      of_community("member", "1", Direction::higher, {"Members of a CBO", "Anggota OBM"},
                   {"share of UMKM that belong to one of the community's CBOs",
                    "porsi UMKM yang menjadi anggota salah satu OBM kampung"},
                   read_member),
      of_community("knows_partnership", "1", Direction::higher,
                   {"Knows of the buyer's offer", "Tahu tawaran kemitraan"},
                   {"share of UMKM that have heard of an open or closed offer of supplying a large buyer",
                    "porsi UMKM yang sudah mendengar tawaran memasok pembeli besar"},
                   read_knows<option::partnership>),
      of_community("knows_csr", "1", Direction::higher, {"Knows of the company loan", "Tahu pinjaman perusahaan"},
                   {"share of UMKM that have heard of a company's loan offer",
                    "porsi UMKM yang sudah mendengar tawaran pinjaman dari perusahaan"},
                   read_knows<option::csr>),
  }};
  return list;
}

}  // namespace berdaya
