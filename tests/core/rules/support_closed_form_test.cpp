// Rule 0e against its closed form. While the communities' results stand still, the month of all units is one affine map
// s' = M s + c, so that s_t = s* + M^t (s_0 - s*) with s* = (I - M)^-1 c.
#include <gtest/gtest.h>

#include <Eigen/Dense>

#include "rules/support.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

struct AffineMap {
  Eigen::MatrixXd matrix;
  Eigen::VectorXd constant;
};

// Written from the model's equation, not from the rule: what each unit sees is given, parents couple them.
AffineMap month_of_units(const UnitTable& unit, const std::vector<UnitView>& views, const Parameters& parameters) {
  const GovernmentParameters& p = parameters.government;
  const auto n = static_cast<Eigen::Index>(unit.rows());
  AffineMap map{Eigen::MatrixXd::Zero(n, n), Eigen::VectorXd::Zero(n)};
  for (Index g = 0; g < unit.rows(); ++g) {
    const auto row = static_cast<Eigen::Index>(g);
    const double pledge = parameters.policy.forum_support * views[g].forum;
    double own =
        (1 - p.w_v - p.w_b - p.w_p) * unit.base_support[g] + p.w_v * views[g].visible + p.w_b * views[g].bargaining;
    if (unit.parent[g] == none) {
      own += p.w_p * unit.mandate[g];
    } else {
      map.matrix(row, static_cast<Eigen::Index>(unit.parent[g])) += p.support_rate * (1 - pledge) * p.w_p;
    }
    map.matrix(row, row) += 1 - p.support_rate;
    map.constant(row) = p.support_rate * ((1 - pledge) * own + pledge);
  }
  return map;
}

// A city, a district and two wards over two communities of two CBOs each; the second community has a forum.
TEST(SupportClosedForm, UnitsNearTheFixedPointOfTheirChainAsTheMatrixPowersSay) {
  const Scenario scenario = test::small_scenario(2);
  World world = test::small_world(scenario);
  world.community.environment = {0.4, 0.6};
  world.community.part_ema = {0.2, 0.5};
  world.community.reputation = {0.1, 0.3};
  world.cbo.bargaining = {0.2, 0.4, 0.6, 0.8};
  std::vector<CommunityEffects> effects{test::plain_effects(world, 0), test::plain_effects(world, 1)};
  effects[1].forum = 0.5;

  const GovernmentParameters& p = scenario.parameters.government;
  const auto visible = [&](std::size_t k) {
    return p.v_env * world.community.environment[k] + p.v_part * world.community.part_ema[k] +
           p.v_rep * world.community.reputation[k];
  };
  std::vector<UnitView> views;
  for (Index g = 0; g < world.unit.rows(); ++g) {
    const Index first = world.membership.first_community[g];
    const Index count = world.membership.first_community[g + 1] - first;
    ASSERT_GE(count, 1U);
    if (count == 2) {
      views.push_back({.visible = (visible(0) + visible(1)) / 2, .bargaining = 0.5, .forum = 0.25, .superior = 0});
    } else if (world.membership.community[first] == 0) {
      views.push_back({.visible = visible(0), .bargaining = 0.3, .forum = 0, .superior = 0});
    } else {
      views.push_back({.visible = visible(1), .bargaining = 0.7, .forum = 0.5, .superior = 0});
    }
  }

  const AffineMap map = month_of_units(world.unit, views, scenario.parameters);
  const auto n = static_cast<Eigen::Index>(world.unit.rows());
  const Eigen::VectorXd fixed_point = (Eigen::MatrixXd::Identity(n, n) - map.matrix).partialPivLu().solve(map.constant);
  const Eigen::VectorXd start = Eigen::Map<const Eigen::VectorXd>(world.unit.support.data(), n);

  const Draws draws{Seed{1}, RunNumber{0}};
  Eigen::VectorXd distance = start - fixed_point;
  for (Index t = 0; t < 600; ++t) {
    MacroMonth month{scenario.parameters, draws, t, world, effects};
    update_support(month);
    distance = map.matrix * distance;
    for (Eigen::Index g = 0; g < n; ++g) {
      EXPECT_NEAR(world.unit.support[static_cast<std::size_t>(g)], fixed_point(g) + distance(g), 1e-12)
          << "unit " << g << ", month " << t;
    }
  }
  // After fifty years they are there: (1 - 0.04)^600 is below 1e-10.
  for (Eigen::Index g = 0; g < n; ++g)
    EXPECT_NEAR(world.unit.support[static_cast<std::size_t>(g)], fixed_point(g), 1e-8);
}

}  // namespace
}  // namespace berdaya
