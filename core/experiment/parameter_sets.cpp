#include "experiment/parameter_sets.hpp"

#include <algorithm>

#include "base/errors.hpp"

namespace berdaya {
namespace {

constexpr std::string_view of_options = "option.";

double* number_of_option(std::string_view path, std::vector<OptionSpec>& options) {
  const std::size_t dot = path.rfind('.');
  if (dot <= of_options.size()) return nullptr;
  const auto option =
      std::ranges::find(options, path.substr(of_options.size(), dot - of_options.size()), &OptionSpec::id);
  const auto cell = std::ranges::find(option_cells(), path.substr(dot + 1), &OptionCell::name);
  if (option == options.end() || cell == option_cells().end()) return nullptr;
  return &((*option).*(cell->at));
}

}  // namespace

double* number_at(std::string_view path, Parameters& parameters, std::vector<OptionSpec>& options) {
  if (path.starts_with(of_options)) return number_of_option(path, options);
  const ParameterDescription* found = find_parameter(path);
  if (found == nullptr || found->bounds == Bounds::choice || is_whole(found->bounds)) return nullptr;
  return &found->at(parameters);
}

ParameterSets without_stated(ParameterSets sets, std::span<const std::string> stated) {
  for (std::size_t p = sets.paths.size(); p-- > 0;) {
    if (std::ranges::find(stated, sets.paths[p]) == stated.end()) continue;
    sets.unused.insert(sets.unused.begin(), sets.paths[p]);
    sets.paths.erase(sets.paths.begin() + static_cast<std::ptrdiff_t>(p));
    for (std::vector<double>& set : sets.values) set.erase(set.begin() + static_cast<std::ptrdiff_t>(p));
  }
  return sets;
}

Scenario scenario_under(const ParameterSets& sets, Index number, const Scenario& scenario) {
  Scenario changed = scenario;
  const std::vector<double>& set = sets.values[sets.set_of(number)];
  for (std::size_t p = 0; p < sets.paths.size(); ++p)
    *number_at(sets.paths[p], changed.parameters, changed.options) = set[p];
  if (const std::vector<std::string> problems = inconsistencies(changed.parameters); !problems.empty())
    throw InputError("parameter set " + std::to_string(sets.set_of(number)) +
                     " does not go together with the scenario: " + problems.front());
  return changed;
}

}  // namespace berdaya
