#include "rules/uptake.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "rules/idle_kampung.hpp"

namespace berdaya {
namespace {

using test::bit;
using Idle = test::IdleKampung;

TEST(RelativeReturn, IsFullAtTheNorm) {
  EXPECT_FLOAT_EQ(relative_return(0.15F, 0.06F, 5.0F), 0.5F);
  EXPECT_FLOAT_EQ(relative_return(9.0F, 0.06F, 5.0F), 1.0F);
  EXPECT_FLOAT_EQ(relative_return(0.0F, 0.06F, 5.0F), 0.0F);
  EXPECT_FLOAT_EQ(relative_return(0.0F, 0.06F, 0.0F), 1.0F);  // nothing was to be expected
}

TEST(Instalment, PaysPrincipalAndFlatInterest) { EXPECT_NEAR(instalment_of(10, 0.06, 24), 10 * 1.12 / 24, 1e-12); }

TEST(TakeUp, TakesWithTheChanceOfItsHazard) {
  Idle k;
  k.option_at(option::nib).base = std::log(0.5);
  const double chance = 1 - std::exp(-0.5);
  k.script.otherwise = 0.9999F;
  k.choose_umkm(1, rule_number::uptake, 1, static_cast<float>(chance - 1e-5));
  k.choose_umkm(2, rule_number::uptake, 1, static_cast<float>(chance + 1e-5));
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[1], bit(option::nib));
  EXPECT_EQ(k.world.umkm.adopted[2], 0);
}

TEST(TakeUp, ChoosesAmongCompetingOptionsByTheirShareOfTheHazard) {
  Idle k;
  k.option_at(option::nib).base = std::log(0.1);
  k.option_at(option::marketplace).base = std::log(0.3);
  const double all = 1 - std::exp(-0.4);
  k.script.otherwise = 0.9999F;
  k.choose_umkm(1, rule_number::uptake, 1, static_cast<float>(all * 0.24));
  k.choose_umkm(2, rule_number::uptake, 1, static_cast<float>(all * 0.26));
  k.choose_umkm(3, rule_number::uptake, 1, static_cast<float>(all * 0.9999));
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[1], bit(option::nib));
  EXPECT_EQ(k.world.umkm.adopted[2], bit(option::marketplace));
  EXPECT_EQ(k.world.umkm.adopted[3], bit(option::marketplace));
}

TEST(TakeUp, NeverTakesWhatHasNoHazardAtAll) {
  Idle k;
  k.option_at(option::nib).base = std::log(0.1);
  k.option_at(option::marketplace).base = -1e6;
  const double all = 1 - std::exp(-0.1);
  k.script.otherwise = 0.9999F;
  k.choose_umkm(1, rule_number::uptake, 1, static_cast<float>(all * 1e-6));
  k.choose_umkm(2, rule_number::uptake, 1, static_cast<float>(all * 0.9999));
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[1], bit(option::nib));
  EXPECT_EQ(k.world.umkm.adopted[2], bit(option::nib));
}

TEST(TakeUp, AddsItsMotivesToTheLogHazard) {
  Idle k;
  k.option_at(option::marketplace).base = -5;
  UmkmTable& u = k.world.umkm;
  u.aspiration[1] = 0.4F;
  u.skill_market[1] = 0.3F;
  u.awareness[1] = 0.5F;
  u.expected_benefit[1] = 0.2F;
  u.trust_facilitator[1] = 0.6F;
  u.time_slack[1] = 0.5F;
  k.scratch.seen_linking[1] = 0.5F;
  k.scratch.market_helped[1] = 1;
  k.scratch.peers_adopted[1][1] = 2U;  // marketplace is the first of the second six options; two of eight contacts
  k.world.community.responsiveness[0] = 0.6;
  k.world.community.seen_return[option::marketplace - option::first_channel] = 0.8;
  const UptakeParameters& p = k.parameters().uptake;
  const double l = -5 + p.aspiration * k.option_at(option::marketplace).ambition * 0.4 + p.skill * 0.3 +
                   p.awareness * 0.5 + 1.0 * 0.2 + p.peers * 0.25 + p.trust * 0.6 + 1.5 * 0.2 * 0.5 - 3 * 0.2 + 1.8 -
                   p.cost * 0.45 * 0.5 * 1.4;
  const double chance = 1 - std::exp(-std::exp(l));
  for (const double off : {-1e-4, 1e-4}) {
    k.choose_umkm(1, rule_number::uptake, 1, static_cast<float>(chance * (1 + off)));
    test::fill(k.world.umkm.adopted, std::uint16_t{0});
    k.run(take_up);
    EXPECT_EQ(k.world.umkm.adopted[1] != 0, off < 0);
  }
}

