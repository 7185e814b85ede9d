#include "rules/trust.hpp"

#include <gtest/gtest.h>

#include "rules/kampung.hpp"

namespace berdaya {
namespace {

TEST(Trust, MovesByGoodAndBadAndDriftsHome) {
  EXPECT_NEAR(trust_after(0.5F, 0.5F, 1.0F, 0.0F, 0.08F, 0.14F, 0.01F), 0.54, 1e-6);
  EXPECT_NEAR(trust_after(0.5F, 0.5F, 0.0F, 1.0F, 0.08F, 0.14F, 0.01F), 0.43, 1e-6);
  EXPECT_NEAR(trust_after(0.5F, 0.7F, 0.0F, 0.0F, 0.08F, 0.14F, 0.01F), 0.502, 1e-6);
}

TEST(Trust, ReachesItsFixedPointUnderConstantNews) {
  // gain g (1-T) = loss b T - drift (T0-T)  =>  T* = (gain g + drift T0)/(gain g + loss b + drift)
  const double fixed = (0.08 * 0.3 + 0.01 * 0.4) / (0.08 * 0.3 + 0.14 * 0.2 + 0.01);
  float trust = 0.9F;
  for (int month = 0; month < 400; ++month) trust = trust_after(trust, 0.4F, 0.3F, 0.2F, 0.08F, 0.14F, 0.01F);
  EXPECT_NEAR(trust, fixed, 1e-5);
}

TEST(Shortfall, StartsBelowWhatIsExpected) {
  EXPECT_DOUBLE_EQ(shortfall_below(0.5, 0.6), 0.0);
  EXPECT_DOUBLE_EQ(shortfall_below(0.5, 0.25), 0.5);
  EXPECT_DOUBLE_EQ(shortfall_below(0.5, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(shortfall_below(0.0, 0.0), 0.0) << "who expects nothing is not let down";
}

// All trust at its base of one half; nothing happened.
struct Calm : test::Kampung {
  Calm() {
    UmkmTable& u = world.umkm;
    for (auto* column : {&u.trust_peer, &u.trust_cbo, &u.trust_facilitator, &u.trust_government, &u.initial_trust_peer,
                         &u.initial_trust_cbo, &u.initial_trust_facilitator, &u.initial_trust_government}) {
      test::fill(*column, 0.5F);
    }
    test::fill(u.benefit, 0.0F);
    test::fill(u.awareness, 0.8F);
    for (auto* flags : {&scratch.took_part, &scratch.visited, &scratch.seated, &scratch.seen_cbo})
      test::fill(*flags, std::uint8_t{0});
    for (auto* values : {&scratch.peers_took_part, &scratch.seen_knowledge, &scratch.mean_skill_before})
      test::fill(*values, 0.0F);
    world.community.initiator[0] = 1;
    world.community.conflict[0] = 0;
    world.community.quality[0] = 0.6;
    world.community.fulfilment[0] = 0.5;
    world.community.kept[0] = 0.5;
    world.cbo.leadership_failure = {0, 0};
    parameters().market.peer_purchase = 0;
  }
};

TEST(UpdateTrust, StaysWhereNothingHappens) {
  Calm k;
  k.world.community.kept[0] = 0.5;
  k.parameters().trust.exposure = 0;
  k.run(update_trust);
  EXPECT_FLOAT_EQ(k.world.umkm.trust_peer[0], 0.5F);
  EXPECT_FLOAT_EQ(k.world.umkm.trust_cbo[0], 0.5F);
  EXPECT_FLOAT_EQ(k.world.umkm.trust_facilitator[0], 0.5F);
  EXPECT_FLOAT_EQ(k.world.umkm.trust_government[0], 0.5F);
}

TEST(UpdateTrust, InPeersGrowsTogetherAndFallsAlone) {
  Calm k;
  k.scratch.took_part[1] = k.scratch.took_part[2] = 1;
  k.scratch.peers_took_part[1] = 0.75F;
  k.scratch.peers_took_part[2] = 0.0F;
  k.run(update_trust);
  EXPECT_NEAR(k.world.umkm.trust_peer[1], 0.5 + 0.08 * 0.75 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.trust_peer[2], 0.5 - 0.14 * 0.5, 1e-6);
}

TEST(UpdateTrust, InTheCboGrowsByTheBestOfBenefitSeatAndLearning) {
  Calm k;
  for (Index i : {1U, 2U, 3U, 4U}) k.scratch.took_part[i] = 1;
  k.world.umkm.benefit[1] = 0.3F;
  k.world.umkm.benefit[2] = 0.3F;
  k.scratch.seated[2] = 1;
  k.scratch.seen_knowledge[3] = 0.5F;
  k.scratch.mean_skill_before[3] = 0.4F;
  k.parameters().trust.free_ride = 0;
  k.run(update_trust);
  EXPECT_NEAR(k.world.umkm.trust_cbo[1], 0.5 + 0.08 * 0.3 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.trust_cbo[2], 0.5 + 0.08 * 1.0 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.trust_cbo[3], 0.5 + 0.08 * 0.5 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.trust_cbo[4], 0.5, 1e-6);
}

TEST(UpdateTrust, InTheCboFallsByConflictAndByTheFailureOfItsLeader) {
  Calm k;
  k.world.community.conflict[0] = 0.4;
  k.world.cbo.leadership_failure = {0, 1};
  k.scratch.took_part[1] = 1;
  k.scratch.seen_cbo[2] = 1;
  k.run(update_trust);
  EXPECT_NEAR(k.world.umkm.trust_cbo[1], 0.5 - 0.14 * 0.4 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.trust_cbo[2], 0.5 - 0.14 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.trust_cbo[3], 0.5, 1e-6);
}

TEST(UpdateTrust, InFacilitatorsFollowsVisitsAndUndoneTasks) {
  Calm k;
  k.scratch.visited[1] = 1;
  k.scratch.visited[2] = k.scratch.seated[2] = 1;
  k.world.community.fulfilment[0] = 0.25;  // half of what is accepted as normal
  k.run(update_trust);
  const double let_down = 0.14 * 0.8 * 0.2 * 0.5 * 0.5;
  EXPECT_NEAR(k.world.umkm.trust_facilitator[1], 0.5 + 0.08 * 0.6 * 0.5 - let_down, 1e-6);
  EXPECT_NEAR(k.world.umkm.trust_facilitator[2], 0.5 + 0.08 * 1.0 * 0.5 - let_down, 1e-6) << "good news is capped";
  EXPECT_NEAR(k.world.umkm.trust_facilitator[3], 0.5 - let_down, 1e-6);
}

TEST(UpdateTrust, InGovernmentFollowsAnswersAndWorks) {
  Calm k;
  k.world.community.kept[0] = 0.75;
  k.effects.works = 10;
  k.run(update_trust);
  EXPECT_NEAR(k.world.umkm.trust_government[0], 0.5 + 0.08 * (0.2 * 0.8 * 0.75 + 0.5 * 0.2) * 0.5, 1e-6);
}

TEST(UpdateTrust, ABrokenPromiseCostsTrustAndTheBeliefInTheProgramme) {
  Calm k;
  k.effects.broken_promise = 0.75;
  k.world.community.kept[0] = 1;
  k.parameters().trust.exposure = 0;
  test::fill(k.world.umkm.expected_benefit, 0.4F);
  k.run(update_trust);
  EXPECT_NEAR(k.world.umkm.trust_government[0], 0.5 - 0.14 * 0.8 * 0.6 * 0.75 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.expected_benefit[0], 0.4 * (1 - 0.1 * 0.8 * 0.75), 1e-6);
}

TEST(UpdateTrust, InPeersGrowsAlsoByBuyingFromOneAnother) {
  Calm k;
  k.parameters().market.peer_purchase = 0.4;
  k.run(update_trust);
  const double good = k.parameters().trust.peer_buy_good * 0.4 * 0.5;
  ASSERT_GT(good, 0.01);
  EXPECT_NEAR(k.world.umkm.trust_peer[1], 0.5 + 0.08 * good * 0.5, 1e-6);
}

TEST(UpdateTrust, InGovernmentFallsByRequestsThatStayUnanswered) {
  Calm k;
  k.world.community.kept[0] = 0.25;
  k.run(update_trust);
  const double expect = k.parameters().trust.expect;
  ASSERT_GT(expect, 0.25);
  const double heard = 0.8 * 0.2;
  EXPECT_NEAR(k.world.umkm.trust_government[0],
              0.5 + 0.08 * heard * 0.25 * 0.5 - 0.14 * heard * (expect - 0.25) / expect * 0.5, 1e-6);
}

TEST(UpdateTrust, InTheCboDependsOnHavingBeenThereAndOnWhoStartedIt) {
  Calm k;
  k.world.community.conflict[0] = 0.4;
  k.world.community.initiator[0] = 0.5;
  k.scratch.took_part[1] = 1;
  test::fill(k.world.umkm.benefit, 0.6F);
  k.run(update_trust);
  EXPECT_NEAR(k.world.umkm.trust_cbo[1], 0.5 + 0.08 * 0.5 * 0.6 * 0.5 - 0.14 * 0.4 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.trust_cbo[2], 0.5, 1e-6) << "who stays away sees neither";
}

}  // namespace
}  // namespace berdaya
