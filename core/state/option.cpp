#include "state/option.hpp"

#include <array>

namespace berdaya {
namespace {

OptionSpec permit(std::string id, Title title, double burden, double base, double effect, std::string source) {
  OptionSpec o;
  o.id = std::move(id);
  o.title = std::move(title);
  o.kind = OptionKind::permit;
  o.prerequisite = option::nib;
  o.skill = SkillKind::management;
  o.offered_by = OfferedBy::government;
  o.burden = burden;
  o.base = base;
  o.effect = effect;
  o.source = std::move(source);
  return o;
}

OptionSpec channel(std::string id, Title title, SkillKind skill, OfferedBy who, double burden, double base, double drop,
                   double churn, double link, std::string source) {
  OptionSpec o;
  o.id = std::move(id);
  o.title = std::move(title);
  o.kind = OptionKind::channel;
  o.skill = skill;
  o.offered_by = who;
  o.burden = burden;
  o.base = base;
  o.drop = drop;
  o.churn = churn;
  o.link = link;
  o.source = std::move(source);
  return o;
}

OptionSpec finance(std::string id, Title title, OfferedBy who, double base, double link, std::string source) {
  OptionSpec o;
  o.id = std::move(id);
  o.title = std::move(title);
  o.kind = OptionKind::finance;
  o.skill = SkillKind::management;
  o.offered_by = who;
  o.burden = 0.65;
  o.base = base;
  o.link = link;
  o.source = std::move(source);
  return o;
}

std::vector<OptionSpec> make_catalogue() {
  std::vector<OptionSpec> list;
  list.reserve(option::standard_count);

  list.push_back(permit("nib", {"Business registration number (NIB)", "Nomor induk berusaha (NIB)"}, 0.6, -7.91, 0.02,
                        "calibrated to case 004, S84-S86"));
  list.back().prerequisite = -1;
  list.push_back(permit("pirt", {"Home food licence (SPP-IRT)", "Izin pangan industri rumah tangga (SPP-IRT)"}, 0.75,
                        -6.0, 0.08, "assumption"));
  list.back().food_only = true;
  list.push_back(permit("halal", {"Halal certificate", "Sertifikat halal"}, 0.8, -6.2, 0.1, "assumption"));
  list.back().food_only = true;
  list.push_back(permit("hki", {"Registered brand (HKI)", "Merek terdaftar (HKI)"}, 0.85, -7.6, 0.06, "assumption"));
  list.back().link = 0.2;

  list.push_back(channel("gallery", {"Shelf in the gallery", "Rak di galeri"}, SkillKind::production, OfferedBy::cbo,
                         0.3, -6.0, 0.2, 0.01, 0.0, "assumption; case 004, S64"));
  list.push_back(channel("bazaar", {"Stall at the bazaar", "Stan di bazar"}, SkillKind::production, OfferedBy::cbo,
                         0.25, -6.3, 0.1, 0.02, 0.2, "assumption"));
  list.push_back(channel("marketplace", {"Online marketplace", "Lokapasar daring"}, SkillKind::market,
                         OfferedBy::facilitator, 0.45, -8.2, 0.03, 0.015, 0.2, "calibrated to S49-S51"));
  list.back().ambition = 3.31;
  list.push_back(channel("partnership", {"Supplying a large buyer", "Kemitraan dengan pembeli besar"},
                         SkillKind::production, OfferedBy::cbo, 0.75, -10.5, 0.05, 0.01, 1.0,
                         "calibrated to case 004 (hotel refused)"));
  list.back().ambition = 2.5;
  list.push_back(channel("collective", {"Collective marketing", "Pemasaran bersama"}, SkillKind::management,
                         OfferedBy::cbo, 0.25, -5.6, 0.06, 0.01, 0.3, "assumption; case 002"));

  list.push_back(finance("kur", {"Subsidised bank loan (KUR)", "Kredit usaha rakyat (KUR)"}, OfferedBy::government,
                         -4.97, 0.3, "calibrated to S98"));
  list.back().prerequisite = option::nib;
  list.push_back(finance("csr", {"Company loan (CSR)", "Pinjaman kemitraan perusahaan (CSR)"}, OfferedBy::facilitator,
                         -7.0, 1.0, "calibrated to case 003"));
  return list;
}

}  // namespace

std::vector<OptionSpec> standard_options() {
  static const std::vector<OptionSpec> catalogue = make_catalogue();
  return catalogue;
}

std::string_view name_of(OptionKind kind) {
  switch (kind) {
    case OptionKind::permit:
      return "permit";
    case OptionKind::channel:
      return "channel";
    case OptionKind::finance:
      return "finance";
  }
  return "";
}

std::string_view name_of(SkillKind kind) {
  switch (kind) {
    case SkillKind::production:
      return "production";
    case SkillKind::management:
      return "management";
    case SkillKind::market:
      return "market";
  }
  return "";
}

std::string_view name_of(OfferedBy who) {
  switch (who) {
    case OfferedBy::government:
      return "government";
    case OfferedBy::cbo:
      return "cbo";
    case OfferedBy::facilitator:
      return "facilitator";
  }
  return "";
}

std::span<const OptionCell> option_cells() {
  static constexpr std::array<OptionCell, 7> cells{{
      {"burden",
       "1",
       0.0,
       1.0,
       {"time and paperwork that taking it up costs", "waktu dan urusan berkas untuk mengambilnya"},
       &OptionSpec::burden,
       0.1,
       1.0},
      {"base",
       "log-hazard/month",
       -100.0,
       100.0,
       {"log-hazard of taking it up when every other term is 0", "log-hazard pengambilan bila semua suku lain 0"},
       &OptionSpec::base,
       -1.5,
       1.5,
       true},
      {"ambition",
       "1",
       0.0,
       20.0,
       {"how strongly the owner's aspiration counts for it", "seberapa kuat aspirasi pemilik berpengaruh padanya"},
       &OptionSpec::ambition,
       0.0,
       5.0},
      {"drop",
       "1/month",
       0.0,
       1.0,
       {"chance to give it up in a month in which it returns nothing",
        "peluang melepasnya dalam bulan yang tidak memberi hasil"},
       &OptionSpec::drop,
       0.0,
       0.4},
      {"churn",
       "1/month",
       0.0,
       1.0,
       {"chance to give it up in a month whatever it returns", "peluang melepasnya dalam sebulan apa pun hasilnya"},
       &OptionSpec::churn,
       0.0,
       0.05},
      {"link",
       "1",
       0.0,
       20.0,
       {"how strongly the CBO's linking to institutions helps to get it",
        "seberapa kuat jejaring OBM ke lembaga membantu memperolehnya"},
       &OptionSpec::link,
       0.0,
       1.5},
      {"effect",
       "1",
       0.0,
       20.0,
       {"share by which holding it raises sales in gallery, bazaar and online marketplace",
        "porsi kenaikan penjualan di galeri, bazar, dan lokapasar bagi pemegangnya"},
       &OptionSpec::effect,
       0.0,
       0.3},
  }};
  return cells;
}

}  // namespace berdaya
