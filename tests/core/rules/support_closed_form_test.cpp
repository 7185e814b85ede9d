// Rule 0e against its closed form. While the communities' results stand still, the month of all units is one affine map
// s' = M s + c, so that s_t = s* + M^t (s_0 - s*) with s* = (I - M)^-1 c.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <random>
#include <vector>

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

// Up to three cities with districts, wards and RW below them, levels missing here and there, and communities under any
// of them. Every level, mandate, base, forum and state of a community is drawn.
Scenario forest(std::mt19937& generator) {
  const auto below = [&](Index n) { return std::uniform_int_distribution<Index>(0, n - 1)(generator); };
  const auto level = [&] { return std::uniform_real_distribution<double>(0.05, 0.95)(generator); };
  const auto communities = static_cast<int>(1 + below(8));
  Scenario s = test::small_scenario(communities);
  s.government.clear();
  const Index roots = 1 + below(3);
  const Index units = roots + below(14);
  for (Index g = 0; g < units; ++g) {
    GovernmentSpec unit;
    unit.id = "unit" + std::to_string(g);
    unit.parent = g < roots ? none : below(g);
    const auto above = unit.parent == none ? -1 : static_cast<int>(s.government[unit.parent].level);
    if (above == static_cast<int>(Level::rw)) unit.parent = none;
    const int highest = unit.parent == none ? 0 : above + 1;
    unit.level = static_cast<Level>(highest + static_cast<int>(below(static_cast<Index>(level_count - highest))));
    unit.support = level();
    unit.base_support = level();
    unit.mandate = level();
    s.government.push_back(unit);
  }
  for (CommunitySpec& community : s.communities) {
    community.government.clear();
    for (Index g = below(units); g != none; g = s.government[g].parent) {
      if (below(4) > 0) community.government.insert(community.government.begin(), g);
    }
    community.environment = level();
    community.reputation = level();
  }
  return s;
}

// What a unit sees, from the scenario's chains of units.
std::vector<UnitView> views_of(const Scenario& s, const World& w, const std::vector<CommunityEffects>& effects) {
  std::vector<UnitView> views;
  for (Index g = 0; g < s.government.size(); ++g) {
    UnitView view;
    double communities = 0, cbos = 0;
    for (Index k = 0; k < s.communities.size(); ++k) {
      const std::vector<Index>& chain = s.communities[k].government;
      if (std::find(chain.begin(), chain.end(), g) == chain.end()) continue;
      const GovernmentParameters& p = s.parameters.government;
      view.visible += p.v_env * w.community.environment[k] + p.v_part * w.community.part_ema[k] +
                      p.v_rep * w.community.reputation[k];
      view.forum += effects[k].forum;
      communities += 1;
      for (Index c = 0; c < s.cbos.size(); ++c) {
        if (s.cbos[c].community != k) continue;
        view.bargaining += w.cbo.bargaining[c];
        cbos += 1;
      }
    }
    const double own = s.government[g].base_support;
    views.push_back({.visible = communities > 0 ? view.visible / communities : own,
                     .bargaining = cbos > 0 ? view.bargaining / cbos : own,
                     .forum = communities > 0 ? view.forum / communities : 0,
                     .superior = 0});
  }
  return views;
}

TEST(SupportClosedForm, HoldsForAnyForestOfUnits) {
  std::mt19937 generator(7);
  for (int example = 0; example < 200; ++example) {
    Scenario scenario = forest(generator);
    const auto level = [&] { return std::uniform_real_distribution<double>(0, 1)(generator); };
    GovernmentParameters& p = scenario.parameters.government;
    p.w_v = 0.4 * level();
    p.w_b = 0.3 * level();
    p.w_p = 0.3 * level();
    p.support_rate = 0.01 + 0.9 * level();
    World world = test::small_world(scenario);
    std::vector<CommunityEffects> effects;
    for (Index k = 0; k < world.community.rows(); ++k) {
      effects.push_back(test::plain_effects(world, k));
      effects[k].forum = k % 2 == 0 ? level() : 0;
      world.community.part_ema[k] = level();
    }
    for (double& bargaining : world.cbo.bargaining) bargaining = level();

    const AffineMap map = month_of_units(world.unit, views_of(scenario, world, effects), scenario.parameters);
    const auto n = static_cast<Eigen::Index>(world.unit.rows());
    const Eigen::VectorXd fixed_point =
        (Eigen::MatrixXd::Identity(n, n) - map.matrix).partialPivLu().solve(map.constant);
    Eigen::VectorXd distance = Eigen::Map<const Eigen::VectorXd>(world.unit.support.data(), n) - fixed_point;
    const Draws draws{Seed{1}, RunNumber{0}};
    for (Index t = 0; t < 60; ++t) {
      MacroMonth month{scenario.parameters, draws, t, world, effects};
      update_support(month);
      distance = map.matrix * distance;
      for (Eigen::Index g = 0; g < n; ++g)
        ASSERT_NEAR(world.unit.support[static_cast<std::size_t>(g)], fixed_point(g) + distance(g), 1e-12)
            << "forest " << example << ", unit " << g << ", month " << t;
    }
    // No unit leaves [0,1]: the map is a convex combination, so that the fixed point lies there too.
    EXPECT_GE(fixed_point.minCoeff(), 0.0);
    EXPECT_LE(fixed_point.maxCoeff(), 1.0);
  }
}

}  // namespace
}  // namespace berdaya
