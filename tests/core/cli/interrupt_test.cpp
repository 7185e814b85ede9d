#include "cli/interrupt.hpp"

#include <gtest/gtest.h>

namespace berdaya::cli {
namespace {

void (*handler_of(int signal))(int) {
  struct sigaction now {};
  sigaction(signal, nullptr, &now);
  return now.sa_handler;
}

TEST(StopSignals, TheFirstSignalAsksAndTheSecondIsNotCaught) {
  {
    const StopSignals signals;
    EXPECT_FALSE(signals.asked());
    std::raise(SIGINT);
    EXPECT_TRUE(signals.asked());
    EXPECT_TRUE(signals.asked());
    EXPECT_EQ(handler_of(SIGINT), SIG_DFL);
    EXPECT_EQ(handler_of(SIGTERM), SIG_DFL);  // nor is another one
  }
  EXPECT_EQ(handler_of(SIGINT), SIG_DFL);
}

TEST(StopSignals, TerminateAsksToo) {
  const StopSignals signals;
  std::raise(SIGTERM);
  EXPECT_TRUE(signals.asked());
}

TEST(StopSignals, WhatWasIgnoredStaysIgnored) {
  std::signal(SIGINT, SIG_IGN);
  {
    const StopSignals signals;
    std::raise(SIGINT);
    EXPECT_FALSE(signals.asked());
  }
  EXPECT_EQ(handler_of(SIGINT), SIG_IGN);
  std::signal(SIGINT, SIG_DFL);
}

TEST(StopSignals, WhatWasThereBeforeComesBack) {
  const auto mine = [](int) {};
  std::signal(SIGTERM, mine);
  { const StopSignals signals; }
  EXPECT_EQ(handler_of(SIGTERM), static_cast<void (*)(int)>(mine));
  std::signal(SIGTERM, SIG_DFL);
}

}  // namespace
}  // namespace berdaya::cli
