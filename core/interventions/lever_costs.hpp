// What levers want of money in a month, and what of it is booked: the parts of step 0b, of which `berdaya costs` uses
// the same before a run.
#pragma once

#include <functional>

#include "interventions/active.hpp"
#include "interventions/macro_step.hpp"

namespace berdaya {

// How many UMKM the lever at `position` reaches in community k: counted in a run, estimated before one.
using ReachOf = std::function<LeverReach(InterventionMonth& m, Index position, Index k)>;

// Counted in the state as last month left it. Draws the target where it is not drawn yet.
LeverReach counted_reach(InterventionMonth& m, Index position, Index k);

// What the cost of a lever rests on in community k, where it is on in `communities` communities; without its reach.
CostContext cost_context(const InterventionMonth& m, Index position, Index k, Index communities, double digital);

// Funds open, are cut and filled. The accounts in world.booked hold what is wanted this month: a row for each lever,
// then one for each fund that pays facilitators.
void want_money(InterventionMonth& m, const ReachOf& reach);

// Each fund pays what it can; the accounts hold that share, and facilitators their hours.
void settle_accounts(InterventionMonth& m);

}  // namespace berdaya
