// Patterns run under the standard model and under structural alternatives to it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/pattern_report.hpp"

namespace berdaya {

struct PatternRun {
  LoadedPatterns patterns;  // of the standard
  std::vector<PatternVariant> variants;
};

// The standard first, then each structure of the catalogue by its name, "a+b" for two at once, or "all" of them one by
// one. A structure changes every arm
// after its setting; `overrides` come after it, then what the arm itself says. InputError: an unknown structure, one
// named twice; and as load_patterns and evaluate_patterns.
PatternRun run_patterns(const std::string& name_or_path, std::span<const Override> overrides,
                        std::span<const std::string> structure_names, const PatternOptions& options,
                        const OnPatternProgress& on_progress = {});

}  // namespace berdaya
