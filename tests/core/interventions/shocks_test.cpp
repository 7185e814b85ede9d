#include <gtest/gtest.h>

#include "base/portable_math.hpp"
#include "interventions/leader_turnover.hpp"
#include "interventions/macro_world.hpp"
#include "interventions/officer_turnover.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;

TEST(Pandemic, SeveralMultiply) {
  InterventionSpec second = lever(InterventionKind::pandemic);
  second.demand = 0.5;
  second.activity = 0.1;
  MacroWorld w(1, {lever(InterventionKind::pandemic), second});
  w.run(0);
  EXPECT_DOUBLE_EQ(w.effects[0].demand, 0.3);
  EXPECT_DOUBLE_EQ(w.effects[0].activity, 0.03);
}

TEST(PermitRenewal, RevokesThePermitsOfTheMonthOnly) {
  InterventionSpec halal = lever(InterventionKind::permit_renewal, 1, 1);
  halal.option = option::halal;
  MacroWorld w(1, {lever(InterventionKind::permit_renewal, 1, 1), halal});
  w.run(0);
  EXPECT_EQ(w.effects[0].revoked, 0);
  w.run(1);
  EXPECT_EQ(w.effects[0].revoked, 1U << option::nib | 1U << option::halal);
  w.run(2);
  EXPECT_EQ(w.effects[0].revoked, 0);
}

TEST(ArchiveLoss, ASharedStoreSavesAllButItsShare) {
  const OutcomesParameters p = standard_parameters().outcomes;
  EXPECT_EQ(archive_loss(0, p), p.archive_turnover);
  EXPECT_DOUBLE_EQ(archive_loss(1, p), p.archive_turnover * p.archive_shared);
  EXPECT_DOUBLE_EQ(archive_loss(0.5, p), p.archive_turnover * (1 + p.archive_shared) / 2);
}

TEST(LeaderTurnover, ANewLeaderIsDrawnAndTheArchiveSuffers) {
  DrawScript script;
  script.otherwise = 0.5F;
  MacroWorld w(1, {lever(InterventionKind::leader_turnover, 1, 1)}, script);
  w.run(0);
  const double archive = w.world.community.archive[0];
  EXPECT_EQ(w.world.cbo.leadership_failure[0], 0.0);
  w.run(1);
  for (Index c = 0; c < 2; ++c) {
    EXPECT_NEAR(w.world.cbo.leadership[c], 0.45, 1e-6);
    EXPECT_EQ(w.world.cbo.leadership_failure[c], 1.0);
  }
  EXPECT_DOUBLE_EQ(w.world.community.archive[0], archive * (1 - w.scenario.parameters.outcomes.archive_turnover));
  w.run(2);
  EXPECT_EQ(w.world.cbo.leadership_failure[0], 0.0);
  EXPECT_NEAR(w.world.cbo.leadership[0], 0.45, 1e-6);
}

TEST(LeaderTurnover, UsesTheNormalDrawOfTheCbo) {
  DrawScript script;
  script.values[{EntityKind::cbo, 1, 1, rule_number::policy, 1}] = 0.9F;
  MacroWorld w(1, {lever(InterventionKind::leader_turnover, 0, 0)}, script);
  w.run(0);
  const double z = normal_quantile(0.9F);
  EXPECT_DOUBLE_EQ(w.world.cbo.leadership[1], logistic(logit(0.45) + 0.5 * z));
}

TEST(LeaderTurnover, OfANamedCboLeavesAllOthersAlone) {
  InterventionSpec spec = lever(InterventionKind::leader_turnover, 0, 0);
  spec.cbo = 2;  // the first of community 1
  MacroWorld w(2, {spec});
  const World before = w.world;
  w.run(0);
  for (Index c = 0; c < 4; ++c) EXPECT_EQ(w.world.cbo.leadership_failure[c], c == 2 ? 1.0 : 0.0);
  EXPECT_EQ(w.world.cbo.leadership[3], before.cbo.leadership[3]);
  EXPECT_EQ(w.world.community.archive[0], before.community.archive[0]);
  EXPECT_LT(w.world.community.archive[1], before.community.archive[1]);
}

TEST(LeaderTurnover, TheSharedStoreOfLastMonthCounts) {
  const OutcomesParameters p = standard_parameters().outcomes;
  const auto loss = [&](Index store_from, Index store_to) {
    MacroWorld w(1, {lever(InterventionKind::shared_archive, store_from, store_to),
                     lever(InterventionKind::leader_turnover, 1, 1)});
    w.run(0);
    const double before = w.world.community.archive[0];
    w.run(1);
    return 1.0 - w.world.community.archive[0] / before;
  };
  EXPECT_NEAR(loss(0, 0), p.archive_turnover * p.archive_shared, 1e-12);
  EXPECT_NEAR(loss(1, 5), p.archive_turnover, 1e-12);
}

TEST(OfficerTurnover, EachUnitOfTheLevelLosesOnce) {
  InterventionSpec spec = lever(InterventionKind::officer_turnover, 0, 0);
  spec.level = Level::district;
  MacroWorld w(3, {spec});
  const World before = w.world;
  w.run(0);
  for (Index g = 0; g < w.world.unit.rows(); ++g) {
    const bool hit = w.world.unit.level[g] == static_cast<std::uint8_t>(Level::district);
    const double kept = hit ? 1 - 0.4 : 1.0;
    const double archive_kept = hit ? 1 - w.scenario.parameters.outcomes.archive_turnover : 1.0;
    EXPECT_DOUBLE_EQ(w.world.unit.support[g], before.unit.support[g] * kept);
    EXPECT_DOUBLE_EQ(w.world.unit.archive[g], before.unit.archive[g] * archive_kept);
  }
}

TEST(OfficerTurnover, OnlyUnitsInTheChainsOfTheTargetAreHit) {
  InterventionSpec spec = lever(InterventionKind::officer_turnover, 0, 0);
  spec.target.where = Where::listed;
  spec.target.communities = {1};
  MacroWorld w(2, {spec});
  const World before = w.world;
  w.run(0);
  EXPECT_EQ(w.world.unit.support[2], before.unit.support[2]);
  EXPECT_DOUBLE_EQ(w.world.unit.support[3], before.unit.support[3] * 0.6);
}

TEST(OfficerTurnover, CoverageIsTheMeanOverTheUnitsCommunities) {
  InterventionSpec store = lever(InterventionKind::shared_archive);
  store.target.where = Where::listed;
  store.target.communities = {0};
  InterventionSpec turnover = lever(InterventionKind::officer_turnover, 1, 1);
  turnover.level = Level::city;
  MacroWorld w(4, {store, turnover});
  w.run(0);
  EXPECT_DOUBLE_EQ(shared_store_coverage(w.world, 0), 0.25);
  const double before = w.world.unit.archive[0];
  w.run(1);
  EXPECT_DOUBLE_EQ(w.world.unit.archive[0], before * (1 - archive_loss(0.25, w.scenario.parameters.outcomes)));
}

}  // namespace
}  // namespace berdaya
