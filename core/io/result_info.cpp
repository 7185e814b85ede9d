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

// Of a column of a sweep, which may have millions of rows, only what is asked for is read.
class Column {
 public:
  Column(Hdf5Place file, const std::string& name)
      : file_(file.file), dataset_(open_dataset(file, name)), rows_(shape_of(place()).at(0)) {}
  hsize_t rows() const { return rows_; }
  std::vector<std::int32_t> numbers(hsize_t first, hsize_t count) const {
    std::vector<std::int32_t> values(count);
    if (count > 0) read_block(place(), {first}, {count}, native_type<std::int32_t>(), values.data());
    return values;
  }
  std::int32_t number(hsize_t row) const { return numbers(row, 1).at(0); }
  std::string text(hsize_t row) const { return read_strings_at(place(), row, 1).at(0); }

 private:
  Hdf5Place place() const { return {dataset_.id(), file_}; }
  std::string file_;
  Hdf5Handle dataset_;
  hsize_t rows_ = 0;
};

constexpr hsize_t rows_at_once = 1 << 20;

// Rows go sample by sample and in it policy by policy, each with all its replicates, or one row of a summary.
std::vector<std::string> policies_of_sweep(Hdf5Place file, bool each_replicate) {
  const Column policy(file, "policy");
  const Column sample(file, "sample");
  const std::uint64_t step =
      each_replicate ? std::max<std::uint64_t>(1, read_count_attribute(file.id, "replicates", 1)) : 1;
  std::vector<std::string> policies;
  for (hsize_t row = 0; row < policy.rows() && sample.number(row) == sample.number(0); row += step) {
    std::string id = policy.text(row);
    if (std::find(policies.begin(), policies.end(), id) == policies.end()) policies.push_back(std::move(id));
  }
  return policies;
}

// A sweep has its policy, and its replicate unless it is a summary, beside each run.
void read_sweep_failures(Hdf5Place file, ResultInfo& info) {
  const bool each = H5Lexists(file.id, "replicate", H5P_DEFAULT) > 0;
  info.policies = policies_of_sweep(file, each);
  const Column status(file, "status");
  std::vector<hsize_t> first_failed;
  for (hsize_t first = 0; first < status.rows(); first += rows_at_once) {
    const std::vector<std::int32_t> some = status.numbers(first, std::min(rows_at_once, status.rows() - first));
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (some[i] != 1) continue;
      ++info.failed_runs;
      if (first_failed.size() < most_failures) first_failed.push_back(first + i);
    }
  }
  if (first_failed.empty()) return;
  const Column error(file, "error");
  const Column policy(file, "policy");
  for (const hsize_t row : first_failed) {
    const Index replicate = each ? static_cast<Index>(Column(file, "replicate").number(row)) : 0;
    info.failures.push_back({policy.text(row), replicate, error.text(row)});
  }
}

void read_failures(Hdf5Place file, ResultInfo& info) {
  const std::vector<std::int32_t> statuses = read_numbers<std::int32_t>(file, "status");
  if (std::ranges::all_of(statuses, [](std::int32_t status) { return status == 0; })) return;
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
  info.parameter_sets = read_text_attribute(file.id(), "parameter_sets_name");
  info.parameters_used = read_text_attribute(file.id(), "parameter_sets_used");
  info.parameters_unused = read_text_attribute(file.id(), "parameter_sets_unused");
  const std::string table = read_text_attribute(file.id(), "parameter_sets");
  info.parameter_set_count = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, std::ranges::count(table, '\n') - 1));
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
