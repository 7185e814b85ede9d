// Uptake of permits, channels and finance.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_uptake() {
  // A table: a block of lines per parameter.
  // clang-format off
  static constexpr std::array<ParameterDescription, 17> parameters{{
      {"uptake.aspiration", "log-hazard", 1.8, 0, 4, Bounds::any, "calibrated to case 004, S51",
       {"Weight of aspiration in the hazard of taking an option, times the option's ambition.",
        "Bobot aspirasi dalam hazard mengambil opsi, kali ambisi opsi itu."},
       [](Parameters& p) -> double& { return p.uptake.aspiration; }},
      {"uptake.skill", "log-hazard", 1.2, 0, 3, Bounds::any, "assumption",
       {"Weight of the skill that the option needs.",
        "Bobot keterampilan yang diperlukan opsi."},
       [](Parameters& p) -> double& { return p.uptake.skill; }},
      {"uptake.awareness", "log-hazard", 1.5, 0, 4, Bounds::any, "assumption",
       {"Weight of awareness.",
        "Bobot kesadaran."},
       [](Parameters& p) -> double& { return p.uptake.awareness; }},
      {"uptake.benefit", "log-hazard", 1, 0, 3, Bounds::any, "assumption",
       {"Weight of the expected benefit.",
        "Bobot manfaat yang diharapkan."},
       [](Parameters& p) -> double& { return p.uptake.benefit; }},
      {"uptake.peers", "log-hazard", 2, 0, 4, Bounds::any, "calibrated to S49-S51",
       {"Weight of the share of contacts that hold the option.",
        "Bobot bagian kenalan yang memegang opsi itu."},
       [](Parameters& p) -> double& { return p.uptake.peers; }},
      {"uptake.trust", "log-hazard", 0.8, 0, 3, Bounds::any, "assumption",
       {"Weight of trust in who offers the option.",
        "Bobot kepercayaan kepada pihak yang menawarkan opsi."},
       [](Parameters& p) -> double& { return p.uptake.trust; }},
      {"uptake.help", "log-hazard", 4, 0, 6, Bounds::any, "calibrated to S38, S39 (visit +5 to +10 points)",
       {"Added for permits and loans when the owner was visited about them and helped with the forms this month.",
        "Tambahan untuk izin dan kredit bila pemilik didatangi dan dibantu mengisi formulir bulan ini."},
       [](Parameters& p) -> double& { return p.uptake.help; }},
      {"uptake.assist", "log-hazard", 1.6, 0, 6, Bounds::any, "calibrated to S66 (up to 75 %)",
       {"Added on top of help when the permit is completed for the owner on the spot.",
        "Tambahan di atas bantuan bila izin diselesaikan di tempat untuk pemilik."},
       [](Parameters& p) -> double& { return p.uptake.assist; }},
      {"uptake.assist_relief", "1", 0.8, 0, 1, Bounds::level, "calibrated to S66 (up to 75 %)",
       {"Part of a permit's burden that such hands-on assistance takes away.",
        "Bagian beban izin yang dihapus oleh pendampingan langsung tersebut."},
       [](Parameters& p) -> double& { return p.uptake.assist_relief; }},
      {"uptake.market_help", "log-hazard", 1.8, 0, 4, Bounds::any, "assumption",
       {"Added for channels when the owner was helped with marketing this month.",
        "Tambahan untuk saluran penjualan bila pemilik dibantu pemasaran bulan ini."},
       [](Parameters& p) -> double& { return p.uptake.market_help; }},
      {"uptake.knows_by_linking", "1/month", 0.05, 0, 0.5, Bounds::level, "calibrated to case 003",
       {"Chance a month to hear of a partner's offer through a CBO with full linking.",
        "Peluang per bulan mendengar tawaran mitra melalui OBM dengan linking penuh."},
       [](Parameters& p) -> double& { return p.uptake.knows_by_linking; }},
      {"uptake.cost", "log-hazard", 1.6, 0, 4, Bounds::any, "assumption; case 004 (no time, complicated)",
       {"Weight of the burden, times lack of free time and times 2 - responsiveness.",
        "Bobot beban, kali ketiadaan waktu luang dan kali 2 - daya tanggap."},
       [](Parameters& p) -> double& { return p.uptake.cost; }},
      {"uptake.link", "log-hazard", 1.5, 0, 4, Bounds::any, "assumption",
       {"Weight of linking, times the option's link column.",
        "Bobot linking, kali kolom link opsi."},
       [](Parameters& p) -> double& { return p.uptake.link; }},
      {"uptake.seen_return", "log-hazard", 3, 0, 8, Bounds::any, "assumption; S64",
       {"Weight of how far a channel's published return falls short of contentment; no shortfall until somebody has tried it.",
        "Bobot kekurangan hasil saluran yang terlihat dari tingkat memuaskan; tanpa kekurangan sebelum ada yang mencoba."},
       [](Parameters& p) -> double& { return p.uptake.seen_return; }},
      {"uptake.seen_rate", "1/month", 0.1, 0.02, 0.5, Bounds::level, "assumption; S64",
       {"Smoothing rate of a channel's published return.",
        "Laju penghalusan hasil saluran yang terlihat."},
       [](Parameters& p) -> double& { return p.uptake.seen_rate; }},
      {"uptake.return_norm", "1", 0.06, 0.02, 0.5, Bounds::positive, "assumption",
       {"Channel sales that content the holder, as share of the own reference revenue.",
        "Penjualan saluran yang memuaskan pemegangnya, sebagai bagian omzet acuan sendiri."},
       [](Parameters& p) -> double& { return p.uptake.return_norm; }},
      {"uptake.cohesion_min", "1", 0.3, 0, 0.7, Bounds::level, "assumption; P33",
       {"Cohesion that a CBO needs for collective marketing.",
        "Kekompakan yang diperlukan OBM untuk pemasaran bersama."},
       [](Parameters& p) -> double& { return p.uptake.cohesion_min; }},
  }};
  // clang-format on
  return parameters;
}

}  // namespace berdaya