TEST(TakeUp, APermitIsEasierWithHelpWithAssistanceAndWithASimplerProcedure) {
  Idle k;
  k.option_at(option::nib).base = -6;
  k.world.umkm.time_slack[1] = 0.0F;
  k.scratch.permit_helped[1] = k.scratch.assisted[1] = 1;
  k.effects.burden_factor = 0.5;
  const UptakeParameters& p = k.parameters().uptake;
  const double l = -6 + p.help + p.assist - p.cost * 0.6 * 0.5 * (1 - 0.8);
  const double chance = 1 - std::exp(-std::exp(l));
  for (const double off : {-1e-4, 1e-4}) {
    k.choose_umkm(1, rule_number::uptake, 1, static_cast<float>(chance * (1 + off)));
    test::fill(k.world.umkm.adopted, std::uint16_t{0});
    k.run(take_up);
    EXPECT_EQ(k.world.umkm.adopted[1] != 0, off < 0);
  }
}

TEST(TakeUp, NeedsThePrerequisiteTheSectorAndTheMonth) {
  Idle k;
  for (int o : {option::pirt, option::hki, option::halal}) k.option_at(o).base = 5;
  k.option_at(option::halal).from_month = 3;
  k.script.otherwise = 0.5F;
  k.run(take_up);
  EXPECT_EQ(k.holders(option::pirt) + k.holders(option::hki) + k.holders(option::halal), 0U) << "without a NIB";
  test::fill(k.world.umkm.adopted, bit(option::nib));
  for (int month = 0; month < 2; ++month) k.run(take_up);  // one option a month
  EXPECT_EQ(k.holders(option::halal), 0U) << "before its month";
  for (Index row = 0; row < k.n(); ++row) {
    const bool food = k.world.setting.sectors[k.world.umkm.sector[row]].food;
    EXPECT_EQ((k.world.umkm.adopted[row] & bit(option::pirt)) != 0, food);
    EXPECT_NE(k.world.umkm.adopted[row] & bit(option::hki), 0);
  }
}

TEST(TakeUp, DrawsLotsForTheLastGallerySlots) {
  Idle k;
  k.option_at(option::gallery).base = 5;
  k.effects.gallery_slots = 5;
  for (Index row : {0U, 1U, 2U}) k.world.umkm.adopted[row] = bit(option::gallery);
  test::fill(k.world.umkm.sold_gallery, 100.0F);  // content, so nobody leaves
  k.option_at(option::gallery).churn = 0;
  k.script.otherwise = 0.5F;
  k.choose_umkm(9, rule_number::uptake, 2, 0.1F);
  k.choose_umkm(7, rule_number::uptake, 2, 0.2F);
  k.run(take_up);
  EXPECT_EQ(k.holders(option::gallery), 5U);
  EXPECT_NE(k.world.umkm.adopted[9] & bit(option::gallery), 0);
  EXPECT_NE(k.world.umkm.adopted[7] & bit(option::gallery), 0);
}

