// Over all kinds: a lever that is not there yet, is left out or has no intensity changes nothing.
#include <gtest/gtest.h>

#include "interventions/macro_world.hpp"

namespace berdaya {
namespace {

using test::changed_columns;
using test::lever;
using test::MacroWorld;

// With a cost and a fund, so that money would show too.
InterventionSpec strong(InterventionKind kind) {
  InterventionSpec spec = lever(kind);
  spec.amount = 50;
  spec.slots = 9;
  spec.cost = 1;
  spec.fund = 0;
  spec.balance = 0.5;
  return spec;
}

bool same_effects(const CommunityEffects& a, const CommunityEffects& b) {
  return a.works == b.works && a.programme_grant == b.programme_grant && a.outside_money == b.outside_money &&
         a.operations == b.operations && a.hired_hours == b.hired_hours && a.burden_factor == b.burden_factor &&
         a.gallery_slots == b.gallery_slots && a.gallery_location == b.gallery_location &&
         a.gallery_footfall == b.gallery_footfall && a.bazaar_every == b.bazaar_every &&
         a.bazaar_stalls == b.bazaar_stalls && a.bazaar_size == b.bazaar_size && a.extra_contest == b.extra_contest &&
         a.platform == b.platform && a.channel == b.channel && a.forum == b.forum && a.federation == b.federation &&
         a.records == b.records && a.shared_store == b.shared_store && a.monitoring == b.monitoring &&
         a.role_clarity == b.role_clarity && a.demand == b.demand && a.activity == b.activity &&
         a.broken_promise == b.broken_promise && a.revoked == b.revoked && a.training.size() == b.training.size() &&
         a.visits.size() == b.visits.size() && a.messages.size() == b.messages.size() &&
         a.permit_help.size() == b.permit_help.size() && a.permit_assist.size() == b.permit_assist.size() &&
         a.youth.size() == b.youth.size() && a.kub.size() == b.kub.size() && a.mentoring.size() == b.mentoring.size() &&
         a.partnership.serves == b.partnership.serves && a.csr.serves == b.csr.serves;
}

// Names of what the lever changed in two months, beside the tables that have a row for it.
std::vector<std::string> touched(InterventionSpec spec) {
  MacroWorld with(2, {spec});
  spec.left_out = true;
  MacroWorld without(2, {spec});
  std::vector<std::string> names;
  for (Index month = 0; month < 2; ++month) {
    with.run(month);
    without.run(month);
    if (!same_effects(with.effects[0], without.effects[0])) names.push_back("effects");
  }
  for (std::string& name : changed_columns(without.world, with.world)) {
    if (name != "partner.commitment") names.push_back(name);  // a company's own affairs go on
  }
  return names;
}

class EveryKind : public testing::TestWithParam<int> {
 protected:
  InterventionKind kind() const { return static_cast<InterventionKind>(GetParam()); }
};

TEST_P(EveryKind, ActsWhereItIsOn) {
  InterventionSpec spec = strong(kind());
  spec.cost = 0;
  if (kind() != InterventionKind::fund_cut) spec.fund = none;
  EXPECT_FALSE(touched(spec).empty());
}

TEST_P(EveryKind, ChangesNothingWithoutIntensity) {
  InterventionSpec spec = strong(kind());
  spec.intensity = 0;
  EXPECT_EQ(touched(spec), std::vector<std::string>{});
}

TEST_P(EveryKind, ChangesNothingBeforeItsFirstMonth) {
  InterventionSpec spec = strong(kind());
  spec.first_month = 2;
  EXPECT_EQ(touched(spec), std::vector<std::string>{});
}

TEST_P(EveryKind, ChangesNothingAfterItsLastMonth) {
  InterventionSpec spec = strong(kind());
  spec.last_month = 3;
  MacroWorld with(2, {spec});
  spec.left_out = true;
  MacroWorld without(2, {spec});
  with.run(5);
  without.run(5);
  EXPECT_TRUE(same_effects(with.effects[0], without.effects[0]));
}

TEST_P(EveryKind, ReachesOnlyItsCommunities) {
  if (kind() == InterventionKind::fund_cut) GTEST_SKIP() << "a cut of a fund has no communities";
  InterventionSpec spec = strong(kind());
  spec.fund = none;
  spec.target.where = Where::listed;
  spec.target.communities = {1};
  MacroWorld with(2, {spec});
  MacroWorld without(2, {});
  with.run(0);
  without.run(0);
  EXPECT_TRUE(same_effects(with.effects[0], without.effects[0]));
  EXPECT_EQ(with.booked(0, 0), 0.0);
}

INSTANTIATE_TEST_SUITE_P(Interventions, EveryKind, testing::Range(0, intervention_kind_count),
                         [](const testing::TestParamInfo<int>& i) {
                           return std::string(description_of(static_cast<InterventionKind>(i.param)).name);
                         });

}  // namespace
}  // namespace berdaya
