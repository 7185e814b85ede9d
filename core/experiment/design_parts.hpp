// What the designs that draw are made of. Addresses of their draws: kind `design`, run 0, month 0, the sample (or
// trajectory, or step of a shuffle) as entity, the purpose as rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "random/draws.hpp"

namespace berdaya {

namespace design_purpose {
inline constexpr std::uint32_t position = 0, stratum = 1, trajectory = 2, order = 3;
}

// Uniform in (0, 1) from two draws, `draw` (even) and the one after it: an odd multiple of 2^-47.
double design_uniform(const Draws& draws, std::uint32_t entity, std::uint32_t purpose, std::uint32_t draw);

// Latin hypercube: [parameter][sample] the stratum, each of 0 ... samples - 1 once for each parameter.
std::vector<std::uint32_t> lhs_strata(const Draws& draws, std::size_t samples, std::size_t parameters);

// Morris: [trajectory][parameter][2]. First the lower of its two levels * 2 + (1 if it begins there and goes up); then
// how many other parameters change before it.
std::vector<std::uint32_t> morris_trajectories(const Draws& draws, std::size_t trajectories, std::size_t parameters,
                                               int levels);
double morris_unit(const std::vector<std::uint32_t>& trajectories, std::size_t sample, std::size_t parameter,
                   std::size_t parameters, int levels);

// A value in TOML syntax as a number; NaN if it is a text, a date or a truth value.
double toml_number(const std::string& text);

}  // namespace berdaya
