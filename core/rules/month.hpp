// What a rule of the month sees. A rule is a free function on one of these contexts; it reads and changes what its
// header declares.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "params/parameters.hpp"
#include "random/draws.hpp"
#include "state/effects.hpp"
#include "state/world.hpp"

namespace berdaya {

// Four values that are added together in one instruction; each as by itself.
using FourCounts [[gnu::vector_size(16)]] = std::uint32_t;
using FourValues [[gnu::vector_size(16)]] = float;

// What an UMKM published last month, packed so that reading a contact touches one cache line.
struct PublishedByPeer {
  // 0 to 2: options held, six a word, 5 bits each: sums over up to 16 contacts do not overflow. 3: took part and
  // succeeded, low and high 16 bits.
  FourCounts counts{};
  FourValues values{};  // benefit, awareness; two are spare
};

// Values of the month for the rows of one community; reused from community to community, never part of the state.
// Each vector holds at least one value per UMKM of the community.
struct MonthScratch {
  // what the contacts published last month, as seen by each UMKM
  std::vector<PublishedByPeer> published;
  std::vector<float> peers_took_part;  // share of contacts
  std::vector<float> peers_benefit;    // mean
  std::vector<float> peers_awareness;  // mean
  std::vector<float> peers_succeeded;  // share of contacts
  std::array<std::vector<std::uint32_t>, 3>
      peers_adopted;  // counts of contacts that hold an option, packed as PublishedByPeer::counts

  // facilitation
  std::vector<std::uint8_t> visited, permit_helped, assisted, market_helped, messaged;
  std::vector<float> mentor_quality;  // 0 where not mentored
  // organisation: the CBO that an UMKM sees
  std::vector<std::uint8_t> seen_cbo;               // position
  std::vector<float> seen_knowledge, seen_linking;  // Q_i, link_i
  std::vector<float> role_weight, role_success;     // b_i and mean success of the communities tied to the CBO seen
  std::vector<float> seen_bargaining;
  // participation and learning
  std::vector<std::uint8_t> took_part;  // x
  std::vector<std::uint8_t> seated;
  std::vector<float> mean_skill_before;  // learning
  // uptake
  std::vector<std::vector<float>> log_hazard;  // [option]; far below 0 where it may not be taken
  std::vector<std::uint16_t> eligible;         // bit per option
  std::vector<std::uint16_t> lapsed;           // bit per permit lost this month; unset where permits stay
  std::vector<int> options;                    // on offer in the community
  // market
  std::vector<float> ratio;  // revenue_ema / reference_ema

  // working space, meaning only within one rule
  std::vector<float> u0, u1, u2, u3, a, b, c, d;
  std::vector<std::uint8_t> mark;
  std::vector<Index> list;

  // values of the month that have one value per community
  double hours_demanded = 0;
  double training_seats = 0;  // of facilitators

  // Makes every vector large enough for n UMKM.
  void fit(Index n, int option_count);
};

// One community in one month.
struct CommunityMonth {
  const Parameters& parameters;
  const Draws& draws;
  Index month;  // t
  Index k;
  World& world;  // this community's rows may be written; of others only *_seen is read
  const CommunityEffects& effects;
  MonthScratch& scratch;

  std::uint32_t address_month() const { return month + 1; }
  Rows umkm() const { return world.community.umkm(k); }
  Rows cbos() const { return world.community.cbos(k); }

  // Positions of those who took part, in row order; kept in scratch.list.
  std::span<const Index> list_participants() const;
};

// The values of a column in the given rows.
template <class T>
T* at(std::vector<T>& column, Rows rows) {
  return column.data() + rows.first;
}

// Number of bits `option` in an array of bit sets.
Index count_bit(const std::uint16_t* sets, Index n, int option);

}  // namespace berdaya
