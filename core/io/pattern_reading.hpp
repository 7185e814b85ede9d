// What the readers of the parts of a pattern file share while one file is read.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/pattern_file.hpp"
#include "io/scenario_addition.hpp"
#include "io/scenario_values.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

// Arms by what they say, so that patterns of any file share them.
using ArmsByText = std::map<std::string, Index, std::less<>>;

struct PatternReading {
  ProblemList problems;
  std::vector<Problem> of_scenarios;  // found by the scenario reader
  Value root;
  std::string file_name, text, folder;
  std::string scenario;  // that settings change which name none
  std::span<const Override> overrides;
  LoadedPatterns* loaded = nullptr;
  ArmsByText* arms = nullptr;
};

std::span<const KeyDescription> keys_of_section(std::string_view name);
const KeyDescription& pattern_key(std::string_view section, std::string_view name);

// A setting: the scenario that it changes, and its table (null: the scenario as it is).
struct PatternSetting {
  std::string scenario;
  Value* table = nullptr;
};

// An arm of a pattern, read and loaded; nothing if something is wrong.
std::optional<Index> read_arm(PatternReading& r, const PatternSetting& setting, Value* arm, const std::string& section);

// What one measure says. The scenario gives dates, communities and options their meaning.
std::optional<Measure> read_measure(PatternReading& r, Value& table, const Scenario& scenario,
                                    const std::string& section);

std::optional<Expectation> read_expectation(PatternReading& r, const Value& pattern, const Place& place);

}  // namespace berdaya
