// Dimensions of a result file, their labels, and the coordinates beside them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "engine/scenario.hpp"
#include "experiment/layout.hpp"
#include "experiment/parameter_sets.hpp"
#include "experiment/regions.hpp"
#include "io/hdf5_data.hpp"
#include "observers/metric.hpp"

namespace berdaya {

// What every variable says about itself.
struct VariableText {
  std::string_view units;
  Text title;
  Text definition;
  std::string_view level;  // what one value belongs to: policy, replicate, community, run, umkm ...
};
void write_variable_text(Hdf5Place variable, const VariableText& text);

// What readers need to know of a metric beside its texts: `better` = "higher" or "lower" where one is wished for, and
// `seasonal` = 1 where its level follows the season.
void write_metric_traits(Hdf5Place variable, const MetricDescription& metric);

// Dimensions of one group of the file: each is a dataset with its labels, and an HDF5 dimension scale. Variables of the
// group are made here, so that they are attached to their dimensions and name the coordinates that go with them.
class ResultDimensions {
 public:
  explicit ResultDimensions(Hdf5Place group) : group_(group) {}

  void add_labels(const std::string& name, const std::vector<std::string>& labels, const VariableText& text);
  void add_numbers(const std::string& name, const std::vector<std::int32_t>& numbers, const VariableText& text);
  // The numbers 0, 1, ... n - 1.
  void add_positions(const std::string& name, std::uint64_t n, const VariableText& text);
  // Of the last dimension added.
  void add_attribute(const char* name, std::string_view value);

  void close() { scales_.clear(); }

  bool has(const std::string& name) const { return sizes_.count(name) != 0; }
  hsize_t size(const std::string& name) const { return sizes_.at(name); }
  Shape shape(const std::vector<std::string>& dimensions) const;

  // A dataset with its dimensions, texts and coordinates; float types get NaN for what is missing.
  Hdf5Handle make_variable(const std::string& name, hid_t stored, const std::vector<std::string>& dimensions,
                           const VariableText& text, const Storage& storage = {}, bool missing_is_nan = false);

  // Coordinates that are no dimensions: variables made later name them where their dimensions fit.
  void make_label_coordinate(const std::string& name, const std::string& dimension,
                             const std::vector<std::string>& labels, const VariableText& text);
  template <class T>
  void make_number_coordinate(const std::string& name, const std::string& dimension, const std::vector<T>& values,
                              const VariableText& text) {
    const Hdf5Handle variable = make_coordinate(name, stored_type<T>(), {dimension}, text);
    if (!values.empty())
      write_block({variable.id(), group_.file}, {0}, {values.size()}, native_type<T>(), values.data());
  }
  // Its values are written later.
  Hdf5Handle make_coordinate(const std::string& name, hid_t stored, const std::vector<std::string>& dimensions,
                             const VariableText& text);

 private:
  void add_scale(const std::string& name, Hdf5Handle dataset, hsize_t size, const VariableText& text);

  Hdf5Place group_;
  std::vector<Hdf5Handle> scales_;
  std::map<std::string, std::size_t> position_;
  std::map<std::string, hsize_t> sizes_;
  std::vector<std::pair<std::string, std::vector<std::string>>> coordinates_;
};

// "days since 2016-01-01", and the first day of each month of the run counted from there.
std::string time_units(const Scenario& scenario);
std::vector<std::int32_t> days_of(const Scenario& scenario, const std::vector<Index>& months);

// policy and replicate with their coordinates.
void add_run_dimensions(ResultDimensions& dimensions, const Scenario& scenario, const BatchLayout& layout);
// Which set of parameters each replicate has, and its values.
void add_parameter_sets(ResultDimensions& dimensions, const ParameterSets& sets, const BatchLayout& layout);
void add_time(ResultDimensions& dimensions, const std::string& name, const Scenario& scenario,
              const std::vector<Index>& months);
// community with its coordinates.
void add_communities(ResultDimensions& dimensions, const Scenario& scenario);
// Regions that communities were averaged over, with the number of UMKM in them.
void add_regions(ResultDimensions& dimensions, const Scenario& scenario, const Regions& regions);
// Further dimensions that the chosen metrics and the costs have; those without members are left out.
void add_further_dimensions(ResultDimensions& dimensions, const Scenario& scenario, const BatchLayout& layout);

}  // namespace berdaya
