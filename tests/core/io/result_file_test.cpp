#include "io/result_file.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "base/errors.hpp"
#include "io/digest.hpp"
#include "io/result_support.hpp"

namespace berdaya {
namespace {

using test::plan_of;
using test::TemporaryFolder;
using test::write_result;

void write_text(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

std::string read_text(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const IoError& error) {
    return error.what();
  }
  return "";
}

const VariableInfo* find_variable(const ResultInfo& info, const std::string& name) {
  const auto found = std::find_if(info.variables.begin(), info.variables.end(),
                                  [&](const VariableInfo& variable) { return variable.name == name; });
  return found == info.variables.end() ? nullptr : &*found;
}

TEST(ResultFile, SaysWhatItHolds) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  BatchPlan plan = plan_of(scenario);
  plan.umkm_every = 6;
  write_result(plan, folder.file("r.h5"));
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"r.h5"}));

  const ResultInfo info = read_result_info(folder.file("r.h5"));
  EXPECT_EQ(info.format_version, result_format_version);
  EXPECT_EQ(info.seed, 5U);
  EXPECT_EQ(info.scenario, "id = \"small\"\n");
  EXPECT_EQ(info.policies, (std::vector<std::string>{"baseline", "forum"}));
  EXPECT_NE(info.provenance.find("\"compiler\""), std::string::npos);
  EXPECT_EQ(info.failed_runs, 0U);

  const VariableInfo* const participation = find_variable(info, "participation");
  ASSERT_NE(participation, nullptr);
  EXPECT_EQ(participation->dimensions, (std::vector<std::string>{"policy", "replicate", "time", "community"}));
  EXPECT_EQ(participation->shape, (std::vector<std::uint64_t>{2, 3, 12, 2}));
  EXPECT_EQ(participation->type, "float32");
  EXPECT_EQ(find_variable(info, "holds")->dimensions.back(), "option");
  EXPECT_EQ(find_variable(info, "trust")->dimensions.back(), "trust_in");
  EXPECT_EQ(find_variable(info, "time")->units, "days since 2020-01-01");
  EXPECT_TRUE(find_variable(info, "umkm_count")->coordinate);
  EXPECT_EQ(find_variable(info, "umkm/awareness")->shape, (std::vector<std::uint64_t>{2, 3, 2, 48}));
  for (const VariableInfo& variable : info.variables) {
    EXPECT_FALSE(variable.long_name.empty()) << variable.name;
    EXPECT_FALSE(variable.long_name_id.empty()) << variable.name;
    EXPECT_FALSE(variable.level.empty()) << variable.name;
    EXPECT_NE(variable.type, "other") << variable.name;
  }
}

TEST(ResultFile, IsNeverOverwrittenWithoutForce) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  write_text(folder.file("r.h5"), "mine");
  const std::string text = error_of([&] { write_result(plan_of(scenario), folder.file("r.h5")); });
  EXPECT_NE(text.find("the file exists; choose another name, or replace it with --force"), std::string::npos) << text;
  EXPECT_EQ(read_text(folder.file("r.h5")), "mine");

  ResultFileOptions options;
  options.path = folder.file("r.h5");
  options.force = true;
  run_to_file(plan_of(scenario), "", options);
  EXPECT_EQ(read_result_info(folder.file("r.h5")).seed, 5U);
}

TEST(ResultFile, SaysWhyItCannotBeWritten) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  EXPECT_NE(
      error_of([&] { write_result(plan_of(scenario), folder.file("no/r.h5")); }).find("does not exist; make it first"),
      std::string::npos);
  EXPECT_NE(error_of([&] { write_result(plan_of(scenario), folder.path()); }).find("this is a folder"),
            std::string::npos);
  EXPECT_TRUE(folder.names().empty());
}

