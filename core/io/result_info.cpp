#include <algorithm>
#include <filesystem>

#include "io/result_file.hpp"
#include "io/result_tree.hpp"

namespace berdaya {
namespace {

constexpr std::size_t most_failures = 20;

VariableInfo describe_variable(Hdf5Place file, const std::string& name) {
  const Hdf5Handle dataset = open_dataset(file, name);
  const Hdf5Place place{dataset.id(), file.file};
  const Hdf5Handle type = checked(H5Dget_type(dataset.id()), H5Tclose, file.file, "read the type of a variable");
  VariableInfo info;
  info.name = name;
  info.type = type_name(type.id());
  info.dimensions = dimensions_of_variable(place);
  const Shape shape = shape_of(place);
  info.shape.assign(shape.begin(), shape.end());
  info.units = read_text_attribute(dataset.id(), "units");
  info.long_name = read_text_attribute(dataset.id(), "long_name");
  info.long_name_id = read_text_attribute(dataset.id(), "long_name_id");
  info.level = read_text_attribute(dataset.id(), "level");
  info.stored_bytes = H5Dget_storage_size(dataset.id());
  return info;
}

// A sweep has its policy, and its replicate unless it is a summary, beside each run.
void read_sweep_failures(Hdf5Place file, ResultInfo& info) {
  const std::vector<std::int32_t> statuses = read_numbers<std::int32_t>(file, "status");
  const Hdf5Handle error_set = open_dataset(file, "error");
  const std::vector<std::string> errors = read_strings({error_set.id(), file.file});
  const Hdf5Handle policy_set = open_dataset(file, "policy");
  const std::vector<std::string> policies = read_strings({policy_set.id(), file.file});
  const bool each = H5Lexists(file.id, "replicate", H5P_DEFAULT) > 0;
  const auto replicates = each ? read_numbers<std::int32_t>(file, "replicate") : std::vector<std::int32_t>();
  for (std::size_t i = 0; i < statuses.size() && i < errors.size(); ++i) {
    if (statuses[i] != 1) continue;
    ++info.failed_runs;
    if (info.failures.size() < most_failures)
      info.failures.push_back({policies.at(i), each ? static_cast<Index>(replicates.at(i)) : 0, errors[i]});
  }
  for (const std::string& policy : policies) {
    if (std::find(info.policies.begin(), info.policies.end(), policy) == info.policies.end())
      info.policies.push_back(policy);
  }
}

void read_failures(Hdf5Place file, ResultInfo& info) {
  const std::vector<std::int32_t> statuses = read_numbers<std::int32_t>(file, "status");
  const Hdf5Handle dataset = open_dataset(file, "error");
  const std::vector<std::string> errors = read_strings({dataset.id(), file.file});
  const std::size_t replicates =
      info.policies.empty() ? 1 : std::max<std::size_t>(1, statuses.size() / info.policies.size());
  for (std::size_t i = 0; i < statuses.size() && i < errors.size(); ++i) {
    if (statuses[i] == 0) continue;
    ++info.failed_runs;
    if (info.failures.size() < most_failures)
      info.failures.push_back({info.policies.at(i / replicates), static_cast<Index>(i % replicates), errors[i]});
  }
}

}  // namespace

ResultInfo read_result_info(const std::string& path) {
  const Hdf5Quiet quiet;
  const Hdf5Handle file = open_result(path);
  const Hdf5Place root{file.id(), path};
  ResultInfo info;
  info.path = path;
  info.file_bytes = std::filesystem::file_size(path);
  info.format_version = static_cast<int>(read_count_attribute(file.id(), "format_version", 0));
  info.engine_version = read_text_attribute(file.id(), "engine_version");
  info.engine_commit = read_text_attribute(file.id(), "engine_commit");
  info.seed = read_count_attribute(file.id(), "seed", 0);
  info.scenario_id = read_text_attribute(file.id(), "scenario_id");
  info.scenario = read_text_attribute(file.id(), "scenario");
  info.provenance = read_text_attribute(file.id(), "provenance");
  const bool of_sweep = read_text_attribute(file.id(), "format") == "berdaya sweep";
  if (!of_sweep) {
    const Hdf5Handle policies = open_dataset(root, "policy");
    info.policies = read_strings({policies.id(), path});
  }

  std::vector<std::string> beside;  // named by some variable as its coordinate
  for (const std::string& name : variable_names(root)) {
    info.variables.push_back(describe_variable(root, name));
    const Hdf5Handle dataset = open_dataset(root, name);
    const std::string group = name.substr(0, name.rfind('/') + 1);
    std::string coordinates = read_text_attribute(dataset.id(), "coordinates");
    for (std::size_t at = 0; at < coordinates.size();) {
      const std::size_t end = std::min(coordinates.find(' ', at), coordinates.size());
      beside.push_back(group + coordinates.substr(at, end - at));
      at = end + 1;
    }
  }
  for (VariableInfo& variable : info.variables) {
    const std::string own = variable.name.substr(variable.name.rfind('/') + 1);
    const bool is_dimension = variable.dimensions.size() == 1 && variable.dimensions[0] == own;
    variable.coordinate = is_dimension || std::find(beside.begin(), beside.end(), variable.name) != beside.end();
    if (is_dimension) info.dimensions.push_back({variable.name, variable.shape[0]});
  }
  if (of_sweep)
    read_sweep_failures(root, info);
  else
    read_failures(root, info);
  return info;
}

}  // namespace berdaya
