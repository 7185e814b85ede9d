#include "io/result_dimensions.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <limits>
#include <numeric>

#include "io/indonesian.hpp"
#include "io/result_file.hpp"
#include "observers/metric.hpp"

namespace berdaya {
namespace {

std::vector<std::string> titles(const std::vector<const Title*>& titles_of, Language language) {
  std::vector<std::string> texts;
  texts.reserve(titles_of.size());
  for (const Title* title : titles_of) texts.push_back(title->in(language));
  return texts;
}

void add_titles(ResultDimensions& dimensions, const std::string& dimension, const std::vector<const Title*>& titles_of,
                const VariableText& text, const std::string& base = {}) {
  const std::string beginning = base.empty() ? dimension : base;
  dimensions.make_label_coordinate(beginning + "_title", dimension, titles(titles_of, Language::en), text);
  VariableText indonesian = text;
  indonesian.definition = {"title in Indonesian", "judul dalam bahasa Indonesia"};
  dimensions.make_label_coordinate(beginning + "_title_id", dimension, titles(titles_of, Language::id), indonesian);
}

std::chrono::sys_days first_day(const CalendarMonth& month) {
  return std::chrono::year(month.year) / std::chrono::month(static_cast<unsigned>(month.month) + 1) / 1;
}

// Titles of interventions by label: of the first policy that has the label.
std::vector<Title> intervention_titles(const Scenario& scenario, const BatchLayout& layout) {
  std::vector<Title> found(layout.interventions.size());
  for (std::size_t p = layout.policies.size(); p-- > 0;) {
    const std::vector<InterventionSpec> list = interventions_under(scenario, layout.policies[p]);
    for (std::size_t i = 0; i < list.size(); ++i) found[layout.label_of[p][i]] = list[i].title;
    for (std::size_t i = list.size(); i < layout.label_of[p].size(); ++i)
      found[layout.label_of[p][i]] = {"Facilitators paid by a fund", "Pendamping yang dibayar dana"};
  }
  return found;
}

template <class Spec>
std::vector<std::string> ids_of(const std::vector<Spec>& specs) {
  std::vector<std::string> ids;
  ids.reserve(specs.size());
  for (const Spec& spec : specs) ids.push_back(spec.id);
  return ids;
}

template <class Spec>
std::vector<const Title*> titles_of(const std::vector<Spec>& specs) {
  std::vector<const Title*> pointers;
  pointers.reserve(specs.size());
  for (const Spec& spec : specs) pointers.push_back(&spec.title);
  return pointers;
}

}  // namespace

void write_variable_text(Hdf5Place variable, const VariableText& text) {
  write_text_attribute(variable, "units", text.units);  // empty for labels
  if (const std::string units = unit_text(text.units, Language::id); !units.empty() && units != text.units)
    write_text_attribute(variable, "units_id", units);
  write_text_attribute(variable, "long_name", text.title.en);
  write_text_attribute(variable, "long_name_id", text.title.in(Language::id));
  write_text_attribute(variable, "definition", text.definition.en);
  write_text_attribute(variable, "definition_id", text.definition.in(Language::id));
  write_text_attribute(variable, "level", text.level);
}

void write_metric_traits(Hdf5Place variable, const MetricDescription& metric) {
  if (metric.better != Direction::none) write_text_attribute(variable, "better", name_of(metric.better));
  if (metric.traits.seasonal) write_attribute<std::int32_t>(variable, "seasonal", 1);
}

void ResultDimensions::add_scale(const std::string& name, Hdf5Handle dataset, hsize_t size, const VariableText& text) {
  check_hdf5(H5DSset_scale(dataset.id(), name.c_str()), group_.file, "write a dimension");
  write_variable_text({dataset.id(), group_.file}, text);
  position_[name] = scales_.size();
  sizes_[name] = size;
  scales_.push_back(std::move(dataset));
}

void ResultDimensions::add_labels(const std::string& name, const std::vector<std::string>& labels,
                                  const VariableText& text) {
  const Hdf5Handle type = string_type();
  Hdf5Handle dataset = create_dataset(group_, name, type.id(), {labels.size()});
  write_strings({dataset.id(), group_.file}, labels);
  add_scale(name, std::move(dataset), labels.size(), text);
}

void ResultDimensions::add_numbers(const std::string& name, const std::vector<std::int32_t>& numbers,
                                   const VariableText& text) {
  add_scale(name, write_numbers<std::int32_t>(group_, name, numbers), numbers.size(), text);
}

void ResultDimensions::add_positions(const std::string& name, std::uint64_t n, const VariableText& text) {
  constexpr std::uint64_t at_once = 1 << 16;
  Hdf5Handle dataset = create_dataset(group_, name, stored_type<std::int32_t>(), {n});
  for (std::uint64_t first = 0; first < n; first += at_once) {
    std::vector<std::int32_t> numbers(std::min(at_once, n - first));
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int32_t>(first));
    write_block({dataset.id(), group_.file}, {first}, {numbers.size()}, native_type<std::int32_t>(), numbers.data());
  }
  add_scale(name, std::move(dataset), n, text);
}

