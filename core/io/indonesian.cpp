#include "io/indonesian.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace berdaya {
namespace {

// Longer texts stand before those that they contain.
constexpr std::array<Text, 36> units{{{"bit per option", "satu bit tiap opsi"},
                                      {"level of government", "tingkat pemerintahan"},
                                      {"of the kind", "menurut jenisnya"},
                                      {"million Rp", "juta Rp"},
                                      {"active month", "bulan aktif"},
                                      {"local row", "baris dalam komunitas"},
                                      {"months", "bulan"},
                                      {"month", "bulan"},
                                      {"year", "tahun"},
                                      {"household", "rumah tangga"},
                                      {"hours", "jam"},
                                      {"hour", "jam"},
                                      {"participant", "peserta"},
                                      {"visitors", "pengunjung"},
                                      {"visitor", "pengunjung"},
                                      {"contest", "lomba"},
                                      {"event", "acara"},
                                      {"seats", "kursi"},
                                      {"seat", "kursi"},
                                      {"parties", "pihak"},
                                      {"party", "pihak"},
                                      {"places", "tempat"},
                                      {"share", "bagian"},
                                      {"community", "komunitas"},
                                      {"tie", "ikatan"},
                                      {"slots", "tempat"},
                                      {"stalls", "lapak"},
                                      {"posts", "penugasan"},
                                      {"wave", "gelombang"},
                                      {"degree", "derajat"},
                                      {"option", "opsi"},
                                      {"index", "indeks"},
                                      {"none", "tidak ada"},
                                      {"row", "baris"},
                                      {"unit", "satuan"},
                                      {"CBO", "OBM"}}};

constexpr std::array<Text, 61> sources{
    {{"an assumption that case 000 suggests", "asumsi yang disarankan kasus 000"},
     {"for the direction, the rate an assumption", "untuk arahnya, besarnya asumsi"},
     {"functional forms are assumptions", "bentuk fungsinya asumsi"},
     {"the convex combination is an assumption", "kombinasi cembungnya asumsi"},
     {"the form is an assumption", "bentuknya asumsi"},
     {"assumption", "asumsi"},
     {"calibrated to", "dikalibrasi ke"},
     {"not identified by itself", "tidak teridentifikasi sendiri"},
     {"calibrated with", "dikalibrasi dengan"},
     {"S24-S26 dispute S20-S22", "S24-S26 membantah S20-S22"},
     {"disputed by", "dibantah oleh"},
     {"suggested by", "disarankan oleh"},
     {"kelurahan matters most in", "kelurahan paling menentukan dalam"},
     {"direction cases", "arah: kasus"},
     {"direction case", "arah: kasus"},
     {"stages case", "tahap: kasus"},
     {"loads", "beban kerja:"},
     {"overload case", "kelebihan beban: kasus"},
     {"form", "bentuk:"},
     {"attendance", "kehadiran:"},
     {"losses outweigh gains", "kehilangan lebih besar daripada pertambahan:"},
     {"loss > gain", "loss > gain:"},
     {"loss/gain 1-6 in", "loss/gain 1-6 dalam"},
     {"give 0.60 for local government", "memberi 0.60 untuk pemerintah daerah"},
     {"comfort zone", "zona nyaman:"},
     {"visit +5 to +10 points", "kunjungan: +5 sampai +10 poin"},
     {"up to 75 %", "sampai 75 %"},
     {"75 % of those offered", "75 % dari yang ditawari"},
     {"50 % for two months' profit", "50 % untuk laba dua bulan"},
     {"standard deviation", "simpangan baku"},
     {"messages do almost nothing", "pesan hampir tidak berpengaruh"},
     {"range 0.2-0.8", "rentang 0.2-0.8"},
     {"bridging about twice bonding", "bridging sekitar dua kali bonding"},
     {"usual TJSL terms", "syarat TJSL yang lazim"},
     {"usual KUR terms", "syarat KUR yang lazim"},
     {"no time, complicated", "tidak ada waktu, rumit"},
     {"residents maintain", "dirawat warga"},
     {"4 in 8 years", "4 dalam 8 tahun"},
     {"hotel refused", "ditolak hotel"},
     {"speaks against it", "bertentangan dengannya"},
     {"2 of 21 partners from the city, volume falls with profit",
      "2 dari 21 mitra berasal dari kota itu, nilainya turun bersama laba"},
     {"peers matter", "sesama berpengaruh"},
     {"permit renewal", "pembaruan izin"},
     {"permit trials", "percobaan perizinan:"},
     {"duties thrown from desk to desk, overlapping tasks, overloaded coordinator",
      "tugas dilempar dari meja ke meja, pekerjaan tumpang tindih, koordinator kelebihan beban"},
     {"volunteer's dilemma", "dilema sukarelawan:"},
     {"delegation to supported CBOs is", "penyerahan prakarsa kepada OBM yang didukung adalah"},
     {"passive, no time, bored, must be pushed", "pasif, tidak ada waktu, jenuh, harus didorong"},
     {"bonding, bridging and linking case", "bonding, bridging, dan linking: kasus"},
     {"stages, contests, swadaya, maintenance by residents", "tahap, lomba, swadaya, perawatan oleh warga"},
     {"medians", "median:"},
     {"thresholds of the scenario", "ambang dari skenario"},
     {"catalogue of options", "katalog opsi"},
     {"own values of gallery, bazaar and records", "nilai galeri, bazar, dan pencatatan milik komunitas"},
     {"every column of the row but", "semua kolom barisnya kecuali"},
     {"the run's replication month", "bulan replikasi simulasi"},
     {"booked costs of the levers", "biaya tercatat tuas"},
     {"effects of every community", "pengaruh pada tiap komunitas"},
     {"targets of levers", "sasaran tuas"},
     {"cases ", "kasus "},
     {"case ", "kasus "}}};

// Whole texts, or what stands between semicolons.
constexpr std::array<Text, 29> defaults{
    {{"as it is", "seperti adanya"},
     {"largest of the community", "yang terbesar di komunitas"},
     {"all of the community", "semua di komunitas"},
     {"all communities, everybody", "semua komunitas, semua UMKM"},
     {"all", "semua"},
     {"everybody", "semua"},
     {"those for food only where food = true", "yang khusus pangan hanya bila food = true"},
     {"drawn", "diundi"},
     {"from the sector's", "dari omzet sektornya"},
     {"its id", "id-nya"},
     {"its kind, with _2, _3 ... if that is taken", "jenisnya, dengan _2, _3 ... bila sudah terpakai"},
     {"the title of its kind", "judul jenisnya"},
     {"no limit", "tanpa batas"},
     {"6 for mentoring", "6 untuk mentoring"},
     {"\"willing\" for mentoring", "\"willing\" untuk mentoring"},
     {"no replication", "tanpa replikasi"},
     {"none held", "tidak ada yang dimiliki"},
     {"none", "tidak ada"},
     {"none: outside money", "tidak ada: uang dari luar"},
     {"only baseline", "hanya baseline"},
     {"spread evenly", "dibagi rata"},
     {"the catalogue", "katalog"},
     {"the catalogue's", "menurut katalog"},
     {"permit for a new one", "permit untuk yang baru"},
     {"the id of a new one", "id-nya untuk yang baru"},
     {"the end", "bulan terakhir"},
     {"the last month", "bulan terakhir"},
     {"from, for leader_turnover, officer_turnover, permit_renewal",
      "from, untuk leader_turnover, officer_turnover, permit_renewal"},
     {"the parameter table", "tabel parameter"}}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// Replaces whole words only: "row" not in "rows".
std::string in_indonesian(std::string_view text, std::span<const Text> words) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const bool may_begin = at == 0 || !is_letter(text[at - 1]) || !is_letter(text[at]);
    const auto fits = [&](const Text& word) {
      if (!text.substr(at).starts_with(word.en)) return false;
      const std::size_t end = at + word.en.size();
      return end == text.size() || !is_letter(word.en.back()) || !is_letter(text[end]);
    };
    const auto found = may_begin ? std::ranges::find_if(words, fits) : words.end();
    if (found == words.end()) {
      result += text[at++];
    } else {
      result += found->id;
      at += found->en.size();
    }
  }
  return result;
}

}  // namespace

std::string unit_text(std::string_view unit, Language language) {
  if (unit == "1" || unit == "index" || unit == "switch") return {};
  return language == Language::en ? std::string(unit) : in_indonesian(unit, units);
}

std::string source_text(std::string_view source, Language language) {
  return language == Language::en ? std::string(source) : in_indonesian(source, sources);
}

std::string default_text(std::string_view standard, Language language) {
  if (language == Language::en) return std::string(standard);
  std::string result;
  for (std::size_t begin = 0; begin <= standard.size();) {
    const std::size_t end = std::min(standard.find("; ", begin), standard.size());
    const std::string_view part = standard.substr(begin, end - begin);
    const auto* const found = std::ranges::find(defaults, part, &Text::en);
    result += (begin > 0 ? "; " : "") + std::string(found == defaults.end() ? part : found->id);
    begin = end + 2;
  }
  return result;
}

}  // namespace berdaya
