#include "parallel/ordered_for.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace berdaya {
namespace {

OrderedWork tasks_that(std::function<void(std::size_t, int, const std::function<bool()>&)> work,
                       std::vector<std::size_t>& finished) {
  return {std::move(work), [&finished](std::size_t i) { finished.push_back(i); }, [] { return true; }};
}

TEST(OrderedFor, HandsOverEveryItemInOrderInTheCallingThread) {
  for (const int threads : {1, 2, 7}) {
    std::vector<std::size_t> finished;
    std::vector<std::atomic<int>> worked(60);
    const auto caller = std::this_thread::get_id();
    OrderedWork tasks;
    tasks.work = [&](std::size_t i, int, const std::function<bool()>&) {
      if (i % 5 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
      ++worked[i];
    };
    tasks.finish = [&](std::size_t i) {
      EXPECT_EQ(std::this_thread::get_id(), caller);
      EXPECT_EQ(worked[i], 1);
      finished.push_back(i);
    };
    tasks.poll = [] { return true; };
    EXPECT_TRUE(ordered_for(60, threads, 8, tasks));
    std::vector<std::size_t> expected(60);
    std::iota(expected.begin(), expected.end(), std::size_t{0});
    EXPECT_EQ(finished, expected);
  }
}

TEST(OrderedFor, KeepsAtMostTheGivenNumberOfItemsUnderWay) {
  std::atomic<int> under_way{0};
  std::atomic<int> most{0};
  OrderedWork tasks;
  tasks.work = [&](std::size_t, int, const std::function<bool()>&) {
    const int now = ++under_way;
    int seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
  };
  tasks.finish = [&](std::size_t) {
    std::this_thread::sleep_for(std::chrono::microseconds(300));
    --under_way;
  };
  tasks.poll = [] { return true; };
  EXPECT_TRUE(ordered_for(100, 3, 5, tasks));
  EXPECT_LE(most, 5);
}

TEST(OrderedFor, StopsWorkWhenPollSaysSo) {
  for (const int threads : {1, 3}) {
    std::vector<std::size_t> finished;
    OrderedWork tasks = tasks_that(
        [](std::size_t i, int, const std::function<bool()>& go_on) {
          while (i >= 2 && go_on()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        },
        finished);
    int polls = 0;
    tasks.poll = [&] { return ++polls < 2; };
    EXPECT_FALSE(ordered_for(10, threads, 10, tasks));
    EXPECT_EQ(finished, (std::vector<std::size_t>{0, 1}));
  }
}

TEST(OrderedFor, RethrowsErrorsOfWorkAndOfFinish) {
  for (const int threads : {1, 3}) {
    std::vector<std::size_t> finished;
    const OrderedWork bad_work = tasks_that(
        [](std::size_t i, int, const std::function<bool()>&) {
          if (i == 4) throw std::runtime_error("work");
        },
        finished);
    EXPECT_THROW(ordered_for(50, threads, 4, bad_work), std::runtime_error);

    OrderedWork bad_finish = tasks_that([](std::size_t, int, const std::function<bool()>&) {}, finished);
    bad_finish.finish = [](std::size_t i) {
      if (i == 3) throw std::logic_error("finish");
    };
    EXPECT_THROW(ordered_for(50, threads, 4, bad_finish), std::logic_error);
  }
}

TEST(OrderedFor, DoesNothingForNoItems) {
  std::vector<std::size_t> finished;
  EXPECT_TRUE(ordered_for(0, 4, 4, tasks_that({}, finished)));
  EXPECT_TRUE(finished.empty());
}

TEST(SharedCount, AddsUpOverThreads) {
  SharedCount count;
  Exclusive exclusive;
  int plain = 0;
  std::vector<std::thread> team;
  for (int w = 0; w < 4; ++w) {
    team.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) {
        count.add(2);
        exclusive([&] { ++plain; });
      }
    });
  }
  for (std::thread& thread : team) thread.join();
  EXPECT_EQ(count.value(), 8000U);
  EXPECT_EQ(plain, 4000);
}

}  // namespace
}  // namespace berdaya
