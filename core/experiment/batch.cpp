#include "experiment/batch.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <limits>
#include <memory>
#include <utility>

#include "base/errors.hpp"
#include "engine/simulation.hpp"
#include "experiment/fund_shortage.hpp"
#include "experiment/recorded.hpp"
#include "experiment/thread_split.hpp"
#include "observers/recorder.hpp"
#include "parallel/ordered_for.hpp"

namespace berdaya {
namespace {

using Clock = std::chrono::steady_clock;
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

// What a run leaves for the hand-over.
struct RunResult {
  RunOutcome outcome;
  std::vector<std::vector<float>> values;  // [metric], as in the results
  bool snapshots_kept = false;             // in the store, to be handed over with the rest
};

// Notes the funds that could not pay all in the month just simulated.
void note_short_funds(const FundTable& fund, Index month, std::vector<Index>& first) {
  first.resize(fund.rows(), none);
  for (Index i = 0; i < fund.rows(); ++i) {
    if (first[i] == none && is_short(fund, i)) first[i] = month;
  }
}

class Batch {
 public:
  Batch(const BatchPlan& plan, BatchSink& sink, RunStore* store, Index checkpoint_every)
      : plan_(plan),
        sink_(sink),
        store_(store),
        checkpoint_every_(checkpoint_every),
        layout_(make_layout(plan)),
        threads_(split_threads(plan.threads, layout_.runs(), layout_.communities)),
        results_(layout_.runs()) {
    summary_.end = make_end_values(layout_);
    for (Index r = 0; plan.sets != nullptr && r < layout_.replicates; ++r)
      summary_.end.sets.push_back(static_cast<Index>(plan.sets->set_of(layout_.first_replicate + r)));
    block_size_ = std::max<Index>(1, sink_.block_size());
  }

  BatchSummary run(const OnProgress& on_progress) {
    OrderedWork tasks;
    tasks.work = [this](std::size_t index, int, const std::function<bool()>& go_on) { work(index, go_on); };
    tasks.finish = [this](std::size_t index) { finish(index); };
    tasks.poll = [this, &on_progress] { return !on_progress || on_progress(progress()); };
    const std::size_t ahead = 2 * static_cast<std::size_t>(threads_.runs);
    const bool completed = ordered_for(layout_.runs(), threads_.runs, ahead, tasks);
    if (on_progress) on_progress(progress());
    if (!completed) {
      throw Interrupted("interrupted: " + std::to_string(done_.value()) + " of " + std::to_string(layout_.runs()) +
                        " runs were done");
    }
    summary_.runs = layout_.runs();
    summary_.resumed = resumed_.value();
    summary_.seconds = seconds();
    summary_.layout = std::move(layout_);
    return std::move(summary_);
  }

 private:
  double seconds() const { return std::chrono::duration<double>(Clock::now() - begun_).count(); }

  BatchProgress progress() const {
    return {
        done_.value(), layout_.runs(), failed_.value(), months_done_.value(), layout_.runs() * plan_.scenario.months,
        seconds()};
  }

  void work(std::size_t index, const std::function<bool()>& go_on) {
    const RunKey key = layout_.key(index);
    auto result = std::make_unique<RunResult>();
    Index months = 0;
    try {
      if (!simulate(key, go_on, *result, months)) return;  // stopped
    } catch (const InputError&) {
      throw;  // the scenario itself is wrong: no other run would fare better
    } catch (const IoError&) {
      throw;
    } catch (const std::exception& error) {
      result->outcome = {RunStatus::failed, error.what(), none, {}, {}};
    }
    if (result->outcome.status == RunStatus::failed) {
      months_done_.add(plan_.scenario.months - months);
      failed_.add(1);
      result->outcome.cost.assign(layout_.interventions.size(), std::numeric_limits<double>::quiet_NaN());
      result->values.clear();
    }
    done_.add(1);
    results_[index] = std::move(result);
  }

