// One run: a scenario under a policy with a seed. The month is: macro step -> communities in parallel -> publish.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/scenario.hpp"
#include "observers/recorder.hpp"
#include "random/draws.hpp"
#include "state/world.hpp"

namespace berdaya {

struct ThreadCount {
  int value = 1;
};

class Simulation {
 public:
  // The scenario must outlive the simulation. InputError if the policy is unknown or the population cannot be built.
  Simulation(const Scenario& scenario, const std::string& policy, Seed seed, RunNumber run, ThreadCount threads = {},
             const DrawScript* script = nullptr);
  ~Simulation();
  Simulation(Simulation&&) noexcept;
  Simulation& operator=(Simulation&&) noexcept;

  // Runs one month; false if the last month is done already. Months that the recorder wants are recorded.
  bool step(Recorder* recorder = nullptr);

  // Months done.
  Index month() const;
  const World& world() const;
  // May be written between steps: the rules of the next month see it.
  World& world();
  const Scenario& scenario() const;
  const std::vector<InterventionSpec>& interventions() const;

  // Goes on from a checkpoint: the world as it was after `months_done` months of the same scenario, policy, seed and
  // run.
  void resume(World world, Index months_done);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace berdaya
