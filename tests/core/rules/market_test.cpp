#include "rules/market.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "rules/kampung.hpp"
#include "rules/uptake.hpp"

namespace berdaya {
namespace {

constexpr std::uint16_t bit(int o) { return static_cast<std::uint16_t>(1U << o); }

// No noise, no season, no peer purchase, plenty of capital, no channels.
struct Steady : test::Kampung {
  explicit Steady(Index umkm = 24) : test::Kampung(umkm) {
    MarketParameters& p = parameters().market;
    p.noise_sd = p.season_amp = p.peer_purchase = 0;
    p.capacity_per_capital = 1e6;
    test::fill(world.umkm.adopted, std::uint16_t{0});
    test::fill(world.umkm.capital, 50.0F);
    test::fill(scratch.seen_bargaining, 0.0F);
    test::fill(scratch.took_part, std::uint8_t{0});
    test::fill(scratch.peers_benefit, 0.0F);
  }
  double total_revenue() const {
    double sum = 0;
    for (float r : world.umkm.revenue) sum += static_cast<double>(r);
    return sum;
  }
};

TEST(Season, PeaksInItsMonth) {
  EXPECT_NEAR(season(4, 0.12, 4), 1.12, 1e-12);
  EXPECT_NEAR(season(10, 0.12, 4), 0.88, 1e-12);
  EXPECT_NEAR(season(1, 0.12, 4), 1.0, 1e-12);
}

TEST(SellingCapacity, GrowsWithCapitalAndManagement) {
  EXPECT_EQ(selling_capacity(0.0F, 1.0F, 2.6F), 0.0F);
  EXPECT_NEAR(selling_capacity(9.0F, 0.4F, 2.6F), 2.6 * std::pow(9.0, 0.7) * 0.7, 1e-4);
}

TEST(RealisedBenefit, IsOneHalfAtWhatIsWorthwhile) {
  EXPECT_NEAR(realised_benefit(static_cast<float>(std::exp(0.18)), 5.0F, 0.18F), 0.5, 1e-6);
  EXPECT_LT(realised_benefit(0.0F, 5.0F, 0.18F), 1e-9);
  EXPECT_NEAR(realised_benefit(1.0F, 5.0F, 0.18F), 1 / (1 + std::exp(0.9)), 1e-6);
}

TEST(Sell, AtTheStartEachSellsItsOwnReference) {
  Steady k;
  const std::vector<float> reference = k.world.umkm.reference_ema;
  k.run(sell);
  for (Index i = 0; i < k.n(); ++i) {
    EXPECT_NEAR(k.world.umkm.revenue[i], reference[i], 1e-4 * reference[i]);
    EXPECT_NEAR(k.scratch.ratio[i], 1.0, 1e-5);
  }
}

TEST(Sell, LocalSalesOfASectorAreItsDemandWithoutOutsideCompetition) {
  Steady k;
  k.parameters().market.outside = 0;
  for (Index i = 0; i < k.n(); ++i) k.world.umkm.skill_production[i] = 0.1F + 0.03F * static_cast<float>(i);
  k.run(sell);
  double demand = 0;
  for (std::size_t s = 0; s < 2; ++s) demand += k.world.setting.sectors[s].revenue * k.world.community.sector_count[s];
  EXPECT_NEAR(k.total_revenue(), demand, 1e-5 * demand);
}

TEST(Sell, FollowsDemandShocksAndPeerPurchase) {
  Steady k;
  k.effects.demand = 0.6;
  k.parameters().market.peer_purchase = 0.1;
  test::fill(k.world.umkm.trust_peer, 0.5F);
  const double reference = k.world.umkm.reference_ema[0];
  k.run(sell);
  EXPECT_NEAR(k.world.umkm.revenue[0], reference * 0.6 * 1.05, 1e-4 * reference);
  EXPECT_NEAR(k.world.community.mean_trust_peer[0], 0.5, 1e-7);
}

TEST(Sell, PaysEachChannelByItsEquation) {
  Steady k;
  UmkmTable& u = k.world.umkm;
  test::fill(u.skill_production, 0.5F);
  test::fill(u.innate_production, 0.5F);
  test::fill(u.skill_market, 0.4F);
  u.adopted[1] = static_cast<std::uint16_t>(bit(option::gallery) | bit(option::pirt));
  u.adopted[2] = bit(option::gallery);
  u.adopted[3] = bit(option::bazaar);
  u.adopted[4] = bit(option::marketplace);
  u.adopted[5] = bit(option::partnership);
  u.adopted[6] = bit(option::collective);
  k.scratch.seen_bargaining[6] = 0.4F;
  k.effects.gallery_footfall = 300;
  k.effects.gallery_location = 0.5;
  k.effects.bazaar_every = 3;
  k.effects.bazaar_size = 0.8;
  k.effects.platform = 1;
  k.effects.partnership = {.serves = true,
                           .open = true,
                           .quota = 0,
                           .places = 10,
                           .volume = 20,
                           .bought = 0.5,
                           .principal = 0,
                           .publicity = 1,
                           .permit = -1};
  k.effects.demand = 0.9;
  k.effects.activity = 0.5;
  k.month = 3;
  k.run(sell);
  const double visitors = 300 * 0.5 * 0.04 * 0.9 / 2;
  EXPECT_NEAR(u.sold_gallery[1], visitors * 1.08, 1e-5);
  EXPECT_NEAR(u.sold_gallery[2], visitors, 1e-5);
  EXPECT_NEAR(u.sold_bazaar[3], 1.2 * 0.75 * 0.5 * 0.8 / 3, 1e-6) << "what it returns a month";
  EXPECT_NEAR(u.sold_marketplace[4], 12 * 0.16 * 0.75 * (1 + 0.3), 1e-5);
  EXPECT_NEAR(u.sold_partnership[5], 0.5 * 20 / 10 * 0.9 * 0.75, 1e-5);
  const double reference6 = 0.9 * u.reference_ema[6] / (1 - 0.15 + 0.15 * 0.9);
  EXPECT_NEAR(u.sold_collective[6], 0.25 * 0.4 * reference6, 1e-3);
}

TEST(Sell, AtAnEventAddsItsSalesInFull) {
  Steady with;
  Steady without;
  with.world.umkm.adopted[3] = bit(option::bazaar);
  for (Steady* k : {&with, &without}) {
    k->world.umkm.skill_production[3] = 0.5F;
    k->effects.bazaar_every = 3;
    k->effects.bazaar_size = 0.8;
    k->effects.activity = 0.5;
    k->month = 3;
    k->run(sell);
  }
  EXPECT_NEAR(with.world.umkm.revenue[3] - without.world.umkm.revenue[3], 1.2 * 0.75 * 0.5 * 0.8, 1e-5);
}

TEST(Sell, HasNoBazaarBetweenEvents) {
  Steady k;
  k.world.umkm.adopted[3] = bit(option::bazaar);
  k.effects.bazaar_every = 3;
  k.month = 4;
  const float reference = k.world.umkm.reference_ema[3];
  k.run(sell);
  EXPECT_NEAR(k.world.umkm.revenue[3], reference, 1e-4F * reference);
  EXPECT_GT(k.world.umkm.sold_bazaar[3], 0.0F) << "the return is spread over the months";
}

TEST(Sell, IsLimitedByCapital) {
  Steady k;
  k.parameters().market.capacity_per_capital = 2.6;
  k.world.umkm.capital[1] = 0.5F;
  k.world.umkm.skill_management[1] = 0.4F;
  k.script.otherwise = 0.999F;
  k.run(sell);
  EXPECT_NEAR(k.world.umkm.revenue[1], 2.6 * std::pow(0.5, 0.7) * 0.7, 1e-4);
  EXPECT_GE(k.world.community.capped[0], 1.0 / 24.0);
}

TEST(Sell, KeepsTheBooks) {
  Steady k;
  UmkmTable& u = k.world.umkm;
  u.instalment[1] = 0.45F;
  u.loan_left[1] = 2;
  u.adopted[1] = static_cast<std::uint16_t>(bit(option::kur) | bit(option::nib));
  k.run(sell);
  const double revenue0 = k.world.setting.sectors[u.sector[1]].revenue;
  const double earned = 0.28 * static_cast<double>(u.revenue[1]) - 0.08 * revenue0;
  const double interest = 0.45 * 0.12 / 1.12;  // 6 % a year, flat, over two years
  const double cash = earned - 0.45;
  EXPECT_NEAR(u.profit[1], earned - interest, 1e-5) << "the repayment of principal is no cost";
  EXPECT_NEAR(u.capital[1], 50 + (cash > 0 ? 0.12 * cash : cash) - 0.012 * 50, 1e-4) << "but it leaves the till";
  EXPECT_NEAR(k.world.community.debt_service[0], 0.45 / 24, 1e-7) << "a mean over all UMKM";
  EXPECT_EQ(u.loan_left[1], 1);
  k.run(sell);
  EXPECT_EQ(u.loan_left[1], 0);
  EXPECT_EQ(u.instalment[1], 0.0F);
  EXPECT_EQ(u.adopted[1], bit(option::nib)) << "a loan that is paid back is no longer held";
  EXPECT_NEAR(k.world.community.debt_service[0], 0.45 / 24, 1e-7) << "the last instalment counts in its month";
  k.run(sell);
  EXPECT_EQ(k.world.community.debt_service[0], 0.0);
}

TEST(Sell, CountsInterestAtTheRateOfWhoLends) {
  Steady k;
  UmkmTable& u = k.world.umkm;
  u.instalment[1] = u.instalment[2] = 0.45F;
  u.loan_left[1] = u.loan_left[2] = 2;
  u.adopted[1] = bit(option::kur);
  u.adopted[2] = bit(option::csr);
  k.run(sell);
  for (const Index row : {1U, 2U}) {
    const double fixed = 0.08 * k.world.setting.sectors[u.sector[row]].revenue;
    const double earned = 0.28 * static_cast<double>(u.revenue[row]) - fixed;
    const double on_one = row == 1 ? 0.12 : 0.06;  // flat interest over two years on a unit of principal
    EXPECT_NEAR(u.profit[row], earned - 0.45 * on_one / (1 + on_one), 1e-5);
  }
}

TEST(Sell, LowersIncomeByALoanOnlyByItsInterest) {
  // Over the whole term: the same business with and without a loan that capital did not need.
  Steady with, without;
  with.world.umkm.instalment[1] = static_cast<float>(instalment_of(10, 0.06, 24));
  with.world.umkm.loan_left[1] = 24;
  with.world.umkm.adopted[1] = bit(option::kur);
  double lost = 0;
  double paid = 0;
  for (int month = 0; month < 24; ++month) {
    with.run(sell);
    without.run(sell);
    lost += static_cast<double>(without.world.umkm.profit[1] - with.world.umkm.profit[1]);
    paid += with.world.community.debt_service[0] * 24;
  }
  EXPECT_NEAR(lost, 10 * 0.06 * 2, 1e-3);
  EXPECT_NEAR(paid, 10 + 10 * 0.06 * 2, 1e-3);
}

TEST(Sell, BeliefFollowsOwnBenefitOnlyByTakingPart) {
  Steady k;
  test::fill(k.world.umkm.expected_benefit, 0.6F);
  test::fill(k.world.umkm.trust_peer, 0.5F);
  test::fill(k.scratch.peers_benefit, 0.2F);
  k.scratch.took_part[1] = 1;
  k.run(sell);
  const double y = 1 / (1 + std::exp(0.9));
  const double own = 0.6 + 0.12 * (y - 0.6);
  EXPECT_NEAR(k.world.umkm.expected_benefit[1], own + 0.05 * 0.5 * (0.2 - own), 1e-5);
  EXPECT_NEAR(k.world.umkm.expected_benefit[2], 0.6 + 0.05 * 0.5 * (0.2 - 0.6), 1e-6);
}

TEST(Sell, ReplacesWhoClosesAndSparesWhoIsLucky) {
  Steady k;
  UmkmTable& u = k.world.umkm;
  for (Index row : {1U, 2U}) {
    u.capital[row] = 0.0F;
    u.instalment[row] = 9.0F;  // runs at a loss
    u.loan_left[row] = 5;
    u.adopted[row] = bit(option::nib);
    u.cbo[row] = 0;
  }
  k.scratch.took_part[1] = k.scratch.took_part[2] = 1;
  const std::vector<std::uint16_t> contacts = u.contacts;
  const std::uint8_t sector = u.sector[1];
  k.choose_umkm(1, rule_number::market, 2, 0.19F);
  k.choose_umkm(2, rule_number::market, 2, 0.21F);
  k.run(sell);
  EXPECT_EQ(u.adopted[1], 0);
  EXPECT_EQ(u.cbo[1], no_cbo);
  EXPECT_EQ(u.loan_left[1], 0);
  EXPECT_GT(u.capital[1], 0.0F);
  EXPECT_EQ(u.sector[1], sector);
  EXPECT_EQ(u.took_part[1], 0);
  EXPECT_EQ(k.scratch.took_part[1], 0);
  EXPECT_EQ(k.scratch.ratio[1], 1.0F);
  EXPECT_EQ(u.revenue_ema[1], u.reference_ema[1]);
  EXPECT_EQ(u.contacts, contacts);
  EXPECT_EQ(u.adopted[2], bit(option::nib));
  EXPECT_EQ(u.capital[2], 0.0F) << "debts beyond the capital are not carried on";
}

TEST(Sell, FollowsTheSeasonOfTheCalendar) {
  Steady k;
  k.parameters().market.season_amp = 0.12;
  k.parameters().market.season_peak = 4;
  k.world.setting.start_month_of_year = 9;
  k.month = 7;  // October and seven months: May, month 4 of the year
  const float reference = k.world.umkm.reference_ema[0];
  k.run(sell);
  EXPECT_NEAR(k.world.umkm.revenue[0], 1.12 * static_cast<double>(reference), 1e-4 * static_cast<double>(reference));
}

TEST(Sell, HasNoiseOfMeanOne) {
  Steady k;
  k.parameters().market.noise_sd = 0.3;
  k.script.otherwise = 0.5F;
  k.choose_umkm(1, rule_number::market, 1, 0.841345F);  // one standard deviation
  const std::vector<float> reference = k.world.umkm.reference_ema;
  k.run(sell);
  EXPECT_NEAR(k.world.umkm.revenue[0] / reference[0], std::exp(-0.045), 1e-4);
  EXPECT_NEAR(k.world.umkm.revenue[1] / reference[1], std::exp(0.3 - 0.045), 1e-4);
}

TEST(Sell, EarnsABetterMarginJointlyAndBearsALossInFull) {
  Steady k;
  UmkmTable& u = k.world.umkm;
  u.adopted[1] = bit(option::collective);
  k.scratch.seen_bargaining[1] = 0.5F;
  k.parameters().market.joint_orders = 0;
  u.instalment[2] = 20;
  u.loan_left[2] = 5;
  k.run(sell);
  const MarketParameters& p = k.parameters().market;
  const auto fixed = [&](Index row) { return p.fixed_share * k.world.setting.sectors[u.sector[row]].revenue; };
  EXPECT_NEAR(u.profit[1], (p.margin + p.collective_margin * 0.5) * static_cast<double>(u.revenue[1]) - fixed(1), 1e-5);
  const double cash = static_cast<double>(u.profit[2]) - 20 / 1.12;  // what repays principal
  ASSERT_LT(cash, 0);
  EXPECT_NEAR(u.capital[2], 50 + cash - p.depreciation * 50, 1e-4);
}

TEST(Sell, SmoothsSalesAndReferenceAlike) {
  Steady k;
  UmkmTable& u = k.world.umkm;
  u.capital[1] = 0.5F;
  k.parameters().market.capacity_per_capital = 0.5;
  k.effects.demand = 0.8;
  const double before = u.reference_ema[1];
  k.run(sell);
  const double smooth = k.parameters().market.smooth;
  const double revenue = u.revenue[1];
  ASSERT_LT(revenue, 0.5 * before);
  EXPECT_NEAR(u.revenue_ema[1], before + smooth * (revenue - before), 1e-5);
  EXPECT_NEAR(u.reference_ema[1], before + smooth * (0.8 * before - before), 1e-5);
}

TEST(Sell, MayCloseAtTheLeastCapitalAndNotAbove) {
  Steady k;
  UmkmTable& u = k.world.umkm;
  k.parameters().market.reinvest = k.parameters().market.depreciation = 0;
  k.parameters().market.capital_min = 0.5;
  k.script.otherwise = 0.0001F;
  u.capital[1] = 0.5F;
  u.capital[2] = 0.51F;
  test::fill(u.adopted, bit(option::nib));
  k.run(sell);
  EXPECT_EQ(u.adopted[1], 0);
  EXPECT_EQ(u.adopted[2], bit(option::nib));
}

TEST(Sell, InASectorWithoutAnybodySellsNothing) {
  Steady k;
  k.parameters().market.outside = 0;
  test::fill(k.world.umkm.sector, std::uint8_t{0});
  k.world.community.sector_count[1] = k.world.community.sector_attraction[1] = 0;
  k.run(sell);
  const double demand = k.world.setting.sectors[0].revenue * k.world.community.sector_count[0];
  EXPECT_NEAR(k.total_revenue(), demand, 1e-5 * demand);
}

TEST(Sell, ABuyerWithoutPlacesBuysNothing) {
  Steady k;
  k.world.umkm.adopted[5] = bit(option::partnership);
  k.effects.partnership = {.serves = true,
                           .open = true,
                           .quota = 0,
                           .places = 0,
                           .volume = 20,
                           .bought = 0.5,
                           .principal = 0,
                           .publicity = 1,
                           .permit = -1};
  k.run(sell);
  EXPECT_EQ(k.world.umkm.sold_partnership[5], 0.0F);
}

}  // namespace
}  // namespace berdaya
