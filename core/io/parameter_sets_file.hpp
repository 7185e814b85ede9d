// Files of parameter sets: CSV with a column for each path and a row for each set. Columns that tell of a set, not of a
// parameter, are `set` and `distance`; they are passed over.
#pragma once

#include <string>
#include <string_view>

#include "experiment/parameter_sets.hpp"

namespace berdaya {

// The sets that the program brings along: accepted by the calibration of scenarios/test_kampung.
inline constexpr std::string_view posterior_sets = "posterior";

// "posterior", or the path of a file. InputError names all problems at once: columns that are no parameter that can
// vary, cells that are no numbers or lie outside of a parameter's bounds, sets whose values do not go together, no
// sets. IoError if the file cannot be read.
ParameterSets load_parameter_sets(const std::string& name_or_path);
ParameterSets parse_parameter_sets(std::string_view text, const std::string& name);

}  // namespace berdaya
