#include <gtest/gtest.h>

#include <algorithm>

#include "interventions/macro_world.hpp"
#include "random/id_number.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;

DrawAddress key(Index row, std::string_view id = "visits", Index month = 0) {
  return {EntityKind::umkm, row, month + 1, rule_number::policy, number_of_id(id)};
}

std::vector<Index> chosen(const MacroWorld& w, Index position, Index k) {
  std::vector<Index> rows;
  const auto& target = w.world.targets.drawn[position][k];
  for (Index i = 0; i < target.size(); ++i) {
    if (target[i] != 0) rows.push_back(i);
  }
  return rows;
}

InterventionSpec choosing(First first, double places) {
  InterventionSpec spec = lever(InterventionKind::visits);
  spec.target.places = places;
  spec.target.first = first;
  return spec;
}

TEST(Targets, RandomTakesTheHighestDraws) {
  DrawScript script;
  script.otherwise = 0.5F;
  script.values[key(4)] = 0.9F;
  script.values[key(11)] = 0.7F;
  MacroWorld w(1, {choosing(First::random, 2)}, script);
  w.run(0);
  EXPECT_EQ(chosen(w, 0, 0), (std::vector<Index>{4, 11}));
}

TEST(Targets, EqualKeysGoToLowerRows) {
  DrawScript script;
  script.otherwise = 0.5F;
  MacroWorld w(1, {choosing(First::random, 3)}, script);
  w.run(0);
  EXPECT_EQ(chosen(w, 0, 0), (std::vector<Index>{0, 1, 2}));
}

TEST(Targets, EachLeverHasDrawsOfItsOwnIdWhereverItStands) {
  DrawScript script;
  script.otherwise = 0.5F;
  script.values[key(7, "second")] = 0.9F;
  InterventionSpec second = choosing(First::random, 1);
  second.id = "second";
  MacroWorld w(1, {choosing(First::random, 1), second}, script);
  w.run(0);
  EXPECT_EQ(chosen(w, 0, 0), (std::vector<Index>{0}));
  EXPECT_EQ(chosen(w, 1, 0), (std::vector<Index>{7}));
  MacroWorld turned(1, {second, choosing(First::random, 1)}, script);
  turned.run(0);
  EXPECT_EQ(chosen(turned, 0, 0), (std::vector<Index>{7}));
  EXPECT_EQ(chosen(turned, 1, 0), (std::vector<Index>{0}));
}

TEST(Targets, WillingUnawareAndConnectedSortByWhatTheyAreNamedFor) {
  DrawScript script;
  script.otherwise = 0.5F;
  script.values[key(9)] = 0.999F;
  MacroWorld w(1, {choosing(First::willing, 1), choosing(First::unaware, 1), choosing(First::connected, 1)}, script);
  UmkmTable& umkm = w.world.umkm;
  std::fill(umkm.awareness.begin(), umkm.awareness.end(), 0.5F);
  std::fill(umkm.trust_facilitator.begin(), umkm.trust_facilitator.end(), 0.5F);
  umkm.awareness[3] = 0.7F;
  umkm.trust_facilitator[3] = 0.6F;  // 1.55 with half its draw; row 9 has 1.5
  umkm.awareness[5] = 0.1F;
  const auto slots = static_cast<std::size_t>(w.world.setting.contacts);
  for (std::size_t i = 0; i < umkm.contacts.size(); ++i) umkm.contacts[i] = static_cast<std::uint16_t>(i % slots);
  for (std::size_t i = 0; i < umkm.contacts.size(); i += slots) umkm.contacts[i] = 2;  // 2 is named twice as often
  w.run(0);
  EXPECT_EQ(chosen(w, 0, 0), (std::vector<Index>{3}));
  EXPECT_EQ(chosen(w, 1, 0), (std::vector<Index>{5}));
  EXPECT_EQ(chosen(w, 2, 0), (std::vector<Index>{2}));
}

TEST(Targets, OnlySectorsAndNeighbourhoodsThatAreNamedAreEligible) {
  InterventionSpec spec = lever(InterventionKind::training);
  spec.target.sectors = {1};
  spec.target.neighbourhoods = {0};
  MacroWorld w(1, {spec});
  w.run(0);
  for (Index i = 0; i < 24; ++i) {
    const bool eligible = w.world.umkm.sector[i] == 1 && w.world.umkm.neighbourhood[i] == 0;
    EXPECT_EQ(w.effects[0].training[0].reaches(i), eligible) << i;
  }
}

TEST(Targets, SharesAreRoundedUpButNotByRoundingErrors) {
  for (const auto& [share, number] :
       {std::pair{0.1, 3U}, std::pair{0.125, 3U}, std::pair{1.0, 24U}, std::pair{0.0, 0U}, std::pair{0.25, 6U}}) {
    InterventionSpec spec = lever(InterventionKind::messages);
    spec.target.share = share;
    MacroWorld w(1, {spec});
    w.run(0);
    EXPECT_EQ(chosen(w, 0, 0).size(), number) << share;
  }
}

TEST(Targets, MorePlacesThanEligibleReachAllEligible) {
  MacroWorld w(1, {choosing(First::random, 100)});
  w.run(0);
  EXPECT_EQ(chosen(w, 0, 0).size(), 24U);
}

TEST(Targets, StayFixedFromTheFirstMonthInWhichTheLeverIsOn) {
  InterventionSpec spec = choosing(First::unaware, 3);
  spec.first_month = 2;
  MacroWorld w(1, {spec});
  w.run(1);
  EXPECT_TRUE(chosen(w, 0, 0).empty());
  w.run(2);
  const auto first = chosen(w, 0, 0);
  EXPECT_EQ(first.size(), 3U);
  for (const Index i : first) w.world.umkm.awareness[i] = 1.0F;
  w.run(3);
  EXPECT_EQ(chosen(w, 0, 0), first);
}

TEST(Targets, MentorsTakeSixUnlessTheTargetSaysOtherwise) {
  InterventionSpec four = lever(InterventionKind::mentoring);
  four.target.places = 4;
  InterventionSpec third = lever(InterventionKind::mentoring);
  third.target.share = 0.5;
  MacroWorld w(1, {lever(InterventionKind::mentoring), four, third});
  w.run(0);
  EXPECT_EQ(chosen(w, 0, 0).size(), 6U);
  EXPECT_EQ(chosen(w, 1, 0).size(), 4U);
  EXPECT_EQ(chosen(w, 2, 0).size(), 12U);
}

TEST(Targets, EachCommunityHasItsOwn) {
  MacroWorld w(2, {choosing(First::random, 4)});
  w.run(0);
  EXPECT_EQ(chosen(w, 0, 0).size(), 4U);
  EXPECT_EQ(chosen(w, 0, 1).size(), 4U);
  EXPECT_NE(chosen(w, 0, 0), chosen(w, 0, 1));
}

}  // namespace
}  // namespace berdaya
