// What a rule of the month sees. A rule is a free function on one of these contexts; it reads and changes what its header declares.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "params/parameters.hpp"
#include "random/draws.hpp"
#include "state/effects.hpp"
#include "state/world.hpp"

namespace berdaya {

// Values of the month for the rows of one community; reused from community to community, never part of the state.
// Each vector has a value per UMKM of the community.
struct MonthScratch {
  // what peers published last month, as seen by each UMKM
  std::vector<float> peers_took_part;   // share of contacts
  std::vector<float> peers_benefit;     // mean
  std::vector<float> peers_awareness;   // mean
  std::vector<float> peers_succeeded;   // share of contacts
  std::vector<std::uint64_t> peers_adopted_low, peers_adopted_high;  // counts of contacts that hold option o: 5 bits each, 12 in low

  // facilitation
  std::vector<std::uint8_t> visited, permit_helped, assisted, market_helped, messaged, mentored;
  std::vector<float> mentor_quality;
  // organisation: the CBO that an UMKM sees
  std::vector<std::uint8_t> seen_cbo;   // position
  std::vector<float> reach, seen_knowledge, seen_linking;  // Q_i, link_i
  // participation and learning
  std::vector<std::uint8_t> took_part;
  std::vector<std::uint8_t> seated;
  std::vector<float> youth;
  std::vector<float> mean_skill_before;
  // market
  std::vector<float> ratio;             // revenue_ema / reference_ema

  // working space, meaning only within one rule
  std::vector<float> u0, u1, u2, u3, a, b, c, d;
  std::vector<std::uint64_t> packed_low, packed_high;
  std::vector<std::uint32_t> packed_flags;
  std::vector<Index> rows;

  // Makes every vector large enough for n UMKM and `cbos` CBOs.
  void fit(Index n);
  std::vector<std::vector<float>> hazard;  // per option

  // values of the month that have one value per community
  double hours_demanded = 0;
  double training_seats = 0;            // of facilitators
  double severity = 0;                  // of a broken promise
};

// One community in one month.
struct CommunityMonth {
  const Parameters& parameters;
  const Draws& draws;
  Index month;                          // t
  Index k;
  World& world;                         // this community's rows may be written; of others only *_seen is read
  const CommunityEffects& effects;
  MonthScratch& scratch;

  std::uint32_t address_month() const { return month + 1; }
  Rows umkm() const { return world.community.umkm(k); }
  Rows cbos() const { return world.community.cbos(k); }
};

}  // namespace berdaya
