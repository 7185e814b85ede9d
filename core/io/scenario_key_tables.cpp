// The keys of what there is: sectors, options, offices, communities, organisations, facilitators, funds.
#include <array>

#include "io/scenario_key_shapes.hpp"

namespace berdaya {

using namespace keys;

std::span<const Key<SectorSpec>> sector_keys() {
  using S = SectorSpec;
  static const auto keys = std::to_array<Key<S>>({
      id_key(&S::id),
      title_key(&S::title),
      number("revenue", "million Rp/month", 1e-6, 1e6, &S::revenue,
             {"reference revenue of a typical UMKM of the sector", "omzet acuan UMKM yang umum di sektor ini"}),
      flag("food", &S::food, {"may take up options for food only", "boleh mengambil opsi khusus pangan"}),
      level("share", &S::share,
            {"share of a community's UMKM, where the community gives only their total; what is left goes to the first "
             "sector",
             "porsi UMKM bila komunitas hanya memberi jumlah total; sisanya masuk sektor pertama"}),
      special<S>({.name = "options",
                  .type = KeyType::references,
                  .standard_text = "all; those for food only where food = true",
                  .refers_to = "option",
                  .meaning = {"options that suit the sector", "opsi yang cocok bagi sektor ini"}}),
  });
  return keys;
}

std::span<const Key<OptionSpec>> option_keys() {
  using S = OptionSpec;
  static constexpr std::array<std::string_view, 3> kinds{"permit", "channel", "finance"};
  static constexpr std::array<std::string_view, 3> skills{"production", "management", "market"};
  static constexpr std::array<std::string_view, 3> offerers{"government", "cbo", "facilitator"};
  static const auto keys = std::to_array<Key<S>>({
      Key<S>{{.name = "id",
              .type = KeyType::id,
              .required = true,
              .meaning = {"an option of the catalogue, which is changed, or a new permit or finance",
                          "opsi dari katalog yang diubah, atau izin atau pembiayaan baru"}},
             &S::id},
      Key<S>{{.name = "title",
              .type = KeyType::title,
              .standard_text = "the catalogue's; the id of a new one",
              .meaning = {"name that people read", "nama yang dibaca orang"}},
             &S::title},
      special<S>(
          {.name = "kind",
           .type = KeyType::choice,
           .standard_text = "the catalogue's; permit for a new one",
           .choices = kinds,
           .meaning = {"what it is; channels cannot be added", "jenisnya; saluran penjualan tidak dapat ditambah"}}),
      special<S>({.name = "prerequisite",
                  .type = KeyType::reference,
                  .standard_text = "the catalogue's; none",
                  .refers_to = "option",
                  .meaning = {"option that must be held first, or \"none\"",
                              "opsi yang harus dimiliki lebih dahulu, atau \"none\""}}),
      special<S>({.name = "skill",
                  .type = KeyType::choice,
                  .standard_text = "the catalogue's; management",
                  .choices = skills,
                  .meaning = {"skill that helps to take it up", "keterampilan yang membantu mengambilnya"}}),
      special<S>({.name = "offered_by",
                  .type = KeyType::choice,
                  .standard_text = "the catalogue's; government",
                  .choices = offerers,
                  .meaning = {"whose trust counts: who offers it",
                              "kepercayaan kepada siapa yang menentukan: pihak yang menawarkan"}}),
      Key<S>{{.name = "food_only",
              .type = KeyType::flag,
              .standard_text = "the catalogue's; false",
              .meaning = {"for food sectors only", "hanya untuk sektor pangan"}},
             &S::food_only},
      special<S>({.name = "from",
                  .type = KeyType::date,
                  .standard_text = "start",
                  .derived = true,
                  .meaning = {"first month in which it can be taken up; may lie before the start or after the end",
                              "bulan pertama opsi dapat diambil; boleh sebelum awal atau sesudah akhir"}}),
      Key<S>{{.name = "source",
              .type = KeyType::text,
              .standard_text = "the catalogue's",
              .meaning = {"what the numbers rest on", "dasar angka-angkanya"}},
             &S::source},
  });
  return keys;
}

std::span<const Key<GovernmentSpec>> government_keys() {
  using S = GovernmentSpec;
  static const auto keys = std::to_array<Key<S>>({
      id_key(&S::id),
      title_key(&S::title),
      special<S>({.name = "level",
                  .type = KeyType::choice,
                  .required = true,
                  .choices = level_names(),
                  .meaning = {"level of government", "tingkat pemerintahan"}}),
      special<S>({.name = "parent",
                  .type = KeyType::reference,
                  .standard_text = "none",
                  .refers_to = "government",
                  .meaning = {"the unit above it; a unit without one is a root",
                              "unit di atasnya; unit tanpa induk adalah akar"}}),
      Key<S>{{.name = "support",
              .type = KeyType::level,
              .unit = "1",
              .derived = true,
              .source = assumed,
              .meaning = {"support for the programme at the start", "dukungan bagi program di awal"}},
             &S::support},
      Key<S>{{.name = "base_support",
              .type = KeyType::level,
              .unit = "1",
              .standard_text = "support",
              .derived = true,
              .source = assumed,
              .meaning = {"support that it keeps by itself", "dukungan yang bertahan dengan sendirinya"}},
             &S::base_support},
      level("mandate", &S::mandate,
            {"stands in for the parent's support at a root: regulation and budget from above",
             "pengganti dukungan induk pada akar: regulasi dan anggaran dari atas"}),
      number("hours", "hours/month/community", 0, 1e6, &S::hours,
             {"working hours that it can give to each of its communities",
              "jam kerja yang dapat diberikan kepada tiap komunitasnya"}),
      level("monitoring", &S::monitoring,
            {"how closely it follows what is done below", "seberapa cermat ia memantau pelaksanaan di bawahnya"}),
      level("archive", &S::archive, {"order of its papers at the start", "kerapian arsipnya di awal"}),
      level("records", &S::records,
            {"archive that ordinary record keeping delivers", "arsip yang dihasilkan pencatatan biasa"}),
  });
  return keys;
}

std::span<const Key<CommunitySpec>> community_keys() {
  using S = CommunitySpec;
  static const auto keys = std::to_array<Key<S>>({
      id_key(&S::id),
      title_key(&S::title),
      special<S>({.name = "government",
                  .type = KeyType::references,
                  .required = true,
                  .refers_to = "government",
                  .meaning = {"the units that govern it, at most one of each level, each under the one above",
                              "unit pemerintah yang membawahinya, paling banyak satu per tingkat, masing-masing di "
                              "bawah unit di atasnya"}}),
      special<S>(
          {.name = "umkm",
           .type = KeyType::counts,
           .unit = "UMKM",
           .low = 0,
           .high = largest_community,
           .meaning =
               {"number of UMKM by sector, { food = 60, craft = 36 }, or in all, split by the sectors' shares",
                "jumlah UMKM per sektor, { food = 60, craft = 36 }, atau total yang dibagi menurut porsi sektor"}}),
      special<S>({.name = "umkm_file",
                  .type = KeyType::file,
                  .meaning = {"table of the UMKM themselves, instead of `umkm`",
                              "tabel UMKM satu per satu, sebagai ganti `umkm`"}}),
      whole("neighbourhoods", "RT", 1, 1000, &S::neighbourhoods, {"number of RT", "jumlah RT"}),
      whole("stage", "index", 0, 3, &S::stage,
            {"stage of the programme: 0 site selection, 1 socialisation, 2 empowerment, 3 independence",
             "tahap program: 0 penentuan lokasi, 1 sosialisasi, 2 pemberdayaan, 3 kemandirian"}),
      level("environment", &S::environment,
            {"state of streets, drains, greenery at the start", "keadaan jalan, saluran, dan penghijauan di awal"}),
      level("env_base", &S::env_base,
            {"environment without care or works", "lingkungan tanpa perawatan atau pembangunan"}),
      level("archive", &S::archive, {"order of the programme's papers at the start", "kerapian arsip program di awal"}),
      level("records", &S::records,
            {"archive that ordinary record keeping delivers", "arsip yang dihasilkan pencatatan biasa"}),
      level("reputation", &S::reputation, {"reputation at the start", "reputasi di awal"}),
      level("clarity", &S::clarity,
            {"clarity of who does what, without levers", "kejelasan pembagian tugas tanpa intervensi"}),
      level("integration", &S::integration,
            {"how far its organisations work together", "sejauh mana organisasi-organisasinya bekerja bersama"}),
      number("gallery_slots", "slots", 0, 1e6, &S::gallery_slots,
             {"places for UMKM in the gallery; 0 = no gallery", "tempat bagi UMKM di galeri; 0 = tidak ada galeri"}),
      level("gallery_location", &S::gallery_location, {"quality of the gallery's place", "mutu lokasi galeri"}),
      number("gallery_footfall", "visitors/month", 0, 1e9, &S::gallery_footfall,
             {"visitors of the gallery", "pengunjung galeri"}),
      whole("bazaar_every", "months", 0, 1200, &S::bazaar_every,
            {"own bazaar every so many months; 0 = none", "bazar sendiri setiap sekian bulan; 0 = tidak ada"}),
      whole("bazaar_stalls", "stalls", 0, largest_community, &S::bazaar_stalls,
            {"stalls of the own bazaar", "lapak bazar sendiri"}),
      level("platform_demand", &S::platform_demand,
            {"demand on online platforms for the goods of this place",
             "permintaan di lokapasar bagi barang dari tempat ini"}),
      flag("pilot", &S::pilot, {"a pilot of the programme", "lokasi percontohan program"}),
      whole("wave", "wave", 0, 1000, &S::wave,
            {"wave of replication that reaches it, from 0", "gelombang replikasi yang menjangkaunya, mulai 0"}),
      number("latitude", "degree", -90, 90, &S::latitude, {"latitude", "lintang"}),
      number("longitude", "degree", -180, 180, &S::longitude, {"longitude", "bujur"}),
  });
  return keys;
}

std::span<const Key<CboSpec>> cbo_keys() {
  using S = CboSpec;
  static const auto keys = std::to_array<Key<S>>({
      id_key(&S::id),
      title_key(&S::title),
      special<S>({.name = "community",
                  .type = KeyType::reference,
                  .required = true,
                  .refers_to = "community",
                  .meaning = {"its community", "komunitasnya"}}),
      Key<S>{{.name = "kind",
              .type = KeyType::text,
              .standard_text = "\"\"",
              .meaning = {"what it is called: obm, paguyuban, kub, pkk ...; a label",
                          "sebutannya: obm, paguyuban, kub, pkk ...; hanya label"}},
             &S::kind},
      level("leadership", &S::leadership, {"quality of its leaders", "mutu kepemimpinannya"}),
      level("cohesion", &S::cohesion,
            {"how far its members pull together, at the start", "kekompakan anggotanya di awal"}),
      level("knowledge", &S::knowledge,
            {"what it knows about running a business, at the start and as its own base",
             "pengetahuan usahanya, di awal dan sebagai dasarnya"}),
      level("formal_trust", &S::formal_trust,
            {"trust that government and partners place in it, at the start",
             "kepercayaan pemerintah dan mitra kepadanya di awal"}),
      Key<S>{{.name = "formal_trust_base",
              .type = KeyType::level,
              .unit = "1",
              .standard_text = "formal_trust",
              .derived = true,
              .source = assumed,
              .meaning = {"formal trust to which it drifts back",
                          "kepercayaan formal yang dituju bila tidak ada kejadian"}},
             &S::formal_trust_base},
      level("linking", &S::linking,
            {"ties up to government and partners, at the start", "hubungan ke pemerintah dan mitra di awal"}),
      level("link_max", &S::link_max,
            {"ceiling of linking; 0 = it can have none", "batas atas hubungan ke atas; 0 = tidak bisa"}),
      level("dominance", &S::dominance,
            {"its share of all activities in the past", "porsinya dari semua kegiatan selama ini"}),
      level("members", &S::members,
            {"share of the community's UMKM that belong to it at the start",
             "porsi UMKM komunitas yang menjadi anggotanya di awal"}),
      flag("bridge", &S::bridge,
           {"may have ties to organisations of other communities",
            "boleh menjalin hubungan dengan organisasi komunitas lain"}),
  });
  return keys;
}

std::span<const Key<FacilitatorSpec>> facilitator_keys() {
  using S = FacilitatorSpec;
  static const auto keys = std::to_array<Key<S>>({
      id_key(&S::id),
      title_key(&S::title),
      special<S>({.name = "kind",
                  .type = KeyType::choice,
                  .standard_text = "\"coordinator\"",
                  .choices = facilitator_kind_names(),
                  .meaning = {"who it is; a coordinator is the community's own, all others are officials or outsiders",
                              "siapa dia; koordinator berasal dari komunitas, lainnya petugas atau orang luar"}}),
      special<S>({.name = "communities",
                  .type = KeyType::references,
                  .required = true,
                  .refers_to = "community",
                  .meaning = {"communities that it serves", "komunitas yang dilayaninya"}}),
      number("hours", "hours/month", 0, 1e6, &S::hours, {"working time in all", "jam kerja seluruhnya"}),
      level("competence", &S::competence, {"quality of its work", "mutu kerjanya"}),
      level("commitment", &S::commitment,
            {"share of its hours that it really gives, at the start and without overload",
             "porsi jamnya yang sungguh diberikan, di awal dan tanpa kelebihan beban"}),
      special<S>({.name = "from",
                  .type = KeyType::date,
                  .standard_text = "start",
                  .derived = true,
                  .meaning = {"first month", "bulan pertama"}}),
      special<S>({.name = "until",
                  .type = KeyType::date,
                  .standard_text = "the end",
                  .derived = true,
                  .meaning = {"last month, inclusive", "bulan terakhir, termasuk"}}),
      special<S>({.name = "fund",
                  .type = KeyType::reference,
                  .standard_text = "none: outside money",
                  .refers_to = "fund",
                  .meaning = {"fund that pays it", "dana yang membayarnya"}}),
  });
  return keys;
}

std::span<const Key<FundSpec>> fund_keys() {
  using S = FundSpec;
  static const auto keys = std::to_array<Key<S>>({
      id_key(&S::id),
      title_key(&S::title),
      number("opening_balance", "million Rp", 0, 1e12, &S::opening_balance,
             {"money that it receives in its first month", "uang yang diterima pada bulan pertama"}),
      number("inflow", "million Rp", 0, 1e12, &S::inflow,
             {"money that comes in each time: every month, or as often as inflow_every says",
              "uang yang masuk setiap kali: tiap bulan, atau sesering yang dikatakan inflow_every"}),
      whole("inflow_every", "months", 1, 1200, &S::inflow_every,
            {"months from one inflow to the next, the first in the first month; 12: a tranche a year",
             "jarak bulan antarpemasukan, yang pertama pada bulan pertama; 12: sekali setahun"}),
      special<S>({.name = "from",
                  .type = KeyType::date,
                  .standard_text = "start",
                  .derived = true,
                  .meaning = {"first month", "bulan pertama"}}),
      special<S>({.name = "until",
                  .type = KeyType::date,
                  .standard_text = "the end",
                  .derived = true,
                  .meaning = {"last month with inflow, inclusive", "bulan terakhir ada pemasukan, termasuk"}}),
  });
  return keys;
}

}  // namespace berdaya
