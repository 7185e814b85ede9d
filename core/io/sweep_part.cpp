#include "io/sweep_part.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <functional>

#include "io/closed_file.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_handle.hpp"
#include "io/process.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

template <class T>
void write_matrix(Hdf5Place parent, const char* name, hsize_t rows, hsize_t columns, const std::vector<T>& values) {
  if (columns == 0) return;
  const Hdf5Handle dataset = create_dataset(parent, name, stored_type<T>(), {rows, columns});
  write_block({dataset.id(), parent.file}, {0, 0}, {rows, columns}, native_type<T>(), values.data());
}

std::vector<FailedRows> failed_rows(const std::vector<std::uint32_t>& failed) {
  std::vector<FailedRows> ranges;
  for (std::size_t i = 0; i < failed.size(); ++i) {
    if (failed[i] == 0) continue;
    if (!ranges.empty() && ranges.back().end() == i && ranges.back().runs_each == failed[i])
      ++ranges.back().count;
    else
      ranges.push_back({i, 1, failed[i]});
  }
  return ranges;
}

}  // namespace

bool is_part(const std::string& name) { return is_closed_file(name, part_prefix); }

PartInfo read_part(const std::string& path, const std::string& fingerprint) {
  const Hdf5Handle file = open_hdf5(path);
  const Hdf5Place root{file.id(), path};
  check_owner(root, sweep_parts, fingerprint);
  PartInfo part;
  part.path = path;
  std::error_code error;
  part.file_bytes = fs::file_size(path, error);
  if (error) throw IoError(path + ": cannot read the file: " + error.message());  // put together meanwhile
  const std::vector<std::uint64_t> rows = read_numbers<std::uint64_t>(root, "row");
  const std::vector<std::uint32_t> failed = read_numbers<std::uint32_t>(root, "failed");
  const std::vector<double> times = read_numbers<double>(root, "times");
  const bool rising = std::adjacent_find(rows.begin(), rows.end(), std::greater_equal<>()) == rows.end();
  if (times.size() != 2 || rows.empty() || failed.size() != rows.size() || !rising)
    throw IoError(path + ": the part is damaged");
  for (const std::uint64_t row : rows) part.rows.add(row);
  part.failed = failed_rows(failed);
  part.begun = times[0];
  part.closed = times[1];
  part.writer = read_text_attribute(file.id(), "writer");
  return part;
}

std::string write_part(const std::string& base, const std::vector<SweepRow>& rows, const SweepLayout& layout,
                       const std::string& fingerprint, double begun) {
  const auto write = [&](Hdf5Place root) {
    const hsize_t n = rows.size();
    const hsize_t statistics = layout.statistic_count();
    std::vector<std::uint64_t> numbers;
    std::vector<std::uint32_t> failed;
    std::vector<std::uint32_t> replicates;
    std::vector<std::string> errors;
    std::vector<float> months;
    std::vector<float> costs;
    for (const SweepRow& row : rows) {
      numbers.push_back(row.row);
      failed.push_back(row.failed);
      replicates.push_back(row.failed_replicate);
      errors.push_back(row.error);
      months.insert(months.end(), row.replication_month.begin(), row.replication_month.end());
      costs.insert(costs.end(), row.cost.begin(), row.cost.end());
    }
    write_owner(root, sweep_parts, fingerprint);
    write_text_attribute(root, "writer", writer_name());
    const std::array<double, 2> times{begun, seconds_now()};
    write_numbers<double>(root, "times", times);
    write_numbers<std::uint64_t>(root, "row", numbers);
    write_numbers<std::uint32_t>(root, "failed", failed);
    write_numbers<std::uint32_t>(root, "failed_replicate", replicates);
    {
      const Hdf5Handle type = string_type();
      const Hdf5Handle dataset = create_dataset(root, "error", type.id(), {n});
      write_strings({dataset.id(), base}, errors);
    }
    write_matrix(root, "replication_month", n, statistics, months);
    write_matrix(root, "cost", n, statistics * layout.batch.interventions.size(), costs);
    const hsize_t columns = layout.values_per_row();
    if (columns > 0) {
      const Hdf5Handle dataset = create_dataset(root, "values", stored_type<float>(), {n, columns});
      for (hsize_t r = 0; r < n; ++r)
        write_block({dataset.id(), base}, {r, 0}, {1, columns}, native_type<float>(), rows[r].values.data());
    }
  };
  return write_closed_file(base, write, true);
}

struct PartReader::State {
  std::string path;
  Hdf5Handle file, values, cost, replication_month, failed, failed_replicate;
  Hdf5Handle errors;  // none if no run failed
  hsize_t value_columns = 0, cost_columns = 0, statistics = 1;
};

PartReader::PartReader(const PartInfo& part, const SweepLayout& layout) : state_(std::make_unique<State>()) {
  const Hdf5Quiet quiet;
  State& s = *state_;
  s.path = part.path;
  s.file = open_hdf5(part.path);
  const Hdf5Place root{s.file.id(), s.path};
  s.value_columns = layout.values_per_row();
  s.statistics = layout.statistic_count();
  s.cost_columns = s.statistics * layout.batch.interventions.size();
  const auto open = [&](const char* name, hsize_t columns) {
    Hdf5Handle dataset = open_dataset(root, name);
    if (shape_of({dataset.id(), s.path}) != Shape{part.rows.size(), columns})
      throw IoError(s.path + ": the part has another shape than the sweep");
    return dataset;
  };
  if (s.value_columns > 0) s.values = open("values", s.value_columns);
  if (s.cost_columns > 0) s.cost = open("cost", s.cost_columns);
  s.replication_month = open("replication_month", s.statistics);
  s.failed = open_dataset(root, "failed");
  s.failed_replicate = open_dataset(root, "failed_replicate");
  if (!part.failed.empty()) s.errors = open_dataset(root, "error");
}
PartReader::~PartReader() = default;
PartReader::PartReader(PartReader&&) noexcept = default;

void PartReader::read(std::size_t first, std::size_t count, std::span<float> values, std::span<float> cost,
                      std::span<float> replication_month, std::span<std::uint32_t> failed,
                      std::span<std::uint32_t> failed_replicate, std::span<std::string> errors) const {
  const Hdf5Quiet quiet;
  const State& s = *state_;
  const auto block = [&](const Hdf5Handle& dataset, hsize_t columns, float* to) {
    read_block({dataset.id(), s.path}, {first, 0}, {count, columns}, native_type<float>(), to);
  };
  if (s.value_columns > 0) block(s.values, s.value_columns, values.data());
  if (s.cost_columns > 0) block(s.cost, s.cost_columns, cost.data());
  block(s.replication_month, s.statistics, replication_month.data());
  read_block({s.failed.id(), s.path}, {first}, {count}, native_type<std::uint32_t>(), failed.data());
  read_block({s.failed_replicate.id(), s.path}, {first}, {count}, native_type<std::uint32_t>(),
             failed_replicate.data());
  const std::vector<std::string> texts =
      s.errors ? read_strings_at({s.errors.id(), s.path}, first, count) : std::vector<std::string>(count);
  std::copy(texts.begin(), texts.end(), errors.begin());
}

}  // namespace berdaya
