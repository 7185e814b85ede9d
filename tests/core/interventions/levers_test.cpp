// What each lever hands to a community, one lever at a time and several together.
#include <gtest/gtest.h>

#include <algorithm>

#include "interventions/contest.hpp"
#include "interventions/gallery.hpp"
#include "interventions/grant.hpp"
#include "interventions/macro_world.hpp"
#include "rules/facilitation.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;

InterventionSpec with_intensity(InterventionKind kind, double intensity) {
  InterventionSpec spec = lever(kind);
  spec.intensity = intensity;
  return spec;
}

CommunityEffects effects_of(std::vector<InterventionSpec> list, Index month = 0) {
  MacroWorld w(1, std::move(list));
  w.run(month);
  CommunityEffects effects = w.effects[0];
  for (auto* levers : {&effects.training, &effects.visits, &effects.messages, &effects.permit_help,
                       &effects.permit_assist, &effects.youth, &effects.kub, &effects.mentoring}) {
    for (RowLever& row_lever : *levers) row_lever.target = {};  // the world that holds them ends here
  }
  return effects;
}

TEST(Levers, WithoutAnyTheCommunityKeepsItsOwn) {
  MacroWorld w(1, {});
  w.run(0);
  EXPECT_EQ(w.effects[0].gallery_slots, w.world.community.gallery_slots[0]);
  EXPECT_EQ(w.effects[0].gallery_footfall, w.world.community.gallery_footfall[0]);
  EXPECT_EQ(w.effects[0].bazaar_every, w.world.community.bazaar_every[0]);
  EXPECT_EQ(w.effects[0].bazaar_size, 1.0);
  EXPECT_EQ(w.effects[0].records, w.world.community.records[0]);
  EXPECT_FALSE(w.effects[0].partnership.serves);
  EXPECT_EQ(w.effects[0].outside_money, 0.0);
}

TEST(Levers, GrantIsSpreadOverItsTermAndSplit) {
  InterventionSpec grant = lever(InterventionKind::grant, 2, 11);
  grant.amount = 100;
  grant.physical = 0.8;
  grant.cost = 0.5;
  MacroWorld w(2, {grant});
  w.run(2);
  EXPECT_DOUBLE_EQ(grant_per_month(100, 2, 11), 10.0);
  EXPECT_DOUBLE_EQ(w.effects[1].works, 8.0);
  EXPECT_DOUBLE_EQ(w.effects[1].programme_grant, 2.0);
  EXPECT_DOUBLE_EQ(w.booked(0, 1), 10.5);
  EXPECT_DOUBLE_EQ(w.effects[1].outside_money, 0.5);  // the grant itself counts as works and hours
}

TEST(Levers, HiredHoursAddUpAndCostTheirPrice) {
  MacroWorld w(
      1, {with_intensity(InterventionKind::facilitators, 40), with_intensity(InterventionKind::facilitators, 10)});
  w.run(0);
  EXPECT_EQ(w.effects[0].hired_hours, 50.0);
  EXPECT_DOUBLE_EQ(w.booked(0, 0), 40 * 0.03);
  EXPECT_EQ(w.effects[0].outside_money, 0.0);
}

TEST(Levers, TheStrongestOfSeveralCountsWhereTheModelSaysSo) {
  for (const auto& [kind, member] : {std::pair{InterventionKind::operations, &CommunityEffects::operations},
                                     std::pair{InterventionKind::platform, &CommunityEffects::platform},
                                     std::pair{InterventionKind::digital_channel, &CommunityEffects::channel},
                                     std::pair{InterventionKind::federation, &CommunityEffects::federation},
                                     std::pair{InterventionKind::broken_promise, &CommunityEffects::broken_promise},
                                     std::pair{InterventionKind::contest, &CommunityEffects::extra_contest}}) {
    const CommunityEffects effects =
        effects_of({with_intensity(kind, 0.3), with_intensity(kind, 0.7), with_intensity(kind, 0.5)});
    EXPECT_EQ(effects.*member, 0.7) << description_of(kind).name;
  }
}

TEST(Levers, AdditionsSum) {
  EXPECT_DOUBLE_EQ(
      effects_of({with_intensity(InterventionKind::monitoring, 0.3), with_intensity(InterventionKind::monitoring, 0.2)})
          .monitoring,
      0.5);
  EXPECT_DOUBLE_EQ(effects_of({with_intensity(InterventionKind::role_clarity, 0.3),
                               with_intensity(InterventionKind::role_clarity, 0.2)})
                       .role_clarity,
                   0.5);
}

TEST(Levers, SimplerProceduresMultiply) {
  EXPECT_DOUBLE_EQ(effects_of({with_intensity(InterventionKind::simpler_procedure, 0.4),
                               with_intensity(InterventionKind::simpler_procedure, 0.5)})
                       .burden_factor,
                   0.3);
}

TEST(Levers, GalleryMovesOnlyTheFieldsThatAreGiven) {
  InterventionSpec gallery = with_intensity(InterventionKind::gallery, 0.5);
  gallery.slots = 11;
  gallery.location = 0.9;
  const CommunityEffects effects = effects_of({gallery});
  EXPECT_EQ(effects.gallery_slots, 7.0);  // halfway from 4 to 11, rounded down
  EXPECT_DOUBLE_EQ(effects.gallery_location, 0.6);
  EXPECT_EQ(effects.gallery_footfall, 200.0);
  EXPECT_EQ(moved_value(4, 10, 3), 10.0);
  EXPECT_EQ(moved_value(4, std::nullopt, 1), 4.0);
}

