// One kampung in one month, to run a rule on: every draw can be chosen, every value set beforehand.
#pragma once

#include <vector>

#include "engine/scenario.hpp"
#include "rules/month.hpp"
#include "support/worlds.hpp"

namespace berdaya::test {

struct Kampung {
  Scenario scenario;
  DrawScript script;
  Draws draws;
  World world;
  CommunityEffects effects;
  MonthScratch scratch;
  Index month = 0;

  // 24 UMKM in two RT, two CBOs, one ward, district and city. Without chosen draws the generator's.
  explicit Kampung(Index umkm = 24, Scenario start = {})
      : scenario(start.communities.empty() ? small_scenario(1, static_cast<int>(umkm)) : start),
        draws(Seed{11}, RunNumber{0}, &script) {
    world = small_world(scenario, 11);
    effects = plain_effects(world, 0);
    scratch.fit(umkm, static_cast<int>(world.setting.options.size()));
  }
  Kampung(const Kampung&) = delete;
  Kampung& operator=(const Kampung&) = delete;

  Parameters& parameters() { return scenario.parameters; }
  Index n() const { return world.umkm.rows(); }

  void choose_umkm(Index row, std::uint32_t rule, std::uint32_t draw, float value) {
    script.values[{EntityKind::umkm, row, month + 1, rule, draw}] = value;
  }
  void choose_community(std::uint32_t rule, std::uint32_t draw, float value) {
    script.values[{EntityKind::community, 0, month + 1, rule, draw}] = value;
  }
  void choose_cbo(Index row, std::uint32_t rule, std::uint32_t draw, float value) {
    script.values[{EntityKind::cbo, row, month + 1, rule, draw}] = value;
  }

  void run(void (*rule)(CommunityMonth&)) {
    CommunityMonth m{scenario.parameters, draws, month, 0, world, effects, scratch};
    rule(m);
  }
};

template <class T>
void fill(std::vector<T>& column, T value) {
  for (T& x : column) x = value;
}

}  // namespace berdaya::test
