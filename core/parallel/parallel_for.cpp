#include "parallel/parallel_for.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace berdaya {

int available_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

void parallel_for(std::size_t n, int threads, const std::function<void(std::size_t, int)>& body) {
  const std::size_t wanted = static_cast<std::size_t>(threads > 0 ? threads : available_threads());
  const std::size_t workers = std::min(wanted, n);
  if (workers <= 1) {
    for (std::size_t i = 0; i < n; ++i) body(i, 0);
    return;
  }

  // Eight chunks a worker: large enough that the counter is no bottleneck, small enough that the last chunk does not
  // leave the others idle.
  const std::size_t chunk = std::max<std::size_t>(1, n / (workers * 8));
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  std::mutex mutex;
  std::exception_ptr error;
  std::size_t error_index = n;

  const auto work = [&](int worker) {
    while (!failed.load(std::memory_order_relaxed)) {
      const std::size_t first = next.fetch_add(chunk, std::memory_order_relaxed);
      if (first >= n) return;
      const std::size_t last = std::min(n, first + chunk);
      for (std::size_t i = first; i < last; ++i) {
        try {
          body(i, worker);
        } catch (...) {
          failed = true;
          const std::lock_guard lock(mutex);
          if (i < error_index) {
            error_index = i;
            error = std::current_exception();
          }
          return;
        }
      }
    }
  };

  std::vector<std::thread> helpers;
  helpers.reserve(workers - 1);
  for (std::size_t w = 1; w < workers; ++w) {
    try {
      helpers.emplace_back(work, static_cast<int>(w));
    } catch (const std::system_error&) {
      break;  // the system gives no more threads: those that there are do the work
    }
  }
  work(0);
  for (std::thread& helper : helpers) helper.join();
  if (error) std::rethrow_exception(error);
}

}  // namespace berdaya