TEST(TakeUp, GivesPartnersPlacesToLastMonthsApplicantsByLot) {
  Idle k;
  k.effects.csr = {.serves = true,
                   .open = false,
                   .quota = 2,
                   .places = 2,
                   .volume = 0,
                   .bought = 1,
                   .principal = 12,
                   .publicity = 1,
                   .permit = -1};
  for (Index row : {2U, 4U, 6U, 8U}) k.world.umkm.applied[row] = bit(option::csr);
  k.world.umkm.loan_left[2] = 5;  // has a loan already
  k.script.otherwise = 0.5F;
  k.choose_umkm(2, rule_number::uptake, 4, 0.1F);
  k.choose_umkm(4, rule_number::uptake, 4, 0.3F);
  k.choose_umkm(6, rule_number::uptake, 4, 0.9F);
  k.choose_umkm(8, rule_number::uptake, 4, 0.2F);
  const float capital = k.world.umkm.capital[4];
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[2], 0);
  EXPECT_EQ(k.world.umkm.adopted[4], bit(option::csr));
  EXPECT_EQ(k.world.umkm.adopted[6], 0);
  EXPECT_EQ(k.world.umkm.adopted[8], bit(option::csr));
  EXPECT_FLOAT_EQ(k.world.umkm.capital[4], capital + 12);
  EXPECT_NEAR(k.world.umkm.instalment[4], 12 * (1 + 0.03 * 2) / 24, 1e-6);
  EXPECT_EQ(k.world.umkm.loan_left[4], 24);
  for (std::uint16_t applied : k.world.umkm.applied) EXPECT_EQ(applied, 0) << "applications are good for one month";
}

TEST(TakeUp, AppliesOnlyForOpenOffersThatItHasHeardOf) {
  Idle k;
  k.option_at(option::partnership).base = 5;
  k.effects.partnership = test::buyer_asking_for(option::nib);
  k.effects.partnership.publicity = 0.25;
  k.script.otherwise = 0.5F;
  k.choose_umkm(1, rule_number::uptake, 8, 0.24F);
  k.choose_umkm(2, rule_number::uptake, 8, 0.26F);
  k.choose_umkm(3, rule_number::uptake, 8, 0.24F);
  k.world.umkm.adopted[1] = k.world.umkm.adopted[2] = bit(option::nib);
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.applied[1], bit(option::partnership));
  EXPECT_EQ(k.world.umkm.applied[2], 0) << "has not heard";
  EXPECT_EQ(k.world.umkm.applied[3], 0) << "lacks the permit that the buyer asks for";
  EXPECT_EQ(k.holders(option::partnership), 0U);
  k.effects.partnership.serves = false;
  k.run(take_up);
  for (std::uint16_t known : k.world.umkm.knows) EXPECT_EQ(known, 0) << "an offer that is gone is forgotten";
}

TEST(TakeUp, LeavesAChannelThatReturnsLittleAndPublishesWhatItReturned) {
  Idle k;
  for (Index row : {1U, 2U, 3U, 4U}) {
    k.world.umkm.adopted[row] = bit(option::bazaar);
    k.world.umkm.reference_ema[row] = 5;
  }
  k.world.umkm.sold_bazaar[1] = k.world.umkm.sold_bazaar[2] = 0.3F;  // full return
  k.world.umkm.sold_bazaar[3] = k.world.umkm.sold_bazaar[4] = 0.0F;
  k.script.otherwise = 0.9F;
  k.choose_umkm(1, rule_number::uptake, 25, 0.019F);
  k.choose_umkm(2, rule_number::uptake, 25, 0.021F);
  k.choose_umkm(3, rule_number::uptake, 25, 0.119F);
  k.choose_umkm(4, rule_number::uptake, 25, 0.121F);
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[1], 0) << "churn alone";
  EXPECT_EQ(k.world.umkm.adopted[2], bit(option::bazaar));
  EXPECT_EQ(k.world.umkm.adopted[3], 0) << "churn and drop";
  EXPECT_EQ(k.world.umkm.adopted[4], bit(option::bazaar));
  EXPECT_NEAR(k.world.community.seen_return[option::bazaar - option::first_channel], 0.95, 1e-6);
}

