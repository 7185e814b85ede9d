// Pattern files: TOML to contrasts that the model is held against. As strict as the scenario reader, in the same words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiment/pattern.hpp"
#include "io/scenario_file.hpp"
#include "io/scenario_keys.hpp"

namespace berdaya {

struct LoadedPatterns {
  PatternSuite suite;
  std::vector<std::string> scenario_of;  // [pattern]: name of the scenario that its setting changes
  std::vector<std::string> files;        // that were read, in order
};

// The patterns of a bundled scenario, those beside a scenario's file (patterns.toml), or a file of patterns; an empty
// name: of all bundled scenarios. `overrides` change every arm, after its setting and before what the arm itself says.
// InputError names all problems; IoError if a file cannot be read.
LoadedPatterns load_patterns(const std::string& name_or_path, std::span<const Override> overrides = {});

// The same for a text. `scenario`: what settings change that name none.
LoadedPatterns parse_patterns(std::string_view text, const std::string& file_name, const std::string& folder,
                              const std::string& scenario, std::span<const Override> overrides = {});

// Is this a file of patterns? False too where it cannot be read.
bool is_pattern_file(const std::string& path);

inline constexpr std::string_view patterns_name = "patterns.toml";

// The keys of a pattern file, for documents and messages.
struct PatternSection {
  std::string_view name;  // "", "[setting.NAME]", "[[pattern]]", ...
  std::span<const KeyDescription> keys;
};
std::span<const PatternSection> pattern_sections();

}  // namespace berdaya