void ResultDimensions::add_attribute(const char* name, std::string_view value) {
  write_text_attribute({scales_.back().id(), group_.file}, name, value);
}

Shape ResultDimensions::shape(const std::vector<std::string>& dimensions) const {
  Shape shape;
  for (const std::string& dimension : dimensions) shape.push_back(sizes_.at(dimension));
  return shape;
}

Hdf5Handle ResultDimensions::make_variable(const std::string& name, hid_t stored,
                                           const std::vector<std::string>& dimensions, const VariableText& text,
                                           const Storage& storage, bool missing_is_nan) {
  const bool is_float = missing_is_nan && H5Tequal(stored, H5T_IEEE_F32LE) > 0;
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  Hdf5Handle variable = create_dataset(group_, name, stored, shape(dimensions), storage, is_float ? &nan : nullptr);
  const Hdf5Place place{variable.id(), group_.file};
  for (std::size_t axis = 0; axis < dimensions.size(); ++axis) {
    const hid_t scale = scales_[position_.at(dimensions[axis])].id();
    check_hdf5(H5DSattach_scale(variable.id(), scale, static_cast<unsigned>(axis)), group_.file,
               "write the dimensions of a variable");
  }
  write_variable_text(place, text);
  if (is_float) write_attribute(place, "_FillValue", nan);

  std::string beside;
  for (const auto& [coordinate, needed] : coordinates_) {
    const bool fits = std::all_of(needed.begin(), needed.end(), [&](const std::string& dimension) {
      return std::find(dimensions.begin(), dimensions.end(), dimension) != dimensions.end();
    });
    if (fits && coordinate != name) beside += (beside.empty() ? "" : " ") + coordinate;
  }
  if (!beside.empty()) write_text_attribute(place, "coordinates", beside);
  return variable;
}

Hdf5Handle ResultDimensions::make_coordinate(const std::string& name, hid_t stored,
                                             const std::vector<std::string>& dimensions, const VariableText& text) {
  auto known = std::exchange(coordinates_, {});  // coordinates do not name other coordinates
  Hdf5Handle variable = make_variable(name, stored, dimensions, text);
  coordinates_ = std::move(known);
  coordinates_.emplace_back(name, dimensions);
  return variable;
}

void ResultDimensions::make_label_coordinate(const std::string& name, const std::string& dimension,
                                             const std::vector<std::string>& labels, const VariableText& text) {
  const Hdf5Handle type = string_type();
  const Hdf5Handle variable = make_coordinate(name, type.id(), {dimension}, text);
  write_strings({variable.id(), group_.file}, labels);
}

std::string time_units(const Scenario& scenario) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "days since %04d-%02d-01", scenario.start.year, scenario.start.month + 1);
  return text.data();
}

std::vector<std::int32_t> days_of(const Scenario& scenario, const std::vector<Index>& months) {
  const auto origin = first_day(scenario.start);
  std::vector<std::int32_t> days;
  days.reserve(months.size());
  for (const Index month : months)
    days.push_back(static_cast<std::int32_t>((first_day(calendar_month(scenario, month)) - origin).count()));
  return days;
}

std::string dimension_name(MetricDimension dimension) {
  std::string name(name_of(dimension));
  return find_metric(name) == nullptr ? name : name + "_id";
}

void add_run_dimensions(ResultDimensions& dimensions, const Scenario& scenario, const BatchLayout& layout) {
  dimensions.add_labels("policy", layout.policies,
                        {"",
                         {"policy", "kebijakan"},
                         {"named list of interventions on top of the scenario; baseline has none",
                          "daftar intervensi bernama di atas skenario; baseline tidak punya"},
                         "policy"});
  const Title baseline{"Baseline: nothing is added", "Acuan: tidak ada tambahan"};
  std::vector<const Title*> policy_titles;
  for (const std::string& id : layout.policies) {
    const auto found = std::find_if(scenario.policies.begin(), scenario.policies.end(),
                                    [&](const PolicySpec& policy) { return policy.id == id; });
    policy_titles.push_back(found == scenario.policies.end() ? &baseline : &found->title);
  }
  add_titles(
      dimensions, "policy", policy_titles,
      {"", {"title of the policy", "judul kebijakan"}, {"title in English", "judul dalam bahasa Inggris"}, "policy"});

  std::vector<std::int32_t> replicates(layout.replicates);
  for (std::size_t r = 0; r < replicates.size(); ++r)
    replicates[r] = static_cast<std::int32_t>(layout.first_replicate + r);
  dimensions.add_numbers("replicate", replicates,
                         {"1",
                          {"replicate", "ulangan"},
                          {"number of the run; replicate r of every policy meets the same luck",
                           "nomor simulasi; ulangan r dari setiap kebijakan bertemu undian acak yang sama"},
                          "replicate"});
}

