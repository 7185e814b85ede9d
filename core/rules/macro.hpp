// What the macro step sees: all communities at the end of last month. It runs once a month, before the communities.
#pragma once

#include <vector>

#include "params/parameters.hpp"
#include "random/draws.hpp"
#include "state/effects.hpp"
#include "state/world.hpp"

namespace berdaya {

struct MacroMonth {
  const Parameters& parameters;
  const Draws& draws;
  Index month;  // t
  World& world;
  const std::vector<CommunityEffects>& effects;  // [k], of this month
};

// 0e: support and archive of government units.           rules/support.cpp
void update_support(MacroMonth& m);
// 0f: facilitators' commitment and hours granted.         rules/allotment.cpp
void allot_hours(MacroMonth& m);
// 0g: bridging ties between CBOs of different communities. rules/bridging.cpp
void bridge(MacroMonth& m);
// Before the communities start: copies that others see while the month goes on (knowledge_seen, success_seen).
void show_others(MacroMonth& m);

}  // namespace berdaya
