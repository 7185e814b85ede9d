// Policy: effects of forum, digital channels, youth, turnover, companies.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_policy() {
  // A table: a block of lines per parameter.
  // clang-format off
  static constexpr std::array<ParameterDescription, 14> parameters{{
      {"policy.forum_link", "1", 0.45, 0, 1, Bounds::level, "assumption; cases 002, 003, P10",
       {"Linking that a forum of every party without coordination loss adds to what CBOs tend to.",
        "Linking yang ditambahkan forum semua pihak tanpa rugi koordinasi pada sasaran OBM."},
       [](Parameters& p) -> double& { return p.policy.forum_link; }},
      {"policy.forum_half", "parties", 4, 1, 10, Bounds::positive, "assumption; cases 002, 003, P10",
       {"Parties at which 63 % of a forum's reach is had.",
        "Jumlah pihak yang memberi 63 % jangkauan forum."},
       [](Parameters& p) -> double& { return p.policy.forum_half; }},
      {"policy.forum_coord", "1", 0.02, 0, 0.1, Bounds::level, "assumption; cases 002, 003, P10",
       {"Loss to coordination: effectiveness is divided by 1 + this times parties^2 times spread, less relief.",
        "Rugi koordinasi: keefektifan dibagi 1 + nilai ini kali jumlah pihak^2 kali perbedaan kepentingan, dikurangi keringanan."},
       [](Parameters& p) -> double& { return p.policy.forum_coord; }},
      {"policy.forum_relief", "1", 0.5, 0, 1, Bounds::level, "assumption; cases 002, 003, P10",
       {"Part of the coordination that a platform or group chat saves.",
        "Bagian koordinasi yang dihemat platform atau grup percakapan."},
       [](Parameters& p) -> double& { return p.policy.forum_relief; }},
      {"policy.forum_cost", "million Rp/month/party^2", 0.05, 0, 1, Bounds::non_negative, "assumption; cases 002, 003, P10",
       {"Money cost of coordination, times parties^2 and the spread of their interests.",
        "Biaya koordinasi, kali jumlah pihak^2 dan perbedaan kepentingan mereka."},
       [](Parameters& p) -> double& { return p.policy.forum_cost; }},
      {"policy.forum_support", "1", 0.5, 0, 1, Bounds::level, "assumption; cases 002, 003, P10",
       {"How far the pledge of a forum lifts the units' target support towards 1.",
        "Sejauh mana ikrar forum mengangkat sasaran dukungan unit menuju 1."},
       [](Parameters& p) -> double& { return p.policy.forum_support; }},
      {"policy.platform_market", "1", 0.3, 0, 2, Bounds::non_negative, "assumption",
       {"Platform demand that a digital marketplace of intensity 1 adds.",
        "Permintaan platform yang ditambahkan lokapasar digital berintensitas 1."},
       [](Parameters& p) -> double& { return p.policy.platform_market; }},
      {"policy.youth_knowledge", "1", 0.5, 0, 1, Bounds::level, "assumption; case 002",
       {"Part of the missing market knowledge that young people bring to peer learning at intensity 1.",
        "Bagian kekurangan pengetahuan pasar yang dibawa pemuda ke pembelajaran sesama pada intensitas 1."},
       [](Parameters& p) -> double& { return p.policy.youth_knowledge; }},
      {"policy.channel_spread", "1", 1, 0, 3, Bounds::non_negative, "assumption; cases 002, 004, P12",
       {"A group chat multiplies the spread of awareness among contacts by 1 + this.",
        "Grup percakapan mengalikan penyebaran kesadaran antarkenalan dengan 1 + nilai ini."},
       [](Parameters& p) -> double& { return p.policy.channel_spread; }},
      {"policy.channel_visit", "1", 0.5, 0, 2, Bounds::non_negative, "assumption; cases 002, 004, P12",
       {"A group chat multiplies the UMKM reached per hour of socialisation by 1 + this.",
        "Grup percakapan mengalikan UMKM terjangkau per jam sosialisasi dengan 1 + nilai ini."},
       [](Parameters& p) -> double& { return p.policy.channel_visit; }},
      {"policy.channel_coordination", "1", 0.4, 0, 1, Bounds::level, "assumption; cases 002, 004, P12",
       {"Part of the overlap that a group chat avoids.",
        "Bagian tumpang tindih yang dicegah grup percakapan."},
       [](Parameters& p) -> double& { return p.policy.channel_coordination; }},
      {"policy.replicate_months", "month", 6, 1, 24, Bounds::count, "assumption; case 003",
       {"Months in a row in which all pilots must pass before the programme is replicated.",
        "Jumlah bulan berturut-turut semua percontohan harus lolos sebelum program direplikasi."},
       [](Parameters& p) -> double& { return p.policy.replicate_months; }},
      {"policy.leader_sd", "logit", 0.5, 0, 1.5, Bounds::exponent, "assumption",
       {"Standard deviation of a new leader's leadership.",
        "Simpangan baku kepemimpinan pengurus baru."},
       [](Parameters& p) -> double& { return p.policy.leader_sd; }},
      {"policy.company_rate", "1/month", 0.15, 0.05, 0.5, Bounds::level, "assumption; case 003",
       {"Speed at which a company's commitment follows its profit index.",
        "Laju komitmen perusahaan mengikuti indeks labanya."},
       [](Parameters& p) -> double& { return p.policy.company_rate; }},
  }};
  // clang-format on
  return parameters;
}

}  // namespace berdaya
