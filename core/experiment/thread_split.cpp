#include "experiment/thread_split.hpp"

#include <algorithm>

#include "parallel/parallel_for.hpp"

namespace berdaya {

ThreadSplit split_threads(int threads, std::size_t runs, Index communities) {
  const int available = threads > 0 ? threads : available_threads();
  if (runs >= static_cast<std::size_t>(available)) return {available, 1};
  if (communities >= 4 * static_cast<Index>(available)) return {1, available};
  const int side_by_side = std::max(1, static_cast<int>(runs));
  return {side_by_side, std::max(1, available / side_by_side)};
}

}  // namespace berdaya
