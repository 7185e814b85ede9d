// What becomes of saved runs whose folder was damaged, mixed up, or left by a process that was killed: the file is the
// unbroken one, always.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "io/batch_identity.hpp"
#include "io/breaking_store.hpp"
#include "io/checkpoint.hpp"
#include "io/digest.hpp"
#include "io/process.hpp"
#include "io/result_support.hpp"
#include "io/result_writer.hpp"

namespace berdaya {
namespace {

using test::BreakingStore;
using test::TemporaryFolder;

namespace fs = std::filesystem;

constexpr const char* resolved = "id = \"small\"\n";

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::vector<std::string> names_in(const std::string& folder, const std::string& beginning) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(beginning)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// A batch of six runs that was broken off: runs 0-0, 0-1 and 0-2 are finished, 1-0 has come to month 10.
class BrokenBatch : public testing::Test {
 protected:
  BrokenBatch() {
    plan_.umkm_every = 4;
    plan_.metrics = {"participation", "holds"};
    test::write_result(plan_, folder_.file("straight.h5"));
    expected_ = digest_of(folder_.file("straight.h5")).all;
    break_off(folder_.file("kept"));
  }

  void break_off(const std::string& parts) const {
    const BatchLayout layout = make_layout(plan_);
    CheckpointFolder kept(parts, identity_of(plan_, layout, resolved), layout);
    BreakingStore store(kept, 7);
    const std::string file = folder_.file("broken.h5");
    fs::remove(file);
    ResultWriter writer(file, plan_, layout);
    writer.begin(plan_, resolved);
    EXPECT_THROW(run_batch(plan_, writer, {}, &store, 5), IoError);
  }

  // Does something to a copy of what was kept, and goes on from there.
  void go_on_after(const std::function<void(const std::string& parts)>& harm) {
    const std::string parts = folder_.file("r.h5.parts");
    fs::remove_all(parts);
    fs::remove(folder_.file("r.h5"));
    fs::copy(folder_.file("kept"), parts);
    harm(parts);
    run();
    EXPECT_EQ(digest_of(folder_.file("r.h5")).all, expected_);
    EXPECT_FALSE(fs::exists(parts));
  }

  void run() {
    told_.clear();
    renewed_.clear();
    ResultFileOptions options;
    options.path = folder_.file("r.h5");
    options.checkpoint_every = 5;
    options.on_damaged = [this](const std::string& path) { told_.push_back(fs::path(path).filename().string()); };
    options.on_mark_renewed = [this](const std::string& path) { renewed_ = fs::path(path).filename().string(); };
    summary_ = run_to_file(plan_, resolved, options);
  }

  // The only file that begins so.
  std::string file_in(const std::string& folder, const std::string& beginning) const {
    const std::vector<std::string> names = names_in(folder, beginning);
    EXPECT_EQ(names.size(), 1U) << beginning;
    return names.empty() ? std::string() : names.front();
  }

