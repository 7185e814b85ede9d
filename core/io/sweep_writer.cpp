#include "io/sweep_writer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "base/errors.hpp"
#include "berdaya_version.hpp"
#include "experiment/comparison.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_output.hpp"
#include "io/result_dimensions.hpp"
#include "io/result_file.hpp"
#include "io/result_texts.hpp"

namespace berdaya {
namespace {

constexpr std::size_t block_memory = std::size_t{64} << 20;
constexpr std::size_t small = std::size_t{64} << 10;    // not worth chunks
constexpr std::size_t wanted = std::size_t{256} << 10;  // bytes of a chunk
constexpr std::size_t largest = std::size_t{1} << 20;
constexpr std::size_t parts_open = 32;
constexpr float missing = std::numeric_limits<float>::quiet_NaN();

const VariableText run_text{
    "1",
    {"run", "simulasi"},
    {"row of the sweep, from 0: sample by sample, in it policy by policy, in that replicate by "
     "replicate",
     "baris sapuan, dari 0: sampel demi sampel, di dalamnya kebijakan demi kebijakan, lalu ulangan "
     "demi ulangan"},
    "run"};
const VariableText sample_text{"1",
                               {"sample", "sampel"},
                               {"number of the sample in the design, from 0", "nomor sampel dalam rancangan, dari 0"},
                               "run"};
const VariableText policy_text{"", {"policy", "kebijakan"}, {"id of the policy", "id kebijakan"}, "run"};
const VariableText replicate_text{
    "1",
    {"replicate", "ulangan"},
    {"number of the replicate, from 0; the same number has the same luck if the sweep is paired",
     "nomor ulangan, dari 0; nomor yang sama mendapat undian acak sama bila berpasangan"},
    "run"};
const VariableText status_text{
    "1",
    {"status of the run", "status simulasi"},
    {"0 = done; 1 = failed (in a summary: some replicates failed); 2 = not run",
     "0 = selesai; 1 = gagal (dalam ringkasan: sebagian ulangan gagal); 2 = belum dijalankan"},
    "run"};
const VariableText failed_text{"1",
                               {"failed replicates", "ulangan gagal"},
                               {"number of replicates that failed", "banyaknya ulangan yang gagal"},
                               "run"};
const VariableText reproduce_text{
    "",
    {"command that runs it again", "perintah untuk menjalankannya lagi"},
    {"of failed runs, otherwise empty; in the folder of the plan, if its scenario is a file",
     "untuk simulasi yang gagal, selain itu kosong; di folder rencana, bila skenarionya berkas"},
    "run"};
const VariableText statistic_text{
    "",
    {"statistic", "statistik"},
    {"over the replicates that did not fail: mean, sd (n - 1), quantiles in percent",
     "atas ulangan yang tidak gagal: rerata, simpangan baku (n - 1), kuantil dalam persen"},
    "statistic"};

std::size_t power_below(std::size_t n) { return std::bit_floor(std::clamp<std::size_t>(n, 1, 1U << 16)); }

// Readers of parts, a bounded number open at once.
class OpenParts {
 public:
  OpenParts(const std::vector<PartInfo>& parts, const SweepLayout& layout) : parts_(parts), layout_(layout) {}

  const PartReader& at(std::uint32_t part) {
    const auto found = open_.find(part);
    if (found != open_.end()) {
      found->second.second = ++clock_;
      return found->second.first;
    }
    if (open_.size() >= parts_open) {
      open_.erase(std::min_element(open_.begin(), open_.end(),
                                   [](const auto& a, const auto& b) { return a.second.second < b.second.second; }));
    }
    return open_.emplace(part, std::pair(PartReader(parts_[part], layout_), ++clock_)).first->second.first;
  }

