#include "parallel/ranks.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#ifdef BERDAYA_HAS_MPI
#include <mpi.h>

#include <array>
#endif

namespace berdaya {
namespace {

// A whole number in the environment, or -1.
int number_in_environment(const char* name) {
  const char* const text = std::getenv(name);
  if (text == nullptr || *text == '\0') return -1;
  char* end = nullptr;
  const long value = std::strtol(text, &end, 10);
  return *end == '\0' && value >= 0 && value < 1'000'000'000 ? static_cast<int>(value) : -1;
}

}  // namespace

std::optional<Launcher> find_launcher() {
  struct Known {
    const char* launcher;
    const char* rank;
    const char* size;
  };
  // Open MPI, MPICH and Intel MPI, Slurm's srun.
  for (const Known& known :
       {Known{"mpirun", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"}, Known{"mpiexec", "PMI_RANK", "PMI_SIZE"},
        Known{"srun", "SLURM_PROCID", "SLURM_STEP_NUM_TASKS"}}) {
    const int rank = number_in_environment(known.rank);
    const int size = number_in_environment(known.size);
    if (rank >= 0 && size > 1) return Launcher{known.launcher, rank, size};
  }
  return std::nullopt;
}

#ifdef BERDAYA_HAS_MPI

std::string mpi_library() {
  std::array<char, MPI_MAX_LIBRARY_VERSION_STRING> text{};
  int length = 0;
  MPI_Get_library_version(text.data(), &length);
  const std::string whole(text.data(), static_cast<std::size_t>(length));
  return whole.substr(0, std::min(whole.find_first_of(",\n"), whole.size()));
}

struct Ranks::State {
  int rank = 0;
  int size = 1;
  bool begun = false;
};

Ranks::Ranks() : state_(std::make_unique<State>()) {
  if (!find_launcher()) return;
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
  state_->begun = true;
  MPI_Comm_rank(MPI_COMM_WORLD, &state_->rank);
  MPI_Comm_size(MPI_COMM_WORLD, &state_->size);
}

Ranks::~Ranks() {
  if (state_->begun) MPI_Finalize();
}

int Ranks::largest(int value) const {
  if (!state_->begun) return value;
  int result = value;
  MPI_Allreduce(&value, &result, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  return result;
}

#else

std::string mpi_library() { return {}; }

struct Ranks::State {
  int rank = 0;
  int size = 1;
};

Ranks::Ranks() : state_(std::make_unique<State>()) {}
Ranks::~Ranks() = default;
int Ranks::largest(int value) const { return value; }

#endif

int Ranks::rank() const { return state_->rank; }
int Ranks::size() const { return state_->size; }

}  // namespace berdaya
