// Participation.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_participation() {
  // A table: a block of lines per parameter.
  // clang-format off
  static constexpr std::array<ParameterDescription, 12> parameters{{
      {"participation.base", "logit", -1.37, -4, 1, Bounds::any, "calibrated to attendance S17",
       {"Constant in the logit of taking part.",
        "Konstanta dalam logit keikutsertaan."},
       [](Parameters& p) -> double& { return p.participation.base; }},
      {"participation.benefit", "logit", 2.4, 0, 6, Bounds::any, "assumption",
       {"Weight of awareness times expected benefit.",
        "Bobot kesadaran kali manfaat yang diharapkan."},
       [](Parameters& p) -> double& { return p.participation.benefit; }},
      {"participation.trust", "logit", 1.4, 0, 4, Bounds::any, "assumption",
       {"Weight of trust in those who initiated the activities.",
        "Bobot kepercayaan kepada pemrakarsa kegiatan."},
       [](Parameters& p) -> double& { return p.participation.trust; }},
      {"participation.peer_influence", "logit", 2, 0, 6, Bounds::any, "assumption",
       {"Weight of contacts' participation above or below peer_norm, times trust in peers; above 4 divided by that trust two regimes appear.",
        "Bobot partisipasi kenalan di atas atau di bawah peer_norm, kali kepercayaan kepada sesama; di atas 4 dibagi kepercayaan itu muncul dua rezim."},
       [](Parameters& p) -> double& { return p.participation.peer_influence; }},
      {"participation.peer_norm", "1", 0.5, 0.2, 0.6, Bounds::level, "assumption",
       {"Share of contacts taking part that neither draws nor deters.",
        "Bagian kenalan yang ikut serta yang tidak menarik dan tidak pula menyurutkan."},
       [](Parameters& p) -> double& { return p.participation.peer_norm; }},
      {"participation.ownership", "logit", 1.5, 0, 4, Bounds::any, "assumption",
       {"Weight of ownership (rasa memiliki).",
        "Bobot rasa memiliki."},
       [](Parameters& p) -> double& { return p.participation.ownership; }},
      {"participation.invitation", "logit", 0.8, 0, 2, Bounds::any, "assumption; S17",
       {"Added when the UMKM was visited this month.",
        "Tambahan bila UMKM didatangi bulan ini."},
       [](Parameters& p) -> double& { return p.participation.invitation; }},
      {"participation.aspiration", "logit", 1, 0, 3, Bounds::any, "assumption",
       {"Weight of aspiration.",
        "Bobot aspirasi usaha."},
       [](Parameters& p) -> double& { return p.participation.aspiration; }},
      {"participation.time_cost", "logit", 1.5, 0, 4, Bounds::any, "assumption; case 004",
       {"Weight of the lack of free time.",
        "Bobot ketiadaan waktu luang."},
       [](Parameters& p) -> double& { return p.participation.time_cost; }},
      {"participation.fatigue", "logit", 2, 0, 5, Bounds::any, "assumption; case 004, S19",
       {"Weight of fatigue (jenuh), which keeps away.",
        "Bobot kejenuhan, yang menjauhkan orang."},
       [](Parameters& p) -> double& { return p.participation.fatigue; }},
      {"participation.reluctance_sd", "logit", 0.8, 0, 2, Bounds::exponent, "assumption",
       {"Standard deviation of the lasting individual inclination to take part.",
        "Simpangan baku kecenderungan pribadi yang tetap untuk ikut serta."},
       [](Parameters& p) -> double& { return p.participation.reluctance_sd; }},
      {"participation.answered", "logit", 0, 0, 4, Bounds::any, "assumption; S19, S30, P31",
       {"Weight of awareness times the share of this month's requests that was answered, above or below trust.expect; 0: answers do not matter.",
        "Bobot kesadaran kali bagian permohonan bulan ini yang dijawab, di atas atau di bawah trust.expect; 0: jawaban tidak berpengaruh."},
       [](Parameters& p) -> double& { return p.participation.answered; }},
  }};
  // clang-format on
  return parameters;
}

}  // namespace berdaya
