// Which rule costs what? Time per UMKM of each rule of the month, over a region with levers of every family on, one
// thread.
#include <benchmark/benchmark.h>

#include <chrono>
#include <string>
#include <vector>

#include "engine/population.hpp"
#include "interventions/macro_step.hpp"
#include "region.hpp"
#include "rules/catalogue.hpp"
#include "rules/macro.hpp"

namespace berdaya::benchmarks {
namespace {

void rules_of_a_month(benchmark::State& state) {
  constexpr Index communities = 250;
  constexpr Index umkm_each = 800;
  const Scenario scenario = make_region(communities, umkm_each, 20000);
  const Draws draws(Seed{1}, RunNumber{0});
  World world = make_world(scenario, scenario.interventions, draws);
  std::vector<CommunityEffects> effects(communities);
  const std::optional<ReplicationThresholds> replication;
  MonthScratch scratch;
  scratch.fit(umkm_each, static_cast<int>(world.setting.options.size()));
  const auto rules = community_rules();
  std::vector<double> seconds(rules.size() + 1);
  const auto now = [] { return std::chrono::steady_clock::now(); };
  const auto since = [&now](auto start) { return std::chrono::duration<double>(now() - start).count(); };
  Index month = 0;
  for (auto _ : state) {
    auto start = now();
    InterventionMonth levers{scenario.parameters, draws, month, scenario.interventions, replication, world, effects};
    replicate(levers);
    pay_from_funds(levers);
    make_effects(levers);
    offer_places(levers);
    MacroMonth macro{scenario.parameters, draws, month, world, effects};
    update_support(macro);
    allot_hours(macro);
    bridge(macro);
    show_others(macro);
    seconds.back() += since(start);
    for (Index k = 0; k < communities; ++k) {
      CommunityMonth m{scenario.parameters, draws, month, k, world, effects[k], scratch};
      for (std::size_t r = 0; r < rules.size(); ++r) {
        start = now();
        rules[r].run(m);
        seconds[r] += since(start);
      }
    }
    ++month;
  }
  const double rows = static_cast<double>(communities) * umkm_each * static_cast<double>(state.iterations());
  for (std::size_t r = 0; r < rules.size(); ++r) {
    state.counters["ns_" + std::string(rules[r].description->name)] = seconds[r] / rows * 1e9;
  }
  state.counters["ns_macro_step"] = seconds.back() / rows * 1e9;
}

BENCHMARK(rules_of_a_month)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace berdaya::benchmarks
