// Entities are referred to by their row in a table.
#pragma once

#include <cstdint>
#include <limits>

namespace berdaya {

using Index = std::uint32_t;
inline constexpr Index none = std::numeric_limits<Index>::max();

// Half-open range of rows.
struct Rows {
  Index first = 0;
  Index last = 0;

  constexpr Index size() const { return last - first; }
  constexpr bool operator==(const Rows&) const = default;
};

// Levels of government, from the top. A community's chain holds at most one unit of each.
enum class Level : std::uint8_t { city, district, ward, rw };
inline constexpr int level_count = 4;

}  // namespace berdaya
