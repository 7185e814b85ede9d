// Of rule 7, uptake: what each UMKM may take up this month, and how likely it is to.
#pragma once

#include <cstdint>

#include "rules/month.hpp"

namespace berdaya {

// A log-hazard that no draw reaches: of what may not be taken.
inline constexpr float out_of_reach = -1000.0F;

constexpr std::uint16_t option_bit(int option) { return static_cast<std::uint16_t>(1U << option); }

// Whether holders may let permits lapse; only then scratch.lapsed means something.
inline bool permits_lapse(const CommunityMonth& m) { return m.parameters.uptake.lapse > 0.0; }

// Places left in gallery and bazaar.
struct FreePlaces {
  Index gallery = 0;
  Index bazaar = 0;
};
FreePlaces free_places(CommunityMonth& m);

// Options that can be taken in this community this month, whoever asks.
std::uint16_t options_on_offer(CommunityMonth& m, FreePlaces free);

// Bits of what each UMKM may take, in scratch.eligible.
void find_eligible(CommunityMonth& m, std::uint16_t on_offer);

// The log-hazard of an option, in log_hazard[o][i]; most[i] is the largest so far. Where i may not take it:
// out_of_reach. `common` is what all options of a row share, `effort` what time costs it.
void find_log_hazard(CommunityMonth& m, int o, const float* common, const float* effort, float* most);

}  // namespace berdaya
