// What becomes of a sweep whose folder of parts was damaged: the mark that says what the parts belong to, or parts that
// vanish or change while others are at work.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/errors.hpp"
#include "io/digest.hpp"
#include "io/process.hpp"
#include "io/sweep_file.hpp"
#include "io/sweep_presence.hpp"
#include "io/sweep_support.hpp"

namespace berdaya {
namespace {

using test::options_for;
using test::replaced;
using test::run_whole;
using test::small_plan;
using test::small_sweep;
using test::TemporaryFolder;
using test::whole_plan;

namespace fs = std::filesystem;

constexpr const char* parts_folder = "a.h5.parts/";

std::string mark_of(const TemporaryFolder& folder) { return folder.file(std::string(parts_folder) + "sweep.toml"); }

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::vector<std::string> parts_in(const TemporaryFolder& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator(folder.file(parts_folder))) {
    if (entry.path().filename().string().starts_with("part-")) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

void damage(const std::string& path) {
  std::string bytes = text_of(path);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write(path, bytes);
}

SweepFileOptions share_of(const TemporaryFolder& folder, std::uint64_t position, std::uint64_t count) {
  SweepFileOptions options = options_for(folder.file("a.h5"));
  options.share = {position, count};
  return options;
}

std::uint64_t unbroken_digest() {
  const TemporaryFolder folder;
  run_whole(small_sweep(), options_for(folder.file("whole.h5")));
  return digest_of(folder.file("whole.h5")).all;
}

enum class Loss { gone, empty, zeros, cut_off };

class LostMark : public testing::TestWithParam<Loss> {};

TEST_P(LostMark, IsWrittenAnewIfAllPartsAreOfThisSweep) {
  const TemporaryFolder folder;
  run_whole(small_sweep(), share_of(folder, 0, 2));
  const std::string mark = mark_of(folder);
  const std::string written = text_of(mark);
  switch (GetParam()) {
    case Loss::gone:
      fs::remove(mark);
      break;
    case Loss::empty:
      write(mark, "");
      break;
    case Loss::zeros:
      write(mark, std::string(written.size(), '\0'));
      break;
    case Loss::cut_off:
      write(mark, written.substr(0, written.size() / 2));
      break;
  }
  EXPECT_THROW(read_sweep_state(folder.file("a.h5")), IoError);
  MergeOptions merge;
  merge.path = folder.file("a.h5");
  merge.partial = true;
  EXPECT_THROW(merge_parts(merge), IoError);

  std::vector<std::string> told;
  std::string found;
  SweepFileOptions options = options_for(folder.file("a.h5"));
  options.on_mark_renewed = [&](const std::string& path) {
    told.push_back(path);
    found = text_of(path);
  };
  const SweepOutcome outcome = run_whole(small_sweep(), options);
  EXPECT_EQ(told, std::vector<std::string>{mark});
  EXPECT_EQ(found, written);
  EXPECT_EQ(outcome.rows_before, 12U);
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(digest_of(folder.file("a.h5")).all, unbroken_digest());
}

INSTANTIATE_TEST_SUITE_P(Ways, LostMark, testing::Values(Loss::gone, Loss::empty, Loss::zeros, Loss::cut_off));

TEST(LostMark, StatusAndMergeSayWhatToDo) {
  const TemporaryFolder folder;
  run_whole(small_sweep(), share_of(folder, 0, 2));
  write(mark_of(folder), "");
  try {
    read_sweep_state(folder.file("a.h5"));
    FAIL() << "a mark that is lost was read";
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find("berdaya sweep with the plan"), std::string::npos) << error.what();
  }
}

TEST(LostMark, PartsOfAnotherSweepAreRefusedAndStay) {
  const TemporaryFolder folder;
  run_whole(small_sweep(), share_of(folder, 0, 2));
  const std::vector<std::string> parts = parts_in(folder);
  fs::remove(mark_of(folder));
  const LoadedSweep other = small_sweep(whole_plan(replaced(small_plan, "seed = 4", "seed = 5")));
  EXPECT_THROW(run_whole(other, options_for(folder.file("a.h5"))), InputError);
  EXPECT_EQ(parts_in(folder), parts);
  EXPECT_FALSE(fs::exists(mark_of(folder)));
}

TEST(LostMark, AFolderWithSomethingElseIsNotTaken) {
  const TemporaryFolder folder;
  run_whole(small_sweep(), share_of(folder, 0, 2));
  fs::remove(mark_of(folder));
  write(folder.file(std::string(parts_folder) + "thesis.txt"), "mine");
  EXPECT_THROW(run_whole(small_sweep(), options_for(folder.file("a.h5"))), IoError);
  EXPECT_FALSE(fs::exists(mark_of(folder)));
}

// A part of this shard's share vanishes after it was counted as done: the shard does it again before it ends.
TEST(Repair, AShardEndsOnlyWhenItsOwnShareIsThere) {
  const TemporaryFolder folder;
  const LoadedSweep sweep = small_sweep();
  const SweepFileOptions first = share_of(folder, 0, 2);
  SweepOutcome outcome = compute_share(sweep, first);
  EXPECT_EQ(outcome.runs_done, 12U);
  const std::vector<std::string> parts = parts_in(folder);
  ASSERT_EQ(parts.size(), 1U);
  fs::resize_file(parts[0], 100);
  merge_if_complete(sweep, first, outcome);
  EXPECT_EQ(outcome.damaged.size(), 1U);
  EXPECT_EQ(outcome.rows_missing, 12U);  // of the other shard
  EXPECT_EQ(outcome.runs_done, 24U);
  EXPECT_TRUE(run_whole(sweep, share_of(folder, 1, 2)).merged);
  EXPECT_EQ(digest_of(folder.file("a.h5")).all, unbroken_digest());
}

// Only who puts the parts together reads them whole, and finds that another shard's part has changed on the disk.
TEST(Repair, WhatIsFoundDamagedWhilePartsArePutTogetherIsRunAgain) {
  const TemporaryFolder folder;
  const LoadedSweep sweep = small_sweep();
  run_whole(sweep, share_of(folder, 0, 2));
  damage(parts_in(folder).at(0));
  const SweepOutcome outcome = run_whole(sweep, share_of(folder, 1, 2));
  EXPECT_EQ(outcome.damaged.size(), 1U);
  EXPECT_TRUE(outcome.merged);
  EXPECT_EQ(outcome.runs_done, 24U);
  EXPECT_EQ(digest_of(folder.file("a.h5")).all, unbroken_digest());
}

TEST(Presence, IsSeenBeforeTheFirstPartIsClosedAndGoneAfterwards) {
  const TemporaryFolder folder;
  const double before = seconds_now();
  SweepState during;
  SweepFileOptions options = share_of(folder, 0, 2);
  options.on_progress = [&](const SweepProgress&) {
    if (during.at_work.empty()) during = read_sweep_state(folder.file("a.h5"));
    return true;
  };
  compute_share(small_sweep(), options);
  ASSERT_EQ(during.at_work.size(), 1U);
  EXPECT_EQ(during.at_work[0].writer, writer_name());
  EXPECT_GE(during.at_work[0].since, before - 2);
  EXPECT_LE(during.at_work[0].since, seconds_now() + 2);
  EXPECT_GE(during.begun, before - 2);
  EXPECT_EQ(during.parts, 0U);
  EXPECT_EQ(during.rows_per_second, 0);
  EXPECT_TRUE(read_sweep_state(folder.file("a.h5")).at_work.empty());
  EXPECT_NE(state_json(during).find("\"at_work\": [\n    {"), std::string::npos);
}

TEST(Presence, OfAProcessThatWasKilledIsNotBelieved) {
  const TemporaryFolder folder;
  const std::string gone = folder.file(std::string(presence_prefix) + host_name() + "-999999999");
  const std::string elsewhere = folder.file(std::string(presence_prefix) + "another-machine-77");
  const std::string silent = folder.file(std::string(presence_prefix) + "third-78");
  for (const std::string& path : {gone, elsewhere, silent}) write(path, "1764100000\n");
  fs::last_write_time(silent, fs::file_time_type::clock::now() - std::chrono::hours(1));
  const std::vector<SweepWorker> workers = workers_in(folder.file("."));
  ASSERT_EQ(workers.size(), 1U);
  EXPECT_EQ(workers[0].writer, "another-machine 77");
  EXPECT_EQ(workers[0].since, 1764100000);
  const Presence mine(folder.file("."));
  EXPECT_FALSE(fs::exists(gone));
  EXPECT_TRUE(fs::exists(elsewhere));
}

}  // namespace
}  // namespace berdaya
