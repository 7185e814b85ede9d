// Work on many things at once. These are the only files that know threads; nothing above can tell how many there were.
#pragma once

#include <cstddef>
#include <functional>

namespace berdaya {

// Processors that this process may use (affinity respected), at least 1.
int available_threads();

// Calls body(index, worker) once for each index in [0, n), on at most `threads` threads (0 = all available); worker is
// in [0, threads) and no two calls with the same worker overlap. Indices are taken in chunks as threads get free. With
// one thread, or n < 2, everything runs in the calling thread, in order. If calls throw, no new chunk is begun and the
// exception of the lowest index that threw is rethrown here.
void parallel_for(std::size_t n, int threads, const std::function<void(std::size_t index, int worker)>& body);

}  // namespace berdaya
