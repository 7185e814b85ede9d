#include "engine/simulation.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/errors.hpp"
#include "engine/population.hpp"
#include "interventions/macro_step.hpp"
#include "parallel/parallel_for.hpp"
#include "rules/catalogue.hpp"
#include "rules/facilitation.hpp"
#include "rules/macro.hpp"

namespace berdaya {
namespace {

std::optional<ReplicationThresholds> thresholds_of(const Scenario& scenario) {
  if (!scenario.replication) return std::nullopt;
  const ReplicationSpec& r = *scenario.replication;
  return ReplicationThresholds{r.participation, r.awareness, r.environment, r.from};
}

}  // namespace

struct Simulation::State {
  State(const Scenario& s, const std::string& policy, Seed seed, RunNumber run, ThreadCount thread_count,
        const DrawScript* script)
      : scenario(&s),
        interventions(interventions_under(s, policy)),
        replication(thresholds_of(s)),
        draws(seed, run, script),
        threads(thread_count.value > 0 ? thread_count.value : available_threads()),
        world(make_world(s, interventions, draws)),
        effects(world.community.rows()),
        scratch(static_cast<std::size_t>(threads)) {
    for (Index k = 0; k < world.community.rows(); ++k) largest = std::max(largest, world.community.umkm_count[k]);
  }

  void run_macro_step() {
    InterventionMonth levers{scenario->parameters, draws, month, interventions, replication, world, effects};
    replicate(levers);
    pay_from_funds(levers);
    make_effects(levers);
    offer_places(levers);
    MacroMonth macro{scenario->parameters, draws, month, world, effects};
    update_support(macro);
    allot_hours(macro);
    bridge(macro);
    show_others(macro);
  }

  void run_community(Index k, int worker, Recorder* recorder, Index position) {
    MonthScratch& own = scratch[static_cast<std::size_t>(worker)];
    own.fit(largest, static_cast<int>(world.setting.options.size()));
    CommunityMonth m{scenario->parameters, draws, month, k, world, effects[k], own};
    run_community_month(m);
    // Recorded at once, while the community's rows are in cache.
    if (position != none) recorder->record_community(position, Observed{world, scenario->parameters, k});
  }

  // Hours assigned to a facilitator in all its communities, over the hours paid.
  void publish_loads() {
    for (Index f = 0; f < world.facilitator.rows(); ++f) {
      double assigned = 0.0;
      const Index first = world.facilitator.first_post[f];
      for (Index post = first; post < first + world.facilitator.post_count[f]; ++post)
        assigned += world.post.assigned[post];
      world.facilitator.load[f] = per_hour(assigned, world.facilitator.paid_hours[f]);
    }
  }

  const Scenario* scenario;
  std::vector<InterventionSpec> interventions;
  std::optional<ReplicationThresholds> replication;
  Draws draws;
  int threads;
  World world;
  Index month = 0;
  std::vector<CommunityEffects> effects;
  std::vector<MonthScratch> scratch;  // one per worker
  Index largest = 0;                  // UMKM of the largest community
};

Simulation::Simulation(const Scenario& scenario, const std::string& policy, Seed seed, RunNumber run,
                       ThreadCount threads, const DrawScript* script)
    : state_(std::make_unique<State>(scenario, policy, seed, run, threads, script)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

bool Simulation::step(Recorder* recorder) {
  State& s = *state_;
  if (s.month >= s.scenario->months) return false;
  const Index position = recorder != nullptr ? recorder->position_of(s.month) : none;
  s.run_macro_step();
  parallel_for(s.world.community.rows(), s.threads,
               [&](std::size_t k, int worker) { s.run_community(static_cast<Index>(k), worker, recorder, position); });
  s.publish_loads();
  if (position != none) recorder->record_run(position, Observed{s.world, s.scenario->parameters, none});
  ++s.month;
  return true;
}

Index Simulation::month() const { return state_->month; }
const World& Simulation::world() const { return state_->world; }
World& Simulation::world() { return state_->world; }
const Scenario& Simulation::scenario() const { return *state_->scenario; }
const std::vector<InterventionSpec>& Simulation::interventions() const { return state_->interventions; }

void Simulation::resume(World world, Index months_done) {
  state_->world = std::move(world);
  state_->month = months_done;
}

}  // namespace berdaya
