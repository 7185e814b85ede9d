// A small batch and a folder that removes itself, for tests of files.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "experiment/batch.hpp"
#include "io/result_file.hpp"
#include "support/worlds.hpp"

namespace berdaya::test {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / ("berdaya-test-" + std::string(6, 'X'))).string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string file(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_))
      names.push_back(entry.path().filename().string());
    return names;
  }

 private:
  std::string path_;
};

inline Scenario scenario_with_forum() {
  Scenario scenario = small_scenario(2, 24);
  scenario.months = 12;
  PolicySpec policy;
  policy.id = "forum";
  policy.title = {"Forum", "Forum warga"};
  InterventionSpec forum;
  forum.id = "forum";
  forum.kind = InterventionKind::forum;
  forum.first_month = 2;
  forum.last_month = 9;
  forum.cost = 3;
  policy.interventions.push_back(forum);
  scenario.policies.push_back(policy);
  return scenario;
}

inline BatchPlan plan_of(const Scenario& scenario, int threads = 1) {
  return {.scenario = scenario,
          .policies = {"baseline", "forum"},
          .replicates = 3,
          .seed = Seed{5},
          .metrics = {},
          .every = 1,
          .umkm_every = 0,
          .threads = threads};
}

inline BatchSummary write_result(const BatchPlan& plan, const std::string& path, Index checkpoint_every = 0,
                                 const OnProgress& on_progress = {}) {
  ResultFileOptions options;
  options.path = path;
  options.checkpoint_every = checkpoint_every;
  options.on_progress = on_progress;
  return run_to_file(plan, "id = \"small\"\n", options);
}

}  // namespace berdaya::test
