// The number under which the draws of something with an id are addressed, so that they do not depend on its position in
// a list or on what stands beside it.
#pragma once

#include <cstdint>
#include <string_view>

namespace berdaya {

inline constexpr std::uint32_t id_number_count = 1U << 26U;  // as many as a rule has draw numbers

// The lowest 26 bits of f xor floor(f / 2^32), f = the 64-bit FNV-1a hash of the bytes of the id. Two ids may share a
// number; who addresses draws by it refuses such ids.
std::uint32_t number_of_id(std::string_view id);

}  // namespace berdaya
