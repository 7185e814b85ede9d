// The contact network at the start: a ring lattice in which some ties are rewired at random (a small world;
// assumption).
#pragma once

#include <cstdint>
#include <span>

#include "base/ids.hpp"
#include "random/draws.hpp"
#include "state/world.hpp"

namespace berdaya {

// Local row that slot j of member i holds on the ring of a block of `size` rows: +1, -1, +2, -2, ... along the ring.
Index ring_neighbour(Index i, Index size, int slot);

// Fills contacts of community k: neighbours on the ring of the RT (of the whole community, if the RT has not more than
// K members), then each slot is replaced with chance `rewire` by a random other. Needs neighbourhood; more than K rows.
void draw_contacts(World& world, const Draws& draws, Index k, double rewire);

}  // namespace berdaya
