#include "io/scenario_keys.hpp"

#include <array>

#include "interventions/catalogue.hpp"
#include "state/facilitator.hpp"
#include "state/government.hpp"

namespace berdaya {
namespace {

template <std::size_t n, class Enumeration>
std::array<std::string_view, n> names_of() {
  std::array<std::string_view, n> names;
  for (std::size_t i = 0; i < n; ++i) names[i] = name_of(static_cast<Enumeration>(i));
  return names;
}

template <class Spec>
std::string plain_default(const Key<Spec>& key) {
  static const Spec standard{};
  return std::visit(
      [&](auto member) -> std::string {
        using M = decltype(member);
        if constexpr (std::is_same_v<M, double Spec::*>)
          return number_text(standard.*member);
        else if constexpr (std::is_same_v<M, Index Spec::*>)
          return std::to_string(standard.*member);
        else if constexpr (std::is_same_v<M, bool Spec::*>)
          return standard.*member ? "true" : "false";
        else
          return {};
      },
      key.member);
}

// The texts of defaults taken from the structs; made once, so that descriptions can stay views.
template <class Spec>
std::vector<KeyDescription> with_defaults(std::span<const Key<Spec>> keys) {
  static const std::vector<std::string> texts = [&] {
    std::vector<std::string> made;
    for (const Key<Spec>& key : keys) made.push_back(plain_default(key));
    return made;
  }();
  std::vector<KeyDescription> descriptions;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    descriptions.push_back(keys[i].description);
    if (descriptions.back().standard_text.empty()) descriptions.back().standard_text = texts[i];
  }
  return descriptions;
}

}  // namespace

std::span<const std::string_view> level_names() {
  static const auto names = names_of<level_count, Level>();
  return names;
}

std::span<const std::string_view> facilitator_kind_names() {
  static const auto names = names_of<facilitator_kind_count, FacilitatorKind>();
  return names;
}

std::span<const std::string_view> where_names() {
  // `listed` is not written: it is the list `communities`.
  static const std::array<std::string_view, 3> names{name_of(Where::all), name_of(Where::pilot),
                                                     name_of(Where::replica)};
  return names;
}

std::span<const std::string_view> first_names() {
  static const auto names = names_of<4, First>();
  return names;
}

std::string_view name_of(Trait trait) {
  static const auto names = [] {
    std::array<std::string_view, trait_count> found;
    Parameters parameters;
    for (const ParameterDescription& parameter : describe_population()) {
      for (std::size_t t = 0; t < found.size(); ++t) {
        if (&parameter.at(parameters) == &parameters.population.median[t])
          found[t] = parameter.name.substr(parameter.name.find('.') + 1);
      }
    }
    return found;
  }();
  return names[static_cast<std::size_t>(trait)];
}

