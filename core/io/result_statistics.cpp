#include "io/result_statistics.hpp"

#include <algorithm>
#include <array>

#include "base/errors.hpp"
#include "io/result_tree.hpp"
#include "observers/metric.hpp"

namespace berdaya {
namespace {

constexpr std::size_t slab_bytes = std::size_t{64} << 20;

// A variable (policy, replicate[, time[, community]][, further]) as the statistics see it.
struct Series {
  std::string name, unit;
  hsize_t replicates = 0, times = 1, places = 1, members = 1;
  bool has_time = false, has_place = false;
  std::string further;              // its further dimension
  std::vector<std::string> labels;  // of its members; empty without a further dimension
  Title title;
  std::vector<Title> member_titles;  // the labels where the file has no titles
};

// Members of the dimensions skill_kind and trust_in, which are the same in every file and have no titles in it.
struct KnownMember {
  std::string_view label;
  Text title;
};
constexpr std::array<KnownMember, 7> known_members{{{"production", {"production", "produksi"}},
                                                    {"management", {"management", "manajemen"}},
                                                    {"market", {"market", "pasar"}},
                                                    {"peer", {"peers", "sesama"}},
                                                    {"cbo", {"the CBO", "OBM"}},
                                                    {"facilitator", {"facilitators", "pendamping"}},
                                                    {"government", {"government", "pemerintah"}}}};

// Titles along a dimension: of the coordinates DIMENSION_title and DIMENSION_title_id, where the file has them.
std::vector<Title> titles_along(Hdf5Place file, const std::string& dimension, const std::vector<std::string>& labels) {
  const std::string base = dimension.ends_with("_id") ? dimension.substr(0, dimension.size() - 3) : dimension;
  std::vector<Title> titles(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto* const known = std::ranges::find(known_members, labels[i], &KnownMember::label);
    titles[i] = known == known_members.end() ? Title{labels[i], {}}
                                             : Title{std::string(known->title.en), std::string(known->title.id)};
  }
  const auto read = [&](const std::string& name, std::string Title::*language) {
    if (H5Lexists(file.id, name.c_str(), H5P_DEFAULT) <= 0) return;
    const Hdf5Handle dataset = open_dataset(file, name);
    const std::vector<std::string> texts = read_strings({dataset.id(), file.file});
    for (std::size_t i = 0; i < std::min(texts.size(), titles.size()); ++i) titles[i].*language = texts[i];
  };
  read(base + "_title", &Title::en);
  read(base + "_title_id", &Title::id);
  return titles;
}

// Nothing for what is no metric: coordinates, labels, snapshots.
bool read_series(Hdf5Place file, Hdf5Place dataset, const std::string& name, Series& series) {
  const Hdf5Handle type = checked(H5Dget_type(dataset.id), H5Tclose, file.file, "read the type of a variable");
  const std::vector<std::string> dimensions = dimensions_of_variable(dataset);
  if (name.find('/') != std::string::npos || type_name(type.id()) != "float32" || dimensions.size() < 2 ||
      dimensions[0] != "policy" || dimensions[1] != "replicate")
    return false;
  const Shape shape = shape_of(dataset);
  series.name = name;
  series.unit = read_text_attribute(dataset.id, "units");
  series.title = {read_text_attribute(dataset.id, "long_name"), read_text_attribute(dataset.id, "long_name_id")};
  series.replicates = shape[1];
  std::size_t axis = 2;
  series.has_time = axis < shape.size() && dimensions[axis] == "time";
  if (series.has_time) series.times = shape[axis++];
  series.has_place = axis < shape.size() && dimensions[axis] == "community";
  if (series.has_place) series.places = shape[axis++];
  if (axis < shape.size()) {
    series.members = shape[axis];
    series.further = dimensions[axis];
    const Hdf5Handle labels = open_dataset(file, series.further);
    series.labels = read_strings({labels.id(), file.file});
    if (series.labels.size() != series.members || axis + 1 < shape.size())
      throw IoError(file.file + ": the file is damaged: '" + name + "' and its dimensions do not fit");
    series.member_titles = titles_along(file, series.further, series.labels);
  }
  return true;
}

// values[moment][member][replicate]: means over communities, under one policy.
std::vector<double> read_means(Hdf5Place dataset, const Series& series, hsize_t policy,
                               const std::vector<std::size_t>& moments) {
  const std::size_t month = series.places * series.members;
  std::vector<double> means(moments.size() * series.members * series.replicates);
  std::vector<float> values;
  const auto read = [&](hsize_t replicate, hsize_t replicates, hsize_t time, hsize_t times) {
    Shape start{policy, replicate}, count{1, replicates};
    const auto add_axis = [&](hsize_t from, hsize_t length) {
      start.push_back(from);
      count.push_back(length);
    };
    if (series.has_time) add_axis(time, times);
    if (series.has_place) add_axis(0, series.places);
    if (!series.further.empty()) add_axis(0, series.members);
    values.resize(replicates * times * month);
    read_block(dataset, start, count, native_type<float>(), values.data());
  };
  const auto take = [&](const float* from, std::size_t moment, std::size_t replicate) {
    for (std::size_t member = 0; member < series.members; ++member) {
      double sum = 0;
      for (std::size_t k = 0; k < series.places; ++k) sum += static_cast<double>(from[k * series.members + member]);
      means[(moment * series.members + member) * series.replicates + replicate] =
          sum / static_cast<double>(series.places);
    }
  };

  // Whole runs, as many at once as the memory is meant for; of runs larger than that, month by month.
  const std::size_t run_bytes = series.times * month * sizeof(float);
  const hsize_t step = std::max<hsize_t>(1, slab_bytes / std::max<std::size_t>(1, run_bytes));
  for (hsize_t first = 0; first < series.replicates; first += step) {
    const hsize_t n = std::min(step, series.replicates - first);
    if (run_bytes <= slab_bytes) read(first, n, 0, series.times);
    for (std::size_t moment = 0; moment < moments.size(); ++moment) {
      if (run_bytes > slab_bytes) read(first, 1, moments[moment], 1);
      for (hsize_t r = 0; r < n; ++r) {
        const std::size_t at = run_bytes > slab_bytes ? 0 : (r * series.times + moments[moment]) * month;
        take(values.data() + at, moment, first + r);
      }
    }
  }
  return means;
}

// Metrics in the order of the catalogue, then others by name, then what is told once for a run.
std::vector<std::string> in_order(std::vector<std::string> names) {
  const auto rank = [](const std::string& name) {
    const MetricDescription* const metric = find_metric(name);
    if (metric != nullptr) return static_cast<std::size_t>(metric - metrics().data());
    return metrics().size() + (name.starts_with("run_") ? 1 : 0);
  };
  std::ranges::stable_sort(names, {}, rank);
  return names;
}

}  // namespace

std::vector<std::size_t> moments_of_statistics(const std::vector<Index>& recorded, Index every) {
  std::vector<std::size_t> moments;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    if ((recorded[i] + 1) % every == 0 || i + 1 == recorded.size()) moments.push_back(i);
  }
  return moments;
}

