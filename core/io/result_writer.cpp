#include "io/result_writer.hpp"

#include <limits>

#include "base/printable.hpp"
#include "berdaya_version.hpp"
#include "io/result_chunks.hpp"
#include "io/result_file.hpp"
#include "io/result_texts.hpp"

namespace berdaya {
namespace {

const VariableText status_text{"1",
                               {"status of the run", "status simulasi"},
                               {"0 = done; 1 = failed, all values of the run are missing",
                                "0 = selesai; 1 = gagal, semua nilai simulasi itu kosong"},
                               "run"};
int contacts_of(const Scenario& scenario) { return static_cast<int>(scenario.parameters.social_capital.contacts); }

std::vector<std::string> dimensions_of(const MetricDescription& metric) {
  std::vector<std::string> names{"policy", "replicate", "time"};
  if (metric.level == MetricLevel::community) names.emplace_back("community");
  if (metric.dimension != MetricDimension::scalar) names.push_back(dimension_name(metric.dimension));
  return names;
}

}  // namespace

ResultWriter::ResultWriter(const std::string& path, const BatchPlan& plan, const BatchLayout& layout)
    : path_(path),
      layout_(layout),
      file_(path),
      dimensions_({file_.id(), path_}),
      statuses_(layout.runs(), 0),
      errors_(layout.runs()) {
  const std::size_t snapshot_bytes = layout.snapshots.size() * layout.umkm * umkm_row_bytes(contacts_of(plan.scenario));
  // Large snapshots are written one by one and wait for no block.
  const bool together = umkm_replicates_together(layout, layout.replicates) > 1;
  block_ = block_replicates(layout, together ? snapshot_bytes : 0);
}

void ResultWriter::begin(const BatchPlan& plan, const std::string& resolved_scenario) {
  write_root(plan, resolved_scenario);
  make_variables(plan);
  file_.check();
}

namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

}  // namespace

void ResultWriter::write_root(const BatchPlan& plan, const std::string& resolved_scenario) {
  const Hdf5Place root{file_.id(), path_};
  const Scenario& scenario = plan.scenario;
  write_text_attribute(root, "Conventions", "CF-1.10");
  write_text_attribute(root, "title", scenario.title.in(Language::en));
  write_text_attribute(root, "title_id", scenario.title.in(Language::id));
  write_text_attribute(root, "source", "Berdaya " + std::string(version) + ", agent-based simulation");
  write_text_attribute(root, "format", "berdaya result");
  write_attribute<std::int32_t>(root, "format_version", result_format_version);
  write_text_attribute(root, "engine_version", version);
  write_text_attribute(root, "engine_commit", commit);
  write_attribute<std::uint64_t>(root, "seed", plan.seed.value);
  write_text_attribute(root, "scenario_id", scenario.id);
  write_text_attribute(root, "scenario", resolved_scenario);
  if (plan.sets != nullptr) {
    write_text_attribute(root, "parameter_sets_name", printable(plan.sets->name));
    write_text_attribute(root, "parameter_sets", plan.sets->text);
    write_text_attribute(root, "parameter_sets_used", listed(plan.sets->paths));
    write_text_attribute(root, "parameter_sets_unused", listed(plan.sets->unused));
  }
}

