#include "parallel/parallel_for.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace berdaya {
namespace {

TEST(ParallelFor, VisitsEveryIndexOnceForAnyNumberOfThreads) {
  for (const int threads : {0, 1, 2, 7}) {
    for (const std::size_t n : {0U, 1U, 2U, 13U, 1000U}) {
      std::vector<std::atomic<int>> visits(n);
      parallel_for(n, threads, [&](std::size_t i, int) { ++visits[i]; });
      for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(visits[i], 1) << i << " of " << n << " with " << threads;
    }
  }
}

TEST(ParallelFor, OneThreadWorksInOrderInTheCallingThread) {
  std::vector<std::size_t> order;
  const auto caller = std::this_thread::get_id();
  parallel_for(5, 1, [&](std::size_t i, int worker) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_EQ(worker, 0);
    order.push_back(i);
  });
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(ParallelFor, CallsOfOneWorkerNeverOverlap) {
  std::vector<std::atomic<int>> busy(4);
  std::atomic<bool> overlap{false};
  parallel_for(500, 4, [&](std::size_t, int worker) {
    ASSERT_LT(worker, 4);
    if (busy[static_cast<std::size_t>(worker)]++ != 0) overlap = true;
    std::this_thread::yield();
    --busy[static_cast<std::size_t>(worker)];
  });
  EXPECT_FALSE(overlap);
}

TEST(ParallelFor, RethrowsTheErrorInTheCaller) {
  for (const int threads : {1, 3}) {
    try {
      parallel_for(100, threads, [](std::size_t i, int) {
        if (i == 17) throw std::runtime_error("item 17");
      });
      FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(std::string(error.what()), "item 17");
    }
  }
}

TEST(ParallelFor, ThereIsAtLeastOneProcessor) { EXPECT_GE(available_threads(), 1); }

}  // namespace
}  // namespace berdaya