 private:
  const std::vector<PartInfo>& parts_;
  const SweepLayout& layout_;
  std::map<std::uint32_t, std::pair<PartReader, std::uint64_t>> open_;
  std::uint64_t clock_ = 0;
};

// Consecutive rows as they come from the parts.
struct RowBlock {
  std::uint64_t first = 0;
  std::size_t count = 0;
  std::vector<float> values, cost, replication_month;
  std::vector<std::uint32_t> failed, failed_replicate;
  std::vector<std::string> errors;
  std::vector<bool> there;
};

class SweepFile {
 public:
  SweepFile(const std::string& path, const LoadedSweep& sweep, const SweepLayout& layout)
      : path_(path), sweep_(sweep), layout_(layout), file_(path), dimensions_({file_.id(), path_}) {
    const std::size_t per_row = sizeof(float) * std::max<std::size_t>(1, layout.values_per_row());
    block_ = std::min<std::size_t>(power_below(block_memory / per_row),
                                   std::bit_ceil(std::max<std::uint64_t>(1, layout.rows())));
  }

  std::size_t block_rows() const { return block_; }

  void begin(const SweepFileTexts& texts) {
    write_root(texts);
    make_dimensions();
    make_coordinates();
    make_variables();
    file_.check();
  }

  void write(const RowBlock& block, const SweepFileTexts& texts) {
    write_coordinates(block, texts);
    std::vector<float> slice;
    std::size_t from = 0;
    const std::size_t columns = layout_.values_per_row();
    for (std::size_t m = 0; m < metrics_.size(); ++m) {
      const std::size_t each = layout_.values_of(m);
      if (metrics_[m]) {
        slice.resize(block.count * each);
        for (std::size_t r = 0; r < block.count; ++r)
          std::copy_n(block.values.begin() + static_cast<std::ptrdiff_t>(r * columns + from), each,
                      slice.begin() + static_cast<std::ptrdiff_t>(r * each));
        write_rows(metrics_[m], dimensions_of(m), block, slice);
      }
      from += each;
    }
    write_rows(replication_, with_statistic({"run"}), block, block.replication_month);
    if (cost_)
      write_rows(cost_, with_statistic({"run"}, dimension_name(MetricDimension::intervention)), block, block.cost);
    file_.check();
  }

  void finish(const std::string& provenance) {
    write_text_attribute({file_.id(), path_}, "provenance", provenance);
    metrics_.clear();
    parameters_.clear();
    for (Hdf5Handle* handle :
         {&replication_, &cost_, &sample_, &policy_, &replicate_, &status_, &failed_, &error_, &reproduce_})
      handle->close();
    dimensions_.close();
    check_hdf5(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), path_, "write the results");
    file_.close();
  }

 private:
  std::vector<std::string> with_statistic(std::vector<std::string> names, const std::string& last = {}) const {
    if (layout_.summary) names.emplace_back("statistic");
    if (!last.empty()) names.push_back(last);
    return names;
  }

  std::vector<std::string> dimensions_of(std::size_t m) const {
    const MetricDescription& metric = *layout_.batch.metrics[m];
    std::vector<std::string> names = with_statistic({"run"}, "time");
    if (metric.level == MetricLevel::community && layout_.regions.kind != RegionKind::world)
      names.emplace_back(name_of(layout_.regions.kind));
    if (metric.dimension != MetricDimension::scalar) names.push_back(dimension_name(metric.dimension));
    return names;
  }

  void write_root(const SweepFileTexts& texts) {
    const Hdf5Place root{file_.id(), path_};
    const Scenario& scenario = sweep_.scenario.scenario;
    write_text_attribute(root, "Conventions", "CF-1.10");
    write_text_attribute(root, "title", scenario.title.in(Language::en));
    write_text_attribute(root, "title_id", scenario.title.in(Language::id));
    write_text_attribute(root, "source", "Berdaya " + std::string(version) + ", agent-based simulation");
    write_text_attribute(root, "format", "berdaya sweep");
    write_attribute<std::int32_t>(root, "format_version", result_format_version);
    write_text_attribute(root, "engine_version", version);
    write_text_attribute(root, "engine_commit", commit);
    write_attribute<std::uint64_t>(root, "seed", sweep_.seed.value);
    write_text_attribute(root, "scenario_id", scenario.id);
    write_text_attribute(root, "scenario", sweep_.scenario.resolved);
    write_text_attribute(root, "plan", sweep_.text);
    write_text_attribute(root, "design", name_of(sweep_.design->spec().kind));
    write_text_attribute(root, "sweep", texts.fingerprint);
    write_attribute<std::int32_t>(root, "replicates", static_cast<std::int32_t>(layout_.batch.replicates));
    write_attribute<std::int32_t>(root, "paired", sweep_.paired ? 1 : 0);
  }

