// Rule 8, market.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription market_rule{
    .name = "market",
    .number = "8",
    .process =
        {"The members of a sector share local demand by size and production skill; channels sell beyond it; capital "
         "limits sales; profit builds capital; who has none may close and is replaced. The smoothed gain over the own "
         "reference is what the owner believes in.",
         "Pelaku satu sektor berbagi permintaan lokal menurut ukuran dan keterampilan produksi; saluran menjual di "
         "luar "
         "itu; modal membatasi penjualan; laba membentuk modal; yang kehabisan modal dapat tutup dan digantikan. "
         "Kenaikan penjualan yang dihaluskan terhadap acuan sendiri membentuk keyakinan pemilik."},
    .equation =
        "dem = demand shock (1 + season_amp cos(2 pi (month of year - season_peak)/12)); A = size e^(attraction "
        "production)\n"
        "local = D A/(sum A + outside A0), D = dem (1 + peer_purchase mean trust_peer) revenue0 n0 (1 + outside); ref "
        "= dem ref0\n"
        "under mutual_buying = zero_sum A' = A (1 + peer_purchase trust_peer): local = D A'/(sum A + outside A0) sum "
        "A/sum A', D without peer_purchase\n"
        "gallery = visitors location gallery_spend demand shock/holders perm; bazaar = bazaar_sales ps perm activity "
        "size in event months (for the return bazaar_sales ps perm activity size/every)\n"
        "marketplace = marketplace_0 market^2 ps (platform_demand + platform_market platform) perm; partnership = "
        "bought volume/places demand shock ps; collective = joint_orders bargaining ref\n"
        "perm = 1 + sum of effects of options held, ps = 1/2 + production/2\n"
        "revenue = min((local + channels) exp(noise_sd Z[8.1] - noise_sd^2/2), capacity_per_capital capital^0.7 (1/2 + "
        "management/2))\n"
        "profit = (margin + collective_margin bargaining [collective]) revenue - fixed_share revenue0 - interest, "
        "interest = instalment "
        "(rate loan_months/12)/(1 + rate loan_months/12); cash = profit - (instalment - interest)\n"
        "capital += reinvest max(cash, 0) + min(cash, 0) - depreciation capital; revenue_ema, reference_ema toward "
        "revenue, ref at rate smooth\n"
        "y = sigma(benefit_slope (ln ratio - worthwhile)); expected_benefit = clip(toward(toward(e, y, own_rate x), "
        "mean y of contacts, peer_rate trust_peer))\n"
        "closes if capital <= capital_min and U[8.2] < exit; an entrant takes the row (rule 11)",
    .parameters = "market.*, policy.platform_market, population.*, participation.reluctance_sd",
    .reads =
        "umkm.sector, size, attraction0, skill_production, skill_management, skill_market, trust_peer, adopted, "
        "capital, instalment, loan_left, revenue_ema, reference_ema, expected_benefit, community.sector_count, "
        "sector_attraction, platform_demand, month.took_part, peers_benefit, seen_bargaining, effects.demand, "
        "activity, "
        "gallery_location, gallery_footfall, bazaar_every, bazaar_size, platform, partnership",
    .changes =
        "umkm.sold_gallery, sold_bazaar, sold_marketplace, sold_partnership, sold_collective, revenue, profit, "
        "capital, "
        "revenue_ema, reference_ema, benefit, expected_benefit, loan_left, instalment, adopted, applied, knows, cbo, "
        "innate_production, innate_management, innate_market, initial_aspiration, initial_trust_peer, "
        "initial_trust_cbo, initial_trust_facilitator, initial_trust_government, time_slack, reluctance, size, "
        "attraction0, other_income, skill_production, skill_management, skill_market, aspiration, awareness, "
        "trust_peer, trust_cbo, trust_facilitator, trust_government, ownership, fatigue, took_part, succeeded, "
        "awareness_seen, adopted_seen, community.mean_trust_peer, capped, debt_service, month.ratio, took_part",
    .reference = "P13, P18, P29; S40-S48, S56-S58; functional forms are assumptions",
};

void sell(CommunityMonth& m);

// Demand factor of the month of the year (0 = January).
double season(int month_of_year, double amplitude, double peak);

// Most that a business can sell in a month, million Rp.
float selling_capacity(float capital, float management, float per_capital);

// Share of an instalment that is interest: the rate is flat, so that it is the same in each month of the term.
double interest_share(double yearly_rate, double months);

// y: realised benefit at a ratio of revenue to own reference.
float realised_benefit(float ratio, float slope, float worthwhile);

}  // namespace berdaya
