#include "io/pattern_run.hpp"

namespace berdaya {

PatternRun run_patterns(const std::string& name_or_path, std::span<const Override> overrides,
                        std::span<const PatternAlternative> alternatives, const PatternOptions& options,
                        const OnPatternProgress& on_progress) {
  PatternRun run{load_patterns(name_or_path, overrides), {}};
  std::vector<LoadedPatterns> changed;  // all are read before the first run
  for (const PatternAlternative& alternative : alternatives) {
    std::vector<Override> changes = alternative.changes;
    changes.insert(changes.end(), overrides.begin(), overrides.end());
    changed.push_back(load_patterns(name_or_path, changes));
  }
  run.variants.push_back({"", {}, evaluate_patterns(run.patterns.suite, options, on_progress)});
  for (std::size_t a = 0; a < alternatives.size(); ++a) {
    run.variants.push_back({alternatives[a].name, alternatives[a].title,
                            evaluate_patterns(changed[a].suite, options, on_progress)});
  }
  return run;
}

}  // namespace berdaya
