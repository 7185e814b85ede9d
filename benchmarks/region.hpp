// A region of equal communities for the benchmarks: three-level chains of government, two CBOs and a coordinator each,
// levers of every family on.
#pragma once

#include <string>

#include "engine/scenario.hpp"

namespace berdaya::benchmarks {

inline InterventionSpec lever(InterventionKind kind, Index months, double intensity) {
  InterventionSpec spec;
  spec.id = "lever_" + std::to_string(static_cast<int>(kind));
  spec.kind = kind;
  spec.last_month = months - 1;
  spec.intensity = intensity;
  return spec;
}

inline Scenario make_region(Index communities, Index umkm_each, Index months) {
  Scenario s;
  s.id = "region";
  s.start = {2020, 0};
  s.months = months;
  s.sectors = {{.id = "food", .title = {}, .revenue = 5, .food = true, .share = 0.5, .options = {}},
               {.id = "craft", .title = {}, .revenue = 4, .food = false, .share = 0.3, .options = {}},
               {.id = "services", .title = {}, .revenue = 6, .food = false, .share = 0.2, .options = {}}};
  s.adopted = {{option::nib, 0.2}, {option::marketplace, 0.1}};
  s.government.push_back({.id = "city", .title = {}, .level = Level::city});
  s.government.push_back({.id = "district", .title = {}, .level = Level::district, .parent = 0});
  for (Index k = 0; k < communities; ++k) {
    const std::string number = std::to_string(k);
    s.government.push_back({.id = "ward" + number, .title = {}, .level = Level::ward, .parent = 1});
    const auto ward = static_cast<Index>(s.government.size() - 1);
    CommunitySpec community;
    community.id = "k" + number;
    community.government = {0, 1, ward};
    community.sector_counts = {umkm_each / 2, umkm_each * 3 / 10, umkm_each - umkm_each / 2 - umkm_each * 3 / 10};
    community.gallery_slots = 10;
    community.gallery_footfall = 300;
    community.bazaar_every = 6;
    community.platform_demand = 1;
    community.latitude = -7.0 + 0.001 * static_cast<double>(k / 1000);
    community.longitude = 110.0 + 0.001 * static_cast<double>(k % 1000);
    s.communities.push_back(community);
    s.cbos.push_back({.id = "p" + number, .title = {}, .community = k, .kind = "paguyuban", .formal_trust_base = {}});
    s.cbos.push_back({.id = "q" + number,
                      .title = {},
                      .community = k,
                      .kind = "pkk",
                      .dominance = 0.2,
                      .formal_trust_base = {},
                      .members = 0.1});
    s.facilitators.push_back({.id = "f" + number, .title = {}, .communities = {k}});
  }
  s.interventions = {lever(InterventionKind::training, months, 3),
                     lever(InterventionKind::visits, months, 0.08),
                     lever(InterventionKind::messages, months, 0.2),
                     lever(InterventionKind::permit_help, months, 0.02),
                     lever(InterventionKind::forum, months, 1),
                     lever(InterventionKind::digital_channel, months, 0.5),
                     lever(InterventionKind::csr, months, 1),
                     lever(InterventionKind::buyer, months, 1),
                     lever(InterventionKind::shared_archive, months, 0.6),
                     lever(InterventionKind::kub, months, 0.05)};
  s.interventions[6].places = 0.02 * static_cast<double>(communities) * static_cast<double>(umkm_each);
  s.interventions[7].places = 0.01 * static_cast<double>(communities) * static_cast<double>(umkm_each);
  return s;
}

}  // namespace berdaya::benchmarks
