#include "io/parameter_sets_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "io/bundled.hpp"
#include "io/scenario_values.hpp"
#include "io/table_file.hpp"
#include "io/text_file.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {
namespace {

constexpr std::string_view bundled_posterior = "test_kampung/posterior.csv";
constexpr std::array<std::string_view, 2> about_the_set{"set", "distance"};

struct Limits {
  double low = 0, high = 0;
};

Limits limits_of(const std::string& path) {
  if (const ParameterDescription* parameter = find_parameter(path))
    return {lower_bound(parameter->bounds), upper_bound(parameter->bounds)};
  const auto cell =
      std::ranges::find(option_cells(), std::string_view(path).substr(path.rfind('.') + 1), &OptionCell::name);
  return {cell->low, cell->high};
}

std::vector<std::string> all_paths() {
  std::vector<std::string> paths;
  for (const ParameterGroup& group : parameter_groups()) {
    for (const ParameterDescription& parameter : group.parameters) paths.emplace_back(parameter.name);
  }
  for (const OptionSpec& option : standard_options()) {
    for (const OptionCell& cell : option_cells()) paths.push_back("option." + option.id + "." + std::string(cell.name));
  }
  return paths;
}

std::optional<double> number_in(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

}  // namespace

ParameterSets parse_parameter_sets(std::string_view text, const std::string& name) {
  ParameterSets sets{.name = name, .text = std::string(text), .paths = {}, .values = {}, .unused = {}};
  ProblemList problems;
  const int source = problems.add_source(name, text);
  const TableFile table = read_table(text, source, problems);

  Parameters parameters = standard_parameters();
  std::vector<OptionSpec> options = standard_options();
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    const TableCell& cell = table.header[c];
    if (std::ranges::find(about_the_set, cell.text) != about_the_set.end()) continue;
    if (number_at(cell.text, parameters, options) == nullptr) {
      const std::vector<std::string> known = all_paths();
      const bool exists = std::ranges::find(known, cell.text) != known.end();
      const std::vector<std::string_view> views(known.begin(), known.end());
      const std::string_view meant = exists ? std::string_view{} : nearest_name(cell.text, views);
      problems.add(cell.place,
                   exists ? "'" + cell.text + "' takes whole numbers or names and cannot vary from set to set"
                          : "there is no parameter '" + cell.text + "' in this version",
                   meant.empty() ? "" : "did you mean '" + std::string(meant) + "'?");
      continue;
    }
    columns.push_back(c);
    sets.paths.push_back(cell.text);
  }
  if (problems.empty() && columns.empty()) problems.add({source, 1, 1, 1}, "the table names no parameter");
  if (problems.empty() && table.rows.empty()) problems.add({source, 0, 0, 1}, "the table has no set of parameters");

  for (const std::vector<TableCell>& row : table.rows) {
    std::vector<double> values;
    for (std::size_t p = 0; p < columns.size(); ++p) {
      const TableCell& cell = row[columns[p]];
      const std::optional<double> value = number_in(cell.text);
      const Limits limits = limits_of(sets.paths[p]);
      if (!value) {
        problems.add(cell.place, sets.paths[p] + " must be a number, got '" + cell.text + "'");
      } else if (*value < limits.low || *value > limits.high) {
        problems.add(cell.place, sets.paths[p] + " must lie in [" + number_text(limits.low) + ", " +
                                     number_text(limits.high) + "], got " + cell.text);
      } else {
        *number_at(sets.paths[p], parameters, options) = *value;
      }
      values.push_back(value.value_or(0));
    }
    if (!row.empty()) {
      for (const std::string& problem : inconsistencies(parameters)) problems.add(row.front().place, problem);
    }
    sets.values.push_back(std::move(values));
  }
  problems.throw_if_any();
  return sets;
}

ParameterSets load_parameter_sets(const std::string& name_or_path) {
  if (name_or_path == posterior_sets) {
    const auto files = bundled_files();
    const auto file = std::ranges::find(files, bundled_posterior, &BundledFile::path);
    if (file == files.end()) throw IoError("this program was built without " + std::string(bundled_posterior));
    return parse_parameter_sets(file->text, name_or_path);
  }
  if (!name_or_path.ends_with(".csv") && name_or_path.find('/') == std::string::npos)
    throw InputError("there are no parameter sets '" + name_or_path + "'; give \"posterior\", or a file NAME.csv");
  std::string reason;
  const auto text = read_text_file(name_or_path, reason);
  if (!text) throw IoError("cannot read '" + name_or_path + "': " + reason);
  return parse_parameter_sets(*text, name_or_path);
}

ParameterSets sets_of_scenario(const LoadedScenario& loaded) {
  ParameterSets sets = parse_parameter_sets(loaded.sets->table, loaded.sets->name);
  sets.replace_stated = loaded.sets->replace_stated;
  if (!sets.replace_stated) sets = without_stated(std::move(sets), loaded.stated);
  if (sets.paths.empty())
    throw InputError("the scenario sets every one of the parameters of its [parameter_sets] itself");
  return sets;
}

std::string with_sets(const LoadedScenario& loaded, const ParameterSets& sets) {
  return with_sets(loaded, EmbeddedSets{.name = sets.name, .table = sets.text, .replace_stated = sets.replace_stated});
}

}  // namespace berdaya