  void make_dimensions() {
    dimensions_.add_positions("run", layout_.rows(), run_text);
    if (layout_.summary) dimensions_.add_labels("statistic", layout_.statistics, statistic_text);
    add_time(dimensions_, "time", sweep_.scenario.scenario, layout_.batch.months);
    if (layout_.regions.kind == RegionKind::community)
      add_communities(dimensions_, sweep_.scenario.scenario);
    else if (layout_.regions.kind != RegionKind::world)
      add_regions(dimensions_, sweep_.scenario.scenario, layout_.regions);
    add_further_dimensions(dimensions_, sweep_.scenario.scenario, layout_.batch);
  }

  void make_coordinates() {
    const std::vector<std::string> by_run{"run"};
    const Hdf5Handle text = string_type();
    sample_ = dimensions_.make_coordinate("sample", stored_type<std::int32_t>(), by_run, sample_text);
    policy_ = dimensions_.make_coordinate("policy", text.id(), by_run, policy_text);
    if (!layout_.summary)
      replicate_ = dimensions_.make_coordinate("replicate", stored_type<std::int32_t>(), by_run, replicate_text);
    status_ = dimensions_.make_coordinate("status", stored_type<std::int32_t>(), by_run, status_text);
    if (layout_.summary)
      failed_ = dimensions_.make_coordinate("failed_replicates", stored_type<std::int32_t>(), by_run, failed_text);
    error_ = dimensions_.make_coordinate("error", text.id(), by_run, error_text);
    reproduce_ = dimensions_.make_coordinate("reproduce", text.id(), by_run, reproduce_text);
    for (std::size_t p = 0; p < sweep_.design->parameters(); ++p) {
      const std::string& path = sweep_.design->spec().parameters[p].path;
      const ParameterDescription* found = find_parameter(path.starts_with("parameters.") ? path.substr(11) : path);
      const std::string standard = "set by the design: " + path;
      const std::string standard_id = "ditetapkan oleh rancangan: " + path;
      const VariableText about{found != nullptr ? found->unit : "1",
                               found != nullptr ? found->meaning : Text{path, path},
                               {standard, standard_id},
                               "run"};
      numeric_.push_back(is_numeric(p));
      parameters_.push_back(
          dimensions_.make_coordinate(path, numeric_.back() ? stored_type<double>() : text.id(), by_run, about));
      write_text_attribute({parameters_.back().id(), path_}, "role", "swept");
    }
  }

  // All values of a parameter are numbers, or else all are shown as texts.
  bool is_numeric(std::size_t parameter) const {
    const DesignSpec& spec = sweep_.design->spec();
    if (spec.kind != DesignKind::list && spec.parameters[parameter].values.empty()) return true;
    for (std::size_t s = 0; s < sweep_.design->samples(); ++s) {
      if (std::isnan(sweep_.design->number(s, parameter))) return false;
    }
    return true;
  }