TEST(ResultFile, LeavesNothingWhenItIsInterrupted) {
  const TemporaryFolder folder;
  Scenario scenario = test::scenario_with_forum();
  scenario.months = 600;
  BatchPlan plan = plan_of(scenario);
  plan.replicates = 100;
  EXPECT_THROW(write_result(plan, folder.file("r.h5"), 0, [](const BatchProgress&) { return false; }), Interrupted);
  EXPECT_TRUE(folder.names().empty());
}

TEST(ResultFile, RemovesWhatAKilledRunLeft) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  const std::string left = folder.file("r.h5.tmp-" + std::to_string(child));
  const std::string other = folder.file("other.h5.tmp-" + std::to_string(child));
  const std::string alive = folder.file("r.h5.tmp-" + std::to_string(::getppid()));
  for (const std::string& file : {left, other, alive}) write_text(file, "half");
  write_result(plan_of(scenario), folder.file("r.h5"));
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(std::filesystem::exists(other));  // of another result
  EXPECT_TRUE(std::filesystem::exists(alive));  // its process lives
}

TEST(ResultFile, AKilledRunLeavesNoFileUnderItsName) {
  const TemporaryFolder folder;
  Scenario scenario = test::scenario_with_forum();
  scenario.months = 1200;
  BatchPlan plan = plan_of(scenario);
  plan.replicates = 1000;
  write_text(folder.file("r.h5"), "mine");
  const pid_t child = ::fork();
  if (child == 0) {
    ResultFileOptions options;
    options.path = folder.file("r.h5");
    options.force = true;
    run_to_file(plan, "", options);
    ::_exit(0);
  }
  const std::string temporary = folder.file("r.h5.tmp-" + std::to_string(child));
  while (!std::filesystem::exists(temporary)) ::usleep(1000);
  ::usleep(100000);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(read_text(folder.file("r.h5")), "mine");
  EXPECT_TRUE(std::filesystem::exists(temporary));
}

TEST(ResultFile, AFullDiskIsAnErrorAndHarmsNothing) {
  const TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  for (const char* size : {"size=16k", "size=120k", "size=400k"}) {
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, size) != 0)
      GTEST_SKIP() << "needs the right to mount a small disk";
    write_text(folder.file("old.h5"), "mine");
    BatchPlan plan = plan_of(scenario);
    plan.umkm_every = 3;
    const std::string fresh = error_of([&] { write_result(plan, folder.file("r.h5")); });
    ResultFileOptions options;
    options.path = folder.file("old.h5");
    options.force = true;
    const std::string forced = error_of([&] { run_to_file(plan, "", options); });
    const std::vector<std::string> left = folder.names();
    const std::string old = read_text(folder.file("old.h5"));
    ::umount(folder.path().c_str());
    EXPECT_NE(fresh.find("r.h5: the disk is full"), std::string::npos) << size << ": " << fresh;
    EXPECT_NE(forced.find("old.h5: the disk is full"), std::string::npos) << size << ": " << forced;
    EXPECT_EQ(left, (std::vector<std::string>{"old.h5"})) << size;
    EXPECT_EQ(old, "mine") << size;
  }
}

TEST(ResultInfo, SaysWhatIsWrongWithAFile) {
  const TemporaryFolder folder;
  const auto reading = [&](const std::string& name) { return error_of([&] { read_result_info(folder.file(name)); }); };
  EXPECT_NE(reading("none.h5").find("there is no such file"), std::string::npos);
  write_text(folder.file("text.h5"), "not HDF5 at all");
  EXPECT_NE(reading("text.h5").find("this is no HDF5 file"), std::string::npos);

  const Scenario scenario = test::scenario_with_forum();
  write_result(plan_of(scenario), folder.file("r.h5"));
  std::filesystem::copy_file(folder.file("r.h5"), folder.file("short.h5"));
  std::filesystem::resize_file(folder.file("short.h5"), 20000);
  EXPECT_NE(reading("short.h5").find("damaged or incomplete"), std::string::npos) << reading("short.h5");
}

}  // namespace
}  // namespace berdaya
