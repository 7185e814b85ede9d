// McKay, Beckman & Conover (1979): each of n equal strata of each parameter is met once.
#include <utility>

#include "experiment/design_parts.hpp"

namespace berdaya {

double design_uniform(const Draws& draws, std::uint32_t entity, std::uint32_t purpose, std::uint32_t draw) {
  // A draw is (2w + 1) 2^-24 with w of 23 bits.
  const DrawAddress first{EntityKind::design, entity, 0, purpose, draw};
  const DrawAddress second{EntityKind::design, entity, 0, purpose, draw + 1};
  const double w = static_cast<double>(static_cast<std::uint32_t>(draws.uniform(first) * 0x1p23F));
  return (w + static_cast<double>(draws.uniform(second))) * 0x1p-23;
}

std::vector<std::uint32_t> lhs_strata(const Draws& draws, std::size_t samples, std::size_t parameters) {
  std::vector<std::uint32_t> strata(samples * parameters);
  for (std::size_t p = 0; p < parameters; ++p) {
    std::uint32_t* const of = strata.data() + p * samples;
    for (std::size_t i = 0; i < samples; ++i) of[i] = static_cast<std::uint32_t>(i);
    for (std::size_t i = samples; i-- > 1;) {  // Fisher & Yates
      const double u = design_uniform(draws, static_cast<std::uint32_t>(i), design_purpose::stratum,
                                      2 * static_cast<std::uint32_t>(p));
      std::swap(of[i], of[static_cast<std::size_t>(u * static_cast<double>(i + 1))]);
    }
  }
  return strata;
}

}  // namespace berdaya
