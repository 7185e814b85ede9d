// The parts of a world that stand in the scenario as they are: sectors and options, communities, CBOs, units of
// government, facilitators, funds, and the books of the levers. No random numbers.
#pragma once

#include <vector>

#include "engine/scenario.hpp"
#include "state/world.hpp"

namespace berdaya {

Setting make_setting(const Scenario& scenario);

// Communities with their rows of UMKM and CBOs, chains of units and starting levels. Sector totals and means are left
// 0.
void make_communities(World& world, const Scenario& scenario);

// CBOs at their starting levels, without members and ties. Needs the communities.
void make_cbos(World& world, const Scenario& scenario);

// Units, and which communities each has in its charge. Needs the communities.
void make_units(World& world, const Scenario& scenario);

// Facilitators and their posts.
void make_facilitators(World& world, const Scenario& scenario);

// Funds, empty until their first month.
void make_funds(World& world, const Scenario& scenario);

// Partner offers, targets and accounts of the list of interventions. Needs the communities and
// facilitators.
void make_lever_tables(World& world, const std::vector<InterventionSpec>& interventions);

}  // namespace berdaya
