#include <gtest/gtest.h>

#include <numeric>

#include "interventions/csr.hpp"
#include "interventions/lottery.hpp"
#include "interventions/macro_world.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;

std::size_t at(Index k, int option) { return std::size_t{k} * option::most + static_cast<std::size_t>(option); }

InterventionSpec buyer(double places) {
  InterventionSpec spec = lever(InterventionKind::buyer);
  spec.places = places;
  spec.min_rep = 0;
  return spec;
}

TEST(Profit, IsLinearBetweenItsPointsAndConstantOutside) {
  const std::vector<std::pair<Index, double>> path{{4, 1.0}, {8, 0.2}, {12, 0.6}};
  EXPECT_EQ(profit_index({}, 3), 1.0);
  EXPECT_EQ(profit_index(path, 0), 1.0);
  EXPECT_DOUBLE_EQ(profit_index(path, 6), 0.6);
  EXPECT_DOUBLE_EQ(profit_index(path, 8), 0.2);
  EXPECT_DOUBLE_EQ(profit_index(path, 11), 0.5);
  EXPECT_EQ(profit_index(path, 90), 0.6);
}

TEST(Lottery, GivesEachPlaceToOneOfTheRemainingApplicants) {
  const std::vector<Index> applicants{2, 0, 3, 1};
  // u * remaining: 0.1 * 6 -> first; 0.5 * 5 = 2.5 -> third (cumulated 1, 1, 4); 0.9 * 4 = 3.6 -> fourth
  const std::vector<double> draws{0.1, 0.5, 0.9};
  EXPECT_EQ(draw_quotas(applicants, 3, [&](Index g) { return draws[g]; }), (std::vector<Index>{1, 0, 1, 1}));
}

TEST(Lottery, AgreesWithCountingOneByOne) {
  const std::vector<Index> applicants{3, 1, 0, 7, 2, 2, 0, 5, 1};
  const auto draw = [](Index g) { return 0.03 + 0.07 * ((g * 5) % 13); };
  std::vector<Index> left = applicants;
  std::vector<Index> expected(applicants.size(), 0);
  Index remaining = std::accumulate(left.begin(), left.end(), 0U);
  const Index all = remaining;
  for (Index g = 0; g < all; ++g, --remaining) {
    Index cumulated = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
      cumulated += left[i];
      if (cumulated > draw(g) * remaining) {
        --left[i];
        ++expected[i];
        break;
      }
    }
    EXPECT_EQ(draw_quotas(applicants, g + 1, draw), expected) << g;
  }
  EXPECT_EQ(expected, applicants);
}

TEST(PartnerOffers, QuotasNeverExceedFreePlacesNorApplicants) {
  MacroWorld w(3, {buyer(10)});
  w.world.community.holders[at(0, option::partnership)] = 4;
  w.world.community.applicants[at(0, option::partnership)] = 3;
  w.world.community.applicants[at(1, option::partnership)] = 9;
  w.world.community.applicants[at(2, option::partnership)] = 1;
  w.run(0);
  Index granted = 0;
  for (Index k = 0; k < 3; ++k) {
    const PartnerOffer& offer = w.effects[k].partnership;
    EXPECT_TRUE(offer.serves);
    EXPECT_FALSE(offer.open);  // all ten are gone
    EXPECT_LE(offer.quota, w.world.community.applicants[at(k, option::partnership)]);
    granted += offer.quota;
  }
  EXPECT_EQ(granted, 6U);
}

// 100 * 0.29 is stored as 28.999999999999996.
TEST(PartnerOffers, AShareOfThePlacesIsAWholeNumberWhereItShouldBe) {
  InterventionSpec spec = buyer(100);
  spec.intensity = 0.29;
  MacroWorld w(1, {spec});
  w.world.community.applicants[at(0, option::partnership)] = 29;
  w.run(0);
  EXPECT_EQ(w.effects[0].partnership.quota, 29U);
}

TEST(PartnerOffers, EveryApplicantGetsAPlaceWhereThereAreEnough) {
  MacroWorld w(2, {buyer(10)});
  w.world.community.applicants[at(1, option::partnership)] = 5;
  w.run(0);
  EXPECT_EQ(w.effects[0].partnership.quota, 0U);
  EXPECT_EQ(w.effects[1].partnership.quota, 5U);
  EXPECT_TRUE(w.effects[0].partnership.open);
  EXPECT_EQ(w.effects[0].partnership.volume, 20.0);
  EXPECT_EQ(w.effects[0].partnership.permit, option::nib);
}

