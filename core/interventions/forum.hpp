// Lever forum.
// Process    A forum of several parties: more parties bring more, and cost more coordination.
// Equation   forum = max cap(I) (1 - e^(-n/forum_half))/(1 + forum_coord n^2 spread (1 - forum_relief digital)); cost
//            wanted: forum_cost n^2 spread (1 - forum_relief digital)/number of target communities
// Parameters parties n, spread; policy.forum_half, forum_coord, forum_relief, forum_cost
// Reads      declared intensity of the digital levers
// Changes    effects.forum
// Reference  cases 002, 003; P10, P14
#pragma once

#include "interventions/catalogue.hpp"
#include "params/parameters.hpp"

namespace berdaya {

// What the forum achieves, 0-1. `digital`: declared intensity of the digital levers in the community.
double forum_effectiveness(double intensity, double parties, double spread, double digital, const PolicyParameters& p);

// Money that coordination costs in all target communities together, million Rp/month.
double forum_cost(double parties, double spread, double digital, const PolicyParameters& p);

InterventionDescription describe_forum();

}  // namespace berdaya
