// Lot among applicants of several communities, without replacement.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/ids.hpp"

namespace berdaya {

// Draw number of rule 0 of the first place.
inline constexpr std::uint32_t first_lottery_draw = 16;

// How many of `places` each community gets; places <= sum of applicants. Draw g = 0 .. places-1, uniform(g) in (0,1),
// picks the first community whose cumulated number of remaining applicants exceeds uniform(g) * (all that remain).
std::vector<Index> draw_quotas(std::span<const Index> applicants, Index places,
                               const std::function<double(Index)>& uniform);

}  // namespace berdaya
