// How the threads of a process are shared between runs side by side and the inside of each run.
#pragma once

#include <cstddef>

#include "base/ids.hpp"

namespace berdaya {

struct ThreadSplit {
  int runs = 1;
  int inside = 1;
};

// `threads` of 0 means all available. Runs side by side need no waiting for each other, so they come first. Fewer runs
// than threads: the threads go inside the run, where there are enough communities to share.
ThreadSplit split_threads(int threads, std::size_t runs, Index communities);

}  // namespace berdaya
