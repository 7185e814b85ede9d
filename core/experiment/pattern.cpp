#include "experiment/pattern.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <limits>
#include <new>
#include <utility>

#include "base/errors.hpp"
#include "engine/simulation.hpp"
#include "experiment/thread_split.hpp"
#include "observers/recorder.hpp"
#include "parallel/ordered_for.hpp"

namespace berdaya {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// Rounding of sums must not keep the jackknife of equal numbers from being called precise.
constexpr double no_width = 1e-12;

// An arm with all that is read from its runs.
struct Arm {
  const Scenario* scenario = nullptr;
  std::string policy;
  std::vector<double> umkm;  // [community]
  Index months = 0;          // to run
  std::vector<const MetricDescription*> metrics;
  std::vector<Measure> measures;
  std::vector<std::vector<double>> values;  // [measure][replicate]
  std::vector<std::string> errors;          // [replicate]; empty = done
};

// Where a number of a pattern is kept.
struct Column {
  Index arm = 0;
  std::size_t measure = 0;
};

std::size_t position_of(std::vector<Measure>& measures, const Measure& measure) {
  const auto found = std::ranges::find(measures, measure);
  if (found != measures.end()) return static_cast<std::size_t>(found - measures.begin());
  measures.push_back(measure);
  return measures.size() - 1;
}

// The values of a measure's term: consecutive months of the recorder's table.
double read(const Measure& measure, const Arm& arm, const Recorder& recorder) {
  const std::size_t m = static_cast<std::size_t>(std::ranges::find(arm.metrics, measure.metric) - arm.metrics.begin());
  const std::size_t places = measure.metric->level == MetricLevel::community ? arm.umkm.size() : 1;
  const std::size_t members = recorder.members(m);
  const std::size_t month = places * members;
  return measured(
      measure,
      recorder.values(m).subspan(measure.first_month * month, (measure.last_month - measure.first_month + 1) * month),
      places, members, places == 1 && arm.umkm.size() != 1 ? std::vector<double>{1.0} : arm.umkm);
}

Index first_look(const PatternOptions& options) {
  return std::clamp<Index>(options.replicates_first, 2, std::max<Index>(2, options.replicates_most));
}

class Evaluation {
 public:
  Evaluation(const PatternSuite& suite, const PatternOptions& options) : suite_(suite), options_(options) {
    for (const PatternArm& arm : suite.arms) {
      Arm made;
      made.scenario = arm.scenario.get();
      made.policy = arm.policy;
      for (const CommunitySpec& community : arm.scenario->communities)
        made.umkm.push_back(static_cast<double>(community.umkm_count()));
      arms_.push_back(std::move(made));
    }
    for (const Pattern& pattern : suite.patterns) columns_.push_back(columns_of(pattern));
    summary_.results.resize(suite.patterns.size());
  }

  PatternSummary run(const OnPatternProgress& on_progress) {
    std::vector<std::size_t> open;
    for (std::size_t p = 0; p < suite_.patterns.size(); ++p) {
      if (suite_.patterns[p].is_testable()) open.push_back(p);
    }
    Index replicates = first_look(options_);
    while (!open.empty()) {
      closed_ = summary_.results.size() - open.size();
      run_arms(open, replicates, on_progress);
      std::erase_if(open, [&](std::size_t p) { return judge(p, replicates); });
      if (replicates >= options_.replicates_most) break;
      replicates = std::min<Index>(2 * replicates, options_.replicates_most);
    }
    summary_.failed = failed_.value();
    return std::move(summary_);
  }

 private:
  std::vector<Column> columns_of(const Pattern& pattern) {
    std::vector<Column> columns;
    const auto add = [&](Index a, const Measure& measure) {
      Arm& arm = arms_[a];
      if (std::ranges::find(arm.metrics, measure.metric) == arm.metrics.end()) arm.metrics.push_back(measure.metric);
      arm.months = std::max(arm.months, measure.last_month + 1);
      columns.push_back({a, position_of(arm.measures, measure)});
    };
    for (const Index a : pattern.arms) {
      add(a, pattern.measure);
      if (pattern.against_how != Against::none) add(a, pattern.against);
    }
    return columns;
  }

