// Rule 7, uptake.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription uptake_rule{
    .name = "uptake",
    .number = "7",
    .process =
        {"Partners' places go to last month's applicants and word of the offer spreads; holders leave channels that "
         "return little and may let permits lapse; then each UMKM may take up one permit, channel or loan, the more "
         "eager, able, informed and helped it is.",
         "Tempat dari mitra jatuh ke pelamar bulan lalu dan kabar tawaran menyebar; pemakai meninggalkan saluran yang "
         "hasilnya kecil dan dapat membiarkan izinnya lepas; lalu setiap UMKM dapat mengambil satu izin, saluran, atau "
         "pinjaman, makin mudah bila ia bersemangat, mampu, tahu, dan dibantu."},
    .equation =
        "a: smallest U[7.3] (partnership) or U[7.4] (csr) up to the quota; hears if U[7.8] (csr U[7.9]) < 1 - (1 - "
        "publicity)(1 - link_i knows_by_linking)\n"
        "b: rel = cap(sold/(return_norm reference_ema)); ret = toward(ret, mean rel, seen_rate); leaves if U[7.20+o] < "
        "churn + drop (1 - rel); without an offer partnerships end\n"
        "c: a permit lapses if U[7.40+o] < lapse; not taken again this month\n"
        "d: l = base + aspiration ambition a + skill s + awareness w + benefit e + peers share + trust T + link link_o "
        "link_i - seen_return (1 - ret)\n"
        "+ [channel] market_help h + [not channel] help h + [permit] assist assisted - cost B (1 - time_slack)(2 - "
        "responsiveness)\n"
        "[permit, marketplace] + ln((1 - h/ceiling)/(1 - h)), h = share of last month's holders; none open at h >= "
        "ceiling\n"
        "under peer_rule = threshold sigma((share - peer_threshold)/peer_spread) in place of share\n"
        "B = burden ([channel] 1, else burden factor)(1 - [permit] assist_relief assisted); lambda = e^min(l,30), L = "
        "sum lambda\n"
        "one option is taken if U[7.1] < 1 - e^-L: the first whose cumulated share of L is >= U[7.1]/(1 - e^-L); "
        "gallery, bazaar: beyond the free places the largest U[7.2] lose; partner options: it applies\n"
        "loan: capital += principal, instalment = principal (1 + rate loan_months/12)/loan_months",
    .parameters =
        "uptake.*, social_capital.peer_rule, peer_threshold, peer_spread, market.loan_principal, market.loan_months, "
        "market.loan_rate, market.csr_rate, catalogue of options",
    .reads =
        "umkm.adopted, applied, knows, aspiration, awareness, expected_benefit, skill_production, skill_management, "
        "skill_market, trust_cbo, trust_facilitator, trust_government, time_slack, cbo, sector, capital, instalment, "
        "loan_left, reference_ema, sold_gallery, sold_bazaar, sold_marketplace, sold_partnership, sold_collective, "
        "cbo.cohesion, community.responsiveness, seen_return, holders, month.peers_adopted, permit_helped, assisted, "
        "market_helped, seen_linking, effects.partnership, csr, gallery_slots, bazaar_every, bazaar_stalls, "
        "burden_factor",
    .changes = "umkm.adopted, applied, knows, capital, instalment, loan_left, community.seen_return",
    .reference = "P15, P16, P25, P26; permit trials S35-S39, S66; comfort zone S51; S11, S49-S51, S64; cases 003, 004",
};

void take_up(CommunityMonth& m);

// Channel revenue relative to what makes its holder content, 0-1.
float relative_return(float sold, float return_norm, float reference);

// Of those who lack an option that only a share of all, the ceiling, can ever profit from: the share that can when
// `held` hold it, relative to when nobody does. 0-1.
double room_to_ceiling(double ceiling, double held);

// Monthly instalment of a loan, million Rp: principal and flat interest (1/year) over its term in months.
double instalment_of(double principal, double yearly_rate, double months);

}  // namespace berdaya
