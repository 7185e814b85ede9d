// What another file adds to a scenario before it is read, so that the reader checks it as it checks the scenario and
// names its lines: the settings and arms of patterns.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/scenario_file.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

struct ScenarioChange {
  std::string path;  // as for --set
  Value value;
  Place place;
};

// Values and places are those of the other file; their `source` plays no part.
struct ScenarioAddition {
  std::string file_name, text;        // of the other file, for messages
  std::vector<ScenarioChange> first;  // before the overrides
  std::vector<ScenarioChange> last;   // after them
  std::vector<Value> interventions;   // to the baseline's
  std::string policy;                 // name of a policy to be made; empty = none
  std::string based_on;               // policy that it begins as; empty = the baseline
  Place based_on_place;
  std::vector<Value> policy_interventions;
  const Value* without = nullptr;  // ids of baseline interventions that the policy leaves out
};

LoadedScenario load_scenario_with(const std::string& name_or_path, std::span<const Override> overrides,
                                  const ScenarioAddition& addition);

}  // namespace berdaya
