#include "experiment/sweep.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <new>
#include <utility>

#include "base/errors.hpp"
#include "engine/simulation.hpp"
#include "experiment/recorded.hpp"
#include "experiment/thread_split.hpp"
#include "observers/recorder.hpp"
#include "parallel/ordered_for.hpp"

namespace berdaya {
namespace {

using Clock = std::chrono::steady_clock;
constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::uint64_t most_rows = 2'000'000'000;  // the run's number is a 32-bit number in files

// Values of one run: [metric][time][region][member], and what stands beside them.
struct RunValues {
  std::vector<float> values, cost;
  float replication_month = missing;
};

// Rows per thread that may wait for slower ones before them: many, as long as their values are small.
std::size_t rows_ahead(const SweepLayout& layout) {
  constexpr std::size_t memory = std::size_t{16} << 20;
  return std::clamp<std::size_t>(memory / (sizeof(float) * (layout.values_per_row() + 1)), 2, 64);
}

// A sample may change numbers, not who is there or what is offered: results of all samples have one shape.
void check_shape(const Scenario& scenario, const Scenario& changed) {
  const auto complain = [](const std::string& what) {
    throw InputError("a sample of a sweep must not change " + what + ": all runs share one table of results");
  };
  if (changed.months != scenario.months || changed.start != scenario.start) complain("the months of the run");
  if (changed.communities.size() != scenario.communities.size()) complain("the number of communities");
  for (std::size_t k = 0; k < scenario.communities.size(); ++k) {
    if (changed.communities[k].umkm_count() != scenario.communities[k].umkm_count())
      complain("the number of UMKM (community '" + scenario.communities[k].id + "')");
    if (changed.communities[k].government != scenario.communities[k].government)
      complain("the units of community '" + scenario.communities[k].id + "'");
  }
  if (changed.options.size() != scenario.options.size()) complain("the number of options");
  if (changed.funds.size() != scenario.funds.size()) complain("the number of funds");
  if (changed.interventions.size() != scenario.interventions.size() ||
      changed.policies.size() != scenario.policies.size())
    complain("the number of interventions or policies");
  for (std::size_t p = 0; p < scenario.policies.size(); ++p) {
    const PolicySpec& before = scenario.policies[p];
    const PolicySpec& after = changed.policies[p];
    if (after.interventions.size() != before.interventions.size() || after.include != before.include ||
        after.without != before.without)
      complain("what the policy '" + before.id + "' is made of");
  }
}

class Sweep {
 public:
  Sweep(const SweepPlan& plan, const SweepLayout& layout, const RowSet& rows,
        const std::function<void(SweepRow&&)>& take)
      : plan_(plan),
        layout_(layout),
        rows_(rows),
        take_(take),
        threads_(split_threads(plan.threads, rows.size(), layout.batch.communities)),
        ahead_(rows_ahead(layout) * static_cast<std::size_t>(threads_.runs)),
        waiting_(ahead_),
        samples_(static_cast<std::size_t>(threads_.runs)) {}

  bool run(const OnSweepProgress& on_progress) {
    OrderedWork tasks;
    tasks.work = [this](std::size_t index, int worker, const std::function<bool()>& go_on) {
      work(index, static_cast<std::size_t>(worker), go_on);
    };
    tasks.finish = [this](std::size_t index) {
      const std::unique_ptr<SweepRow> row = std::move(waiting_[index % ahead_]);
      take_(std::move(*row));
    };
    tasks.poll = [this, &on_progress] { return !on_progress || on_progress(progress()); };
    const bool completed = ordered_for(rows_.size(), threads_.runs, ahead_, tasks);
    if (!completed) take_what_is_done();
    if (on_progress) on_progress(progress());
    return completed;
  }

 private:
  // A worker's present sample: consecutive rows mostly share it.
  struct Sample {
    std::size_t number = std::numeric_limits<std::size_t>::max();
    std::unique_ptr<Scenario> scenario;
    std::string error;
  };

  SweepProgress progress() const {
    const std::uint64_t total = rows_.size() * layout_.runs_per_row();
    const double months = static_cast<double>(total) * static_cast<double>(plan_.scenario.months);
    return {done_.value(),
            total,
            failed_.value(),
            0,
            months > 0.0 ? static_cast<double>(months_done_.value()) / months : 1.0,
            std::chrono::duration<double>(Clock::now() - begun_).count()};
  }

  // Rows that are done and only waited for slower ones before them.
  void take_what_is_done() {
    std::erase(waiting_, nullptr);
    std::sort(waiting_.begin(), waiting_.end(), [](const auto& a, const auto& b) { return a->row < b->row; });
    for (auto& row : waiting_) take_(std::move(*row));
  }

