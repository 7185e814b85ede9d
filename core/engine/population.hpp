// Builds the world of a scenario: population, contact networks, tables of the meso and macro level (MODEL section
// "initial population").
#pragma once

#include "engine/scenario.hpp"
#include "random/draws.hpp"
#include "state/world.hpp"

namespace berdaya {

// The world before the first month under the given list of interventions. Throws InputError, with all problems at once,
// if a community is too small for its contacts, has no CBO or too many, or its UMKM given one by one contradict it.
World make_world(const Scenario& scenario, const std::vector<InterventionSpec>& interventions, const Draws& draws);

}  // namespace berdaya
