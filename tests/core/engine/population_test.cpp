#include "engine/population.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/errors.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

DrawAddress start_draw(Index row, std::uint32_t draw) { return {EntityKind::umkm, row, 0, rule_number::entry, draw}; }

std::string refusal(const Scenario& scenario) {
  try {
    test::small_world(scenario);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Population, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const Scenario s = test::small_scenario(3, 40);
  std::string buffer;
  EXPECT_EQ(first_difference(test::small_world(s, 1), test::small_world(s, 1), buffer), "");
  EXPECT_NE(first_difference(test::small_world(s, 1), test::small_world(s, 2), buffer), "");
  const World other_run = make_world(s, {}, Draws(Seed{1}, RunNumber{1}));
  EXPECT_NE(first_difference(test::small_world(s, 1), other_run, buffer), "");
}

TEST(Population, IsTheSameUnderEveryPolicy) {
  Scenario s = test::small_scenario(2, 40);
  PolicySpec policy;
  policy.id = "more";
  policy.interventions.resize(3);
  s.policies.push_back(policy);
  const auto changed = test::changed_columns(test::small_world(s), test::small_world(s, 1, nullptr, "more"));
  EXPECT_EQ(changed, (std::vector<std::string>{"targets", "booked", "booked_total"}));
}

TEST(Population, SectorsAreDealtToTheRowsInTheOrderOfTheirDraw) {
  Scenario s = test::small_scenario(1, 20);
  s.communities[0].sector_counts = {3, 17};
  DrawScript script;
  script.otherwise = 0.5F;
  script.values[start_draw(7, 90)] = 0.1F;
  script.values[start_draw(4, 90)] = 0.2F;
  // Of the rows with equal draws the lowest comes first.
  const World world = test::small_world(s, 1, &script);
  for (Index row = 0; row < 20; ++row)
    EXPECT_EQ(world.umkm.sector[row], row == 7 || row == 4 || row == 0 ? 0 : 1) << row;
}

TEST(Population, EachCommunityHasTheNumbersOfItsSectors) {
  const Scenario s = test::small_scenario(3, 101);
  const World world = test::small_world(s);
  for (Index k = 0; k < 3; ++k) {
    const Rows rows = world.community.umkm(k);
    EXPECT_EQ(rows, (Rows{101 * k, 101 * (k + 1)}));
    const auto food = std::count(world.umkm.sector.begin() + rows.first, world.umkm.sector.begin() + rows.last, 0);
    EXPECT_EQ(food, 61);
  }
}

TEST(Population, RtAreContiguousBlocks) {
  Scenario s = test::small_scenario(2, 23);
  s.communities[1].neighbourhoods = 5;
  const World world = test::small_world(s);
  for (Index j = 0; j < 23; ++j) EXPECT_EQ(world.umkm.neighbourhood[23 + j], j * 5 / 23) << j;
}

TEST(Population, MembershipFollowsTheCumulatedShares) {
  const Scenario s = test::small_scenario(1, 24);  // shares 0.4 and 0.2
  DrawScript script;
  script.otherwise = 0.9F;
  script.values[start_draw(0, 91)] = 0.39F;
  script.values[start_draw(1, 91)] = 0.41F;
  script.values[start_draw(2, 91)] = 0.59F;
  script.values[start_draw(3, 91)] = 0.61F;
  const World world = test::small_world(s, 1, &script);
  EXPECT_EQ(world.umkm.cbo[0], 0);
  EXPECT_EQ(world.umkm.cbo[1], 1);
  EXPECT_EQ(world.umkm.cbo[2], 1);
  EXPECT_EQ(world.umkm.cbo[3], no_cbo);
  EXPECT_EQ(world.cbo.members[0], 1.0);
  EXPECT_EQ(world.cbo.members[1], 2.0);
  EXPECT_EQ(world.cbo.membership_share[1], 2.0 / 24.0);
}

// 100,000 draws: shares within 5 standard errors.
TEST(Population, MembershipAndOptionsHeldHaveTheirShares) {
  Scenario s = test::small_scenario(2, 50000);
  s.adopted = {{option::nib, 0.08}, {option::marketplace, 0.3}};
  const World world = test::small_world(s);
  const double n = world.umkm.rows();
  const auto share = [&](auto&& is) {
    double count = 0;
    for (Index row = 0; row < world.umkm.rows(); ++row) count += is(row) ? 1 : 0;
    return count / n;
  };
  const auto near = [&](double p) { return 5.0 * std::sqrt(p * (1.0 - p) / n); };
  EXPECT_NEAR(share([&](Index i) { return world.umkm.cbo[i] == 0; }), 0.4, near(0.4));
  EXPECT_NEAR(share([&](Index i) { return world.umkm.cbo[i] == 1; }), 0.2, near(0.2));
  EXPECT_NEAR(share([&](Index i) { return (world.umkm.adopted[i] & 1) != 0; }), 0.08, near(0.08));
  EXPECT_NEAR(share([&](Index i) { return (world.umkm.adopted[i] >> option::marketplace & 1) != 0; }), 0.3, near(0.3));
  EXPECT_EQ(share([&](Index i) { return (world.umkm.adopted[i] & ~0x41) != 0; }), 0.0);
  EXPECT_EQ(world.umkm.adopted, world.umkm.adopted_seen);
  double held = 0;
  for (Index k = 0; k < 2; ++k) held += world.community.holders[k * option::most + option::marketplace];
  EXPECT_EQ(held / n, share([&](Index i) { return (world.umkm.adopted[i] >> option::marketplace & 1) != 0; }));
}

TEST(Population, OnlyMembersSellJointlyFromTheStart) {
  Scenario s = test::small_scenario(2, 60);
  s.adopted = {{option::nib, 1.0}, {option::collective, 1.0}};
  const World world = test::small_world(s);
  Index outsiders = 0;
  for (Index row = 0; row < world.umkm.rows(); ++row) {
    const bool member = world.umkm.cbo[row] != no_cbo;
    outsiders += member ? 0 : 1;
    EXPECT_EQ(world.umkm.adopted[row], member ? 1 << option::collective | 1 << option::nib : 1 << option::nib) << row;
  }
  EXPECT_GT(outsiders, 0U);
  EXPECT_EQ(world.umkm.adopted, world.umkm.adopted_seen);
  Index holders = 0;
  for (Index k = 0; k < 2; ++k) holders += world.community.holders[k * option::most + option::collective];
  EXPECT_EQ(holders, world.umkm.rows() - outsiders);
}

TEST(Population, ALoanHeldAtTheStartRunsFromNow) {
  Scenario s = test::small_scenario(1, 24);
  s.adopted = {{option::kur, 1.0}, {option::csr, 1.0}};
  const World world = test::small_world(s);
  const MarketParameters& m = s.parameters.market;
  for (Index row = 0; row < 24; ++row) {
    EXPECT_EQ(world.umkm.adopted[row], 1 << option::kur);  // one loan at a time
    EXPECT_EQ(world.umkm.loan_left[row], m.loan_months);
    EXPECT_NEAR(world.umkm.instalment[row], m.loan_principal * (1 + m.loan_rate * m.loan_months / 12) / m.loan_months,
                1e-5);
  }
}

TEST(Population, ALoanOfTheScenariosOwnHeldAtTheStartIsOwedLikeAnyOther) {
  Scenario s = test::small_scenario(1, 24);
  OptionSpec credit;
  credit.id = "credit";
  credit.kind = OptionKind::finance;
  s.options.push_back(credit);
  const int own = option::standard_count;
  s.adopted = {{option::csr, 0.5}, {own, 1.0}};
  const World world = test::small_world(s);
  const MarketParameters& m = s.parameters.market;
  Index both = 0;
  for (Index row = 0; row < 24; ++row) {
    const bool csr = (world.umkm.adopted[row] >> option::csr & 1) != 0;
    EXPECT_EQ(world.umkm.adopted[row], 1 << (csr ? option::csr : own));  // one loan at a time, the first counts
    EXPECT_EQ(world.umkm.loan_left[row], m.loan_months);
    const double rate = csr ? m.csr_rate : m.loan_rate;
    EXPECT_NEAR(world.umkm.instalment[row], m.loan_principal * (1 + rate * m.loan_months / 12) / m.loan_months, 1e-5);
    both += csr ? 1 : 0;
  }
  EXPECT_GT(both, 0U);
  EXPECT_LT(both, 24U);
}

TEST(Population, ALeverChangesNothingOfTheStart) {
  Scenario s = test::small_scenario(1, 24);
  s.adopted = {{option::csr, 1.0}};
  const World without = test::small_world(s);
  InterventionSpec lever;
  lever.kind = InterventionKind::csr;
  lever.principal = 3;
  lever.first_month = 12;
  lever.last_month = 23;
  s.interventions.push_back(lever);
  EXPECT_EQ(test::small_world(s).umkm.instalment, without.umkm.instalment);
}

TEST(Population, SectorTotalsAreSumsOverTheRows) {
  const World world = test::small_world(test::small_scenario(2, 60));
  for (Index k = 0; k < 2; ++k) {
    std::array<double, 2> count{}, attraction{};
    for (Index row = 60 * k; row < 60 * (k + 1); ++row) {
      count[world.umkm.sector[row]] += 1;
      attraction[world.umkm.sector[row]] += world.umkm.attraction0[row];
    }
    for (Index sector = 0; sector < 2; ++sector) {
      EXPECT_EQ(world.community.sector_count[2 * k + sector], count[sector]);
      EXPECT_EQ(world.community.sector_attraction[2 * k + sector], attraction[sector]);
    }
  }
}

TEST(Population, StartsAtTheScenariosLevels) {
  Scenario s = test::small_scenario(2, 24);
  s.communities[1].stage = 2;
  s.communities[1].archive = 0.55;
  s.communities[1].gallery_slots = 7;
  s.cbos[2].formal_trust = 0.33;
  s.cbos[3].formal_trust_base = 0.21;
  const World world = test::small_world(s);
  const CommunityTable& c = world.community;
  EXPECT_EQ(c.stage[1], 2U);
  EXPECT_EQ(c.archive[1], 0.55);
  EXPECT_EQ(c.gallery_slots[1], 7.0);
  EXPECT_EQ(c.integration[0], s.communities[0].integration);
  EXPECT_EQ(c.integration_base[0], s.communities[0].integration);
  EXPECT_EQ(c.part_ema[0], 0.0);
  EXPECT_EQ(c.programme_fund[0], 0.0);
  EXPECT_EQ(c.dominance[0], 0.6);
  for (double seen : c.seen_return) EXPECT_EQ(seen, 1.0);
  EXPECT_EQ(world.cbo.formal_trust_base[2], 0.33);
  EXPECT_EQ(world.cbo.formal_trust_base[3], 0.21);
  EXPECT_EQ(world.cbo.knowledge_base[2], world.cbo.knowledge[2]);
  for (double delivery : world.cbo.delivery) EXPECT_EQ(delivery, s.parameters.government.deliver_expect / 2);
  for (Index tie : world.cbo.ties) EXPECT_EQ(tie, none);
  EXPECT_EQ(world.cbo.ties.size(), 4U * static_cast<std::size_t>(world.setting.bridge_max));
  EXPECT_EQ(world.fund.balance[0], 0.0);
  EXPECT_EQ(world.fund.opening_balance[0], 50.0);
  EXPECT_EQ(world.fund.scale[0], 1.0);
  const double share = world.cbo.membership_share[0], n_0 = s.parameters.organisation.n_0;
  EXPECT_NEAR(world.cbo.bargaining[0], std::cbrt(share * 0.45 * (n_0 + (1 - n_0) * 0.1)), 1e-12);
  const auto& awareness = world.umkm.awareness;
  EXPECT_NEAR(c.mean_awareness[1], std::accumulate(awareness.begin() + 24, awareness.end(), 0.0) / 24, 1e-9);
  EXPECT_EQ(c.mean_success[1], 0.0);
}

TEST(Population, ChainsPostsAndRootsFollowTheScenario) {
  Scenario s = test::small_scenario(2, 24);
  s.communities.push_back(s.communities[1]);
  s.communities[2].id = "far";
  s.communities[2].government = {3};  // only a ward of the same city
  s.communities.push_back(s.communities[2]);
  s.communities[3].government = {};
  for (Index k : {2U, 3U}) {
    CboSpec cbo = s.cbos[0];
    cbo.community = k;
    s.cbos.push_back(cbo);
  }
  const World world = test::small_world(s);
  const CommunityTable& c = world.community;
  EXPECT_EQ(c.unit_city, (std::vector<Index>{0, 0, none, none}));
  EXPECT_EQ(c.unit_district, (std::vector<Index>{1, 1, none, none}));
  EXPECT_EQ(c.unit_ward, (std::vector<Index>{2, 3, 3, none}));
  EXPECT_EQ(c.unit_rw, (std::vector<Index>{none, none, none, none}));
  EXPECT_EQ(c.root_unit, (std::vector<Index>{0, 0, 0, none}));
  EXPECT_EQ(c.first_cbo, (std::vector<Index>{0, 2, 4, 5}));
  EXPECT_EQ(c.cbo_count, (std::vector<Index>{2, 2, 1, 1}));

  const Membership& m = world.membership;
  EXPECT_EQ(m.first_community, (std::vector<Index>{0, 2, 4, 5, 7}));
  EXPECT_EQ(m.community, (std::vector<Index>{0, 1, 0, 1, 0, 1, 2}));
  // coordinator0 -> 0, coordinator1 -> 1, officer -> 0 and 1
  EXPECT_EQ(world.post.facilitator, (std::vector<Index>{0, 1, 2, 2}));
  EXPECT_EQ(world.post.community, (std::vector<Index>{0, 1, 0, 1}));
  EXPECT_EQ(world.facilitator.first_post, (std::vector<Index>{0, 1, 2}));
  EXPECT_EQ(m.first_post, (std::vector<Index>{0, 2, 4, 4, 4}));
  EXPECT_EQ(m.post, (std::vector<Index>{0, 2, 1, 3}));
}

TEST(Population, SectorsKnowTheOptionsThatSuitThem) {
  Scenario s = test::small_scenario();
  s.sectors[1].options = {option::nib, option::halal, option::gallery};
  const World world = test::small_world(s);
  EXPECT_EQ(world.setting.sectors[0].options, (1 << option::standard_count) - 1);
  EXPECT_EQ(world.setting.sectors[1].options, 1 << option::nib | 1 << option::gallery);  // halal is for food
}

TEST(Population, OffersTargetsAndBooksHaveARowForEachLever) {
  Scenario s = test::small_scenario(2, 24);
  s.interventions.resize(4);
  s.interventions[1].kind = InterventionKind::buyer;
  s.interventions[3].kind = InterventionKind::csr;
  const World world = test::small_world(s);
  EXPECT_EQ(world.partner.intervention, (std::vector<Index>{1, 3}));
  EXPECT_EQ(world.partner.option, (std::vector<Index>{option::partnership, option::csr}));
  EXPECT_EQ(world.partner.commitment, (std::vector<double>{1.0, 1.0}));
  ASSERT_EQ(world.targets.drawn.size(), 4U);
  EXPECT_EQ(world.targets.drawn[2].size(), 2U);
  EXPECT_EQ(world.booked.size(), 8U);
  EXPECT_EQ(world.booked_total.size(), 4U);
}

Scenario surveyed() {
  Scenario s = test::small_scenario(2, 20);
  s.communities[0].neighbourhoods = 2;
  for (Index j = 0; j < 20; ++j) {
    UmkmRecord record;
    record.sector = j % 5 == 0 ? 1 : 0;
    record.neighbourhood = j / 15;
    s.communities[0].umkm.push_back(record);
  }
  s.communities[0].sector_counts = {16, 4};
  return s;
}

TEST(Survey, GivenColumnsReplaceWhatIsDrawnAndOthersAreDrawnAsEver) {
  Scenario s = surveyed();
  const World drawn = test::small_world(s);
  UmkmRecord& record = s.communities[0].umkm[6];
  record.traits[static_cast<std::size_t>(Trait::market)] = 0.77;
  record.traits[static_cast<std::size_t>(Trait::trust_cbo)] = 0.11;
  record.reluctance = -0.4;
  record.other_income = 3.25;
  record.capital = 12.5;
  record.cbo = 1;
  record.adopted = {{option::nib, true}};
  s.communities[0].umkm[7].no_member = true;
  const World world = test::small_world(s);
  EXPECT_EQ(world.umkm.sector[5], 1);
  EXPECT_EQ(world.umkm.neighbourhood[14], 0);
  EXPECT_EQ(world.umkm.neighbourhood[15], 1);
  EXPECT_EQ(world.umkm.skill_market[6], 0.77F);
  EXPECT_EQ(world.umkm.innate_market[6], 0.77F);
  EXPECT_EQ(world.umkm.initial_trust_cbo[6], 0.11F);
  EXPECT_EQ(world.umkm.reluctance[6], -0.4F);
  EXPECT_EQ(world.umkm.other_income[6], 3.25F);
  EXPECT_EQ(world.umkm.capital[6], 12.5F);
  EXPECT_EQ(world.umkm.cbo[6], 1);
  EXPECT_EQ(world.umkm.cbo[7], no_cbo);
  EXPECT_EQ(world.umkm.adopted[6], 1);
  EXPECT_EQ(world.umkm.adopted_seen[6], 1);
  EXPECT_EQ(world.community.holders[option::nib], 1U);

  World other = world;
  for (auto* column : {&other.umkm.aspiration, &other.umkm.fatigue, &other.umkm.size}) {
    EXPECT_EQ((*column)[6], column == &other.umkm.aspiration ? drawn.umkm.aspiration[6]
                            : column == &other.umkm.fatigue  ? drawn.umkm.fatigue[6]
                                                             : drawn.umkm.size[6]);
  }
  for (Index row = 8; row < 40; ++row) EXPECT_EQ(world.umkm.capital[row], drawn.umkm.capital[row]);
}

TEST(Survey, AGivenProductionSkillMovesAttraction) {
  Scenario s = surveyed();
  s.communities[0].umkm[3].traits[0] = 0.9;
  s.communities[0].umkm[3].size = 2.0;
  const World world = test::small_world(s);
  EXPECT_NEAR(world.umkm.attraction0[3], 2.0 * std::exp(s.parameters.market.attraction * 0.9), 1e-4);
}

TEST(Survey, AGivenRevenueIsTheReferenceAtTheStart) {
  Scenario s = surveyed();
  const World drawn = test::small_world(s);
  s.communities[0].umkm[1].revenue = 9.5;
  s.communities[0].umkm[2].revenue = 0.8;
  const World world = test::small_world(s);
  EXPECT_NEAR(world.umkm.reference_ema[1], 9.5, 1e-5);
  EXPECT_NEAR(world.umkm.revenue[2], 0.8, 1e-6);
  const float attraction = world.umkm.attraction0[1];
  EXPECT_NEAR(attraction,
              world.umkm.size[1] * std::exp(s.parameters.market.attraction * world.umkm.innate_production[1]), 1e-4);
  // The others keep theirs, and n0, A0 still describe the sum of all.
  EXPECT_NEAR(world.umkm.reference_ema[3], drawn.umkm.reference_ema[3], 1e-5);
  double sum = 0, attractions = 0;
  for (Index row = 0; row < 20; ++row) {
    if (world.umkm.sector[row] != 0) continue;
    sum += world.umkm.reference_ema[row];
    attractions += world.umkm.attraction0[row];
  }
  EXPECT_NEAR(world.community.sector_count[0] * 5.0, sum, 1e-4);
  EXPECT_NEAR(world.community.sector_attraction[0], attractions, 1e-5);
}

TEST(Survey, RevenuesOfAllAreTakenAsTheyAre) {
  Scenario s = surveyed();
  for (std::size_t j = 0; j < 20; ++j) s.communities[0].umkm[j].revenue = 1.0 + static_cast<double>(j);
  const World world = test::small_world(s);
  for (Index j = 0; j < 20; ++j) EXPECT_NEAR(world.umkm.revenue_ema[j], 1.0 + j, 1e-4);
}

TEST(Refusal, OfACommunityTooSmallForItsContacts) {
  Scenario s = test::small_scenario(2, 24);
  s.communities[1].sector_counts = {5, 3};
  EXPECT_EQ(refusal(s),
            "error: community 'kampung1' has 8 UMKM; with social_capital.contacts = 8 it needs at least 9\n");
}

TEST(Refusal, NamesAllProblemsAtOnce) {
  Scenario s = test::small_scenario(2, 24);
  s.communities[0].sector_counts = {70000, 0};
  s.communities[1].sector_counts = {1, 1};
  s.cbos.resize(2);
  const std::string text = refusal(s);
  EXPECT_NE(text.find("'kampung0' has 70000 UMKM; at most 65535 are allowed"), std::string::npos) << text;
  EXPECT_NE(text.find("'kampung1' has 2 UMKM"), std::string::npos) << text;
  EXPECT_NE(text.find("'kampung1' has no CBO"), std::string::npos) << text;
}

TEST(Refusal, OfUmkmThatContradictTheirCommunity) {
  Scenario s = surveyed();
  s.communities[0].umkm[2].sector = 4;
  s.communities[0].umkm[3].cbo = 2;
  s.communities[0].umkm[4].revenue = 0.0;
  s.communities[0].umkm[16].neighbourhood = 0;
  const std::string text = refusal(s);
  EXPECT_NE(text.find("UMKM number 3 a sector that does not exist"), std::string::npos) << text;
  EXPECT_NE(text.find("UMKM number 4 a CBO that does not exist"), std::string::npos) << text;
  EXPECT_NE(text.find("UMKM number 5 a revenue that is not positive"), std::string::npos) << text;
  EXPECT_NE(text.find("UMKM number 17 a neighbourhood before"), std::string::npos) << text;
}

TEST(Refusal, OfAnOddNumberOfContacts) {
  Scenario s = test::small_scenario();
  s.parameters.social_capital.contacts = 7;
  EXPECT_EQ(refusal(s), "error: social_capital.contacts must be an even number from 2 to 16, got 7\n");
}

TEST(Refusal, OfMoreOptionsThanBits) {
  Scenario s = test::small_scenario();
  s.options.resize(17);
  EXPECT_EQ(refusal(s), "error: a scenario has at most 16 options, this one 17\n");
}

TEST(Population, OfNoCommunityIsEmpty) {
  Scenario s = test::small_scenario(0, 24);
  EXPECT_EQ(test::small_world(s).umkm.rows(), 0U);
}

}  // namespace
}  // namespace berdaya