  const Sample& sample(std::size_t worker, std::size_t number) {
    Sample& sample = samples_[worker];
    if (sample.number == number) return sample;
    sample.scenario.reset();
    sample.error.clear();
    sample.number = number;
    try {
      auto scenario = std::make_unique<Scenario>(plan_.scenario_of(number));
      check_shape(plan_.scenario, *scenario);
      sample.scenario = std::move(scenario);
    } catch (const InputError& error) {
      sample.error = error.what();
    }
    return sample;
  }

  void work(std::size_t index, std::size_t worker, const std::function<bool()>& go_on) {
    const std::uint64_t number = rows_.nth(index);
    const SweepKey key = layout_.key(number);
    const Sample& changed = sample(worker, key.sample);
    SweepRow row;
    row.row = number;
    std::vector<RunValues> runs;
    for (Index r = 0; r < key.replicates; ++r) {
      const Index replicate = key.first_replicate + r;
      RunValues run;
      std::string error = changed.error;
      if (error.empty() && !simulate(*changed.scenario, key, replicate, go_on, run, error)) return;  // stopped
      if (error.empty()) {
        runs.push_back(std::move(run));
      } else {
        if (row.failed == 0) {
          row.error = error;
          row.failed_replicate = replicate;
        }
        ++row.failed;
        failed_.add(1);
      }
      done_.add(1);
    }
    fill(runs, row);
    waiting_[index % ahead_] = std::make_unique<SweepRow>(std::move(row));
  }

  // False if it was stopped on the way; otherwise the run's values, or why it failed.
  bool simulate(const Scenario& scenario, const SweepKey& key, Index replicate, const std::function<bool()>& go_on,
                RunValues& run, std::string& error) {
    Index counted = 0;
    try {
      Simulation simulation(scenario, layout_.batch.policies[key.policy], plan_.seed,
                            run_number(plan_, layout_, key, replicate), ThreadCount{threads_.inside});
      Recorder recorder(layout_.batch.metrics, layout_.batch.months, simulation.world());
      while (simulation.step(&recorder)) {
        months_done_.add(1);
        ++counted;
        if (!go_on()) return false;
      }
      error = first_not_finite(layout_.batch, recorder);
      if (error.empty()) read(key, simulation.world(), recorder, run);
    } catch (const std::bad_alloc&) {
      throw;  // the machine's fault, not the run's: it must not be recorded for good
    } catch (const std::exception& problem) {
      error = problem.what();
    }
    months_done_.add(plan_.scenario.months - counted);
    return true;
  }

  void read(const SweepKey& key, const World& world, const Recorder& recorder, RunValues& run) const {
    const BatchLayout& batch = layout_.batch;
    run.values.reserve(layout_.values_per_row() / layout_.statistic_count());
    for (std::size_t m = 0; m < batch.metrics.size(); ++m) {
      const std::vector<float> values = values_with_labels(batch, m, key.policy, recorder);
      if (batch.metrics[m]->level != MetricLevel::community) {
        run.values.insert(run.values.end(), values.begin(), values.end());
        continue;
      }
      const std::size_t at = run.values.size();
      run.values.resize(at + layout_.values_of(m) / layout_.statistic_count());
      average_over(layout_.regions, batch.months.size(), batch.communities, batch.members[m], values,
                   std::span(run.values).subspan(at));
    }
    for (const double cost : booked_costs(batch, key.policy, world)) run.cost.push_back(static_cast<float>(cost));
    if (world.replication.month != none) run.replication_month = static_cast<float>(world.replication.month);
  }

  void fill(std::vector<RunValues>& runs, SweepRow& row) const {
    const std::size_t interventions = layout_.batch.interventions.size();
    if (!layout_.summary) {
      if (runs.empty()) {
        row.values.assign(layout_.values_per_row(), missing);
        row.cost.assign(interventions, missing);
        row.replication_month = {missing};
      } else {
        row.values = std::move(runs[0].values);
        row.cost = std::move(runs[0].cost);
        row.replication_month = {runs[0].replication_month};
      }
    } else {
      row.values.resize(layout_.values_per_row());
      std::size_t from = 0;  // of the metric in a run's values
      std::size_t to = 0;    // in the row's
      for (std::size_t m = 0; m < layout_.batch.metrics.size(); ++m) {
        const std::size_t each = layout_.values_of(m) / layout_.statistic_count();
        summarise_all(runs, &RunValues::values, from, each, row.values, to);
        from += each;
        to += layout_.values_of(m);
      }
      row.cost.resize(interventions * layout_.statistic_count());
      summarise_all(runs, &RunValues::cost, 0, interventions, row.cost, 0);
      std::vector<double> months;
      months.reserve(runs.size());
      for (const RunValues& run : runs) months.push_back(static_cast<double>(run.replication_month));
      row.replication_month.resize(layout_.statistic_count());
      summarise(plan_.output.statistics, months, row.replication_month);
    }
    if (plan_.output.keep_bits < 23) {
      for (float& value : row.values) value = rounded_to_bits(value, plan_.output.keep_bits);
    }
  }

