// How many UMKM-months a second does one thread do, with all rules, and what do all metrics cost on top?
#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

#include "engine/simulation.hpp"
#include "region.hpp"

namespace berdaya::benchmarks {
namespace {

constexpr Index umkm_each = 800;
constexpr Index months = 20000;  // more than any benchmark runs

std::vector<const MetricDescription*> every_metric() {
  std::vector<const MetricDescription*> chosen;
  for (const MetricDescription& metric : metrics()) chosen.push_back(&metric);
  return chosen;
}

// range(0) = communities, range(1) = 1 if all metrics are recorded every month, range(2) = threads
void run_months(benchmark::State& state) {
  const auto communities = static_cast<Index>(state.range(0));
  const Scenario scenario = make_region(communities, umkm_each, months);
  auto simulation = std::make_unique<Simulation>(scenario, baseline_policy, Seed{1}, RunNumber{0},
                                                 ThreadCount{static_cast<int>(state.range(2))});
  for (int month = 0; month < 6; ++month) simulation->step();
  for (auto _ : state) {
    state.PauseTiming();
    std::unique_ptr<Recorder> recorder;
    if (state.range(1) != 0)
      recorder =
          std::make_unique<Recorder>(every_metric(), std::vector<Index>{simulation->month()}, simulation->world());
    state.ResumeTiming();
    if (!simulation->step(recorder.get())) {
      state.SkipWithError("ran out of months");
      break;
    }
  }
  state.counters["UMKM-months/s"] =
      benchmark::Counter(static_cast<double>(communities) * umkm_each, benchmark::Counter::kIsIterationInvariantRate,
                         benchmark::Counter::kIs1000);
}

BENCHMARK(run_months)
    ->ArgNames({"communities", "metrics", "threads"})
    ->Args({10, 0, 1})
    ->Args({10, 1, 1})
    ->Args({1250, 0, 1})
    ->Args({1250, 1, 1})
    ->Args({1250, 1, 2})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
}  // namespace berdaya::benchmarks
