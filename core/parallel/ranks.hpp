// Processes that work together: MPI, where the program was built with it. All that they share is files; MPI only tells
// them apart and lets one wait for the others.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace berdaya {

// Is MPI built in, and which library; empty = no.
std::string mpi_library();

// What the environment says about a launcher of parallel processes.
struct Launcher {
  std::string name;  // "mpirun", "srun"
  int rank = 0;
  int size = 1;  // processes that it started
};
// Nothing if this process was started alone.
std::optional<Launcher> find_launcher();

// One process of several. Without MPI, or started alone, there is one.
class Ranks {
 public:
  // Begins MPI if the program has it and was started by a launcher.
  Ranks();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  int rank() const;
  int size() const;
  // Waits for all ranks and gives the largest of their numbers.
  int largest(int value) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace berdaya
