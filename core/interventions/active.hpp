// What a kind's function sees when its effect is made: one lever or shock in one community in one month.
#pragma once

#include <span>

#include "interventions/intervention.hpp"
#include "params/parameters.hpp"
#include "random/draws.hpp"
#include "state/effects.hpp"
#include "state/world.hpp"

namespace berdaya {

struct ActiveIntervention {
  const InterventionSpec& spec;
  Index k;             // community
  Index month;         // t
  Index first_month;   // in which it is on in the community
  double intensity;    // I = intensity * scale
  double booked_cost;  // million Rp, scale * wanted
  double digital;      // declared intensity of the digital levers in the community, at most 1
  const Parameters& parameters;
  const Draws& draws;
  World& world;
  CommunityEffects& effects;             // of community k
  std::span<const std::uint8_t> target;  // UMKM chosen; empty = everybody
};

// The same for a kind that changes what several communities share, so that it acts once a month.
struct SharedIntervention {
  const InterventionSpec& spec;
  std::span<const Index> communities;  // that it reaches this month, in order
  const Parameters& parameters;
  World& world;
};

// How many UMKM of one community a lever reaches.
struct LeverReach {
  double target = 0;  // in its target
  double ready = 0;   // of them, those whom it can still help, each with its own chance
};

// What a cost depends on beside the lever itself.
struct CostContext {
  const Parameters& parameters;
  double digital;  // declared intensity of the digital levers in the community, at most 1
  Index target_communities;
  Index first_month = 0;     // in which the lever is on in the community
  Index month = 0;           // t
  double umkm = 0;           // of the community
  Index first_cbo = 0;       // row of the community's first CBO
  double cbos = 0;           // of the community
  double gallery_slots = 0;  // the community's own
  LeverReach reach = {};
};

// Units of the many kinds that do as much as their intensity says, or do it to each UMKM of their target.
inline double intensity_units(const InterventionSpec& spec, const CostContext&) { return spec.intensity; }
inline double target_units(const InterventionSpec& spec, const CostContext& c) {
  return spec.intensity * c.reach.target;
}
inline double ready_units(const InterventionSpec& spec, const CostContext& c) { return spec.intensity * c.reach.ready; }
// Places of an offer are shared by the communities that it reaches.
inline double offered_places(const InterventionSpec& spec, const CostContext& c) {
  return spec.intensity * spec.places / c.target_communities;
}
inline double community_units(const InterventionSpec& spec, const CostContext& c) { return spec.intensity * c.umkm; }

// For the many kinds that hand a lever on single UMKM to the rules of the community.
inline RowLever row_lever(const ActiveIntervention& a) {
  return {.intensity = a.intensity, .quality = a.spec.quality, .cbo = none, .target = a.target};
}

}  // namespace berdaya