  // Quantity i of `each` at `from` in every run -> its statistics at to + s * each + i.
  void summarise_all(const std::vector<RunValues>& runs, std::vector<float> RunValues::*member, std::size_t from,
                     std::size_t each, std::vector<float>& result, std::size_t to) const {
    std::vector<double> values;
    std::vector<float> out(layout_.statistic_count());
    for (std::size_t i = 0; i < each; ++i) {
      values.clear();
      for (const RunValues& run : runs) values.push_back(static_cast<double>((run.*member)[from + i]));
      summarise(plan_.output.statistics, values, out);
      for (std::size_t s = 0; s < out.size(); ++s) result[to + s * each + i] = out[s];
    }
  }

  const SweepPlan& plan_;
  const SweepLayout& layout_;
  const RowSet& rows_;
  const std::function<void(SweepRow&&)>& take_;
  ThreadSplit threads_;
  std::size_t ahead_;
  std::vector<std::unique_ptr<SweepRow>> waiting_;  // [index % ahead], from their end to their hand-over
  std::vector<Sample> samples_;                     // [worker]
  Clock::time_point begun_ = Clock::now();
  SharedCount done_, failed_, months_done_;
};

}  // namespace

std::uint64_t SweepLayout::rows() const {
  return std::uint64_t{samples} * batch.policies.size() * (summary ? 1 : batch.replicates);
}

SweepKey SweepLayout::key(std::uint64_t row) const {
  const std::uint64_t replicates = summary ? 1 : batch.replicates;
  const std::uint64_t cases = row / replicates;
  return {static_cast<std::size_t>(cases / batch.policies.size()), static_cast<Index>(cases % batch.policies.size()),
          static_cast<Index>(row % replicates), summary ? batch.replicates : 1};
}

std::size_t SweepLayout::places(std::size_t metric) const {
  return batch.metrics[metric]->level == MetricLevel::community ? regions.count() : 1;
}

std::size_t SweepLayout::values_of(std::size_t metric) const {
  return statistic_count() * batch.months.size() * places(metric) * batch.members[metric];
}

std::size_t SweepLayout::values_per_row() const {
  std::size_t values = 0;
  for (std::size_t m = 0; m < batch.metrics.size(); ++m) values += values_of(m);
  return values;
}

SweepLayout make_sweep_layout(const SweepPlan& plan) {
  SweepLayout layout;
  layout.batch = make_layout({.scenario = plan.scenario,
                              .policies = plan.policies,
                              .replicates = plan.replicates,
                              .seed = plan.seed,
                              .metrics = plan.output.metrics,
                              .every = plan.output.every});
  layout.regions = make_regions(plan.scenario, plan.output.by);
  layout.samples = plan.design.samples();
  layout.summary = plan.output.summary;
  if (layout.summary) {
    if (plan.replicates < 2) throw InputError("a summary over replicates needs at least 2 of them");
    layout.statistics = plan.output.statistics.names();
  }
  if (layout.rows() > most_rows)
    throw InputError("a sweep has at most " + std::to_string(most_rows) + " results, this plan has " +
                     std::to_string(layout.rows()) + "; summary = true makes one of all replicates");
  if (!plan.paired && layout.runs() > most_rows)
    throw InputError("a sweep in which every run has its own luck has at most " + std::to_string(most_rows) + " runs");
  return layout;
}

RunNumber run_number(const SweepPlan& plan, const SweepLayout& layout, const SweepKey& key, Index replicate) {
  if (plan.paired) return RunNumber{replicate};
  const std::uint64_t cases = std::uint64_t{key.sample} * layout.batch.policies.size() + key.policy;
  return RunNumber{cases * layout.batch.replicates + replicate};
}

bool run_rows(const SweepPlan& plan, const SweepLayout& layout, const RowSet& rows,
              const std::function<void(SweepRow&&)>& take, const OnSweepProgress& on_progress) {
  return Sweep(plan, layout, rows, take).run(on_progress);
}

float rounded_to_bits(float value, int keep_bits) {
  if (!std::isfinite(value)) return value;
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const int drop = 23 - keep_bits;
  const std::uint32_t half = (1U << (drop - 1)) - 1 + ((bits >> drop) & 1U);
  const float rounded = std::bit_cast<float>((bits + half) & ~((1U << drop) - 1));
  return std::isfinite(rounded) ? rounded : value;  // the largest numbers are kept as they are
}

}  // namespace berdaya
