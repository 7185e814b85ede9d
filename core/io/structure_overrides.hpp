// Structural alternatives by name, as changes to a scenario.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/scenario_file.hpp"

namespace berdaya {

// "a+b" -> a, b: structures that are taken together. InputError where a name is empty.
std::vector<std::string> structure_parts(const std::string& names);

// The settings of the structures named (params/structures.hpp), in their order. InputError names all that are unknown
// or named twice, and two that set the same parameter.
std::vector<Override> structure_overrides(std::span<const std::string> names);

}  // namespace berdaya