  Storage storage_of(std::size_t m) const {
    const std::size_t bytes = layout_.values_of(m) * sizeof(float);
    if (bytes * layout_.rows() <= small) return {};
    Storage storage{{}, true};
    storage.chunk.push_back(std::min<hsize_t>({power_below(wanted / bytes), block_, layout_.rows()}));
    for (const std::string& name : dimensions_of(m)) {
      if (name != "run") storage.chunk.push_back(dimensions_.size(name));
    }
    // The whole course of some places is read at once where a run is large.
    std::size_t chunk = bytes * storage.chunk[0];
    for (std::size_t axis = storage.chunk.size(); axis-- > 1 && chunk > largest;) {
      const std::string name = dimensions_of(m)[axis];
      if (name == "time" || name == "statistic") continue;
      const hsize_t fits = std::max<hsize_t>(1, storage.chunk[axis] * largest / chunk);
      chunk = chunk / storage.chunk[axis] * fits;
      storage.chunk[axis] = fits;
    }
    return storage;
  }

  void make_variables() {
    for (std::size_t m = 0; m < layout_.batch.metrics.size(); ++m) {
      const MetricDescription& metric = *layout_.batch.metrics[m];
      metrics_.emplace_back();
      if (layout_.values_of(m) == 0) continue;
      const VariableText about{metric.unit, metric.title, metric.definition, name_of(metric.level)};
      metrics_.back() = dimensions_.make_variable(std::string(metric.name), stored_type<float>(), dimensions_of(m),
                                                  about, storage_of(m), true);
      write_metric_traits({metrics_.back().id(), path_}, metric);
      if (metric.level == MetricLevel::community && layout_.regions.kind != RegionKind::community)
        write_text_attribute({metrics_.back().id(), path_}, "cell_methods", "community: mean");
    }
    replication_ = dimensions_.make_variable("run_replication_month", stored_type<float>(), with_statistic({"run"}),
                                             replication_text, {}, true);
    if (!layout_.batch.interventions.empty())
      cost_ = dimensions_.make_variable("run_cost", stored_type<float>(),
                                        with_statistic({"run"}, dimension_name(MetricDimension::intervention)),
                                        cost_text, {}, true);
  }

  void write_rows(const Hdf5Handle& variable, const std::vector<std::string>& dimensions, const RowBlock& block,
                  const std::vector<float>& values) {
    Shape count = dimensions_.shape(dimensions);
    Shape start(count.size(), 0);
    start[0] = block.first;
    count[0] = block.count;
    write_block({variable.id(), path_}, start, count, native_type<float>(), values.data());
  }

  template <class T>
  void write_column(const Hdf5Handle& variable, const RowBlock& block, const std::vector<T>& values) {
    write_block({variable.id(), path_}, {block.first}, {block.count}, native_type<T>(), values.data());
  }

  void write_texts(const Hdf5Handle& variable, const RowBlock& block, const std::vector<std::string>& texts) {
    write_strings_at({variable.id(), path_}, block.first, texts);
  }

  void write_coordinates(const RowBlock& block, const SweepFileTexts& texts) {
    std::vector<std::int32_t> samples, replicates, statuses, failed;
    std::vector<std::string> policies, reproduce;
    for (std::size_t r = 0; r < block.count; ++r) {
      const SweepKey key = layout_.key(block.first + r);
      samples.push_back(static_cast<std::int32_t>(key.sample));
      policies.push_back(layout_.batch.policies[key.policy]);
      replicates.push_back(static_cast<std::int32_t>(key.first_replicate));
      statuses.push_back(!block.there[r] ? 2 : block.failed[r] > 0 ? 1 : 0);
      failed.push_back(static_cast<std::int32_t>(block.failed[r]));
      reproduce.push_back(block.failed[r] > 0 ? texts.reproduce(key, block.failed_replicate[r]) : std::string());
    }
    write_column(sample_, block, samples);
    write_texts(policy_, block, policies);
    if (replicate_) write_column(replicate_, block, replicates);
    write_column(status_, block, statuses);
    if (failed_) write_column(failed_, block, failed);
    write_texts(error_, block, block.errors);
    write_texts(reproduce_, block, reproduce);
    for (std::size_t p = 0; p < parameters_.size(); ++p) {
      if (numeric_[p]) {
        std::vector<double> values;
        values.reserve(samples.size());
        for (const std::int32_t sample : samples)
          values.push_back(sweep_.design->number(static_cast<std::size_t>(sample), p));
        write_column(parameters_[p], block, values);
        continue;
      }
      std::vector<std::string> values;
      for (const std::int32_t sample : samples) {
        std::string value = sweep_.design->value(static_cast<std::size_t>(sample), p);
        if (value.size() > 1 && value.front() == '"') value = value.substr(1, value.size() - 2);
        values.push_back(std::move(value));
      }
      write_texts(parameters_[p], block, values);
    }
  }

