#include <algorithm>
#include <array>

#include "io/result_umkm.hpp"

namespace berdaya {
namespace {

struct ColumnText {
  std::string_view name;
  Text title;
  Text definition;
};

constexpr Text at_entry{"value when it entered; fixed", "nilai ketika masuk; tetap"};
constexpr Text end_of_month{"at the end of the month", "pada akhir bulan"};
constexpr Text sold{"sold through the channel in the month", "terjual melalui saluran itu dalam bulan tersebut"};
constexpr Text published{"as published at the end of the month for peers to see",
                         "sebagaimana terlihat oleh sesama pada akhir bulan"};

constexpr std::array texts{
    ColumnText{"sector",
               {"sector", "sektor"},
               {"position in the scenario's list of sectors", "urutan dalam daftar sektor skenario"}},
    ColumnText{"neighbourhood",
               {"neighbourhood (RT)", "RT"},
               {"position of the RT within the community", "urutan RT dalam komunitas"}},
    ColumnText{"innate_production", {"innate production skill", "keterampilan produksi bawaan"}, at_entry},
    ColumnText{"innate_management", {"innate management skill", "keterampilan manajemen bawaan"}, at_entry},
    ColumnText{"innate_market", {"innate market skill", "keterampilan pasar bawaan"}, at_entry},
    ColumnText{"initial_aspiration", {"aspiration at entry", "aspirasi awal"}, at_entry},
    ColumnText{"initial_trust_peer", {"trust in peers at entry", "kepercayaan awal pada sesama"}, at_entry},
    ColumnText{"initial_trust_cbo", {"trust in the CBO at entry", "kepercayaan awal pada OBM"}, at_entry},
    ColumnText{
        "initial_trust_facilitator", {"trust in facilitators at entry", "kepercayaan awal pada pendamping"}, at_entry},
    ColumnText{
        "initial_trust_government", {"trust in government at entry", "kepercayaan awal pada pemerintah"}, at_entry},
    ColumnText{"time_slack", {"free time", "waktu luang"}, at_entry},
    ColumnText{"reluctance",
               {"reluctance to take part", "keengganan ikut serta"},
               {"individual effect in the participation utility; fixed",
                "pengaruh pribadi dalam utilitas partisipasi; tetap"}},
    ColumnText{"size", {"size and location effect on sales", "pengaruh ukuran dan lokasi pada penjualan"}, at_entry},
    ColumnText{"attraction0", {"attraction to customers at entry", "daya tarik awal bagi pelanggan"}, at_entry},
    ColumnText{"other_income",
               {"other household income", "pendapatan lain rumah tangga"},
               {"of the owner's household outside the business; fixed", "rumah tangga pemilik di luar usaha; tetap"}},
    ColumnText{"skill_production", {"production skill", "keterampilan produksi"}, end_of_month},
    ColumnText{"skill_management", {"management skill", "keterampilan manajemen"}, end_of_month},
    ColumnText{"skill_market", {"market skill", "keterampilan pasar"}, end_of_month},
    ColumnText{"aspiration",
               {"aspiration", "aspirasi"},
               {"trader's mindset; 0 = comfort zone", "pola pikir pedagang; 0 = zona nyaman"}},
    ColumnText{"awareness", {"awareness of the programme", "kesadaran akan program"}, end_of_month},
    ColumnText{"expected_benefit",
               {"expected benefit", "manfaat yang diharapkan"},
               {"what it believes taking part is worth", "nilai keikutsertaan menurut keyakinannya"}},
    ColumnText{"trust_peer", {"trust in peers", "kepercayaan pada sesama"}, end_of_month},
    ColumnText{"trust_cbo", {"trust in the CBO", "kepercayaan pada OBM"}, end_of_month},
    ColumnText{"trust_facilitator", {"trust in facilitators", "kepercayaan pada pendamping"}, end_of_month},
    ColumnText{"trust_government", {"trust in government", "kepercayaan pada pemerintah"}, end_of_month},
    ColumnText{"ownership", {"sense of ownership", "rasa memiliki"}, end_of_month},
    ColumnText{"fatigue", {"boredom with the programme", "kejenuhan terhadap program"}, end_of_month},
    ColumnText{"cbo",
               {"CBO of which it is a member", "OBM tempatnya menjadi anggota"},
               {"position among the community's CBOs; 255 = none", "urutan di antara OBM komunitas; 255 = tidak ada"}},
    ColumnText{"adopted",
               {"options held", "opsi yang dimiliki"},
               {"sum of the bits in attribute bits", "jumlah bit pada atribut bits"}},
    ColumnText{"applied",
               {"options applied for", "opsi yang dilamar"},
               {"partner options applied for in the month; sum of the bits in attribute bits",
                "opsi mitra yang dilamar bulan itu; jumlah bit pada atribut bits"}},
    ColumnText{"knows",
               {"offers heard of", "tawaran yang diketahui"},
               {"partner options whose offer it knows; sum of the bits in attribute bits",
                "opsi mitra yang tawarannya diketahui; jumlah bit pada atribut bits"}},
    ColumnText{"capital", {"capital", "modal"}, end_of_month},
    ColumnText{"revenue", {"revenue", "omzet"}, {"of the month", "bulan tersebut"}},
    ColumnText{"profit", {"profit", "laba"}, {"of the month", "bulan tersebut"}},
    ColumnText{"revenue_ema", {"smoothed revenue", "omzet yang dihaluskan"}, end_of_month},
    ColumnText{"reference_ema",
               {"smoothed reference revenue", "omzet acuan yang dihaluskan"},
               {"what it would sell without programme, smoothed", "penjualan tanpa program, dihaluskan"}},
    ColumnText{"instalment", {"instalment of the loan", "angsuran pinjaman"}, end_of_month},
    ColumnText{"loan_left", {"months of the loan left", "sisa bulan pinjaman"}, end_of_month},
    ColumnText{"sold_gallery", {"sales in the gallery", "penjualan galeri"}, sold},
    ColumnText{"sold_bazaar", {"sales at the bazaar", "penjualan bazar"}, sold},
    ColumnText{"sold_marketplace", {"sales online", "penjualan daring"}, sold},
    ColumnText{"sold_partnership", {"sales to the partner", "penjualan kepada mitra"}, sold},
    ColumnText{"sold_collective", {"collective sales", "penjualan kolektif"}, sold},
    ColumnText{"contacts",
               {"contacts", "kenalan"},
               {"rows within the community, counted from its first UMKM",
                "baris dalam komunitas, dihitung dari UMKM pertamanya"}},
    ColumnText{
        "took_part",
        {"took part", "ikut serta"},
        {"1 if it took part the last time that something was offered", "1 jika ikut serta terakhir kali ada kegiatan"}},
    ColumnText{"succeeded", {"seen as a success", "terlihat berhasil"}, published},
    ColumnText{"benefit", {"realised benefit", "manfaat yang dirasakan"}, published},
    ColumnText{"awareness_seen", {"awareness seen by peers", "kesadaran yang terlihat sesama"}, published},
    ColumnText{"adopted_seen", {"options seen by peers", "opsi yang terlihat sesama"}, published},
};

}  // namespace

VariableText umkm_column_text(std::string_view column, std::string_view units) {
  const auto found =
      std::find_if(texts.begin(), texts.end(), [column](const ColumnText& text) { return text.name == column; });
  if (found == texts.end()) return {units, {column, column}, end_of_month, "umkm"};
  return {units, found->title, found->definition, "umkm"};
}

}  // namespace berdaya
