// How many bytes does an UMKM take? Resident memory of a region of one million UMKM, over what the process needs
// without it.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <fstream>

#include "engine/simulation.hpp"
#include "region.hpp"

namespace berdaya::benchmarks {
namespace {

// Bytes resident, from /proc/self/statm (Linux).
double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double total = 0;
  double resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

void bytes_per_umkm(benchmark::State& state) {
  constexpr Index communities = 1250;
  constexpr Index umkm_each = 800;
  for (auto _ : state) {
    const Scenario scenario = make_region(communities, umkm_each, 120);
    const double before = resident_bytes();
    Simulation simulation(scenario, baseline_policy, Seed{1}, RunNumber{0});
    for (int month = 0; month < 3; ++month) simulation.step();
    const double rows = static_cast<double>(communities) * umkm_each;
    std::size_t columns = 0;
    UmkmTable::columns(simulation.world().umkm, [&](std::string_view, const auto& column, std::string_view) {
      columns += column.size() * sizeof(column[0]);
    });
    state.counters["bytes_per_UMKM"] = (resident_bytes() - before) / rows;
    state.counters["bytes_in_columns"] = static_cast<double>(columns) / rows;
  }
}

BENCHMARK(bytes_per_umkm)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace berdaya::benchmarks