  // The whole run; false if it was stopped on the way.
  bool simulate(RunKey key, const std::function<bool()>& go_on, RunResult& result, Index& counted) {
    const Index number = plan_.first_replicate + key.replicate;
    std::optional<Scenario> own;
    if (plan_.sets != nullptr) own = scenario_under(*plan_.sets, number, plan_.scenario);
    Simulation simulation(own ? *own : plan_.scenario, layout_.policies[key.policy], plan_.seed,
                          RunNumber{std::uint64_t{number}}, ThreadCount{threads_.inside});
    Recorder recorder(layout_.metrics, layout_.months, simulation.world());
    const auto count_to = [&](Index month) {
      months_done_.add(month - counted);
      counted = month;
    };

    std::optional<SavedRun> saved;
    if (store_ != nullptr) {
      World& world = simulation.world();
      saved = exclusive_([&] {
        std::optional<SavedRun> found = store_->find(key);
        if (found) store_->load(key, world, recorder);
        return found;
      });
    }
    if (saved) {
      resumed_.add(1);
      count_to(saved->months_done);
      result.snapshots_kept = true;
      if (saved->finished) {
        result.outcome = std::move(saved->outcome);
        take_values(key, recorder, result);
        return true;
      }
      World world = simulation.world();
      simulation.resume(std::move(world), saved->months_done);
      result.outcome.fund_short = std::move(saved->outcome.fund_short);
    }

    Index last_saved = simulation.month();
    while (simulation.step(&recorder)) {
      const Index done = simulation.month();
      count_to(done);
      note_short_funds(simulation.world().fund, done - 1, result.outcome.fund_short);
      keep_snapshot(key, done - 1, simulation.world());
      const bool at_end = done == plan_.scenario.months;
      const bool stopped = !at_end && !go_on();
      if (store_ != nullptr && !at_end &&
          (stopped || (checkpoint_every_ > 0 && done - last_saved >= checkpoint_every_))) {
        exclusive_([&] { store_->save(key, SavedRun{done, false, result.outcome}, &simulation.world(), recorder); });
        last_saved = done;
      }
      if (stopped) return false;
    }

    const std::string problem = first_not_finite(layout_, recorder);
    if (!problem.empty()) {
      result.outcome.status = RunStatus::failed;
      result.outcome.error = problem;
      return true;
    }
    const World& world = simulation.world();
    result.outcome.replication_month = world.replication.month;
    result.outcome.cost = booked_costs(layout_, key.policy, world);
    take_values(key, recorder, result);
    if (store_ != nullptr) {
      result.snapshots_kept = true;
      exclusive_([&] { store_->save(key, SavedRun{plan_.scenario.months, true, result.outcome}, nullptr, recorder); });
    }
    return true;
  }

  void keep_snapshot(RunKey key, Index month, const World& world) {
    const auto found = std::find(layout_.snapshots.begin(), layout_.snapshots.end(), month);
    if (found == layout_.snapshots.end()) return;
    const Index position = static_cast<Index>(found - layout_.snapshots.begin());
    exclusive_([&] {
      if (store_ != nullptr) {
        store_->save_snapshot(key, position, world.umkm);
      } else {
        sink_.snapshot(key, position, world.umkm);
      }
    });
  }

  void take_values(RunKey key, const Recorder& recorder, RunResult& result) const {
    result.values.resize(layout_.metrics.size());
    for (std::size_t m = 0; m < layout_.metrics.size(); ++m)
      result.values[m] = values_with_labels(layout_, m, key.policy, recorder);
  }

  void finish(std::size_t index) {
    const RunKey key = layout_.key(index);
    const std::unique_ptr<RunResult> result = std::move(results_[index]);
    if (block_.runs.empty()) begin_block(key);
    if (result->outcome.status == RunStatus::failed) {
      summary_.failed.push_back({layout_.policies[key.policy], key.replicate, result->outcome.error});
    }
    for (std::size_t m = 0; m < layout_.metrics.size(); ++m) {
      const std::size_t size = layout_.values_per_run(m);
      if (result->values.empty()) {
        block_.values[m].insert(block_.values[m].end(), size, not_a_number);
      } else {
        block_.values[m].insert(block_.values[m].end(), result->values[m].begin(), result->values[m].end());
      }
    }
    block_.runs.push_back(std::move(result->outcome));
    if (result->snapshots_kept) {
      for (Index s = 0; s < layout_.snapshots.size(); ++s) {
        exclusive_([&] { sink_.snapshot(key, s, store_->load_snapshot(key, s)); });
      }
    }
    if (block_.runs.size() == block_size_ || key.replicate + 1 == layout_.replicates) {
      add_block(summary_.end, layout_, block_);
      exclusive_([&] { sink_.write(block_); });
      block_.runs.clear();
    }
  }

  void begin_block(RunKey key) {
    block_.policy = key.policy;
    block_.first_replicate = key.replicate;
    block_.values.resize(layout_.metrics.size());
    const std::size_t runs = std::min<std::size_t>(block_size_, layout_.replicates - key.replicate);
    for (std::size_t m = 0; m < layout_.metrics.size(); ++m) {
      block_.values[m].clear();
      block_.values[m].reserve(runs * layout_.values_per_run(m));
    }
  }

  const BatchPlan& plan_;
  BatchSink& sink_;
  RunStore* store_;
  Index checkpoint_every_;
  BatchLayout layout_;
  ThreadSplit threads_;
  Clock::time_point begun_ = Clock::now();
  Index block_size_ = 1;

  Exclusive exclusive_;  // around sink and store
  SharedCount done_, failed_, resumed_, months_done_;
  std::vector<std::unique_ptr<RunResult>> results_;  // [run], from its end to its hand-over
  RunBlock block_;
  BatchSummary summary_;
};

}  // namespace

BatchSummary run_batch(const BatchPlan& plan, BatchSink& sink, const OnProgress& on_progress, RunStore* store,
                       Index checkpoint_every) {
  return Batch(plan, sink, store, checkpoint_every).run(on_progress);
}

}  // namespace berdaya
