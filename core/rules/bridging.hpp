// Rule 0g, bridging ties.
#pragma once

#include "params/parameters.hpp"
#include "params/rule_description.hpp"
#include "rules/macro.hpp"

namespace berdaya {

inline constexpr RuleDescription bridging_rule{
    .name = "bridging",
    .number = "0g",
    .process = {"A CBO that has an active leader, a forum or digital channels and near neighbours finds a CBO of "
                "another community to learn from; ties are lost again with time.",
                "CBO yang pemimpinnya aktif, punya forum atau saluran digital, dan tetangga dekat menemukan CBO "
                "komunitas lain untuk belajar; ikatan itu hilang lagi seiring waktu."},
    .equation =
        "lost if U[9.20+slot] < bridge_loss\n"
        "candidate floor(U[9.11] M) of the M CBOs of other communities under the same root unit\n"
        "formed in the first free slot, unless it exists, if U[9.12] < bridge_form leadership (1 + forum)(1 + digital) "
        "exp(-d/bridge_range) bridge\n"
        "d = 111 km sqrt(dlat^2 + dlon^2)",
    .parameters = "social_capital.bridge_form, bridge_range, bridge_loss, bridge_max",
    .reads =
        "cbo.leadership, may_bridge, ties, community, community.root_unit, first_cbo, cbo_count, latitude, "
        "longitude, effects.forum, platform, channel",
    .changes = "cbo.ties",
    .reference = "case 001; the form is an assumption",
};

// On a plane, as the communities of one root unit are near each other.
double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

double bridging_chance(double leadership, double forum, double digital, double distance,
                       const SocialCapitalParameters& p);

}  // namespace berdaya
