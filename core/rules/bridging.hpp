// Rule 0g, bridging ties.
// Process    A CBO that has an active leader, a forum or digital channels and near neighbours finds a CBO of another
//            community to learn from; ties are lost again with time.
// Equation   lost if U[9.20+slot] < bridge_loss;
//            candidate floor(U[9.11] M) of the M CBOs of other communities under the same root unit;
//            formed in the first free slot, unless it exists, if U[9.12] < bridge_form leadership (1 + forum) (1 +
//            digital) exp(-d/bridge_range) bridge, d = 111 km sqrt(dlat^2 + dlon^2)
// Parameters social_capital.bridge_form, bridge_range, bridge_loss, bridge_max
// Reads      cbo.leadership, may_bridge; community.root_unit, latitude, longitude; forum and digital of this month's
//            effects
// Changes    cbo.ties
// Reference  case 001; the form is an assumption
#pragma once

#include "params/parameters.hpp"
#include "rules/macro.hpp"

namespace berdaya {

// On a plane, as the communities of one root unit are near each other.
double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

double bridging_chance(double leadership, double forum, double digital, double distance,
                       const SocialCapitalParameters& p);

}  // namespace berdaya
