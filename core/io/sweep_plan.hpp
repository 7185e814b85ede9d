// Sweep plans: TOML to a scenario, a design and what to record. As strict as the scenario reader, in the same words.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiment/sweep.hpp"
#include "io/scenario_file.hpp"
#include "io/scenario_keys.hpp"

namespace berdaya {

struct LoadedSweep {
  LoadedScenario scenario;    // before the design changes it
  std::string scenario_name;  // as the plan names it; a file is looked up beside the plan
  std::vector<std::string> policies;
  Index replicates = 1;
  Seed seed{1};
  bool paired = true;
  std::optional<Design> design;  // always there after loading
  SweepOutput output;
  std::string text;  // the plan as written

  // The plan refers to this object, which must outlive it.
  SweepPlan plan(int threads) const;
  // The scenario of a sample. InputError if its values do not go together.
  Scenario scenario_of(std::size_t sample) const;
  // "path = value" for each swept parameter, in TOML.
  std::vector<Override> overrides_of(std::size_t sample) const;
};

// InputError names all problems; IoError if the file cannot be read.
LoadedSweep load_sweep(const std::string& path);
// `folder`: where the scenario and the table of a list design are looked up; `file_name` appears in messages.
LoadedSweep parse_sweep(std::string_view text, const std::string& file_name, const std::string& folder);

// Is this a file that is meant as a sweep plan: one that names a scenario instead of describing communities? False too
// where it cannot be read.
bool is_sweep_plan(const std::string& path);

// Tables of [files] in which a plan that is complete in itself keeps its scenario and the samples of a list design.
inline constexpr std::string_view embedded_scenario = "scenario.toml";
inline constexpr std::string_view embedded_samples = "samples.csv";

// The keys of a plan, for documents and messages.
struct SweepSection {
  std::string_view name;  // "", "design", "output"
  std::span<const KeyDescription> keys;
};
std::span<const SweepSection> sweep_sections();

}  // namespace berdaya
