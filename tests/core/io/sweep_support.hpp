// A small sweep, for tests of plans, parts and files.
#pragma once

#include <string>

#include "io/result_support.hpp"
#include "io/scenario_small.hpp"
#include "io/sweep_file.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya::test {

inline const std::string small_plan = R"t(format = 1
scenario = "small"
policies = ["baseline", "more"]
replicates = 3
seed = 4

[design]
kind = "grid"
samples = 2

[design.parameters]
"participation.base" = { min = -2.0, max = -1.0 }
"community.rw01.environment" = { values = [0.2, 0.6] }

[output]
metrics = ["participation", "holds", "fund_balance"]
every = 6
)t";

// The plan with its scenario embedded; `more` is added at the end of the last section.
inline std::string whole_plan(std::string plan = small_plan, const std::string& scenario = berdaya::small_scenario) {
  return plan + "\n[files]\n\"scenario.toml\" = '''\n" + scenario + "'''\n";
}

inline std::string replaced(std::string text, const std::string& written, const std::string& instead) {
  const std::size_t at = text.find(written);
  if (at == std::string::npos) {
    ADD_FAILURE() << "the plan does not hold: " << written;
    return text;
  }
  return text.replace(at, written.size(), instead);
}

inline LoadedSweep small_sweep(const std::string& plan = whole_plan()) {
  return parse_sweep(plan, "plan.toml", "nowhere");
}

inline SweepFileOptions options_for(const std::string& path, int threads = 1) {
  SweepFileOptions options;
  options.path = path;
  options.threads = threads;
  return options;
}

// The whole sweep by one process.
inline SweepOutcome run_whole(const LoadedSweep& sweep, const SweepFileOptions& options) {
  SweepOutcome outcome = compute_share(sweep, options);
  merge_if_complete(sweep, options, outcome);
  return outcome;
}

}  // namespace berdaya::test
