// Patterns run under the standard model and under alternatives to it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/pattern_report.hpp"

namespace berdaya {

// Another way in which part of the model may work: values that change every arm after its setting.
struct PatternAlternative {
  std::string name;
  Title title;
  std::vector<Override> changes;
};

struct PatternRun {
  LoadedPatterns patterns;  // of the standard
  std::vector<PatternVariant> variants;
};

// The standard first, then each alternative. `overrides` come after an alternative's changes, and before what the arm
// itself says. Errors as of load_patterns and evaluate_patterns.
PatternRun run_patterns(const std::string& name_or_path, std::span<const Override> overrides,
                        std::span<const PatternAlternative> alternatives, const PatternOptions& options,
                        const OnPatternProgress& on_progress = {});

}  // namespace berdaya
