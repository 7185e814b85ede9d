// A small world under a list of levers and shocks, to run steps 0a-0d of single months on.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/population.hpp"
#include "interventions/catalogue.hpp"
#include "interventions/macro_step.hpp"
#include "support/worlds.hpp"

namespace berdaya::test {

// A lever or shock of the kind with its defaults, on in months first .. last everywhere.
inline InterventionSpec lever(InterventionKind kind, Index first = 0, Index last = 23) {
  InterventionSpec spec = make_intervention(kind);
  spec.first_month = first;
  spec.last_month = last;
  return spec;
}

struct MacroWorld {
  Scenario scenario;
  std::vector<InterventionSpec> interventions;
  DrawScript script;
  Draws draws;
  World world;
  std::vector<CommunityEffects> effects;
  std::optional<ReplicationThresholds> replication;

  MacroWorld(Scenario case_, std::vector<InterventionSpec> list, DrawScript chosen = {})
      : scenario(std::move(case_)),
        interventions(std::move(list)),
        script(std::move(chosen)),
        draws(Seed{7}, RunNumber{0}, &script),
        world(make_world(scenario, interventions, Draws(Seed{7}, RunNumber{0}))) {}
  MacroWorld(int communities, std::vector<InterventionSpec> list, DrawScript chosen = {})
      : MacroWorld(small_scenario(communities), std::move(list), std::move(chosen)) {}
  MacroWorld(const MacroWorld&) = delete;
  MacroWorld& operator=(const MacroWorld&) = delete;

  InterventionMonth at(Index month) {
    return {scenario.parameters, draws, month, interventions, replication, world, effects};
  }

  void run(Index month) {
    InterventionMonth m = at(month);
    replicate(m);
    pay_from_funds(m);
    make_effects(m);
    offer_places(m);
  }

  void run_until(Index last) {
    for (Index month = 0; month <= last; ++month) run(month);
  }

  double booked(std::size_t position, Index k) const { return world.booked[position * world.community.rows() + k]; }
};

}  // namespace berdaya::test
