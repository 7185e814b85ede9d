// Sets of values that fit what is known about equally well: what a calibration leaves (docs/calibration.md). Replicate
// r of every policy takes set r mod N, so that results carry what is not known of the parameters, and policies stay
// paired.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "engine/scenario.hpp"

namespace berdaya {

struct ParameterSets {
  std::string name;                         // as the user calls it: "posterior", or a file
  std::string text;                         // the whole table, for the provenance
  std::vector<std::string> paths;           // group.name, or option.ID.CELL
  std::vector<std::vector<double>> values;  // [set][path]; at least one set
  std::vector<std::string> unused = {};     // columns that the scenario states itself
  bool replace_stated = false;              // they hold also for what the scenario states

  // `number` is that of the replicate, counted from 0 also where only some are run.
  std::size_t set_of(Index number) const { return number % values.size(); }
  bool operator==(const ParameterSets&) const = default;
};

// What a path of a set stands for, or null: parameters and cells of options that are real numbers.
double* number_at(std::string_view path, Parameters& parameters, std::vector<OptionSpec>& options);

// The sets without the paths that are stated otherwise; those become `unused`.
ParameterSets without_stated(ParameterSets sets, std::span<const std::string> stated);

// The scenario with the values of the set that belongs to a replicate. InputError if they do not go together with what
// the scenario sets itself.
Scenario scenario_under(const ParameterSets& sets, Index number, const Scenario& scenario);

}  // namespace berdaya