TEST(PartnerOffers, ABuyerOpensOnlyToReputation) {
  InterventionSpec spec = buyer(10);
  spec.min_rep = 0.5;
  MacroWorld w(2, {spec});
  w.world.community.reputation = {0.5, 0.49};
  w.run(0);
  EXPECT_TRUE(w.effects[0].partnership.open);
  EXPECT_FALSE(w.effects[1].partnership.open);
}

TEST(PartnerOffers, TheFirstOfferOfAnOptionServesTheCommunity) {
  InterventionSpec local = buyer(3);
  local.target.where = Where::listed;
  local.target.communities = {1};
  MacroWorld w(2, {local, buyer(8), lever(InterventionKind::csr)});
  w.run(0);
  EXPECT_EQ(w.effects[0].partnership.places, 8.0);
  EXPECT_EQ(w.effects[1].partnership.places, 3.0);
  EXPECT_TRUE(w.effects[1].csr.open);
  EXPECT_EQ(w.effects[1].csr.principal, 10.0);
}

TEST(PartnerOffers, CompanyPlacesFollowItsProfitWithADelay) {
  InterventionSpec csr = lever(InterventionKind::csr);
  csr.profit = {{0, 0.0}};
  MacroWorld w(1, {csr});
  w.world.community.applicants[at(0, option::csr)] = 20;
  w.run(0);
  EXPECT_DOUBLE_EQ(w.world.partner.commitment[0], 0.85);
  EXPECT_EQ(w.effects[0].csr.quota, 8U);  // floor(10 * 0.85)
}

TEST(PartnerOffers, CommitmentMovesWhileTheLeverIsOff) {
  InterventionSpec csr = lever(InterventionKind::csr, 10, 20);
  csr.profit = {{0, 0.0}};
  MacroWorld w(1, {csr});
  w.run(0);
  w.run(1);
  EXPECT_DOUBLE_EQ(w.world.partner.commitment[0], 0.85 * 0.85);
  EXPECT_FALSE(w.effects[0].csr.serves);
}

TEST(PartnerOffers, FirmsOutsideTakeFreePlacesAndReturnThem) {
  InterventionSpec spec = buyer(10);
  spec.outside_claim = 0.5;
  spec.outside_term = 4;
  DrawScript script;
  script.otherwise = 0.001F;
  MacroWorld w(1, {spec}, script);
  w.run(0);
  EXPECT_EQ(w.world.partner.outside[0], 5.0);  // floor(10 / 2 + 0.001)
  w.run(1);
  EXPECT_EQ(w.world.partner.outside[0], 7.0);  // one returned, 6 free, three claimed
  EXPECT_TRUE(w.effects[0].partnership.open);
}

TEST(PartnerOffers, NothingIsFreeBelowTheHolders) {
  MacroWorld w(1, {buyer(2)});
  w.world.community.holders[at(0, option::partnership)] = 5;
  w.world.community.applicants[at(0, option::partnership)] = 1;
  w.run(0);
  EXPECT_EQ(w.effects[0].partnership.quota, 0U);
  EXPECT_FALSE(w.effects[0].partnership.open);
  EXPECT_TRUE(w.effects[0].partnership.serves);
}

TEST(PartnerOffers, AnOfferWithoutMoneyStillServesButHasNoPlaces) {
  InterventionSpec spec = buyer(10);
  spec.cost = 5;
  spec.fund = 0;
  Scenario scenario = test::small_scenario();
  scenario.funds[0].opening_balance = 0;
  scenario.funds[0].inflow = 0;
  MacroWorld w(scenario, {spec});
  w.run(0);
  EXPECT_TRUE(w.effects[0].partnership.serves);
  EXPECT_FALSE(w.effects[0].partnership.open);
  EXPECT_EQ(w.effects[0].partnership.bought, 1.0) << "nobody is there";
  w.world.community.holders[at(0, option::partnership)] = 3;
  w.run(1);
  EXPECT_EQ(w.effects[0].partnership.bought, 0.0);
}

}  // namespace
}  // namespace berdaya