  const std::string path_;
  const LoadedSweep& sweep_;
  const SweepLayout& layout_;
  Hdf5Output file_;
  ResultDimensions dimensions_;
  std::size_t block_ = 1;
  std::vector<Hdf5Handle> metrics_;     // [metric]; none where a dimension has no members
  std::vector<Hdf5Handle> parameters_;  // [swept parameter]
  std::vector<bool> numeric_;
  Hdf5Handle sample_, policy_, replicate_, status_, failed_, error_, reproduce_, replication_, cost_;
};

void size_block(RowBlock& block, const SweepLayout& layout) {
  const std::size_t statistics = layout.statistic_count();
  block.values.assign(block.count * layout.values_per_row(), missing);
  block.cost.assign(block.count * statistics * layout.batch.interventions.size(), missing);
  block.replication_month.assign(block.count * statistics, missing);
  block.failed.assign(block.count, 0);
  block.failed_replicate.assign(block.count, 0);
  block.errors.assign(block.count, {});
  block.there.assign(block.count, false);
}

// The rows of the block that parts hold; `from` is the first segment that does not end before it.
void read_rows(std::span<const RowSegment> segments, std::size_t& from, OpenParts& parts, const SweepLayout& layout,
               RowBlock& block) {
  const std::size_t columns = layout.values_per_row();
  const std::size_t statistics = layout.statistic_count();
  const std::size_t costs = statistics * layout.batch.interventions.size();
  const std::uint64_t block_end = block.first + block.count;
  while (from < segments.size() && segments[from].end() <= block.first) ++from;
  for (std::size_t s = from; s < segments.size() && segments[s].first < block_end; ++s) {
    const RowSegment& segment = segments[s];
    const std::uint64_t first = std::max(segment.first, block.first);
    const std::size_t n = std::min(segment.end(), block_end) - first;
    const std::size_t r = first - block.first;
    parts.at(segment.part)
        .read(segment.position + (first - segment.first), n, std::span(block.values).subspan(r * columns),
              std::span(block.cost).subspan(r * costs), std::span(block.replication_month).subspan(r * statistics),
              std::span(block.failed).subspan(r), std::span(block.failed_replicate).subspan(r),
              std::span(block.errors).subspan(r));
    for (std::size_t i = 0; i < n; ++i) block.there[r + i] = true;
  }
}

}  // namespace

bool write_sweep_file(const std::string& path, const LoadedSweep& sweep, const SweepLayout& layout,
                      const std::vector<PartInfo>& parts, const RowPlaces& places, const SweepFileTexts& texts,
                      const std::function<bool(double)>& on_progress) {
  const Hdf5Quiet quiet;
  SweepFile file(path, sweep, layout);
  file.begin(texts);
  OpenParts open(parts, layout);
  RowBlock block;
  std::size_t segment = 0;
  for (block.first = 0; block.first < places.rows(); block.first += block.count) {
    block.count = std::min<std::size_t>(file.block_rows(), places.rows() - block.first);
    size_block(block, layout);
    read_rows(places.segments(), segment, open, layout, block);
    file.write(block, texts);
    if (on_progress &&
        !on_progress(static_cast<double>(block.first + block.count) / static_cast<double>(places.rows())))
      return false;
  }
  file.finish(texts.provenance);
  return true;
}

}  // namespace berdaya
