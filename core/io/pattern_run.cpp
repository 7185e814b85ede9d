#include "io/pattern_run.hpp"

#include <algorithm>

#include "base/errors.hpp"
#include "io/structure_overrides.hpp"
#include "params/structures.hpp"

namespace berdaya {
namespace {

std::vector<std::string> with_all(std::span<const std::string> names) {
  std::vector<std::string> wanted;
  for (const std::string& name : names) {
    if (name == "all")
      for (const StructureDescription& structure : structures()) wanted.emplace_back(structure.name);
    else
      wanted.push_back(name);
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (std::count(wanted.begin(), wanted.end(), wanted[i]) > 1)
      throw InputError("structure '" + wanted[i] + "' is named twice");
  }
  return wanted;
}

}  // namespace

PatternRun run_patterns(const std::string& name_or_path, std::span<const Override> overrides,
                        std::span<const std::string> structure_names, const PatternOptions& options,
                        const OnPatternProgress& on_progress) {
  const std::vector<std::string> names = with_all(structure_names);
  PatternRun run{load_patterns(name_or_path, overrides), {}};
  std::vector<LoadedPatterns> changed;  // all are read before the first run
  for (const std::string& name : names) {
    std::vector<Override> changes = structure_overrides(structure_parts(name));
    changes.insert(changes.end(), overrides.begin(), overrides.end());
    changed.push_back(load_patterns(name_or_path, changes));
  }
  run.variants.push_back({"", evaluate_patterns(run.patterns.suite, options, on_progress)});
  for (std::size_t n = 0; n < names.size(); ++n)
    run.variants.push_back({names[n], evaluate_patterns(changed[n].suite, options, on_progress)});
  return run;
}

}  // namespace berdaya