std::span<const KeyDescription> top_keys() {
  static const auto keys = std::to_array<KeyDescription>({
      {.name = "format",
       .type = KeyType::whole,
       .low = 1,
       .high = 1,
       .required = true,
       .meaning = {"version of this format", "versi format ini"}},
      {.name = "id", .type = KeyType::id, .required = true, .meaning = {"name of the scenario", "nama skenario"}},
      {.name = "title",
       .type = KeyType::title,
       .standard_text = "its id",
       .derived = true,
       .meaning = {"name that people read", "nama yang dibaca orang"}},
      {.name = "description",
       .type = KeyType::title,
       .standard_text = "\"\"",
       .meaning = {"the question, in a sentence or two", "pertanyaannya, dalam satu atau dua kalimat"}},
      {.name = "source", .type = KeyType::text, .standard_text = "\"\"", .meaning = {"what it rests on", "dasarnya"}},
      {.name = "start", .type = KeyType::date, .required = true, .meaning = {"the first month", "bulan pertama"}},
      {.name = "months",
       .type = KeyType::whole,
       .unit = "month",
       .low = 1,
       .high = longest_run,
       .required = true,
       .meaning = {"length of the run", "lama simulasi"}},
      {.name = "planned_months",
       .type = KeyType::whole,
       .unit = "month",
       .low = 1,
       .high = longest_run,
       .standard_text = "months",
       .meaning = {"span in which dates may lie and at whose end open-ended interventions stop, where a run is cut "
                   "short; written by --months, so that the first months stay the same",
                   "rentang tempat tanggal boleh berada dan intervensi tanpa akhir berhenti, bila simulasi "
                   "dipersingkat; ditulis oleh --months agar bulan-bulan awal tetap sama"}},
      {.name = "statistics_every",
       .type = KeyType::whole,
       .unit = "month",
       .low = 0,
       .high = longest_run,
       .standard_text = "0",
       .meaning = {"months between the statistics of all metrics that `berdaya run` prints; 0 = none",
                   "jarak bulan antara statistik semua ukuran yang dicetak `berdaya run`; 0 = tidak"}},
      {.name = "collective",
       .type = KeyType::flag,
       .standard_text = "true",
       .meaning = {"collective marketing is possible", "pemasaran bersama dimungkinkan"}},
      {.name = "communities_file",
       .type = KeyType::file,
       .meaning = {"table of communities, one row each", "tabel komunitas, satu baris per komunitas"}},
      {.name = "parameters",
       .type = KeyType::table,
       .standard_text = "the parameter table",
       .meaning = {"group.name = value: what differs from the defaults",
                   "kelompok.nama = nilai: yang berbeda dari nilai baku"}},
      {.name = "population",
       .type = KeyType::table,
       .standard_text = "the parameter table",
       .meaning = {"the parameters of the group population: medians and standard deviations (_sd) at entry",
                   "parameter kelompok population: median dan simpangan baku (_sd) saat masuk"}},
      {.name = "uncertainty",
       .type = KeyType::table,
       .standard_text = "the parameter table",
       .meaning = {"group.name = { min = ..., max = ... }: ranges for sweeps and calibration",
                   "kelompok.nama = { min = ..., max = ... }: rentang untuk uji kepekaan dan kalibrasi"}},
      {.name = "adopted",
       .type = KeyType::table,
       .standard_text = "none held",
       .meaning = {"option = share of UMKM that hold it at the start", "opsi = porsi UMKM yang memilikinya di awal"}},
      {.name = "replication",
       .type = KeyType::table,
       .standard_text = "no replication",
       .meaning = {"what the pilots must reach before others follow",
                   "yang harus dicapai percontohan sebelum yang lain menyusul"}},
      {.name = "sector", .type = KeyType::table, .required = true, .meaning = {"sectors of business", "sektor usaha"}},
      {.name = "option",
       .type = KeyType::table,
       .standard_text = "the catalogue",
       .meaning = {"changes and additions to the catalogue of options", "perubahan dan tambahan katalog opsi"}},
      {.name = "government",
       .type = KeyType::table,
       .required = true,
       .meaning = {"units of government", "unit pemerintah"}},
      {.name = "community",
       .type = KeyType::table,
       .meaning = {"communities; may also come from communities_file", "komunitas; dapat juga dari communities_file"}},
      {.name = "cbo",
       .type = KeyType::table,
       .meaning = {"community-based organisations, at least one in each community",
                   "organisasi berbasis masyarakat, paling sedikit satu di tiap komunitas"}},
      {.name = "facilitator",
       .type = KeyType::table,
       .standard_text = "none",
       .meaning = {"people who accompany the UMKM", "pendamping UMKM"}},
      {.name = "fund",
       .type = KeyType::table,
       .standard_text = "none",
       .meaning = {"limited money for interventions and facilitators",
                   "dana terbatas untuk intervensi dan pendamping"}},
      {.name = "intervention",
       .type = KeyType::table,
       .standard_text = "none",
       .meaning = {"what happens in the baseline and under every policy",
                   "yang terjadi pada keadaan dasar dan pada setiap kebijakan"}},
      {.name = "policy",
       .type = KeyType::table,
       .standard_text = "only baseline",
       .meaning = {"named policies to compare, [policy.NAME]", "kebijakan bernama untuk dibandingkan, [policy.NAME]"}},
      {.name = "files",
       .type = KeyType::table,
       .standard_text = "none",
       .meaning = {"\"name.csv\" = text: tables inside this file, looked up before the folder",
                   "\"nama.csv\" = teks: tabel di dalam berkas ini, dicari sebelum folder"}},
      {.name = "parameter_sets",
       .type = KeyType::table,
       .standard_text = "none",
       .meaning =
           {"sets of parameters with which the result was made, `name` and `table`; `--parameters` replaces them",
            "himpunan parameter pembuat hasil, `name` dan `table`; `--parameters` menggantikannya"}},
      {.name = "unstated",
       .type = KeyType::table,
       .standard_text = "none",
       .meaning = {"written by the program: which values of a resolved scenario nobody has stated",
                   "ditulis program: nilai skenario lengkap yang tidak dinyatakan siapa pun"}},
  });
  return keys;
}

