// Social capital: contacts, membership, bridging and linking.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_social_capital() {
  // A table: a block of lines per parameter.
  // clang-format off
  static constexpr std::array<ParameterDescription, 10> parameters{{
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
  }};
  // clang-format on
  return parameters;
}

}  // namespace berdaya