TEST(TakeUp, LeavesAlikeWhetherHoldersAreFewOrMany) {
  // Draws of many holders come in blocks, those of few one by one: the same addresses, the same decisions.
  Idle many(240);
  Idle few(240);
  test::fill(many.world.umkm.sold_marketplace, 0.0F);
  test::fill(few.world.umkm.sold_marketplace, 0.0F);
  many.option_at(option::marketplace).drop = few.option_at(option::marketplace).drop = 0.5;
  for (Index row = 0; row < 240; ++row) many.world.umkm.adopted[row] = bit(option::marketplace);
  for (Index row = 0; row < 20; ++row) few.world.umkm.adopted[row] = bit(option::marketplace);
  many.run(take_up);
  few.run(take_up);
  Index left = 0;
  for (Index row = 0; row < 20; ++row) {
    EXPECT_EQ(many.world.umkm.adopted[row], few.world.umkm.adopted[row]);
    left += few.world.umkm.adopted[row] == 0 ? 1 : 0;
  }
  EXPECT_GT(left, 2U);
  EXPECT_LT(left, 18U);
}

TEST(TakeUp, EndsPartnershipsWithoutAnOffer) {
  Idle k;
  k.world.umkm.adopted[1] = bit(option::partnership);
  k.script.otherwise = 0.999F;
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[1], 0);
}

TEST(TakeUp, SellsJointlyOnlyAsAMemberOfACboThatHoldsTogether) {
  Idle k;
  k.option_at(option::collective).base = 5;
  k.world.cbo.cohesion = {0.5, 0.2};
  test::fill(k.world.umkm.cbo, no_cbo);
  k.world.umkm.cbo[1] = 0;
  k.world.umkm.cbo[2] = 1;
  k.script.otherwise = 0.5F;
  k.run(take_up);
  EXPECT_EQ(k.holders(option::collective), 1U);
  EXPECT_EQ(k.world.umkm.adopted[1], bit(option::collective));
  k.world.setting.collective = false;
  test::fill(k.world.umkm.adopted, std::uint16_t{0});
  k.run(take_up);
  EXPECT_EQ(k.holders(option::collective), 0U);
}

TEST(TakeUp, TakesNoSecondLoan) {
  Idle k;
  k.option_at(option::kur).base = 5;
  test::fill(k.world.umkm.adopted, bit(option::nib));
  k.world.umkm.loan_left[1] = 3;
  k.script.otherwise = 0.5F;
  const float capital = k.world.umkm.capital[2];
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[1] & bit(option::kur), 0);
  EXPECT_NE(k.world.umkm.adopted[2] & bit(option::kur), 0);
  EXPECT_FLOAT_EQ(k.world.umkm.capital[2], capital + 10);
}

TEST(TakeUp, HearsOfAnOfferThroughTheLinksOfTheCbo) {
  Idle k;
  k.effects.csr = {.serves = true,
                   .open = true,
                   .quota = 0,
                   .places = 9,
                   .volume = 0,
                   .bought = 1,
                   .principal = 10,
                   .publicity = 0.2,
                   .permit = -1};
  k.scratch.seen_linking[1] = k.scratch.seen_linking[2] = 0.5F;
  const double chance = 1 - 0.8 * (1 - 0.5 * k.parameters().uptake.knows_by_linking);
  k.script.otherwise = 0.3F;
  k.choose_umkm(1, rule_number::uptake, 9, static_cast<float>(chance - 1e-4));
  k.choose_umkm(2, rule_number::uptake, 9, static_cast<float>(chance + 1e-4));
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.knows[1], bit(option::csr));
  EXPECT_EQ(k.world.umkm.knows[2], 0);
  EXPECT_EQ(k.world.umkm.knows[3], 0) << "not linked, and 0.3 is above the publicity";
}

