// Steps 0a-0d of the month, those that know interventions: replication, funds, effects, partner offers.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "interventions/intervention.hpp"
#include "params/parameters.hpp"
#include "random/draws.hpp"
#include "state/effects.hpp"
#include "state/world.hpp"

namespace berdaya {

struct ReplicationThresholds {
  double participation = 0, awareness = 0, environment = 0;
  Index from = 0;
};

struct InterventionMonth {
  const Parameters& parameters;
  const Draws& draws;
  Index month;                                       // t
  std::span<const InterventionSpec> interventions;   // in the order of the scenario; position = address of draws
  const std::optional<ReplicationThresholds>& replication;
  World& world;
  std::vector<CommunityEffects>& effects;            // [k]; made anew
};

// 0a, interventions/replication.cpp
void replicate(InterventionMonth& m);
// 0b, interventions/funding.cpp: fund balances and scales; paid hours of facilitators (PostTable stays to 0f); scale per lever.
void pay_from_funds(InterventionMonth& m);
// 0c, interventions/effects.cpp: settings of all levers and shocks, booked costs, targets.
void make_effects(InterventionMonth& m);
// 0d, interventions/partner_offers.cpp
void offer_places(InterventionMonth& m);

// True if the lever or shock is on in community k this month (its group, dates, replication wave; not left out).
bool is_on(const InterventionSpec& spec, const World& world, Index k, Index month);

// Draws the target of a lever that chooses UMKM, if it is on here and not drawn yet.
void draw_target(InterventionMonth& m, Index position, Index k);

}  // namespace berdaya
