// Structural alternatives: other ways in which a part of the model may work, each a set of parameter values under a
// name. All are off in the standard parameters; what the evidence says about them is in docs/model.md.
#pragma once

#include <span>
#include <string_view>

#include "base/text.hpp"

namespace berdaya {

// A parameter and the value it takes, as a scenario file writes it: a number, or the name of a choice.
struct ParameterSetting {
  std::string_view parameter;
  std::string_view value;
};

struct StructureDescription {
  std::string_view name;
  Text title;
  Text description;
  std::string_view source;
  std::span<const ParameterSetting> settings;
};

std::span<const StructureDescription> structures();

// Nothing if there is none of that name.
const StructureDescription* find_structure(std::string_view name);

}  // namespace berdaya
