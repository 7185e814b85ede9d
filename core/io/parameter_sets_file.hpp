// Files of parameter sets: CSV with a column for each path and a row for each set. Columns that tell of a set, not of a
// parameter, are `set` and `distance`; they are passed over.
#pragma once

#include <string>
#include <string_view>

#include "experiment/parameter_sets.hpp"
#include "io/scenario_file.hpp"

namespace berdaya {

// The sets that the program brings along: accepted by the calibration of scenarios/test_kampung.
inline constexpr std::string_view posterior_sets = "posterior";

// "posterior", or the path of a file. InputError names all problems at once: columns that are no parameter that can
// vary, cells that are no numbers or lie outside of a parameter's bounds, sets whose values do not go together, no
// sets. IoError if the file cannot be read.
ParameterSets load_parameter_sets(const std::string& name_or_path);
ParameterSets parse_parameter_sets(std::string_view text, const std::string& name);

// The sets that a scenario carries itself (LoadedScenario::sets), without what it states.
ParameterSets sets_of_scenario(const LoadedScenario& loaded);
// The text of a resolved scenario that carries these sets: run again from itself alone, it gives the same.
std::string with_sets(const LoadedScenario& loaded, const ParameterSets& sets);

}  // namespace berdaya
