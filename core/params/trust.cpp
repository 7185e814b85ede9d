// Trust in peers, CBO, facilitators and government.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_trust() {
  static constexpr std::array<std::string_view, 2> loss_rules{"asymmetric", "symmetric"};
  // A table: a block of lines per parameter.
  // clang-format off
  static constexpr std::array<ParameterDescription, 12> parameters{{
      {"trust.gain", "1/month", 0.08, 0.01, 0.15, Bounds::level, "assumption; S20",
       {"Rate at which good experience builds trust, for all four kinds.",
        "Laju pengalaman baik menumbuhkan kepercayaan, untuk keempat jenisnya."},
       [](Parameters& p) -> double& { return p.trust.gain; }},
      {"trust.loss", "1/month", 0.14, 0.01, 0.3, Bounds::level, "assumption; loss/gain 1-6 in S20",
       {"Rate at which bad experience destroys trust; larger than gain.",
        "Laju pengalaman buruk meruntuhkan kepercayaan; lebih besar daripada gain."},
       [](Parameters& p) -> double& { return p.trust.loss; }},
      {"trust.loss_rule", "switch", 0, 0, 1, Bounds::choice, "S20-S22; S24-S26",
       {"Whether bad experience weighs more than good: asymmetric (loss and government.tau_loss) or symmetric (gain and government.tau_gain in their place).",
        "Apakah pengalaman buruk lebih berbobot daripada yang baik: asymmetric (loss dan government.tau_loss) atau symmetric (gain dan government.tau_gain sebagai gantinya)."},
       [](Parameters& p) -> double& { return p.trust.loss_rule; }, loss_rules},
      {"trust.drift", "1/month", 0.01, 0, 0.1, Bounds::level, "assumption",
       {"Pull of trust back to its value at entry.",
        "Tarikan kepercayaan kembali ke nilai saat masuk."},
       [](Parameters& p) -> double& { return p.trust.drift; }},
      {"trust.exposure", "1", 0.2, 0.02, 1, Bounds::level, "assumption",
       {"Share of months in which a fully aware UMKM has to do with officials or facilitators.",
        "Bagian bulan ketika UMKM yang sadar penuh berurusan dengan pejabat atau pendamping."},
       [](Parameters& p) -> double& { return p.trust.exposure; }},
      {"trust.expect", "1", 0.5, 0, 1, Bounds::level, "assumption",
       {"Share of duties or requests fulfilled that is taken as normal; only what falls short of it is bad news.",
        "Bagian tugas atau permohonan terpenuhi yang dianggap wajar; hanya kekurangannya yang menjadi kabar buruk."},
       [](Parameters& p) -> double& { return p.trust.expect; }},
      {"trust.works_visible", "1", 0.5, 0, 1, Bounds::level, "assumption",
       {"Works under way as good news about government, times exposure.",
        "Pekerjaan fisik yang sedang berjalan sebagai kabar baik tentang pemerintah, kali exposure."},
       [](Parameters& p) -> double& { return p.trust.works_visible; }},
      {"trust.promise", "1", 0.6, 0, 1, Bounds::level, "assumption; case 004, P22",
       {"A broken promise as bad news about government, times awareness and severity.",
        "Janji yang diingkari sebagai kabar buruk tentang pemerintah, kali kesadaran dan tingkat keparahan."},
       [](Parameters& p) -> double& { return p.trust.promise; }},
      {"trust.promise_weight", "1/month", 0.1, 0, 0.6, Bounds::level, "assumption; case 004, P22",
       {"Share of the expected benefit that a broken promise destroys in a month, times awareness and severity.",
        "Bagian manfaat yang diharapkan yang dirusak janji ingkar dalam sebulan, kali kesadaran dan tingkat keparahan."},
       [](Parameters& p) -> double& { return p.trust.promise_weight; }},
      {"trust.free_ride", "1", 0.25, 0, 0.6, Bounds::level, "assumption",
       {"Turn-out among contacts below which a participant feels taken advantage of.",
        "Kehadiran kenalan yang bila tidak tercapai membuat peserta merasa dimanfaatkan."},
       [](Parameters& p) -> double& { return p.trust.free_ride; }},
      {"trust.learned_good", "1", 0.5, 0, 1, Bounds::level, "assumption",
       {"Seeing that the CBO knows more than oneself as good news about it; a training seat counts 1.",
        "Menyadari bahwa OBM lebih tahu sebagai kabar baik tentangnya; satu kursi pelatihan bernilai 1."},
       [](Parameters& p) -> double& { return p.trust.learned_good; }},
      {"trust.peer_buy_good", "1", 0.3, 0, 1, Bounds::level, "assumption",
       {"Weight of buying from each other as good news about peers.",
        "Bobot saling membeli sebagai kabar baik tentang sesama."},
       [](Parameters& p) -> double& { return p.trust.peer_buy_good; }},
  }};
  // clang-format on
  return parameters;
}

}  // namespace berdaya
