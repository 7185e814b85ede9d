#include "rules/market.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"
#include "base/sums.hpp"
#include "rules/entry.hpp"

namespace berdaya {
namespace {

// Demand and competition of each sector of the community this month.
struct SectorMarket {
  float per_attraction;  // local sales of one unit of attraction
  float reference;       // own reference of one unit of attraction0
  float fixed_cost;
};

using SectorMarkets = std::array<SectorMarket, 256>;  // set for the sectors there are

// out[i] = size e^(weight production)
BERDAYA_EACH_INSTRUCTION_SET void find_attraction(Index n, const float* size, const float* production, float weight,
                                                  float* out) {
  for (Index i = 0; i < n; ++i) out[i] = size[i] * portable_exp(weight * production[i]);
}

// Leaves each row's attraction in scratch.a.
SectorMarkets open_market(CommunityMonth& m) {
  const MarketParameters& p = m.parameters.market;
  World& w = m.world;
  const Index k = m.k;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  const std::uint8_t* const sector = at(w.umkm.sector, rows);
  float* const a = m.scratch.a.data();
  find_attraction(n, at(w.umkm.size, rows), at(w.umkm.skill_production, rows), static_cast<float>(p.attraction), a);
  const std::size_t sectors = w.setting.sectors.size();
  std::array<double, 256> competing;  // of the sectors there are
  std::fill_n(competing.begin(), sectors, 0.0);
  for (Index i = 0; i < n; ++i) competing[sector[i]] += static_cast<double>(a[i]);

  // Buying from each other that brings no demand shifts sales to those who trust their peers: it multiplies their
  // attraction, and the sector sells what it would have sold.
  const bool zero_sum = mutual_buying(m.parameters) == MutualBuying::zero_sum;
  std::array<double, 256> favoured{};
  if (zero_sum) {
    const auto buying = static_cast<float>(p.peer_purchase);
    const float* const trust_peer = at(w.umkm.trust_peer, rows);
    for (Index i = 0; i < n; ++i) {
      a[i] *= 1.0F + buying * trust_peer[i];
      favoured[sector[i]] += static_cast<double>(a[i]);
    }
  }

  const double trust = mean(std::span<const float>(at(w.umkm.trust_peer, rows), n));
  w.community.mean_trust_peer[k] = trust;
  const int month_of_year = (w.setting.start_month_of_year + static_cast<int>(m.month)) % 12;
  const double demand = m.effects.demand * season(month_of_year, p.season_amp, p.season_peak);
  SectorMarkets markets;
  for (std::size_t s = 0; s < sectors; ++s) {
    const double n0 = w.community.sector_count[k * sectors + s];
    const double a0 = w.community.sector_attraction[k * sectors + s];
    const double revenue0 = w.setting.sectors[s].revenue;
    const double bought = zero_sum ? 1.0 : 1.0 + p.peer_purchase * trust;
    const double local = demand * bought * revenue0 * n0 * (1.0 + p.outside);
    const double all = competing[s] + p.outside * a0;
    const double kept = zero_sum && favoured[s] > 0.0 ? competing[s] / favoured[s] : 1.0;
    markets[s] = {static_cast<float>(all > 0.0 ? local / all * kept : 0.0),
                  static_cast<float>(a0 > 0.0 ? demand * revenue0 * n0 / a0 : 0.0),
                  static_cast<float>(p.fixed_share * revenue0)};
  }
  return markets;
}

// What each channel pays its holders this month.
struct ChannelTerms {
  float gallery = 0, bazaar = 0, bazaar_return = 0, marketplace = 0, partnership = 0, joint_orders = 0;
};

ChannelTerms terms_of_channels(CommunityMonth& m) {
  const MarketParameters& p = m.parameters.market;
  const CommunityEffects& e = m.effects;
  const Rows rows = m.umkm();
  const Index in_gallery = count_bit(at(m.world.umkm.adopted, rows), rows.size(), option::gallery);
  ChannelTerms terms;
  if (in_gallery > 0) {
    terms.gallery = static_cast<float>(e.gallery_footfall * e.gallery_location * p.gallery_spend * e.demand /
                                       static_cast<double>(in_gallery));
  }
  if (e.bazaar_every > 0) {
    if (m.month % e.bazaar_every == 0) terms.bazaar = static_cast<float>(p.bazaar_sales * e.activity * e.bazaar_size);
    terms.bazaar_return =
        static_cast<float>(p.bazaar_sales * e.activity * e.bazaar_size / static_cast<double>(e.bazaar_every));
  }
  terms.marketplace = static_cast<float>(
      p.marketplace_0 * (m.world.community.platform_demand[m.k] + m.parameters.policy.platform_market * e.platform));
  if (e.partnership.serves && e.partnership.places > 0.0) {
    terms.partnership =
        static_cast<float>(e.partnership.bought * e.partnership.volume / e.partnership.places * e.demand);
  }
  terms.joint_orders = static_cast<float>(p.joint_orders);
  return terms;
}

// Sales of the month: local sales and channels, in scratch.b (before noise and capacity); own reference in scratch.c.
BERDAYA_EACH_INSTRUCTION_SET void sell_everywhere(CommunityMonth& m, const SectorMarkets& markets) {
  World& w = m.world;
  UmkmTable& u = w.umkm;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  float* const a = s.a.data();
  float* const sales = s.b.data();
  float* const reference = s.c.data();
  const std::uint8_t* const sector = at(u.sector, rows);
  const float* const attraction0 = at(u.attraction0, rows);
  for (Index i = 0; i < n; ++i) {
    const SectorMarket& market = markets[sector[i]];
    sales[i] = market.per_attraction * a[i];
    reference[i] = market.reference * attraction0[i];
  }

  const ChannelTerms terms = terms_of_channels(m);
  // Permits raise the sales of gallery, bazaar and marketplace; the product of all, in scratch.a.
  float* const permits = s.a.data();
  std::fill_n(permits, n, 1.0F);
  const std::uint16_t* const adopted = at(u.adopted, rows);
  for (std::size_t o = 0; o < w.setting.options.size(); ++o) {
    const auto effect = static_cast<float>(w.setting.options[o].effect);
    if (effect == 0.0F) continue;
    for (Index i = 0; i < n; ++i) permits[i] += static_cast<float>(adopted[i] >> o & 1) * effect;
  }
  float* const gallery = at(u.sold_gallery, rows);
  float* const bazaar = at(u.sold_bazaar, rows);
  float* const marketplace = at(u.sold_marketplace, rows);
  float* const partnership = at(u.sold_partnership, rows);
  float* const collective = at(u.sold_collective, rows);
  const float* const production = at(u.skill_production, rows);
  const float* const market_skill = at(u.skill_market, rows);
  const float* const bargaining = s.seen_bargaining.data();
  for (Index i = 0; i < n; ++i) {
    const std::uint16_t held = adopted[i];
    const float ps = 0.5F + 0.5F * production[i];
    const float dressed = ps * permits[i];
    const float from_gallery = static_cast<float>(held >> option::gallery & 1) * (terms.gallery * permits[i]);
    const float in_bazaar = static_cast<float>(held >> option::bazaar & 1) * dressed;
    const float online = static_cast<float>(held >> option::marketplace & 1) *
                         (terms.marketplace * (market_skill[i] * market_skill[i]) * dressed);
    const float from_partner = static_cast<float>(held >> option::partnership & 1) * (terms.partnership * ps);
    const float jointly =
        static_cast<float>(held >> option::collective & 1) * (terms.joint_orders * bargaining[i] * reference[i]);
    gallery[i] = from_gallery;
    bazaar[i] = in_bazaar * terms.bazaar_return;
    marketplace[i] = online;
    partnership[i] = from_partner;
    collective[i] = jointly;
    sales[i] += from_gallery + in_bazaar * terms.bazaar + online + from_partner + jointly;
  }
}

// Options that are loans, as bits.
std::uint16_t loans(const World& w) {
  std::uint16_t found = 0;
  for (std::size_t o = 0; o < w.setting.options.size(); ++o) {
    if (w.setting.options[o].kind == OptionKind::finance) found |= static_cast<std::uint16_t>(1U << o);
  }
  return found;
}

// One month of the term is over; with the last the loan is paid back.
void end_loans(CommunityMonth& m) {
  UmkmTable& u = m.world.umkm;
  const std::uint16_t finance = loans(m.world);
  const Rows rows = m.umkm();
  for (Index row = rows.first; row < rows.last; ++row) {
    if (u.loan_left[row] == 0) continue;
    if (--u.loan_left[row] > 0) continue;
    u.instalment[row] = 0.0F;
    u.adopted[row] &= static_cast<std::uint16_t>(~finance);
  }
}

// Revenue, profit and capital from the sales in scratch.b. Profit is earned: interest is a cost, the repayment of
// principal is none, as the loan was no income. Both leave the till, and with it capital.
BERDAYA_EACH_INSTRUCTION_SET void keep_books(CommunityMonth& m, const SectorMarkets& markets) {
  const MarketParameters& p = m.parameters.market;
  World& w = m.world;
  UmkmTable& u = w.umkm;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  m.draws.uniform_rows(rows.first, m.address_month(), rule_number::market, 1, std::span(s.u0.data(), n));
  const auto sd = static_cast<float>(p.noise_sd);
  const auto correction = static_cast<float>(p.noise_sd * p.noise_sd / 2.0);
  const auto per_capital = static_cast<float>(p.capacity_per_capital);
  const auto margin = static_cast<float>(p.margin);
  const auto collective_margin = static_cast<float>(p.collective_margin);
  const auto reinvest = static_cast<float>(p.reinvest);
  const auto depreciation = static_cast<float>(p.depreciation);
  const float* const sales = s.b.data();
  const float* const draw = s.u0.data();
  const float* const management = at(u.skill_management, rows);
  const float* const bargaining = s.seen_bargaining.data();
  const std::uint16_t* const adopted = at(u.adopted, rows);
  const std::uint8_t* const sector = at(u.sector, rows);
  float* const capital = at(u.capital, rows);
  float* const revenue = at(u.revenue, rows);
  float* const profit = at(u.profit, rows);
  const float* const instalment = at(u.instalment, rows);
  const auto bank_interest = static_cast<float>(interest_share(p.loan_rate, p.loan_months));
  const auto company_interest = static_cast<float>(interest_share(p.csr_rate, p.loan_months));
  float* const fixed = s.a.data();
  for (Index i = 0; i < n; ++i) fixed[i] = markets[sector[i]].fixed_cost;
  std::uint32_t* const limited = s.list.data();
  for (Index i = 0; i < n; ++i) {
    const float wanted = sales[i] * portable_exp(sd * normal_quantile(draw[i]) - correction);
    const float most = selling_capacity(capital[i], management[i], per_capital);
    limited[i] = wanted > most ? 1 : 0;
    revenue[i] = wanted > most ? most : wanted;
    const float rate =
        margin + static_cast<float>(adopted[i] >> option::collective & 1) * collective_margin * bargaining[i];
    const float earned = rate * revenue[i] - fixed[i];
    const float of_interest = (adopted[i] >> option::csr & 1) != 0 ? company_interest : bank_interest;
    profit[i] = earned - of_interest * instalment[i];
    const float cash = earned - instalment[i];
    const float gain = cash > 0.0F ? reinvest * cash : cash;
    capital[i] += gain - depreciation * capital[i];
  }
  std::uint32_t capped = 0;
  for (Index i = 0; i < n; ++i) capped += limited[i];
  w.community.capped[m.k] = static_cast<double>(capped) / static_cast<double>(n);
  w.community.debt_service[m.k] = mean(std::span<const float>(instalment, n));
}

// What the owner makes of it: smoothed gain, realised and expected benefit.
BERDAYA_EACH_INSTRUCTION_SET void judge(CommunityMonth& m) {
  const MarketParameters& p = m.parameters.market;
  UmkmTable& u = m.world.umkm;
  const Rows rows = m.umkm();
  MonthScratch& s = m.scratch;
  const auto smooth = static_cast<float>(p.smooth);
  const auto slope = static_cast<float>(p.benefit_slope);
  const auto worthwhile = static_cast<float>(p.worthwhile);
  const auto own_rate = static_cast<float>(p.own_rate);
  const auto peer_rate = static_cast<float>(p.peer_rate);
  const float* const reference = s.c.data();
  const float* const revenue = at(u.revenue, rows);
  const float* const trust_peer = at(u.trust_peer, rows);
  const float* const peers = s.peers_benefit.data();
  const std::uint8_t* const x = s.took_part.data();
  float* const revenue_ema = at(u.revenue_ema, rows);
  float* const reference_ema = at(u.reference_ema, rows);
  float* const benefit = at(u.benefit, rows);
  float* const expected = at(u.expected_benefit, rows);
  float* const ratio = s.ratio.data();
  for (Index i = 0; i < rows.size(); ++i) {
    revenue_ema[i] = toward(revenue_ema[i], revenue[i], smooth);
    reference_ema[i] = toward(reference_ema[i], reference[i], smooth);
    ratio[i] = revenue_ema[i] / reference_ema[i];
    benefit[i] = realised_benefit(ratio[i], slope, worthwhile);
    const float own = toward(expected[i], benefit[i], own_rate * static_cast<float>(x[i]));
    expected[i] = clip(toward(own, peers[i], peer_rate * trust_peer[i]));
  }
}

void close_and_enter(CommunityMonth& m) {
  const MarketParameters& p = m.parameters.market;
  World& w = m.world;
  const Rows rows = m.umkm();
  const auto capital_min = static_cast<float>(p.capital_min);
  const auto exit = static_cast<float>(p.exit);
  for (Index row = rows.first; row < rows.last; ++row) {
    if (w.umkm.capital[row] > capital_min) continue;
    const bool closes = m.draws.uniform({EntityKind::umkm, row, m.address_month(), rule_number::market, 2}) < exit;
    w.umkm.capital[row] = std::max(0.0F, w.umkm.capital[row]);
    if (!closes) continue;
    draw_traits(w, m.parameters, m.draws, row, m.address_month());
    furnish_business(w, m.parameters, m.draws, m.k, row, m.address_month());
    m.scratch.took_part[row - rows.first] = 0;
    m.scratch.ratio[row - rows.first] = 1.0F;
  }
}

}  // namespace

double season(int month_of_year, double amplitude, double peak) {
  return 1.0 + amplitude * cos_turns((static_cast<double>(month_of_year) - peak) / 12.0);
}

float selling_capacity(float capital, float management, float per_capital) {
  return per_capital * portable_pow(capital, 0.7F) * (0.5F + 0.5F * management);
}

double interest_share(double yearly_rate, double months) {
  const double interest = yearly_rate * months / 12.0;  // on a unit of principal, over the term
  return interest / (1.0 + interest);
}

float realised_benefit(float ratio, float slope, float worthwhile) {
  const float safe = ratio > 1e-9F ? ratio : 1e-9F;
  return logistic(slope * (portable_log(safe) - worthwhile));
}

void sell(CommunityMonth& m) {
  const SectorMarkets markets = open_market(m);
  sell_everywhere(m, markets);
  keep_books(m, markets);
  end_loans(m);
  judge(m);
  close_and_enter(m);
}

}  // namespace berdaya