void add_parameter_sets(ResultDimensions& dimensions, const ParameterSets& sets, const BatchLayout& layout) {
  std::vector<std::int32_t> numbers(layout.replicates);
  for (Index r = 0; r < layout.replicates; ++r)
    numbers[r] = static_cast<std::int32_t>(sets.set_of(layout.first_replicate + r));
  dimensions.make_number_coordinate("parameter_set", "replicate", numbers,
                                    {"1",
                                     {"parameter set", "himpunan parameter"},
                                     {"row of the attribute parameter_sets, from 0, whose values the replicate has",
                                      "baris atribut parameter_sets, dari 0, yang nilainya dipakai ulangan itu"},
                                     "replicate"});
  for (std::size_t p = 0; p < sets.paths.size(); ++p) {
    const ParameterDescription* parameter = find_parameter(sets.paths[p]);
    const std::string definition = "value of " + sets.paths[p] + ", set by the parameter set";
    const std::string definition_id = "nilai " + sets.paths[p] + ", dari himpunan parameter";
    VariableText text{"1", {sets.paths[p], sets.paths[p]}, {definition, definition_id}, "replicate"};
    if (parameter != nullptr) {
      text.units = parameter->unit;
      text.title = parameter->meaning;
    }
    std::vector<double> values;
    values.reserve(numbers.size());
    for (const std::int32_t number : numbers) values.push_back(sets.values[static_cast<std::size_t>(number)][p]);
    dimensions.make_number_coordinate(sets.paths[p], "replicate", values, text);
  }
}

void add_time(ResultDimensions& dimensions, const std::string& name, const Scenario& scenario,
              const std::vector<Index>& months) {
  const std::string units = time_units(scenario);
  dimensions.add_numbers(
      name, days_of(scenario, months),
      {units,
       {"month", "bulan"},
       {"first day of the month; values are those of its end", "hari pertama bulan; nilai berlaku pada akhir bulan"},
       "time"});
  dimensions.add_attribute("calendar", "proleptic_gregorian");
  dimensions.add_attribute("standard_name", "time");
  dimensions.add_attribute("axis", "T");
  // Months between records (fewer before the last), so that a part of the file tells what its first record stands for.
  if (!months.empty()) dimensions.add_attribute("every", std::to_string(months.front() + 1));
  const std::vector<std::int32_t> numbers(months.begin(), months.end());
  dimensions.make_number_coordinate(
      "month", name, numbers,
      {"1",
       {"number of the month", "nomor bulan"},
       {"counted from 0 at the start of the scenario", "dihitung dari 0 pada awal skenario"},
       "time"});
}

void add_communities(ResultDimensions& dimensions, const Scenario& scenario) {
  dimensions.add_labels("community", ids_of(scenario.communities),
                        {"",
                         {"community", "komunitas"},
                         {"kampung, RW or kelurahan of the scenario", "kampung, RW, atau kelurahan dari skenario"},
                         "community"});
  add_titles(
      dimensions, "community", titles_of(scenario.communities),
      {"", {"name of the community", "nama komunitas"}, {"name in English", "nama dalam bahasa Inggris"}, "community"});
  std::vector<std::int32_t> umkm;
  std::vector<double> latitudes;
  std::vector<double> longitudes;
  for (const CommunitySpec& community : scenario.communities) {
    umkm.push_back(static_cast<std::int32_t>(community.umkm_count()));
    latitudes.push_back(community.latitude);
    longitudes.push_back(community.longitude);
  }
  dimensions.make_number_coordinate(
      "umkm_count", "community", umkm,
      {"1",
       {"number of UMKM", "jumlah UMKM"},
       {"micro businesses of the community; the same in every month", "usaha mikro komunitas; sama setiap bulan"},
       "community"});
  dimensions.make_number_coordinate(
      "latitude", "community", latitudes,
      {"degrees_north", {"latitude", "lintang"}, {"of the community's centre", "pusat komunitas"}, "community"});
  dimensions.make_number_coordinate(
      "longitude", "community", longitudes,
      {"degrees_east", {"longitude", "bujur"}, {"of the community's centre", "pusat komunitas"}, "community"});
}

