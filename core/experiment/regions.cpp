#include "experiment/regions.hpp"

#include <algorithm>

namespace berdaya {
namespace {

Level level_of(RegionKind kind) {
  if (kind == RegionKind::city) return Level::city;
  return kind == RegionKind::district ? Level::district : Level::ward;
}

// The unit of the level among a community's own; none without one.
Index unit_of(const Scenario& scenario, const CommunitySpec& community, Level level) {
  for (const Index unit : community.government) {
    if (scenario.government[unit].level == level) return unit;
  }
  return none;
}

}  // namespace

std::string_view name_of(RegionKind kind) { return region_kinds[static_cast<std::size_t>(kind)]; }

Regions make_regions(const Scenario& scenario, RegionKind kind) {
  Regions regions;
  regions.kind = kind;
  const auto n = static_cast<Index>(scenario.communities.size());
  if (kind == RegionKind::world) {
    regions.ids = {"world"};
    regions.titles = {scenario.title};
    regions.communities.emplace_back();
    for (Index k = 0; k < n; ++k) regions.communities[0].push_back(k);
    return regions;
  }
  if (kind == RegionKind::community) {
    for (Index k = 0; k < n; ++k) {
      regions.ids.push_back(scenario.communities[k].id);
      regions.titles.push_back(scenario.communities[k].title);
      regions.communities.push_back({k});
    }
    return regions;
  }

  std::vector<Index> units;  // in the order of the scenario, only those with communities
  std::vector<std::vector<Index>> members(scenario.government.size());
  std::vector<Index> without;
  for (Index k = 0; k < n; ++k) {
    const Index unit = unit_of(scenario, scenario.communities[k], level_of(kind));
    (unit == none ? without : members[unit]).push_back(k);
  }
  for (std::size_t unit = 0; unit < members.size(); ++unit) {
    if (members[unit].empty()) continue;
    regions.ids.push_back(scenario.government[unit].id);
    regions.titles.push_back(scenario.government[unit].title);
    regions.communities.push_back(std::move(members[unit]));
  }
  if (!without.empty()) {
    regions.ids.emplace_back("none");
    const char* const in_indonesian = kind == RegionKind::city       ? "tanpa kota"
                                      : kind == RegionKind::district ? "tanpa kecamatan"
                                                                     : "tanpa kelurahan";
    regions.titles.push_back({"without " + std::string(name_of(kind)), in_indonesian});
    regions.communities.push_back(std::move(without));
  }
  return regions;
}

void average_over(const Regions& regions, std::size_t months, std::size_t communities, std::size_t members,
                  std::span<const float> values, std::span<float> means) {
  if (regions.kind == RegionKind::community) {
    std::copy(values.begin(), values.end(), means.begin());
    return;
  }
  std::size_t at = 0;
  for (std::size_t t = 0; t < months; ++t) {
    for (const std::vector<Index>& region : regions.communities) {
      for (std::size_t member = 0; member < members; ++member) {
        double sum = 0.0;
        for (const Index k : region) sum += static_cast<double>(values[(t * communities + k) * members + member]);
        means[at++] = static_cast<float>(sum / static_cast<double>(region.size()));
      }
    }
  }
}

}  // namespace berdaya
