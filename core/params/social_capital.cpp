// Social capital: contacts, membership, bridging and linking.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_social_capital() {
  static constexpr std::array<std::string_view, 2> peer_rules{"linear", "threshold"};
  // A table: a block of lines per parameter.
  // clang-format off
  static constexpr std::array<ParameterDescription, 13> parameters{{
      {"social_capital.contacts", "1", 8, 4, 16, Bounds::even_count, "assumption",
       {"Contacts of each UMKM within its community; an even number.",
        "Banyaknya kenalan setiap UMKM di komunitasnya; bilangan genap."},
       [](Parameters& p) -> double& { return p.social_capital.contacts; }},
      {"social_capital.rewire_start", "1", 0.1, 0, 1, Bounds::level, "assumption",
       {"Chance that a contact of the start is replaced by a random one of the community.",
        "Peluang kenalan awal diganti dengan seorang acak dari komunitas."},
       [](Parameters& p) -> double& { return p.social_capital.rewire_start; }},
      {"social_capital.rewire", "1/month", 0.05, 0, 0.3, Bounds::level, "assumption",
       {"Chance a month that a participant replaces a contact by another participant.",
        "Peluang per bulan peserta mengganti satu kenalan dengan peserta lain."},
       [](Parameters& p) -> double& { return p.social_capital.rewire; }},
      {"social_capital.bridge_form", "1/month", 0.1, 0, 0.5, Bounds::level, "assumption",
       {"Chance a month that a CBO ties itself to its candidate, before leadership, forum, digital channels and distance.",
        "Peluang per bulan OBM mengikat diri dengan calonnya, sebelum kepemimpinan, forum, saluran digital, dan jarak."},
       [](Parameters& p) -> double& { return p.social_capital.bridge_form; }},
      {"social_capital.bridge_range", "km", 5, 0.5, 100, Bounds::positive, "assumption",
       {"Distance at which the chance of a tie has fallen to 1/e.",
        "Jarak yang menurunkan peluang ikatan menjadi 1/e."},
       [](Parameters& p) -> double& { return p.social_capital.bridge_range; }},
      {"social_capital.bridge_max", "1", 4, 1, 8, Bounds::tie_count, "assumption",
       {"Most bridging ties that one CBO can keep.",
        "Jumlah terbanyak ikatan bridging yang dapat dipelihara satu OBM."},
       [](Parameters& p) -> double& { return p.social_capital.bridge_max; }},
      {"social_capital.bridge_loss", "1/month", 0.02, 0, 0.1, Bounds::level, "assumption",
       {"Chance a month that a bridging tie is lost.",
        "Peluang per bulan suatu ikatan bridging putus."},
       [](Parameters& p) -> double& { return p.social_capital.bridge_loss; }},
      {"social_capital.link_rate", "1/month", 0.06, 0.01, 0.3, Bounds::level, "assumption",
       {"Speed at which a CBO's linking nears what its bargaining power and the forum allow.",
        "Laju linking OBM mendekati yang dimungkinkan daya tawar dan forum."},
       [](Parameters& p) -> double& { return p.social_capital.link_rate; }},
      {"social_capital.join", "1/month", 0.06, 0, 0.3, Bounds::level, "assumption; form S9",
       {"Chance a month that a participant joins a CBO, times trust in CBOs.",
        "Peluang per bulan peserta bergabung dengan OBM, kali kepercayaan kepada OBM."},
       [](Parameters& p) -> double& { return p.social_capital.join; }},
      {"social_capital.leave", "1/month", 0.015, 0, 0.1, Bounds::level, "assumption; form S9",
       {"Chance a month that an absent member leaves, times distrust of the CBO.",
        "Peluang per bulan anggota yang absen keluar, kali ketidakpercayaan kepada OBM."},
       [](Parameters& p) -> double& { return p.social_capital.leave; }},
      {"social_capital.peer_rule", "switch", 0, 0, 1, Bounds::choice, "S11, S13; S53",
       {"How contacts act on taking part and on uptake: linear (by their share) or threshold (by the share of people whose threshold that share reaches).",
        "Cara kenalan memengaruhi keikutsertaan dan pemanfaatan: linear (menurut bagiannya) atau threshold (menurut bagian orang yang ambangnya tercapai)."},
       [](Parameters& p) -> double& { return p.social_capital.peer_rule; }, peer_rules},
      {"social_capital.peer_threshold", "1", 0.25, 0.05, 0.6, Bounds::level, "S53",
       {"Median threshold: the share of contacts that moves half of the people; used by peer_rule = threshold.",
        "Ambang median: bagian kenalan yang menggerakkan separuh orang; dipakai bila peer_rule = threshold."},
       [](Parameters& p) -> double& { return p.social_capital.peer_threshold; }},
      {"social_capital.peer_spread", "1", 0.06, 0.01, 0.3, Bounds::positive, "S53 (standard deviation 0.11)",
       {"Spread of the thresholds, as scale of a logistic distribution: standard deviation times 0.55; used by peer_rule = threshold.",
        "Sebaran ambang, sebagai skala sebaran logistik: simpangan baku kali 0,55; dipakai bila peer_rule = threshold."},
       [](Parameters& p) -> double& { return p.social_capital.peer_spread; }},
  }};
  // clang-format on
  return parameters;
}

}  // namespace berdaya