  TemporaryFolder folder_;
  Scenario scenario_ = test::scenario_with_forum();
  BatchPlan plan_ = test::plan_of(scenario_);
  std::uint64_t expected_ = 0;
  std::vector<std::string> told_;
  std::string renewed_;
  BatchSummary summary_;
};

TEST_F(BrokenBatch, GoesOnFromWhatWasKept) {
  go_on_after([](const std::string&) {});
  EXPECT_EQ(summary_.resumed, 4U);
  EXPECT_TRUE(told_.empty());
  EXPECT_TRUE(renewed_.empty());
}

// A finished run, a run in progress, and a snapshot of either.
class BrokenBatchFile : public BrokenBatch, public testing::WithParamInterface<const char*> {};

TEST_P(BrokenBatchFile, WithOneBitFlippedAnywhereIsDoneAgain) {
  constexpr std::size_t positions = 160;
  const BatchLayout layout = make_layout(plan_);
  const std::string kept = folder_.file("kept");
  const std::string name = file_in(kept, GetParam());
  const std::string whole = text_of(kept + "/" + name);
  const RunKey run{static_cast<Index>(name[4] - '0'), static_cast<Index>(name[6] - '0')};
  const auto flipped = [&](std::size_t k) {
    std::string bytes = whole;
    char& byte = bytes[bytes.size() * k / positions];
    byte = static_cast<char>(byte ^ (1 << (k % 8)));
    return bytes;
  };
  // The state of the run is put back, where it was set aside for the sake of a snapshot.
  const std::string state = file_in(kept, name.substr(0, 8) + (run.policy == 0 ? "finished-" : "10-"));
  const std::string state_bytes = text_of(kept + "/" + state);
  for (std::size_t k = 0; k < positions; ++k) {
    write(kept + "/" + state, state_bytes);
    write(kept + "/" + name, flipped(k));
    CheckpointFolder opened(kept, identity_of(plan_, layout, resolved), layout);
    EXPECT_FALSE(opened.find(run)) << "position " << k;
    ASSERT_FALSE(opened.damaged().empty()) << "position " << k;
    EXPECT_EQ(opened.damaged().front(), kept + "/damaged-" + name);
  }
  write(kept + "/" + state, state_bytes);
  write(kept + "/" + name, whole);
  for (std::size_t k = 20; k < positions; k += 80) {
    go_on_after([&](const std::string& parts) { write(parts + "/" + name, flipped(k)); });
    EXPECT_EQ(summary_.resumed, 3U);
    EXPECT_FALSE(told_.empty());
  }
}

TEST_P(BrokenBatchFile, CutOffEmptyScatteredOrGoneIsDoneAgain) {
  const std::vector<std::function<std::string(std::string)>> harms{
      [](const std::string& bytes) { return bytes.substr(0, bytes.size() / 2); },
      [](const std::string& bytes) { return bytes.substr(0, bytes.size() - 1); },
      [](const std::string&) { return std::string(); },
      [](const std::string& bytes) { return std::string(bytes.size(), '\0'); },
      [](std::string bytes) {
        for (std::size_t at = 0; at < bytes.size(); at += 64) bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
        return bytes;
      },
  };
  for (const auto& harm : harms) {
    go_on_after([&](const std::string& parts) {
      const std::string path = parts + "/" + file_in(parts, GetParam());
      write(path, harm(text_of(path)));
    });
    EXPECT_EQ(summary_.resumed, 3U);
    EXPECT_FALSE(told_.empty());
  }
  go_on_after([&](const std::string& parts) { fs::remove(parts + "/" + file_in(parts, GetParam())); });
  EXPECT_EQ(summary_.resumed, 3U);
}

std::string name_of(const testing::TestParamInfo<const char*>& file) {
  std::string name = file.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name.substr(0, name.size() - 1);
}

INSTANTIATE_TEST_SUITE_P(Files, BrokenBatchFile,
                         testing::Values("run-0-1-finished-", "run-1-0-10-", "run-0-1-snapshot-2-",
                                         "run-1-0-snapshot-1-"),
                         name_of);

TEST_F(BrokenBatch, ARunCopiedOverAnotherIsNotBelieved) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"run-0-0-finished-", "run-0-1-finished-"},
      {"run-0-0-finished-", "run-1-0-10-"},
      {"run-0-0-snapshot-0-", "run-0-0-snapshot-1-"},
      {"run-0-0-snapshot-0-", "run-1-0-snapshot-0-"},
  };
  for (const auto& [from, to] : pairs) {
    go_on_after([&, source = from, target = to](const std::string& parts) {
      fs::copy_file(parts + "/" + file_in(parts, source), parts + "/" + file_in(parts, target),
                    fs::copy_options::overwrite_existing);
    });
    EXPECT_FALSE(told_.empty()) << from << " over " << to;
    // Under a name that its checksum fits: the file itself says that it is another run.
    go_on_after([&, source = from, target = to](const std::string& parts) {
      const std::string name = file_in(parts, source);
      fs::remove(parts + "/" + file_in(parts, target));
      fs::copy_file(parts + "/" + name, parts + "/" + target + name.substr(source.size()));
    });
    ASSERT_FALSE(told_.empty()) << from << " as " << to;
    EXPECT_TRUE(told_.front().starts_with("damaged-" + to));
  }
}

TEST_F(BrokenBatch, ARunOfAnotherBatchIsNotBelieved) {
  const std::string other = folder_.file("other");
  plan_.seed = Seed{6};
  break_off(other);
  plan_.seed = Seed{5};
  go_on_after([&](const std::string& parts) {
    fs::remove(parts + "/" + file_in(parts, "run-0-0-finished-"));
    fs::copy_file(other + "/" + file_in(other, "run-0-0-finished-"), parts + "/" + file_in(other, "run-0-0-finished-"));
  });
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_TRUE(told_.front().starts_with("damaged-run-0-0-finished-"));
}

TEST_F(BrokenBatch, TheLaterOfTwoStatesCounts) {
  // A kill came after the later one was written and before the earlier one was removed.
  const BatchLayout layout = make_layout(plan_);
  const std::string early = folder_.file("early");
  {
    CheckpointFolder kept(early, identity_of(plan_, layout, resolved), layout);
    BreakingStore store(kept, 6);
    fs::remove(folder_.file("broken.h5"));
    ResultWriter writer(folder_.file("broken.h5"), plan_, layout);
    writer.begin(plan_, resolved);
    EXPECT_THROW(run_batch(plan_, writer, {}, &store, 5), IoError);
  }
  const std::string name = file_in(early, "run-1-0-5-");
  go_on_after([&](const std::string& parts) {
    fs::copy_file(early + "/" + name, parts + "/" + name);
    CheckpointFolder opened(parts, identity_of(plan_, layout, resolved), layout);
    EXPECT_EQ(opened.find({1, 0})->months_done, 10U);
    EXPECT_FALSE(fs::exists(parts + "/" + name));
  });
  EXPECT_TRUE(told_.empty());
}

