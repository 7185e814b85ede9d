// Small scenarios and worlds for tests, and tools to see which columns of a world a rule reads and changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario.hpp"
#include "random/draws.hpp"
#include "state/effects.hpp"
#include "state/world.hpp"

namespace berdaya::test {

// A complete, valid case: 24 months from January 2020; sectors food (60 %) and craft; city, district and a ward for
// each community; two CBOs, a coordinator and a gallery in each, one officer for all, one fund; RT of 12 UMKM.
Scenario small_scenario(int communities = 1, int umkm = 24);

// Its world before the first month, under the baseline or the named policy; replicate 0.
World small_world(const Scenario& scenario, std::uint64_t seed = 1, const DrawScript* script = nullptr,
                  const std::string& policy = baseline_policy);

// What the macro step hands to community k when no lever or shock is on and no partner offers anything.
CommunityEffects plain_effects(const World& world, Index k);

// "umkm.trust_cbo" of every column, in the order of the tables; then "replication", "targets", "booked",
// "booked_total".
std::vector<std::string> column_names(const World& world);

// Names of the columns that differ, in that order.
std::vector<std::string> changed_columns(const World& before, const World& after);

// Puts other values, all of them allowed, into a column. False for columns that hold the tables together (rows, counts,
// sectors, memberships, months), which cannot change by themselves; the world is then left as it is.
bool scramble(World& world, std::string_view column, std::uint64_t seed);

}  // namespace berdaya::test
