#include "experiment/design_sobol.hpp"

#include <boost/random/sobol.hpp>

namespace berdaya {

std::size_t SobolSequence::max_dimensions() { return boost::random::default_sobol_table::max_dimension; }

// Boost's engine goes from point to point. Its direction numbers are what it gives at the points whose Gray code has a
// single bit, n = 2^(bit + 1) - 1; with these any point is a few exclusive-ors. The engine leaves out the origin: its
// seed n - 1 is point n.
SobolSequence::SobolSequence(std::size_t dimensions) : directions_(dimensions * bits) {
  if (dimensions == 0) return;
  boost::random::sobol engine(dimensions);
  for (std::size_t bit = 0; bit < bits; ++bit) {
    engine.seed((std::uint64_t{1} << (bit + 1)) - 2);
    for (std::size_t d = 0; d < dimensions; ++d)
      directions_[d * bits + bit] = static_cast<std::uint32_t>(engine() >> 32);
  }
}

double SobolSequence::unit(std::uint32_t point, std::size_t dimension) const {
  const std::uint32_t* direction = directions_.data() + dimension * bits;
  std::uint32_t x = 0;
  for (std::uint32_t gray = point ^ (point >> 1); gray != 0; gray >>= 1, ++direction) {
    if ((gray & 1) != 0) x ^= *direction;
  }
  return static_cast<double>(x) * 0x1p-32;
}

}  // namespace berdaya