  // Runs what the open patterns lack.
  void run_arms(const std::vector<std::size_t>& open, Index replicates, const OnPatternProgress& on_progress) {
    std::vector<bool> wanted(arms_.size(), false);
    for (const std::size_t p : open) {
      for (const Index a : suite_.patterns[p].arms) wanted[a] = true;
    }
    struct Run {
      Index arm, replicate;
    };
    std::vector<Run> runs;
    for (Index a = 0; a < arms_.size(); ++a) {
      if (!wanted[a]) continue;
      Arm& arm = arms_[a];
      const Index done = static_cast<Index>(arm.errors.size());
      arm.values.resize(arm.measures.size());
      for (std::vector<double>& values : arm.values) values.resize(std::max(done, replicates), missing);
      arm.errors.resize(std::max(done, replicates));
      for (Index r = done; r < replicates; ++r) runs.push_back({a, r});
    }
    const ThreadSplit threads = split_threads(options_.threads, runs.size(), 1);
    const std::size_t before = done_.value();
    OrderedWork tasks;
    tasks.work = [&](std::size_t index, int, const std::function<bool()>& go_on) {
      if (simulate(arms_[runs[index].arm], runs[index].replicate, go_on)) done_.add(1);
    };
    tasks.finish = [](std::size_t) {};
    const auto progress = [&] {
      return PatternProgress{done_.value() - before,  runs.size(),
                             failed_.value(),         closed_,
                             summary_.results.size(), std::chrono::duration<double>(Clock::now() - begun_).count()};
    };
    tasks.poll = [&] { return !on_progress || on_progress(progress()); };
    if (!ordered_for(runs.size(), threads.runs, std::max<std::size_t>(1, runs.size()), tasks))
      throw Interrupted("interrupted: " + std::to_string(closed_) + " of " + std::to_string(summary_.results.size()) +
                        " patterns were judged");
    summary_.runs += runs.size();
  }

  // False if it was stopped on the way.
  bool simulate(Arm& arm, Index replicate, const std::function<bool()>& go_on) {
    try {
      Simulation simulation(*arm.scenario, arm.policy, options_.seed, RunNumber{replicate});
      std::vector<Index> months(arm.months);
      for (Index t = 0; t < arm.months; ++t) months[t] = t;
      Recorder recorder(arm.metrics, std::move(months), simulation.world());
      while (simulation.month() < arm.months && simulation.step(&recorder)) {
        if (!go_on()) return false;
      }
      for (std::size_t m = 0; m < arm.measures.size(); ++m)
        arm.values[m][replicate] = read(arm.measures[m], arm, recorder);
    } catch (const InputError&) {
      throw;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& error) {
      arm.errors[replicate] = error.what();
      failed_.add(1);
    }
    return true;
  }

  // Judges a pattern by the replicates so far; true if no more are needed.
  bool judge(std::size_t p, Index replicates) {
    const Pattern& pattern = suite_.patterns[p];
    PatternResult& result = summary_.results[p];
    std::vector<std::vector<double>> raw;
    for (const Column& column : columns_[p]) raw.push_back(arms_[column.arm].values[column.measure]);
    result.estimate = effect_of(pattern, raw, replicates, result.replicates, looks_of(options_));
    const bool enough = result.replicates >= options_.replicates_first;
    result.verdict = enough ? verdict_on(pattern.expectation, result.estimate) : Verdict::cannot_say;
    result.failed = 0;
    result.error.clear();
    for (Index r = 0; r < replicates; ++r) {
      for (const Index a : pattern.arms) {
        if (arms_[a].errors[r].empty()) continue;
        if (result.failed++ == 0) result.error = arms_[a].errors[r];
        break;
      }
    }
    const double half = (result.estimate.high - result.estimate.low) / 2;
    result.precise = half <= wanted_half_width(pattern.expectation, result.estimate.value, options_.error) + no_width;
    return enough && result.precise && is_settled(pattern.expectation, result.estimate);
  }

  const PatternSuite& suite_;
  const PatternOptions& options_;
  std::vector<Arm> arms_;
  std::vector<std::vector<Column>> columns_;  // [pattern]
  PatternSummary summary_;
  std::size_t closed_ = 0;
  SharedCount done_, failed_;
  Clock::time_point begun_ = Clock::now();
};

}  // namespace

Index looks_of(const PatternOptions& options) {
  Index looks = 1;
  for (std::uint64_t n = first_look(options); n < options.replicates_most; n *= 2) ++looks;
  return looks;
}

PatternSummary evaluate_patterns(const PatternSuite& suite, const PatternOptions& options,
                                 const OnPatternProgress& on_progress) {
  return Evaluation(suite, options).run(on_progress);
}

}  // namespace berdaya
