// How many complete runs a second does a sweep make of a real case, with 12 metrics written once a year? What of it is
// writing, what do two threads give, and how long until the program starts?
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "io/sweep_file.hpp"
#include "io/sweep_plan.hpp"

namespace berdaya::benchmarks {
namespace {

constexpr std::uint64_t runs = 2000;

LoadedSweep yearly_sweep() {
  return parse_sweep(R"(format = 1
scenario = "karanganyar_gunung"
replicates = )" + std::to_string(runs / 2) +
                         R"(
[design]
kind = "grid"
[design.parameters]
"participation.base" = { values = [-1.6, -1.2] }
[output]
every = 12
metrics = ["participation", "awareness", "trust_mean", "revenue", "revenue_ratio", "poverty", "better_off", "environment",
           "self_reliance", "skill", "holds", "stage"]
)",
                     "plan.toml", BERDAYA_SOURCE_DIR);
}

void report(benchmark::State& state) {
  state.counters["runs/s"] =
      benchmark::Counter(static_cast<double>(runs), benchmark::Counter::kIsIterationInvariantRate);
}

// range(0) = threads. From plan to finished file, parts and their merge included.
void sweep_to_file(benchmark::State& state) {
  const LoadedSweep sweep = yearly_sweep();
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "berdaya_bench_sweep";
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    state.ResumeTiming();
    SweepFileOptions options;
    options.path = (folder / "sweep.h5").string();
    options.threads = static_cast<int>(state.range(0));
    options.command_line = "bench_sweep";
    SweepOutcome outcome = compute_share(sweep, options);
    merge_if_complete(sweep, options, outcome);
    if (!outcome.merged || outcome.failed_runs > 0) {
      state.SkipWithError("the sweep did not come to its end");
      break;
    }
  }
  std::filesystem::remove_all(folder);
  report(state);
}

// The same runs, whose rows are thrown away: what sweep_to_file takes longer is writing. range(0) = threads
void rows_alone(benchmark::State& state) {
  const LoadedSweep sweep = yearly_sweep();
  const SweepPlan plan = sweep.plan(static_cast<int>(state.range(0)));
  const SweepLayout layout = make_sweep_layout(plan);
  const RowSet rows = RowSet::all(layout.rows());
  for (auto _ : state)
    run_rows(plan, layout, rows, [](SweepRow&& row) { benchmark::DoNotOptimize(row.values.data()); });
  report(state);
}

// The program itself, until it has read, checked and prepared a scenario.
void start_up(benchmark::State& state) {
  const std::string program = std::string(BERDAYA_BUILD_DIR) + "/bin/berdaya";
  std::error_code error;
  if (!std::filesystem::exists(program, error)) {
    state.SkipWithError("there is no program beside the benchmarks; build all of the preset");
    return;
  }
  const std::string command = "'" + program +
                              "' check '" BERDAYA_SOURCE_DIR
                              "/scenarios/karanganyar_gunung/karanganyar_gunung.toml' >/dev/null";
  for (auto _ : state) {
    if (std::system(command.c_str()) != 0) {
      state.SkipWithError("the program failed");
      break;
    }
  }
}

BENCHMARK(rows_alone)
    ->ArgNames({"threads"})
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(sweep_to_file)
    ->ArgNames({"threads"})
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(start_up)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace berdaya::benchmarks