void add_regions(ResultDimensions& dimensions, const Scenario& scenario, const Regions& regions) {
  const std::string name(name_of(regions.kind));
  dimensions.add_labels(name, regions.ids,
                        {"",
                         {"region", "wilayah"},
                         {"unit of government whose communities are averaged; none = communities without one",
                          "unit pemerintahan yang komunitasnya dirata-ratakan; none = komunitas tanpa unit itu"},
                         name});
  std::vector<const Title*> titles_of_regions;
  titles_of_regions.reserve(regions.titles.size());
  for (const Title& title : regions.titles) titles_of_regions.push_back(&title);
  add_titles(dimensions, name, titles_of_regions,
             {"", {"name of the region", "nama wilayah"}, {"name in English", "nama dalam bahasa Inggris"}, name});
  std::vector<std::int32_t> umkm;
  std::vector<std::int32_t> communities;
  for (const std::vector<Index>& members : regions.communities) {
    Index n = 0;
    for (const Index k : members) n += scenario.communities[k].umkm_count();
    umkm.push_back(static_cast<std::int32_t>(n));
    communities.push_back(static_cast<std::int32_t>(members.size()));
  }
  dimensions.make_number_coordinate(
      "umkm_count", name, umkm,
      {"1", {"number of UMKM", "jumlah UMKM"}, {"micro businesses of the region", "usaha mikro di wilayah itu"}, name});
  dimensions.make_number_coordinate("community_count", name, communities,
                                    {"1",
                                     {"number of communities", "jumlah komunitas"},
                                     {"communities of the region", "komunitas di wilayah itu"},
                                     name});
}

void add_further_dimensions(ResultDimensions& dimensions, const Scenario& scenario, const BatchLayout& layout) {
  const auto needed = [&layout](MetricDimension dimension) {
    return std::any_of(layout.metrics.begin(), layout.metrics.end(),
                       [dimension](const MetricDescription* metric) { return metric->dimension == dimension; });
  };
  World labels;
  labels.setting.options = scenario.options;
  if (needed(MetricDimension::option) && !scenario.options.empty()) {
    const std::string name = dimension_name(MetricDimension::option);
    dimensions.add_labels(name, ids_of(scenario.options),
                          {"",
                           {"option", "opsi"},
                           {"permit, sales channel or finance that an UMKM can take up",
                            "izin, saluran penjualan, atau pembiayaan yang dapat diambil UMKM"},
                           "option"});
    add_titles(
        dimensions, name, titles_of(scenario.options),
        {"", {"title of the option", "judul opsi"}, {"title in English", "judul dalam bahasa Inggris"}, "option"});
  }
  if (needed(MetricDimension::skill_kind)) {
    dimensions.add_labels(dimension_name(MetricDimension::skill_kind), labels_of(MetricDimension::skill_kind, labels),
                          {"",
                           {"kind of skill", "jenis keterampilan"},
                           {"production, management, market", "produksi, manajemen, pasar"},
                           "skill_kind"});
  }
  if (needed(MetricDimension::trust_in)) {
    dimensions.add_labels(dimension_name(MetricDimension::trust_in), labels_of(MetricDimension::trust_in, labels),
                          {"",
                           {"whom is trusted", "siapa yang dipercaya"},
                           {"peers, the CBO, facilitators, government", "sesama, OBM, pendamping, pemerintah"},
                           "trust_in"});
  }
  if (needed(MetricDimension::fund) && !scenario.funds.empty()) {
    const std::string name = dimension_name(MetricDimension::fund);
    dimensions.add_labels(name, ids_of(scenario.funds),
                          {"",
                           {"fund", "dana"},
                           {"money of the scenario that pays for interventions and facilitators",
                            "uang dalam skenario yang membiayai intervensi dan pendamping"},
                           "fund"});
    add_titles(dimensions, name, titles_of(scenario.funds),
               {"", {"title of the fund", "judul dana"}, {"title in English", "judul dalam bahasa Inggris"}, "fund"},
               "fund");
  }
  if (!layout.interventions.empty()) {
    const std::string name = dimension_name(MetricDimension::intervention);
    dimensions.add_labels(
        name, layout.interventions,
        {"",
         {"intervention", "intervensi"},
         {"lever or shock of the scenario or of a policy", "tuas atau guncangan dari skenario atau kebijakan"},
         "intervention"});
    const std::vector<Title> found = intervention_titles(scenario, layout);
    std::vector<const Title*> pointers;
    pointers.reserve(found.size());
    for (const Title& title : found) pointers.push_back(&title);
    add_titles(dimensions, name, pointers,
               {"",
                {"title of the intervention", "judul intervensi"},
                {"title in English", "judul dalam bahasa Inggris"},
                "intervention"});
  }
}

}  // namespace berdaya