TEST(TakeUp, HasNoMoreStallsThanTheBazaarAndNoneWithoutOne) {
  Idle k;
  k.option_at(option::bazaar).base = 5;
  k.option_at(option::bazaar).churn = 0;
  test::fill(k.world.umkm.sold_bazaar, 100.0F);
  k.effects.bazaar_stalls = 5;
  for (Index row : {0U, 1U, 2U}) k.world.umkm.adopted[row] = bit(option::bazaar);
  k.script.otherwise = 0.5F;
  k.run(take_up);
  EXPECT_EQ(k.holders(option::bazaar), 3U) << "there is no bazaar";
  k.effects.bazaar_every = 3;
  k.run(take_up);
  EXPECT_EQ(k.holders(option::bazaar), 5U);
}

TEST(TakeUp, ANewPartnerJudgesTheContractAfterItsFirstMonth) {
  Idle k;
  k.effects.partnership = {.serves = true,
                           .open = false,
                           .quota = 1,
                           .places = 9,
                           .volume = 20,
                           .bought = 1,
                           .principal = 0,
                           .publicity = 0,
                           .permit = -1};
  k.option_at(option::partnership).churn = 1;
  k.world.umkm.applied[4] = bit(option::partnership);
  k.world.umkm.adopted[5] = bit(option::partnership);
  k.script.otherwise = 0.5F;
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[4], bit(option::partnership));
  EXPECT_EQ(k.world.umkm.adopted[5], 0);
}

TEST(TakeUp, WeighsLinksByTheOptionsNeedForThem) {
  Idle k;
  k.option_at(option::hki).base = -3;
  k.option_at(option::hki).prerequisite = -1;
  k.scratch.seen_linking[1] = 0.5F;
  const double l = -3 + k.parameters().uptake.link * k.option_at(option::hki).link * 0.5;
  ASSERT_LT(k.option_at(option::hki).link, 1);
  const double chance = 1 - std::exp(-std::exp(l));
  for (const double off : {-1e-4, 1e-4}) {
    k.choose_umkm(1, rule_number::uptake, 1, static_cast<float>(chance * (1 + off)));
    test::fill(k.world.umkm.adopted, std::uint16_t{0});
    k.run(take_up);
    EXPECT_EQ(k.world.umkm.adopted[1] != 0, off < 0);
  }
}

TEST(TakeUp, GivesNoSecondPlaceToWhoHoldsOne) {
  Idle k;
  k.effects.partnership = {.serves = true,
                           .open = false,
                           .quota = 1,
                           .places = 2,
                           .volume = 20,
                           .bought = 1,
                           .principal = 0,
                           .publicity = 1,
                           .permit = -1};
  k.world.umkm.adopted[4] = bit(option::partnership);
  k.world.umkm.applied[4] = k.world.umkm.applied[8] = bit(option::partnership);
  k.script.otherwise = 0.999F;  // nobody leaves
  k.run(take_up);
  EXPECT_NE(k.world.umkm.adopted[8] & bit(option::partnership), 0);
}

// Beyond any hazard that matters the sizes no longer count: without the bound a few more motives would take all.
TEST(TakeUp, BoundsTheHazard) {
  Idle k;
  k.option_at(option::nib).base = 40;
  k.option_at(option::marketplace).base = 60;
  k.script.otherwise = 0.9999F;
  k.choose_umkm(1, rule_number::uptake, 1, 0.49F);
  k.choose_umkm(2, rule_number::uptake, 1, 0.51F);
  k.run(take_up);
  EXPECT_EQ(k.world.umkm.adopted[1], bit(option::nib));
  EXPECT_EQ(k.world.umkm.adopted[2], bit(option::marketplace));
}

}  // namespace
}  // namespace berdaya
