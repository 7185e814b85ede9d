#include "rules/learning.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "rules/kampung.hpp"

namespace berdaya {
namespace {

TEST(Awareness, CombinesIndependentChancesToHear) {
  EXPECT_NEAR(awareness_after(0.2F, 0.35F, 0.06F, 0.12F, 0.05F, 0.02F),
              0.2 + 0.8 * (1 - 0.65 * 0.94 * 0.88 * 0.95) - 0.004, 1e-6);
  EXPECT_EQ(awareness_after(0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.02F), 0.0F);
}

TEST(Skill, GrowsTowardsOneAndDecaysTowardsInnate) {
  EXPECT_EQ(skill_after(1.0F, 1.0F, 0.06F, 0.0F, 0.06F, 0.006F), 1.0F);
  EXPECT_NEAR(skill_after(0.5F, 0.3F, 0.0F, 0.0F, 0.0F, 0.1F), 0.48, 1e-6);
  EXPECT_NEAR(skill_after(0.4F, 0.4F, 0.05F, 0.01F, 0.02F, 0.1F), 0.4 + 0.03 + 0.01 + 0.012, 1e-6);
}

TEST(Aspiration, RestsAtItsStartWithoutRoleModels) {
  EXPECT_EQ(aspiration_after(0.2F, 0.2F, 0.0F, 0.035F, 0.015F), 0.2F);
}

TEST(Attitudes, StayLevels) {
  EXPECT_EQ(ownership_after(1.0F, 0.5F, 0.0F), 1.0F);
  EXPECT_EQ(ownership_after(0.0F, 0.0F, 0.5F), 0.0F);
  EXPECT_EQ(fatigue_after(1.0F, 0.9F, 0.0F), 1.0F);
  EXPECT_EQ(fatigue_after(0.0F, 0.0F, 0.9F), 0.0F);
}

// Nobody was reached by anything; half of a participation with the CBO as initiator.
struct Quiet : test::Kampung {
  Quiet() {
    for (auto* flags : {&scratch.visited, &scratch.messaged, &scratch.took_part}) test::fill(*flags, std::uint8_t{0});
    for (auto* values : {&scratch.peers_awareness, &scratch.peers_succeeded, &scratch.mentor_quality,
                         &scratch.seen_knowledge, &scratch.role_weight, &scratch.role_success}) {
      test::fill(*values, 0.0F);
    }
    scratch.training_seats = 0;
    world.community.offered[0] = 1;
    world.community.initiator[0] = 1;
    world.community.novelty[0] = 0;
    world.community.participants[0] = 0;
  }
  void take_part(Index row) {
    scratch.took_part[row] = 1;
    world.community.participants[0] += 1;
  }
};

TEST(Learning, SeatsOnlyParticipantsAndSharesTheSeatsAmongThem) {
  Quiet k;
  for (Index row : {2U, 5U, 9U, 11U}) k.take_part(row);
  k.scratch.training_seats = 2;  // a chance of one half
  k.world.community.quality[0] = 0.5;
  k.script.otherwise = 0.01F;
  k.choose_umkm(5, rule_number::learning, 1, 0.49F);
  k.choose_umkm(9, rule_number::learning, 1, 0.51F);
  const std::vector<float> before = k.world.umkm.skill_management;
  const std::vector<float> aspiration = k.world.umkm.aspiration;
  k.run(learn);
  EXPECT_EQ(k.scratch.seated[0], 0) << "did not take part";
  EXPECT_EQ(k.scratch.seated[5], 1);
  EXPECT_EQ(k.scratch.seated[9], 0);
  EXPECT_EQ(std::accumulate(k.scratch.seated.begin(), k.scratch.seated.begin() + 24, 0), 3);
  const double gain = 3 * 0.3 * 0.06 * 0.5 * (1 - before[5]) * (0.5 + 0.5 * aspiration[5]);
  EXPECT_NEAR(k.world.umkm.skill_management[5], before[5] + gain, 1e-6);
  EXPECT_NEAR(k.world.umkm.skill_management[0], before[0], 1e-7) << "innate skill does not decay";
}

TEST(Learning, MixesTheQualityOfItsSources) {
  Quiet k;
  k.take_part(2);
  k.scratch.training_seats = 0.25;
  k.world.community.quality[0] = 0.4;
  k.effects.training.push_back({.intensity = 0.75, .quality = 0.8});
  k.script.otherwise = 0.5F;
  const float before = k.world.umkm.skill_production[2];
  const float eager = 0.5F + 0.5F * k.world.umkm.aspiration[2];
  k.run(learn);
  const double quality = 0.25 * 0.4 + 0.75 * 0.8;
  EXPECT_NEAR(k.world.umkm.skill_production[2], before + 3 * 0.4 * 0.06 * quality * (1 - before) * eager, 1e-6);
}

TEST(Learning, KeepsTargetedSeatsForTheTarget) {
  Quiet k;
  std::vector<std::uint8_t> target(24, 0);
  target[4] = target[6] = target[8] = 1;
  for (Index row : {2U, 4U, 6U}) k.take_part(row);
  k.effects.training.push_back({.intensity = 1, .quality = 0.8, .target = target});  // two participants in the target
  k.script.otherwise = 0.49F;
  k.run(learn);
  EXPECT_EQ(k.scratch.seated[2], 0);
  EXPECT_EQ(k.scratch.seated[4], 1);
  EXPECT_EQ(k.scratch.seated[6], 1);
  EXPECT_EQ(k.scratch.seated[8], 0);
}

TEST(Learning, PassesOnOnlyWhatTheCboKnows) {
  Quiet k;
  k.take_part(3);
  k.scratch.seen_knowledge[3] = 0.6F;
  UmkmTable& u = k.world.umkm;
  u.trust_peer[3] = 0.5F;
  u.skill_production[3] = u.innate_production[3] = 0.7F;
  u.skill_market[3] = u.innate_market[3] = 0.2F;
  k.run(learn);
  EXPECT_NEAR(u.skill_production[3], 0.7, 1e-6);
  EXPECT_NEAR(u.skill_market[3], 0.2 + 0.06 * 0.5 * 0.4, 1e-6);
}

TEST(Learning, OfMarketSkillIsHelpedByYouthAndMentors) {
  Quiet k;
  k.take_part(3);
  k.scratch.seen_knowledge[3] = 0.2F;
  k.scratch.mentor_quality[5] = 0.6F;
  k.effects.youth.push_back({.intensity = 1});
  UmkmTable& u = k.world.umkm;
  u.trust_peer[3] = 1.0F;
  u.skill_market[3] = u.innate_market[3] = 0.2F;
  u.skill_market[5] = u.innate_market[5] = 0.2F;
  u.aspiration[5] = 0.5F;
  k.run(learn);
  EXPECT_NEAR(u.skill_market[3], 0.2 + 0.06 * 0.4, 1e-6);  // Q = 0.2 + 0.5 * 0.8
  EXPECT_NEAR(u.skill_market[5], 0.2 + 0.06 * 0.6 * 0.8 * 0.5, 1e-6);
}

TEST(Learning, OwnershipComesFromTakingPartInWhatTheCommunityStarted) {
  Quiet k;
  k.take_part(1);
  test::fill(k.world.umkm.ownership, 0.5F);
  k.run(learn);
  EXPECT_NEAR(k.world.umkm.ownership[1], 0.5 + 0.06 * 0.5, 1e-6);
  EXPECT_NEAR(k.world.umkm.ownership[2], 0.5 - 0.015 * 0.5, 1e-6);
  Quiet official;
  official.world.community.initiator[0] = 0;
  official.take_part(1);
  test::fill(official.world.umkm.ownership, 0.5F);
  official.run(learn);
  EXPECT_NEAR(official.world.umkm.ownership[1], 0.5 + 0.06 * 0.25 * 0.5, 1e-6);
}

TEST(Learning, LosesLessOwnershipWhereNothingIsOffered) {
  Quiet k;
  k.world.community.offered[0] = 0;
  test::fill(k.world.umkm.ownership, 0.5F);
  k.run(learn);
  EXPECT_NEAR(k.world.umkm.ownership[2], 0.5 - 0.015 * 0.3 * 0.5, 1e-6);
}

TEST(Learning, TiresOfWhatIsNotNewAndOfBeingPressed) {
  Quiet k;
  k.take_part(1);
  k.scratch.visited[2] = 1;
  test::fill(k.world.umkm.fatigue, 0.2F);
  k.run(learn);
  EXPECT_NEAR(k.world.umkm.fatigue[1], 0.2 + 0.09 * 0.8, 1e-6);
  EXPECT_NEAR(k.world.umkm.fatigue[2], 0.2 + 0.09 * 0.5 * 0.8 - 0.04 * 0.2, 1e-6);
  EXPECT_NEAR(k.world.umkm.fatigue[3], 0.2 - 0.04 * 0.2, 1e-6);
  Quiet fresh;
  fresh.world.community.novelty[0] = 1;
  fresh.take_part(1);
  test::fill(fresh.world.umkm.fatigue, 0.2F);
  fresh.run(learn);
  EXPECT_NEAR(fresh.world.umkm.fatigue[1], 0.2, 1e-6);
}

TEST(Learning, AspiresToTheSuccessOfContactsAndTiedCommunities) {
  Quiet k;
  UmkmTable& u = k.world.umkm;
  u.trust_peer[1] = 0.5F;
  u.aspiration[1] = u.initial_aspiration[1] = 0.2F;
  k.scratch.peers_succeeded[1] = 0.4F;
  k.scratch.role_weight[1] = 0.25F;
  k.scratch.role_success[1] = 0.8F;
  k.run(learn);
  EXPECT_NEAR(u.aspiration[1], 0.2 + 0.035 * (0.75 * 0.5 * 0.4 + 0.25 * 0.8) * 0.8, 1e-6);
}

TEST(Learning, HearsByVisitsMessagesActivitiesAndTalk) {
  Quiet k;
  UmkmTable& u = k.world.umkm;
  test::fill(u.awareness, 0.4F);
  test::fill(u.trust_peer, 0.5F);
  k.scratch.visited[1] = 1;
  k.scratch.messaged[2] = 1;
  k.take_part(3);
  k.scratch.peers_awareness[4] = 0.8F;
  k.effects.channel = 0.5;
  k.run(learn);
  const LearningParameters& p = k.parameters().learning;
  const auto heard = [&](double chance) { return 0.4 + 0.6 * chance - p.forget * 0.4; };
  EXPECT_NEAR(u.awareness[0], heard(0), 1e-6);
  EXPECT_NEAR(u.awareness[1], heard(p.aware_visit), 1e-6);
  EXPECT_NEAR(u.awareness[2], heard(p.aware_message), 1e-6);
  EXPECT_NEAR(u.awareness[3], heard(p.aware_part), 1e-6);
  const double talk = p.aware_social * (1 + k.parameters().policy.channel_spread * 0.5);
  ASSERT_LT(talk, 1);
  EXPECT_NEAR(u.awareness[4], heard(talk * 0.5 * 0.8), 1e-6);
}

TEST(Learning, TakesTheStrongestOfSeveralYouthLevers) {
  Quiet k;
  k.take_part(3);
  k.effects.youth = {{.intensity = 0.8}, {.intensity = 0.2}};
  UmkmTable& u = k.world.umkm;
  u.trust_peer[3] = 1.0F;
  u.skill_market[3] = u.innate_market[3] = 0.1F;
  k.run(learn);
  EXPECT_NEAR(u.skill_market[3], 0.1 + 0.06 * (0.8 * 0.5 - 0.1), 1e-6);
}

TEST(Learning, YoungPeopleTeachOnlyTheTargetOfTheirLever) {
  Quiet k;
  k.take_part(3);
  k.take_part(4);
  std::vector<std::uint8_t> target(24, 0);
  target[4] = 1;
  k.effects.youth.push_back({.intensity = 0.8, .target = target});
  UmkmTable& u = k.world.umkm;
  for (const std::size_t i : {3U, 4U}) {
    u.trust_peer[i] = 1.0F;
    u.skill_market[i] = u.innate_market[i] = 0.1F;
  }
  k.run(learn);
  EXPECT_NEAR(u.skill_market[3], 0.1, 1e-6);
  EXPECT_NEAR(u.skill_market[4], 0.1 + 0.06 * (0.8 * 0.5 - 0.1), 1e-6);
}

TEST(Learning, GivesATargetedSeatItsOwnQualityAndMarketSkillItsShare) {
  Quiet k;
  std::vector<std::uint8_t> target(24, 0);
  target[4] = target[6] = 1;
  k.take_part(4);
  k.take_part(6);
  k.effects.training.push_back({.intensity = 1, .quality = 0.8, .target = target});
  k.script.otherwise = 0.49F;  // one seat for two
  UmkmTable& u = k.world.umkm;
  u.aspiration[4] = 0.5F;
  u.skill_market[4] = u.innate_market[4] = 0.2F;
  k.run(learn);
  EXPECT_NEAR(u.skill_market[4], 0.2 + 3 * k.parameters().learning.mix_market * 0.06 * 0.8 * 0.8 * 0.75, 1e-6);
}

TEST(Learning, AddsSeatsForATargetToTheSeatsForAll) {
  Quiet k;
  std::vector<std::uint8_t> target(24, 0);
  target[4] = target[6] = 1;
  for (Index row : {2U, 3U, 4U, 6U}) k.take_part(row);
  k.effects.training.push_back({.intensity = 1.2, .quality = 0.4});                  // 0.3 for each of the four
  k.effects.training.push_back({.intensity = 1, .quality = 0.8, .target = target});  // 0.5 for each of the two
  k.script.otherwise = 0.99F;
  k.choose_umkm(2, rule_number::learning, 1, 0.29F);
  k.choose_umkm(3, rule_number::learning, 1, 0.31F);
  k.choose_umkm(4, rule_number::learning, 1, 0.79F);
  k.choose_umkm(6, rule_number::learning, 1, 0.81F);
  k.run(learn);
  EXPECT_EQ(k.scratch.seated[2], 1);
  EXPECT_EQ(k.scratch.seated[3], 0);
  EXPECT_EQ(k.scratch.seated[4], 1);
  EXPECT_EQ(k.scratch.seated[6], 0);
}

}  // namespace
}  // namespace berdaya
