// Long pieces of work in parallel, handed over one after another in order: the loop over the runs of a batch.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>

namespace berdaya {

struct OrderedWork {
  // Does item `index`, in any thread. It asks go_on() between its steps and returns early when that is false.
  std::function<void(std::size_t index, int worker, const std::function<bool()>& go_on)> work;
  // Takes the item over, in the calling thread, in the order of the indices.
  std::function<void(std::size_t index)> finish;
  // In the calling thread, about ten times a second (with one thread only while work asks go_on); false = stop.
  std::function<bool()> poll;
};

// Works on the items [0, n) with `threads` threads (0 = all available; 1 = in the calling thread). At most `ahead`
// items are begun and not yet taken over, which bounds what waits in memory. Returns false if poll stopped it; items
// that were done but not next in order are then not taken over. An exception of work or finish stops everything and is
// rethrown here.
bool ordered_for(std::size_t n, int threads, std::size_t ahead, const OrderedWork& tasks);

// Lets one thread at a time do something.
class Exclusive {
 public:
  template <class Action>
  decltype(auto) operator()(Action&& action) {
    const std::lock_guard lock(mutex_);
    return action();
  }

 private:
  std::mutex mutex_;
};

// A number that several threads add to.
class SharedCount {
 public:
  void add(std::size_t n) { value_.fetch_add(n, std::memory_order_relaxed); }
  std::size_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::size_t> value_{0};
};

}  // namespace berdaya
