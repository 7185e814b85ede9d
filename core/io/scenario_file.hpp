// Scenario files: TOML to Scenario. The reader is strict and reports all problems of a file at once, each with its
// line, column and the nearest allowed name. Every key of the format is described in scenario_keys.hpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario.hpp"

namespace berdaya {

// A value set from outside the file: `--set PATH=VALUE`. PATH is
//   group.name or parameters.group.name            a parameter, also population.NAME
//   months, start, collective, adopted.OPTION ...  a key of the top level or of one of its tables
//   intervention.ID.KEY or intervention.N.KEY      N counts from 0; likewise community, cbo, government, facilitator,
//   fund, sector; * in place of ID stands for all of them
//   option.ID.KEY                                  a cell of the catalogue
//   policy.NAME.intervention.ID.KEY                of a policy
// VALUE is in TOML syntax; a bare word is taken as a string.
struct Override {
  std::string path;
  std::string value;
};

// A parameter with the range that sweeps and calibration use ([uncertainty]).
struct ParameterRange {
  std::string path;  // group.name
  double low = 0, high = 0;
  bool operator==(const ParameterRange&) const = default;
};

// Parameter sets that a scenario carries: those that its result was made with.
struct EmbeddedSets {
  std::string name, table;
  bool replace_stated = false;  // they hold also for what the scenario states
};

struct LoadedScenario {
  Scenario scenario;
  // TOML that loads again to an equal scenario from itself alone: overrides applied, all parameters written out, tables
  // embedded. [unstated] tells what nobody has stated, so that a change of it means what the same change of the file
  // that the user wrote means.
  std::string resolved;
  std::vector<std::string> stated;   // the parameters and cells of options that are stated: group.name, option.ID.CELL
  std::optional<EmbeddedSets> sets;  // [parameter_sets]
  std::vector<ParameterRange> uncertainty;
  // Months between the statistics of all metrics that `berdaya run` prints; 0 = none.
  Index statistics_every = 0;
};

// `name_or_path` is the name of a bundled scenario, or a file. InputError names all problems; IoError if the file
// cannot be read. A file wins over a bundled name only if it is written as a path (ends in .toml or contains '/').
LoadedScenario load_scenario(const std::string& name_or_path, std::span<const Override> overrides = {});

// The same for a text. `file_name` appears in messages; tables that the text names are looked up in its own [files],
// then, if `folder` starts with "bundled:", among the bundled files of that folder, else in `folder`.
LoadedScenario parse_scenario(std::string_view text, const std::string& file_name, const std::string& folder,
                              std::span<const Override> overrides = {});

// The resolved text of a scenario with these sets in place of its own.
std::string with_sets(const LoadedScenario& loaded, const EmbeddedSets& sets);

// A loaded scenario with further changes; the one way of all that changes what is loaded already (sweeps, Python).
// Gives what the same changes give beside the user's own file. Problems name no line: the resolved text is not the
// user's.
LoadedScenario changed_scenario(const LoadedScenario& loaded, const std::string& file_name,
                                std::span<const Override> overrides);
// The same without its text.
Scenario changed_world(const LoadedScenario& loaded, const std::string& file_name, std::span<const Override> overrides);

// What `berdaya list` shows.
struct BundledScenario {
  std::string id;
  Title title;
  Title question;  // its description
  Index communities = 0, umkm = 0, months = 0;
  std::vector<std::string> policies;  // with "baseline"
};
std::vector<BundledScenario> bundled_scenarios();

// A commented scenario file that runs as it is and shows the keys that people use. `id`: letters, digits, '_' and '-';
// else InputError.
std::string new_scenario_text(const std::string& id);

// JSON Schema (draft 2020-12) of the scenario file, for completion and checks in editors.
std::string scenario_schema();

}  // namespace berdaya
