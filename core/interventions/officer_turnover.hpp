// Shock officer_turnover.
// Process    The officers of a level of government change, each month while on.
// Equation   support *= 1 - loss; archive *= 1 - archive loss with the mean coverage of the unit's communities; each
//            unit once
// Parameters level, loss; outcomes.archive_turnover, archive_shared
// Reads      community.shared_store_seen
// Changes    unit.support, unit.archive
// Reference  case 004, P23
#pragma once

#include "interventions/catalogue.hpp"
#include "state/world.hpp"

namespace berdaya {

// Share of the unit's communities in which a shared store was on last month.
double shared_store_coverage(const World& world, Index unit);

InterventionDescription describe_officer_turnover();

}  // namespace berdaya
