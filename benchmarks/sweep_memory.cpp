// Does the memory of a process grow with the number of runs of a sweep? Bytes that each further run adds to the peak of
// resident memory, from 20 thousand to a million of runs that are as small as can be: when the rows are computed and
// dropped, and when parts that hold them are looked at and put together as one file.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "experiment/sweep.hpp"
#include "io/digest.hpp"
#include "io/sweep_file.hpp"
#include "io/sweep_work.hpp"

namespace berdaya::benchmarks {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t few = 20'000;
constexpr std::uint64_t many = 1'000'000;

// The highest resident memory since the last reset, in bytes (Linux).
double peak_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return 1024 * std::stod(line.substr(6));
  }
  return 0;
}
void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

LoadedSweep tiny_sweep(std::uint64_t samples) {
  const std::string plan = R"t(format = 1
scenario = "tiny"
[design]
kind = "random"
samples = )t" + std::to_string(samples) +
                           R"t(
[design.parameters]
"participation.base" = { min = -2.5, max = -0.5 }
[output]
metrics = ["part_ema"]
[files]
"scenario.toml" = '''
format = 1
id = "tiny"
title = "tiny"
start = 2020-01-01
months = 1
[[sector]]
id = "food"
[[government]]
id = "city"
level = "city"
[[community]]
id = "rw"
government = ["city"]
umkm = { food = 9 }
[[cbo]]
id = "club"
community = "rw"
'''
)t";
  return parse_sweep(plan, "plan.toml", ".");
}

void rows_computed(benchmark::State& state) {
  const auto peak_with = [](std::uint64_t rows) {
    const LoadedSweep sweep = tiny_sweep(rows);
    const SweepPlan plan = sweep.plan(2);
    const SweepLayout layout = make_sweep_layout(plan);
    reset_peak();
    std::uint64_t taken = 0;
    run_rows(plan, layout, RowSet::all(rows), [&](SweepRow&&) { ++taken; });
    benchmark::DoNotOptimize(taken);
    return peak_bytes();
  };
  for (auto _ : state) {
    const double small = peak_with(few);
    const double large = peak_with(many);
    state.counters["peak_MB_few"] = small / 1e6;
    state.counters["peak_MB_many"] = large / 1e6;
    state.counters["bytes_per_further_run"] = (large - small) / static_cast<double>(many - few);
  }
}

// Parts as four shards write them, with made-up values: what is measured is what reads them.
void make_parts(const Prepared& prepared, const std::string& folder) {
  const PartsFolder parts(folder, prepared.identity);
  for (std::uint64_t shard = 0; shard < 4; ++shard) {
    const RowSet rows = rows_of_share({shard, 4}, RowSet::all(prepared.layout.rows()), prepared.layout.rows());
    PartWriter writer(parts, prepared.layout, {});
    for (std::uint64_t i = 0; i < rows.size(); ++i) {
      SweepRow row;
      row.row = rows.nth(i);
      row.replication_month = {1};
      row.values.assign(prepared.layout.values_per_row(), 0.5F);
      writer.take(std::move(row));
    }
    writer.close();
  }
}

void parts_put_together(benchmark::State& state) {
  const fs::path folder = fs::temp_directory_path() / ("berdaya-bench-" + std::to_string(::getpid()));
  const auto peak_with = [&](std::uint64_t rows) {
    fs::remove_all(folder);
    fs::create_directory(folder);
    const std::string path = (folder / "sweep.h5").string();
    const LoadedSweep sweep = tiny_sweep(rows);
    make_parts(prepare(sweep, 1), PartsFolder::folder_of(path));
    reset_peak();
    if (read_sweep_state(path).rows_done != rows) state.SkipWithError("rows are missing");
    MergeOptions merge;
    merge.path = path;
    merge_parts(merge);
    benchmark::DoNotOptimize(digest_of(path).all);
    return peak_bytes();
  };
  for (auto _ : state) {
    const double small = peak_with(few);
    const double large = peak_with(many);
    const double twice = peak_with(2 * many);  // blocks and caches of HDF5 are full long before
    state.counters["peak_MB_few"] = small / 1e6;
    state.counters["peak_MB_many"] = large / 1e6;
    state.counters["peak_MB_twice"] = twice / 1e6;
    state.counters["bytes_per_further_run"] = (twice - large) / static_cast<double>(many);
  }
  fs::remove_all(folder);
}

BENCHMARK(rows_computed)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(parts_put_together)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace berdaya::benchmarks
