#include "parallel/ordered_for.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

#include "parallel/parallel_for.hpp"

namespace berdaya {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto poll_interval = std::chrono::milliseconds(100);

bool run_inline(std::size_t n, const OrderedWork& tasks) {
  bool stopped = false;
  auto last_poll = Clock::now();
  const std::function<bool()> go_on = [&] {
    if (stopped) return false;
    const auto now = Clock::now();
    if (now - last_poll < poll_interval) return true;
    last_poll = now;
    stopped = !tasks.poll();
    return !stopped;
  };
  for (std::size_t i = 0; i < n && !stopped; ++i) {
    tasks.work(i, 0, go_on);
    if (stopped) break;  // the item may be half done
    tasks.finish(i);
    go_on();
  }
  return !stopped;
}

// What the caller and the workers share.
class Pipeline {
 public:
  Pipeline(std::size_t n, std::size_t ahead, const OrderedWork& tasks)
      : n_(n), ahead_(std::clamp<std::size_t>(ahead, 1, n)), tasks_(tasks), done_(ahead_, 0) {}

  void work(int worker) {
    const std::function<bool()> go_on = [this] { return !stop_.load(std::memory_order_relaxed); };
    while (true) {
      std::size_t index = 0;
      {
        std::unique_lock lock(mutex_);
        may_begin_.wait(lock, [&] { return stop_ || next_ >= n_ || next_ < finished_ + ahead_; });
        if (stop_ || next_ >= n_) return;
        index = next_++;
      }
      try {
        tasks_.work(index, worker, go_on);
      } catch (...) {
        fail(std::current_exception());
        return;
      }
      {
        const std::lock_guard lock(mutex_);
        // A worker that was told to stop has perhaps left its item half done.
        if (!stop_) done_[index % ahead_] = 1;
      }
      something_done_.notify_one();
    }
  }

  // The caller's part; false if poll stopped it.
  bool coordinate() {
    auto last_poll = Clock::now();
    bool polled_off = false;
    while (true) {
      bool ready = false;
      {
        std::unique_lock lock(mutex_);
        something_done_.wait_until(lock, last_poll + poll_interval,
                                   [&] { return stop_ || (finished_ < n_ && done_[finished_ % ahead_] != 0); });
        if (stop_) break;
        ready = done_[finished_ % ahead_] != 0;
      }
      if (ready) {
        try {
          tasks_.finish(finished_);
        } catch (...) {
          fail(std::current_exception());
          break;
        }
        const std::lock_guard lock(mutex_);
        done_[finished_ % ahead_] = 0;
        if (++finished_ == n_) break;
        may_begin_.notify_all();
      }
      if (Clock::now() - last_poll >= poll_interval) {
        last_poll = Clock::now();
        try {
          polled_off = !tasks_.poll();
        } catch (...) {
          fail(std::current_exception());
        }
        if (polled_off) stop();
      }
    }
    return !polled_off;
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    may_begin_.notify_all();
    something_done_.notify_one();
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void fail(std::exception_ptr error) {
    {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::move(error);
    }
    stop();
  }

  const std::size_t n_;
  const std::size_t ahead_;
  const OrderedWork& tasks_;
  std::mutex mutex_;
  std::condition_variable may_begin_, something_done_;
  std::vector<char> done_;  // [index % ahead], of items that are not taken over yet
  std::size_t next_ = 0, finished_ = 0;
  std::atomic<bool> stop_{false};
  std::exception_ptr error_;
};

}  // namespace

bool ordered_for(std::size_t n, int threads, std::size_t ahead, const OrderedWork& tasks) {
  if (n == 0) return true;
  const std::size_t wanted = static_cast<std::size_t>(threads > 0 ? threads : available_threads());
  const std::size_t workers = std::min(wanted, n);
  if (workers <= 1) return run_inline(n, tasks);

  Pipeline pipeline(n, std::max(ahead, workers), tasks);
  std::vector<std::thread> team;
  team.reserve(workers);
  for (std::size_t w = 0; w < workers; ++w) {
    try {
      team.emplace_back([&pipeline, w] { pipeline.work(static_cast<int>(w)); });
    } catch (const std::system_error&) {
      if (team.empty()) return run_inline(n, tasks);  // the system gives no threads
      break;
    }
  }
  const bool completed = pipeline.coordinate();
  pipeline.stop();
  for (std::thread& thread : team) thread.join();
  pipeline.rethrow();
  return completed;
}

}  // namespace berdaya
