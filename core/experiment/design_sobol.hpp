// Sobol' sequence with the direction numbers of Joe & Kuo (2008), new-joe-kuo-6.21201, any point at once.
// Where they come from and what they were compared with: docs/decisions/0006-sobol-sequence.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace berdaya {

class SobolSequence {
 public:
  SobolSequence() = default;
  // At most max_dimensions().
  explicit SobolSequence(std::size_t dimensions);

  static std::size_t max_dimensions();

  std::size_t dimensions() const { return directions_.size() / bits; }

  // Coordinate in [0, 1), a multiple of 2^-32. Point 0 is the origin; the order is that of Gray codes, as in
  // scipy.stats.qmc.Sobol and SALib.
  double unit(std::uint32_t point, std::size_t dimension) const;

 private:
  static constexpr std::size_t bits = 32;
  std::vector<std::uint32_t> directions_;  // [dimension][bit]
};

}  // namespace berdaya
