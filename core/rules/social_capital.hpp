// Rule 9, social capital.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription social_capital_rule{
    .name = "social_capital",
    .number = "9",
    .process =
        {"Participants meet new contacts; participants join and the absent leave the CBO; linking follows bargaining, "
         "support and trust from above, and the forum.",
         "Peserta mendapat kontak baru; peserta bergabung dengan dan yang absen keluar dari CBO; jejaring ke atas "
         "mengikuti daya tawar, dukungan dan kepercayaan dari atas, serta forum."},
    .equation =
        "a participant with U[9.1] < rewire replaces contact slot floor(U[9.3] K) by participant floor(U[9.2] m), "
        "unless itself or a contact\n"
        "a non-member that took part joins if U[9.4] < join trust_cbo, the CBO by U[9.5] in proportion to members + 1; "
        "a member that did not leaves if U[9.4] < leave (1 - trust_cbo)\n"
        "linking = min(link_max, toward(linking, cap(sqrt(bargaining S F) + forum_link forum), link_rate))",
    .parameters = "social_capital.rewire, join, leave, link_rate, policy.forum_link",
    .reads =
        "umkm.contacts, cbo, adopted, trust_cbo, cbo.members, bargaining, formal_trust, linking, link_max, "
        "community.chain_support, month.took_part, effects.forum",
    .changes = "umkm.contacts, cbo, adopted, cbo.linking",
    .reference = "S9; bonding, bridging and linking case 001; P10",
};

void connect(CommunityMonth& m);

double linking_target(double bargaining, double chain_support, double formal_trust, double forum, double forum_link);

}  // namespace berdaya
