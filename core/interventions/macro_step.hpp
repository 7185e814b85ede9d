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
  Index month;                                      // t
  std::span<const InterventionSpec> interventions;  // in the order of the scenario; position = address of draws
  const std::optional<ReplicationThresholds>& replication;
  World& world;
  std::vector<CommunityEffects>& effects;  // [k]; made anew
};

// 0a, interventions/replication.cpp
void replicate(InterventionMonth& m);
// 0b, interventions/funding.cpp: fund balances and scales; booked costs of levers; paid hours of facilitators
// (PostTable stays to 0f).
void pay_from_funds(InterventionMonth& m);
// 0c, interventions/effects.cpp: settings of all levers and shocks, targets.
void make_effects(InterventionMonth& m);
// 0d, interventions/partner_offers.cpp
void offer_places(InterventionMonth& m);

// True if the lever or shock is on in community k this month (its group, dates, replication wave; not left out).
// Intensity 0 is off: an inert lever costs nothing, serves nobody and draws no target.
bool is_on(const InterventionSpec& spec, const World& world, Index k, Index month);

// The communities where it is on this month, in order. `out` is overwritten.
void communities_on(const InterventionSpec& spec, const World& world, Index month, std::vector<Index>& out);

// Draws the target of a lever that chooses UMKM, if it is on here and not drawn yet.
void draw_target(InterventionMonth& m, Index position, Index k);

// Highest digital intensity that levers declare for each community where they are on, before funds, at most 1.
std::vector<double> declared_digital(const InterventionMonth& m);

// I: intensity after the month's funds.
double funded_intensity(const InterventionSpec& spec, const World& world);

}  // namespace berdaya
