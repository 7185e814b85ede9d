// Before rule 1.
// Process    Each UMKM sees what its contacts published at the end of last month; holders of a revoked permit lose it.
// Equation   s = share of contacts with x = 1; mean y, mean awareness, share with success, number holding each option
// Parameters none
// Reads      umkm.contacts, umkm.took_part, umkm.succeeded, umkm.benefit, umkm.awareness_seen, umkm.adopted_seen; revoked options (effects)
// Changes    umkm.adopted (revoked options only)
// Reference  S1, S49-S51 (peers matter); permit renewal case 004
#pragma once

#include <cstdint>

#include "rules/month.hpp"

namespace berdaya {

void perceive_peers(CommunityMonth& m);

// Bits 0-11 of a set of options, 5 bits apart.
std::uint64_t spread_options(std::uint16_t options);
// Number of contacts that hold an option, from a sum of spread sets.
inline std::uint32_t count_of(std::uint64_t adopted, std::uint32_t further, int option) {
  return option < 12 ? static_cast<std::uint32_t>(adopted >> (5 * option)) & 31U : (further >> (5 * (option - 12))) & 31U;
}

}  // namespace berdaya