std::span<const KeyDescription> target_keys() {
  static const auto keys = std::to_array<KeyDescription>({
      {.name = "communities",
       .type = KeyType::references,
       .standard_text = "all",
       .refers_to = "community",
       .meaning = {"communities by id", "komunitas menurut id"}},
      {.name = "group",
       .type = KeyType::choice,
       .standard_text = "\"all\"",
       .choices = where_names(),
       .meaning = {"all communities, the pilots, or the others once replication has begun",
                   "semua komunitas, percontohan, atau yang lain setelah replikasi dimulai"}},
      {.name = "sectors",
       .type = KeyType::references,
       .standard_text = "all",
       .refers_to = "sector",
       .meaning = {"only UMKM of these sectors", "hanya UMKM dari sektor ini"}},
      {.name = "neighbourhoods",
       .type = KeyType::numbers,
       .unit = "RT",
       .low = 1,
       .high = 1000,
       .standard_text = "all",
       .meaning = {"only UMKM of these RT, numbered from 1", "hanya UMKM dari RT ini, bernomor mulai 1"}},
      {.name = "share",
       .type = KeyType::level,
       .unit = "1",
       .standard_text = "everybody",
       .meaning = {"share of those eligible, rounded up", "porsi dari yang memenuhi syarat, dibulatkan ke atas"}},
      {.name = "places",
       .type = KeyType::whole,
       .unit = "UMKM",
       .low = 1,
       .high = largest_community,
       .standard_text = "no limit; 6 for mentoring",
       .meaning = {"number of UMKM per community, instead of share", "jumlah UMKM per komunitas, sebagai ganti share"}},
      {.name = "first",
       .type = KeyType::choice,
       .standard_text = "\"random\"; \"willing\" for mentoring",
       .choices = first_names(),
       .meaning = {"who comes first: at random, the willing, the unaware, or the well connected",
                   "siapa didahulukan: acak, yang bersedia, yang belum tahu, atau yang banyak hubungannya"}},
  });
  return keys;
}

namespace {

// Of one UMKM, at entry; in the order of Trait.
constexpr std::array<Text, trait_count> trait_meanings{{
    {"its production skill", "keterampilan produksinya"},
    {"its management skill", "keterampilan manajemennya"},
    {"its market skill", "keterampilan pasarnya"},
    {"its aspiration; 0 = comfort zone", "aspirasinya; 0 = zona nyaman"},
    {"how well it knows the programme", "seberapa kenal ia pada program"},
    {"what it believes taking part is worth", "manfaat yang diharapkannya dari ikut serta"},
    {"its trust in other UMKM", "kepercayaannya kepada UMKM lain"},
    {"its trust in the organisation", "kepercayaannya kepada organisasi"},
    {"its trust in facilitators", "kepercayaannya kepada pendamping"},
    {"its trust in government", "kepercayaannya kepada pemerintah"},
    {"how far it sees the programme as its own", "rasa memilikinya terhadap program"},
    {"how bored it is with the programme", "kejenuhannya terhadap program"},
    {"its free time", "waktu luangnya"},
}};

}  // namespace

