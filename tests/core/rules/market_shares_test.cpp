// Market shares of rule 8 sum to the demand that is there: local sales of a sector together are
// D Sum A/(Sum A + outside A0), D = season (1 + peer_purchase mean trust_peer) revenue n0 (1 + outside).
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "engine/simulation.hpp"
#include "rules/kampung.hpp"
#include "rules/market.hpp"

namespace berdaya {
namespace {

// Sales without noise, channels or lack of capital: what is left are the local sales. An UMKM's are rounded three
// times to single precision (the sector's sales for a unit of attraction, the product, and a noise factor of one).
constexpr double bound = 3 * 0x1p-24;

void leave_local_sales_only(Scenario& s) {
  s.parameters.market.noise_sd = 0;
  s.parameters.market.capacity_per_capital = 1e6;
  for (OptionSpec& option : s.options) option.base = -500;  // nobody takes up anything
}

struct Sector {
  double sales = 0, attraction = 0, demand = 0, claimed = 0;
};

// From columns after the rule, with its equation written anew.
std::vector<Sector> sectors_of(const World& w, const Parameters& parameters, int month_of_year, double demand_shock) {
  const MarketParameters& p = parameters.market;
  const double season = 1 + p.season_amp * std::cos(2 * std::numbers::pi * (month_of_year - p.season_peak) / 12.0);
  double trust = 0;
  const Rows rows = w.community.umkm(0);
  for (Index i = rows.first; i < rows.last; ++i) trust += w.umkm.trust_peer[i];
  trust /= rows.size();
  std::vector<Sector> sectors(w.setting.sectors.size());
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    sectors[s].demand = demand_shock * season * (1 + p.peer_purchase * trust) * w.setting.sectors[s].revenue *
                        w.community.sector_count[s] * (1 + p.outside);
  }
  for (Index i = rows.first; i < rows.last; ++i) {
    Sector& sector = sectors[w.umkm.sector[i]];
    sector.sales += w.umkm.revenue[i];
    sector.attraction += w.umkm.size[i] * std::exp(p.attraction * w.umkm.skill_production[i]);
  }
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    sectors[s].claimed = sectors[s].demand * sectors[s].attraction /
                         (sectors[s].attraction + p.outside * w.community.sector_attraction[s]);
  }
  return sectors;
}

Scenario market_of(Index umkm) {
  Scenario s = test::small_scenario(1, static_cast<int>(umkm));
  leave_local_sales_only(s);
  return s;
}

TEST(MarketShares, SumToTheDemandOfTheSectorInEveryMonthOfTheYear) {
  for (const double outside : {0.0, 1.0, 4.0}) {
    test::Kampung k(120, market_of(120));
    k.parameters().market.outside = outside;
    k.effects.demand = 0.7;
    for (Index i = 0; i < k.n(); ++i) {
      k.world.umkm.skill_production[i] = static_cast<float>(i % 11) / 10.0F;
      k.world.umkm.trust_peer[i] = static_cast<float>(i % 7) / 6.0F;
      k.world.umkm.capital[i] = 1e3F;
    }
    for (k.month = 0; k.month < 12; ++k.month) {
      k.run(sell);
      const std::vector<Sector> sectors = sectors_of(k.world, k.parameters(), static_cast<int>(k.month), 0.7);
      for (const Sector& sector : sectors) {
        // The attraction of a row comes from an exponential in single precision: its error moves shares, not their sum,
        // but for what goes to the outside.
        EXPECT_NEAR(sector.sales / sector.claimed, 1.0, bound + (outside > 0 ? 2e-7 : 0)) << k.month;
        if (outside == 0.0) {
          EXPECT_NEAR(sector.sales / sector.demand, 1.0, bound) << "nothing is left over";
        }
      }
    }
  }
}

TEST(MarketShares, AreInProportionToAttraction) {
  test::Kampung k(120, market_of(120));
  for (Index i = 0; i < k.n(); ++i) k.world.umkm.skill_production[i] = static_cast<float>(i % 11) / 10.0F;
  k.run(sell);
  const std::vector<Sector> sectors = sectors_of(k.world, k.parameters(), 0, 1.0);
  for (Index i = 0; i < k.n(); ++i) {
    const Sector& sector = sectors[k.world.umkm.sector[i]];
    const double attraction =
        k.world.umkm.size[i] * std::exp(k.parameters().market.attraction * k.world.umkm.skill_production[i]);
    EXPECT_NEAR(k.world.umkm.revenue[i] / sector.claimed * sector.attraction / attraction, 1.0, 1e-6) << i;
  }
}

// The same over whole months of the engine, with skills and trust that move.
TEST(MarketShares, SumToTheDemandThroughoutARun) {
  Scenario s = market_of(60);
  s.start = {2020, 6};
  s.parameters.market.peer_purchase = 0.3;
  Simulation simulation(s, baseline_policy, Seed{4}, RunNumber{0});
  for (float& capital : simulation.world().umkm.capital) capital = 1e4F;  // nobody closes
  double first = 0, last = 0;
  for (Index month = 0; simulation.step(); ++month) {
    const std::vector<Sector> sectors =
        sectors_of(simulation.world(), s.parameters, static_cast<int>((6 + month) % 12), 1.0);
    for (const Sector& sector : sectors) EXPECT_NEAR(sector.sales / sector.claimed, 1.0, bound + 2e-7) << month;
    last = sectors[0].attraction;
    if (month == 0) first = last;
  }
  EXPECT_GT(std::abs(last - first), 0.01) << "skills moved meanwhile";
}

}  // namespace
}  // namespace berdaya