ResultStatistics read_statistics(const std::string& path, Index every) {
  const Hdf5Quiet quiet;
  const Hdf5Handle file = open_result(path);
  const Hdf5Place root{file.id(), path};
  ResultStatistics result;
  result.path = path;
  result.scenario_id = read_text_attribute(file.id(), "scenario_id");
  const Hdf5Handle policies = open_dataset(root, "policy");
  result.policies = read_strings({policies.id(), path});
  result.policy_titles = titles_along(root, "policy", result.policies);
  const std::vector<std::int32_t> month = read_numbers<std::int32_t>(root, "month");
  const std::vector<Index> recorded(month.begin(), month.end());
  if (recorded.empty()) throw IoError(path + ": the file is damaged: it has no months");
  const std::vector<std::size_t> moments = moments_of_statistics(recorded, every);
  for (const std::size_t moment : moments) result.months.push_back(recorded[moment] + 1);

  const std::vector<std::string> names = in_order(variable_names(root));
  for (std::size_t p = 0; p < result.policies.size(); ++p) {
    for (const std::string& name : names) {
      const Hdf5Handle dataset = open_dataset(root, name);
      Series series;
      if (!read_series(root, {dataset.id(), path}, name, series)) continue;
      if (series.has_time && series.times != recorded.size())
        throw IoError(std::string(path)
                          .append(": the file is damaged: '")
                          .append(name)
                          .append("' does not have the months of the file"));
      result.replicates = static_cast<Index>(series.replicates);
      const std::vector<std::size_t> once{0};
      const std::vector<double> means = read_means({dataset.id(), path}, series, p, series.has_time ? moments : once);
      for (std::size_t member = 0; member < series.members; ++member) {
        Title title = series.title;
        if (!series.labels.empty()) {
          const Title& of_member = series.member_titles[member];
          title = {title.in(Language::en) + ": " + of_member.in(Language::en),
                   title.in(Language::id) + ": " + of_member.in(Language::id)};
        }
        for (std::size_t m = 0; m < (series.has_time ? moments.size() : 1); ++m) {
          const Spread spread =
              spread_of(std::span(means).subspan((m * series.members + member) * series.replicates, series.replicates));
          if (spread.count == 0 && series.further == "intervention") continue;
          result.rows.push_back({.policy = result.policies[p],
                                 .metric = series.labels.empty() ? name : name + "[" + series.labels[member] + "]",
                                 .title = title,
                                 .unit = series.unit,
                                 .month = series.has_time ? result.months[m] : result.months.back(),
                                 .spread = spread});
        }
      }
    }
  }
  return result;
}

}  // namespace berdaya