std::span<const KeyDescription> umkm_columns() {
  static const std::vector<KeyDescription> columns = [] {
    std::vector<KeyDescription> made{
        {.name = "sector",
         .type = KeyType::reference,
         .required = true,
         .refers_to = "sector",
         .meaning = {"its sector", "sektornya"}},
        {.name = "neighbourhood",
         .type = KeyType::whole,
         .unit = "RT",
         .low = 1,
         .high = 1000,
         .standard_text = "spread evenly",
         .meaning = {"its RT, numbered from 1; in all rows or in none",
                     "RT-nya, bernomor mulai 1; di semua baris atau tidak sama sekali"}},
        {.name = "cbo",
         .type = KeyType::reference,
         .standard_text = "drawn",
         .refers_to = "cbo",
         .meaning = {"the organisation of its community to which it belongs, or none",
                     "organisasi di komunitasnya tempat ia menjadi anggota, atau none"}},
        {.name = "reluctance",
         .type = KeyType::number,
         .unit = "logit",
         .low = -100,
         .high = 100,
         .standard_text = "drawn",
         .meaning = {"own reluctance or readiness to take part", "kecenderungan pribadi untuk ikut serta"}},
        {.name = "size",
         .type = KeyType::number,
         .unit = "1",
         .low = 1e-6,
         .high = 1e6,
         .standard_text = "drawn",
         .meaning = {"size and location relative to a typical UMKM", "ukuran dan lokasi dibanding UMKM umumnya"}},
        {.name = "capital",
         .type = KeyType::number,
         .unit = "million Rp",
         .low = 0,
         .high = 1e9,
         .standard_text = "drawn",
         .meaning = {"working capital", "modal kerja"}},
        {.name = "other_income",
         .type = KeyType::number,
         .unit = "million Rp/month",
         .low = 0,
         .high = 1e9,
         .standard_text = "drawn",
         .meaning = {"income of the household outside the business", "penghasilan rumah tangga di luar usaha"}},
        {.name = "revenue",
         .type = KeyType::number,
         .unit = "million Rp/month",
         .low = 1e-6,
         .high = 1e9,
         .standard_text = "from the sector's",
         .meaning = {"usual revenue: its own reference at the start", "omzet biasanya: acuan dirinya di awal"}},
    };
    for (std::size_t trait = 0; trait < trait_meanings.size(); ++trait) {
      made.push_back({.name = name_of(static_cast<Trait>(trait)),
                      .type = KeyType::level,
                      .unit = "1",
                      .standard_text = "drawn",
                      .meaning = trait_meanings[trait]});
    }
    return made;
  }();
  return columns;
}

std::vector<SectionDescription> scenario_sections() {
  const auto plain = [](std::span<const KeyDescription> keys) {
    return std::vector<KeyDescription>(keys.begin(), keys.end());
  };
  return {
      {"top level", {"The scenario", "Skenario"}, plain(top_keys())},
      {"[[sector]]", {"Sectors of business", "Sektor usaha"}, with_defaults(sector_keys())},
      {"[[option]]",
       {"Permits, sales channels, finance", "Izin, saluran penjualan, pembiayaan"},
       with_defaults(option_keys())},
      {"[[government]]", {"Units of government", "Unit pemerintah"}, with_defaults(government_keys())},
      {"[[community]]", {"Communities", "Komunitas"}, with_defaults(community_keys())},
      {"[[cbo]]", {"Community-based organisations", "Organisasi berbasis masyarakat"}, with_defaults(cbo_keys())},
      {"[[facilitator]]", {"Facilitators", "Pendamping"}, with_defaults(facilitator_keys())},
      {"[[fund]]", {"Funds", "Dana"}, with_defaults(fund_keys())},
      {"[[intervention]]",
       {"Interventions: levers and shocks", "Intervensi dan guncangan"},
       with_defaults(intervention_keys())},
      {"target", {"Whom an intervention reaches", "Sasaran intervensi"}, plain(target_keys())},
      {"[policy.NAME]", {"Policies", "Kebijakan"}, with_defaults(policy_keys())},
      {"[replication]", {"Replication", "Replikasi"}, with_defaults(replication_keys())},
      {"umkm_file", {"Columns of an umkm_file", "Kolom umkm_file"}, plain(umkm_columns())},
  };
}

}  // namespace berdaya
