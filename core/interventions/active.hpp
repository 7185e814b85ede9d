// What a kind's function sees when its effect is made: one lever or shock in one community in one month.
#pragma once

#include "interventions/intervention.hpp"
#include "params/parameters.hpp"
#include "random/draws.hpp"
#include "state/effects.hpp"
#include "state/world.hpp"

namespace berdaya {

struct ActiveIntervention {
  const InterventionSpec& spec;
  Index position;            // in the list of interventions; address of its draws
  Index k;                   // community
  Index month;               // t
  double intensity;          // I = intensity * scale
  double booked_cost;        // million Rp, scale * wanted
  Index target_communities;  // how many communities it reaches this month
  const Parameters& parameters;
  const Draws& draws;
  World& world;
  CommunityEffects& effects;  // of community k
  std::span<const std::uint8_t> target;  // UMKM chosen; empty = everybody
};

// What a cost depends on beside the lever itself.
struct CostContext {
  const Parameters& parameters;
  double digital;            // declared intensity of the digital levers in the community, at most 1
  Index target_communities;
};

}  // namespace berdaya