// 100 * 0.29 is stored as 28.999999999999996.
TEST(Levers, AShareOfTheGallerysSlotsIsAWholeNumberWhereItShouldBe) {
  Scenario without = test::small_scenario(1);
  without.communities[0].gallery_slots = 0;
  InterventionSpec gallery = with_intensity(InterventionKind::gallery, 0.29);
  gallery.slots = 100;
  MacroWorld w(without, {gallery});
  w.run(0);
  EXPECT_EQ(w.effects[0].gallery_slots, 29.0);
}

TEST(Levers, BazaarReplacesTheCommunitysOwn) {
  InterventionSpec bazaar = with_intensity(InterventionKind::bazaar, 0.5);
  bazaar.every = 2;
  bazaar.stalls = 30;
  const CommunityEffects effects = effects_of({bazaar});
  EXPECT_EQ(effects.bazaar_every, 2U);
  EXPECT_EQ(effects.bazaar_stalls, 30U);
  EXPECT_EQ(effects.bazaar_size, 0.5);
}

TEST(Levers, ContestsAreCountedFromTheFirstMonth) {
  EXPECT_TRUE(contest_is_held(5, 5, 3));
  EXPECT_FALSE(contest_is_held(6, 5, 3));
  EXPECT_TRUE(contest_is_held(8, 5, 3));
  MacroWorld w(1, {lever(InterventionKind::contest, 1, 10)});
  w.run(3);
  EXPECT_EQ(w.effects[0].extra_contest, 0.0);
  w.run(4);
  EXPECT_EQ(w.effects[0].extra_contest, 1.0);
}

TEST(Levers, SharedArchiveRaisesRecordsAndNeverLowersThem) {
  MacroWorld w(1, {with_intensity(InterventionKind::shared_archive, 0.1)});
  w.run(0);
  EXPECT_EQ(w.effects[0].records, w.world.community.records[0]);
  EXPECT_TRUE(w.effects[0].shared_store);
  EXPECT_EQ(w.world.community.shared_store_seen[0], 1);
  EXPECT_EQ(effects_of({with_intensity(InterventionKind::shared_archive, 0.9)}).records, 0.9);
}

TEST(Levers, ThoseOnSingleUmkmReachEverybodyWithoutATarget) {
  for (const auto& [kind, member] : {std::pair{InterventionKind::training, &CommunityEffects::training},
                                     std::pair{InterventionKind::visits, &CommunityEffects::visits},
                                     std::pair{InterventionKind::messages, &CommunityEffects::messages},
                                     std::pair{InterventionKind::permit_help, &CommunityEffects::permit_help},
                                     std::pair{InterventionKind::permit_assist, &CommunityEffects::permit_assist},
                                     std::pair{InterventionKind::youth, &CommunityEffects::youth},
                                     std::pair{InterventionKind::kub, &CommunityEffects::kub}}) {
    const CommunityEffects effects = effects_of({with_intensity(kind, 0.25)});
    ASSERT_EQ((effects.*member).size(), 1U) << description_of(kind).name;
    const RowLever& row_lever = (effects.*member)[0];
    EXPECT_EQ(row_lever.intensity, 0.25);
    EXPECT_EQ(row_lever.cbo, none);
    EXPECT_TRUE(row_lever.reaches(0));
  }
}

TEST(Levers, AKubThatIsNamedEnrolsOnlyAtHome) {
  InterventionSpec kub = lever(InterventionKind::kub);
  kub.cbo = 3;  // the second of community 1
  MacroWorld w(2, {kub});
  w.run(0);
  EXPECT_TRUE(w.effects[0].kub.empty());
  ASSERT_EQ(w.effects[1].kub.size(), 1U);
  EXPECT_EQ(w.effects[1].kub[0].cbo, 1U);
}

TEST(Levers, MentorsTeachTheBetterTheMoreIntense) {
  MacroWorld w(1, {with_intensity(InterventionKind::mentoring, 0.5)});
  w.run(0);
  ASSERT_EQ(w.effects[0].mentoring.size(), 1U);
  MonthScratch scratch;
  scratch.fit(w.world.community.umkm_count[0], static_cast<int>(w.world.setting.options.size()));
  CommunityMonth month{w.scenario.parameters, w.draws, 0, 0, w.world, w.effects[0], scratch};
  facilitate(month);
  EXPECT_FLOAT_EQ(*std::max_element(scratch.mentor_quality.begin(), scratch.mentor_quality.end()), 0.3F)
      << "0.6 at half intensity";
  Index mentored = 0;
  for (Index i = 0; i < w.world.community.umkm_count[0]; ++i) mentored += w.effects[0].mentoring[0].reaches(i) ? 1 : 0;
  EXPECT_EQ(mentored, 6U);
}

TEST(Levers, EffectsOfLastMonthAreForgotten) {
  MacroWorld w(1, {lever(InterventionKind::training, 0, 0), lever(InterventionKind::pandemic, 0, 0)});
  w.run(0);
  EXPECT_EQ(w.effects[0].training.size(), 1U);
  EXPECT_EQ(w.effects[0].demand, 0.6);
  w.run(1);
  EXPECT_TRUE(w.effects[0].training.empty());
  EXPECT_EQ(w.effects[0].demand, 1.0);
}

TEST(Levers, OtherCostsAreOutsideMoneyAtWhatWasPaid) {
  InterventionSpec training = lever(InterventionKind::training);
  training.cost = 4;
  training.fund = 0;
  Scenario scenario = test::small_scenario();
  scenario.funds[0].opening_balance = 1;
  scenario.funds[0].inflow = 0;
  MacroWorld w(scenario, {training});
  w.run(0);
  EXPECT_DOUBLE_EQ(w.effects[0].outside_money, 1.0);
  EXPECT_DOUBLE_EQ(w.effects[0].training[0].intensity, 0.25);
}

}  // namespace
}  // namespace berdaya