TEST_F(BrokenBatch, WhatIsDamagedAfterTheFolderWasOpenedIsSeenToo) {
  const BatchLayout layout = make_layout(plan_);
  const std::string parts = folder_.file("kept");
  CheckpointFolder opened(parts, identity_of(plan_, layout, resolved), layout);
  const std::string path = parts + "/" + file_in(parts, "run-0-1-finished-");
  write(path, text_of(path) + "x");
  EXPECT_FALSE(opened.find({0, 1}));
  EXPECT_EQ(opened.damaged(), std::vector<std::string>{parts + "/damaged-" + fs::path(path).filename().string()});
  ASSERT_TRUE(opened.find({0, 2}));
  write(parts + "/" + file_in(parts, "run-0-2-snapshot-0-"), "x");
  EXPECT_THROW(opened.load_snapshot({0, 2}, 0), IoError);
  EXPECT_FALSE(opened.find({0, 2}));
}

TEST_F(BrokenBatch, ALostMarkIsWrittenAnew) {
  const std::vector<std::function<void(const std::string&)>> losses{
      [](const std::string& mark) { fs::remove(mark); },
      [](const std::string& mark) { write(mark, ""); },
      [](const std::string& mark) { write(mark, std::string(200, '\0')); },
      [](const std::string& mark) { write(mark, text_of(mark).substr(0, 50)); },
  };
  for (const auto& lose : losses) {
    go_on_after([&](const std::string& parts) { lose(parts + "/batch.toml"); });
    EXPECT_EQ(renewed_, "batch.toml");
    EXPECT_EQ(summary_.resumed, 4U);
  }
}

TEST_F(BrokenBatch, ALostMarkOfAnotherBatchIsNotWrittenAnew) {
  const std::string parts = folder_.file("r.h5.parts");
  plan_.seed = Seed{6};
  fs::copy(folder_.file("kept"), parts);
  write(parts + "/batch.toml", "");
  try {
    run();
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("holds runs of another batch, and "), std::string::npos) << error.what();
  }
  EXPECT_EQ(names_in(parts, "run-").size(), names_in(folder_.file("kept"), "run-").size());
}

TEST_F(BrokenBatch, AKillAtAnyMomentOfTheStartIsNoObstacle) {
  const std::string gone = ".tmp-999999999";
  const std::vector<std::vector<std::string>> left{
      {},
      {"run.lock"},
      {"run.lock", "batch.toml" + gone},
      {"batch.toml"},
      {"run.lock", "batch.toml", "at-work-" + host_name() + "-999999999"},
      {"run.lock", "batch.toml", "run-0-0-5" + gone},
  };
  for (const auto& names : left) {
    const std::string parts = folder_.file("r.h5.parts");
    fs::remove(folder_.file("r.h5"));
    fs::create_directory(parts);
    for (const std::string& name : names) write(parts + "/" + name, "");
    run();
    EXPECT_EQ(digest_of(folder_.file("r.h5")).all, expected_);
    EXPECT_FALSE(fs::exists(parts));
  }
}

TEST_F(BrokenBatch, AFolderThatAProcessWorksInIsRefusedAndLeftAsItIs) {
  const BatchLayout layout = make_layout(plan_);
  const std::string parts = folder_.file("r.h5.parts");
  fs::copy(folder_.file("kept"), parts);
  {
    const CheckpointFolder first(parts, identity_of(plan_, layout, resolved), layout);
    const std::vector<std::string> before = names_in(parts, "");
    try {
      run();
      FAIL() << "accepted";
    } catch (const IoError& error) {
      const std::string text = error.what();
      EXPECT_NE(text.find(parts + ": another process works there (" + host_name() + " " + std::to_string(::getpid())),
                std::string::npos)
          << text;
    }
    EXPECT_EQ(names_in(parts, ""), before);
    EXPECT_FALSE(fs::exists(folder_.file("r.h5")));
  }
  run();
  EXPECT_EQ(digest_of(folder_.file("r.h5")).all, expected_);
}

TEST_F(BrokenBatch, FoldersOfSomethingElseAreRefusedAndLeftAsTheyAre) {
  const std::string parts = folder_.file("r.h5.parts");
  const auto refused = [&](const std::string& name, const std::string& reason) {
    fs::remove_all(parts);
    fs::create_directory(parts);
    write(parts + "/" + name, "x");
    try {
      run();
      FAIL() << "accepted";
    } catch (const IoError& error) {
      EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
    }
    EXPECT_EQ(names_in(parts, ""), std::vector<std::string>{name});
  };
  refused("notes.txt", "this folder holds something else");
  refused("batch.txt", "an earlier version of berdaya kept");
}

TEST_F(BrokenBatch, ALinkToNothingIsToldBeforeAnythingIsDone) {
  fs::create_symlink(folder_.file("nothing.h5"), folder_.file("r.h5"));
  try {
    run();
    FAIL() << "accepted";
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find("a link to a file that does not exist"), std::string::npos);
  }
  EXPECT_FALSE(fs::exists(folder_.file("r.h5.parts")));
}

}  // namespace
}  // namespace berdaya
