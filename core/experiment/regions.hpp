// Regions that results are averaged over: communities as they are, or those under one ward, district or city, or the
// whole world. A region's value is the unweighted mean over its communities.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario.hpp"

namespace berdaya {

enum class RegionKind : std::uint8_t { community, ward, district, city, world };

inline constexpr std::string_view region_kinds[] = {"community", "ward", "district", "city", "world"};
std::string_view name_of(RegionKind kind);

struct Regions {
  RegionKind kind = RegionKind::community;
  std::vector<std::string> ids;  // of the units; world: "world"
  std::vector<Title> titles;
  std::vector<std::vector<Index>> communities;  // [region], in the order of the scenario

  std::size_t count() const { return communities.size(); }
};

// Communities that have no unit of the level are a last region "none".
Regions make_regions(const Scenario& scenario, RegionKind kind);

// values: [time][community][member] -> [time][region][member], summed in double in the order of communities.
void average_over(const Regions& regions, std::size_t months, std::size_t communities, std::size_t members,
                  std::span<const float> values, std::span<float> means);

}  // namespace berdaya