void ResultWriter::make_variables(const BatchPlan& plan) {
  const Scenario& scenario = plan.scenario;
  add_run_dimensions(dimensions_, scenario, layout_);
  if (plan.sets != nullptr) add_parameter_sets(dimensions_, *plan.sets, layout_);
  add_time(dimensions_, "time", scenario, layout_.months);
  add_communities(dimensions_, scenario);
  add_further_dimensions(dimensions_, scenario, layout_);

  const std::vector<std::string> by_run{"policy", "replicate"};
  const Hdf5Handle text = string_type();
  status_ = dimensions_.make_coordinate("status", stored_type<std::int32_t>(), by_run, status_text);
  error_ = dimensions_.make_coordinate("error", text.id(), by_run, error_text);
  replication_ =
      dimensions_.make_variable("run_replication_month", stored_type<float>(), by_run, replication_text, {}, true);
  if (!layout_.interventions.empty()) {
    const std::string name = dimension_name(MetricDimension::intervention);
    cost_ =
        dimensions_.make_variable("run_cost", stored_type<float>(), {"policy", "replicate", name}, cost_text, {}, true);
  }

  for (std::size_t m = 0; m < layout_.metrics.size(); ++m) {
    const MetricDescription& metric = *layout_.metrics[m];
    metrics_.emplace_back();
    if (layout_.values_per_run(m) == 0) continue;
    const VariableText about{metric.unit, metric.title, metric.definition, name_of(metric.level)};
    metrics_.back() = dimensions_.make_variable(std::string(metric.name), stored_type<float>(), dimensions_of(metric),
                                                about, metric_storage(layout_, m, block_), true);
    write_metric_traits({metrics_.back().id(), path_}, metric);
  }
  if (!layout_.snapshots.empty())
    umkm_ =
        std::make_unique<ResultUmkm>(Hdf5Place{file_.id(), path_}, scenario, layout_, block_, contacts_of(scenario));
}

void ResultWriter::snapshot(RunKey run, Index position, const UmkmTable& umkm) {
  const Hdf5Quiet quiet;
  umkm_->snapshot(run, position, umkm);
  file_.check();
}

void ResultWriter::write(const RunBlock& block) {
  const Hdf5Quiet quiet;
  const hsize_t runs = block.runs.size();
  for (std::size_t m = 0; m < metrics_.size(); ++m) {
    if (!metrics_[m]) continue;
    Shape start{block.policy, block.first_replicate, 0};
    Shape count = dimensions_.shape(dimensions_of(*layout_.metrics[m]));
    start.resize(count.size(), 0);
    count[0] = 1;
    count[1] = runs;
    write_block({metrics_[m].id(), path_}, start, count, native_type<float>(), block.values[m].data());
  }

  std::vector<float> months;
  std::vector<float> costs;
  std::vector<bool> failed;
  for (std::size_t r = 0; r < block.runs.size(); ++r) {
    const RunOutcome& run = block.runs[r];
    const std::size_t at = static_cast<std::size_t>(block.policy) * layout_.replicates + block.first_replicate + r;
    statuses_[at] = static_cast<std::int32_t>(run.status);
    errors_[at] = run.error;
    failed.push_back(run.status == RunStatus::failed);
    months.push_back(run.replication_month == none ? std::numeric_limits<float>::quiet_NaN()
                                                   : static_cast<float>(run.replication_month));
    for (const double cost : run.cost) costs.push_back(static_cast<float>(cost));
  }
  const hsize_t policy = block.policy;
  const hsize_t first = block.first_replicate;
  write_block({replication_.id(), path_}, {policy, first}, {1, runs}, native_type<float>(), months.data());
  if (cost_)
    write_block({cost_.id(), path_}, {policy, first, 0}, {1, runs, layout_.interventions.size()}, native_type<float>(),
                costs.data());
  if (umkm_) umkm_->finish(block.policy, block.first_replicate, failed);
  file_.check();
}

void ResultWriter::finish(const std::string& provenance) {
  const Hdf5Place root{file_.id(), path_};
  write_block({status_.id(), path_}, {0, 0}, {layout_.policies.size(), layout_.replicates}, native_type<std::int32_t>(),
              statuses_.data());
  write_strings({error_.id(), path_}, errors_);
  write_text_attribute(root, "provenance", provenance);
  close_variables();
  check_hdf5(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), path_, "write the results");
  file_.close();
}

void ResultWriter::close_variables() {
  umkm_.reset();
  metrics_.clear();
  for (Hdf5Handle* handle : {&status_, &error_, &replication_, &cost_}) handle->close();
  dimensions_.close();
}

}  // namespace berdaya
