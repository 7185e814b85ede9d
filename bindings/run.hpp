// A simulation that Python holds, and its state as plain values.
#pragma once

#include <memory>

#include "bind.hpp"
#include "engine/simulation.hpp"

namespace berdaya::bindings {

struct Run {
  std::shared_ptr<LoadedScenario> scenario;
  Simulation simulation;
  bool busy = false;  // a thread of Python is in step(); read and written under the GIL
};

// Throws if another thread is stepping the simulation.
void check_idle(const Run& run);

// Everything that changes or was drawn, as a tuple of numbers, bytes and copies of columns: it can be pickled.
pybind11::tuple state_of(const Run& run);

// Takes over such a state from a run of the same scenario, policy, seed and number. ValueError if it does not fit.
void restore(Run& run, const pybind11::tuple& state);

}  // namespace berdaya::bindings
