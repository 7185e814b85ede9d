#include "cli/progress.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "cli/table.hpp"

namespace berdaya::cli {
namespace {

constexpr ProgressState half{.done = 74, .total = 200, .failed = 1, .work = 0.375, .seconds = 6};

TEST(SecondsLeft, FollowsThePaceOfTheWorkSoFar) {
  EXPECT_DOUBLE_EQ(seconds_left(half), 10.0);
  EXPECT_LT(seconds_left({.done = 0, .total = 5}), 0);
  EXPECT_DOUBLE_EQ(seconds_left({.done = 5, .total = 5, .work = 1, .seconds = 3}), 0);
}

TEST(ProgressBar, ShowsDoneRateTimeLeftAndFailed) {
  EXPECT_EQ(progress_bar(half, 80, Language::en),
            " 37 % [#########.................]  74/200 runs, 12 runs/s, 10 s left, 1 failed");
  EXPECT_EQ(progress_bar(half, 60, Language::en), " 37 %  74/200 runs, 12 runs/s, 10 s left, 1 failed");
}

TEST(ProgressBar, NeverExceedsTheTerminal) {
  for (std::size_t width = 10; width < 140; ++width)
    EXPECT_LE(display_width(progress_bar(half, width, Language::id)), width);
}

TEST(ProgressBar, SaysNothingThatIsNotKnownYet) {
  EXPECT_EQ(progress_bar({.done = 0, .total = 3}, 40, Language::en), "  0 % [...........]  0/3 runs, 0 failed");
}

TEST(ProgressLog, SpeaksBothLanguages) {
  EXPECT_EQ(progress_log(half, Language::en), "37 %, 74/200 runs, 12 runs/s, 10 s left, 1 failed");
  EXPECT_EQ(progress_log(half, Language::id), "37 %, 74/200 simulasi, 12 simulasi/s, sisa 10 s, 1 gagal");
  EXPECT_EQ(progress_log({.done = 0, .total = 1, .work = 0.01, .seconds = 60}, Language::en),
            "1 %, 0/1 run, 0.6 runs/h, 1 h 39 min left, 0 failed");
}

TEST(ProgressJson, HoldsNumbersOrNull) {
  EXPECT_EQ(
      progress_json(half, "progress"),
      R"({"event":"progress","done":74,"total":200,"failed":1,"work":0.3750,"seconds":6.00,"runs_per_second":12.500,"seconds_left":10.0})");
  EXPECT_EQ(
      progress_json({.done = 0, .total = 2}, "progress"),
      R"({"event":"progress","done":0,"total":2,"failed":0,"work":0.0000,"seconds":0.00,"runs_per_second":null,"seconds_left":null})");
}

TEST(Progress, AShortRunLeavesNoBarAndOneLineInALog) {
  std::ostringstream bar;
  std::ostringstream log;
  std::ostringstream none;
  for (auto [style, stream] : {std::pair(ProgressStyle::bar, &bar), std::pair(ProgressStyle::log, &log),
                               std::pair(ProgressStyle::none, &none)}) {
    Progress progress(style, *stream, 80, Language::en);
    progress.show(2, 2, 0, 1);
    progress.end();
    progress.end();
  }
  EXPECT_EQ(bar.str(), "");
  EXPECT_EQ(log.str(), "2/2 runs in 0.0 s, 0 failed\n");
  EXPECT_EQ(none.str(), "");
}

TEST(Progress, JsonBeginsAtOnceAndEndsWithTheEvent) {
  std::ostringstream stream;
  Progress progress(ProgressStyle::json, stream, 80, Language::en);
  progress.show(0, 2, 0, 0);
  progress.show(1, 2, 0, 0.5);  // too early for another line
  progress.show(2, 2, 1, 1);
  progress.end();
  std::istringstream lines(stream.str());
  std::string first;
  std::string second;
  std::string third;
  std::getline(lines, first);
  std::getline(lines, second);
  EXPECT_TRUE(first.starts_with(R"({"event":"progress","done":0,"total":2)"));
  EXPECT_TRUE(second.starts_with(R"({"event":"end","done":2,"total":2,"failed":1)"));
  EXPECT_FALSE(std::getline(lines, third));
}

}  // namespace
}  // namespace berdaya::cli
