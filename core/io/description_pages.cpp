#include "io/description_pages.hpp"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "interventions/catalogue.hpp"
#include "io/indonesian.hpp"
#include "observers/metric.hpp"
#include "params/parameters.hpp"
#include "state/option.hpp"

namespace berdaya {
namespace {

constexpr Text label_default{"default", "bawaan"};
constexpr Text label_unit{"unit", "satuan"};
constexpr Text label_plausible{"plausible", "wajar"};
constexpr Text label_allowed{"allowed", "boleh"};

std::string in_both(const Text& text, Language language) { return std::string(text.in(language)); }

DescribedFact unit_fact(std::string_view unit, Language language) {
  return {"unit", label_unit, json_text(unit), unit_text(unit, language)};
}

// Number and unit in one for people, two entries in JSON.
void add_default(std::vector<DescribedFact>& facts, std::string_view text, std::string json, std::string_view unit,
                 Language language) {
  std::string shown(text);
  if (const std::string u = unit_text(unit, language); !u.empty()) shown += " " + u;
  facts.push_back({"default", label_default, std::move(json), shown});
  facts.push_back({"unit", label_unit, json_text(unit), ""});
}

DescribedEntry parameter_entry(const ParameterDescription& p, Language language) {
  DescribedEntry entry{.name = std::string(p.name),
                       .title = {},
                       .facts = {},
                       .meaning_en = std::string(p.meaning.en),
                       .meaning_id = std::string(p.meaning.id),
                       .parts = {}};
  if (p.choices.empty()) {
    add_default(entry.facts, plain_number(p.standard), plain_number(p.standard), p.unit, language);
    entry.facts.push_back(range_fact("plausible", label_plausible, p.low, p.high));
    entry.facts.push_back(range_fact("allowed", label_allowed, lower_bound(p.bounds), upper_bound(p.bounds)));
  } else {
    const std::string_view chosen = p.choices[static_cast<std::size_t>(p.standard)];
    entry.facts.push_back({"default", label_default, json_text(chosen), std::string(chosen)});
    entry.facts.push_back({"unit", label_unit, json_text(p.unit), ""});
    std::string json = "[";
    for (const std::string_view choice : p.choices) json += (json.size() > 1 ? "," : "") + json_text(choice);
    entry.facts.push_back({"choices", {"one of", "salah satu dari"}, json + "]", join_names(p.choices)});
  }
  entry.facts.push_back(source_fact(p.source, language));
  return entry;
}

DescribedEntry metric_entry(const MetricDescription& m, Language language) {
  DescribedEntry entry{.name = std::string(m.name),
                       .title = m.title,
                       .facts = {},
                       .meaning_en = std::string(m.definition.en),
                       .meaning_id = std::string(m.definition.id),
                       .parts = {}};
  DescribedFact unit = unit_fact(m.unit, language);
  unit.label = {};
  entry.facts.push_back(unit);
  const std::string_view dimension = name_of(m.dimension);
  entry.facts.push_back({"dimension",
                         {"for each", "untuk tiap"},
                         dimension.empty() ? "null" : json_text(dimension),
                         std::string(dimension)});
  entry.facts.push_back({"level", {"level", "tingkat"}, json_text(name_of(m.level)), ""});
  const bool id = language == Language::id;
  const std::string_view better = m.better == Direction::higher  ? (id ? "lebih tinggi" : "higher")
                                  : m.better == Direction::lower ? (id ? "lebih rendah" : "lower")
                                                                 : "";
  entry.facts.push_back({"better",
                         {"better", "lebih baik bila"},
                         m.better == Direction::none ? "null" : json_text(name_of(m.better)),
                         std::string(better)});
  entry.facts.push_back({"seasonal",
                         {"season", "musim"},
                         m.traits.seasonal ? "true" : "false",
                         !m.traits.seasonal ? ""
                         : id               ? "ya"
                                            : "yes"});
  return entry;
}

DescribedEntry field_entry(const FieldDescription& f, Language language) {
  DescribedEntry entry{.name = std::string(f.name),
                       .title = {},
                       .facts = {},
                       .meaning_en = std::string(f.meaning.en),
                       .meaning_id = std::string(f.meaning.id),
                       .parts = {}};
  const bool is_number = f.type == FieldType::number || f.type == FieldType::optional_number;
  if (f.required) {
    entry.facts.push_back({"required", {"", ""}, "true", in_both({"required", "wajib"}, language)});
    entry.facts.push_back(unit_fact(f.unit, language));
  } else if (f.type == FieldType::number) {
    add_default(entry.facts, plain_number(f.standard), plain_number(f.standard), f.unit, language);
  } else {
    entry.facts.push_back(
        {"default", label_default, json_text(f.standard_text), default_text(f.standard_text, language)});
    entry.facts.push_back(unit_fact(f.unit, language));
  }
  if (is_number) entry.facts.push_back(range_fact("allowed", label_allowed, f.low, f.high));
  if (f.whole)
    entry.facts.push_back({"whole", {"", ""}, "true", in_both({"whole number", "bilangan bulat"}, language)});
  entry.facts.push_back(source_fact(f.source, language));
  return entry;
}

DescribedEntry kind_entry(const InterventionDescription& kind, Language language) {
  DescribedEntry entry{.name = std::string(kind.name),
                       .title = kind.title,
                       .facts = {},
                       .meaning_en = std::string(kind.effect.en),
                       .meaning_id = std::string(kind.effect.id),
                       .parts = {}};
  std::string intensity = "0 .. " + plain_number(kind.intensity_high);
  if (const std::string unit = unit_text(kind.intensity_unit, language); !unit.empty()) intensity += " " + unit;
  entry.facts.push_back({"shock", {"", ""}, kind.shock ? "true" : "false", ""});
  entry.facts.push_back({"intensity_high", {"intensity", "intensitas"}, plain_number(kind.intensity_high), intensity});
  entry.facts.push_back({"intensity_unit", {"", ""}, json_text(kind.intensity_unit), ""});
  if (!kind.cost_unit.en.empty()) {
    entry.facts.push_back({"cost_unit",
                           {"unit of cost", "satuan biaya"},
                           json_text(kind.cost_unit.en),
                           std::string(kind.cost_unit.in(language))});
  }
  entry.facts.push_back({"chooses_umkm",
                         {"", ""},
                         kind.reaches_umkm ? "true" : "false",
                         kind.reaches_umkm ? in_both({"can choose UMKM", "dapat memilih UMKM"}, language) : ""});
  for (const FieldDescription& field : kind.fields) entry.parts.push_back(field_entry(field, language));
  entry.facts.push_back(source_fact(kind.source, language));
  return entry;
}

DescribedEntry option_entry(const OptionSpec& option, const std::vector<OptionSpec>& all, Language language) {
  DescribedEntry entry{.name = option.id,
                       .title = {},
                       .facts = {},
                       .meaning_en = option.title.in(Language::en),
                       .meaning_id = option.title.in(Language::id),
                       .parts = {}};
  const std::string prerequisite = option.prerequisite < 0 ? "" : all[static_cast<std::size_t>(option.prerequisite)].id;
  entry.facts.push_back(
      {"prerequisite", {"needs", "perlu"}, prerequisite.empty() ? "null" : json_text(prerequisite), prerequisite});
  entry.facts.push_back(fact("skill", {"skill", "keterampilan"}, name_of(option.skill)));
  entry.facts.push_back(fact("offered_by", {"offered by", "ditawarkan oleh"}, name_of(option.offered_by)));
  entry.facts.push_back({"food_only",
                         {"", ""},
                         option.food_only ? "true" : "false",
                         option.food_only ? in_both({"food only", "hanya pangan"}, language) : ""});
  for (const OptionCell& cell : option_cells())
    entry.facts.push_back(number_fact(cell.name, {cell.name, cell.name}, option.*cell.at));
  entry.facts.push_back(source_fact(option.source, language));
  return entry;
}

DescribedEntry cell_entry(const OptionCell& cell, Language language) {
  DescribedEntry entry{.name = std::string(cell.name),
                       .title = {},
                       .facts = {},
                       .meaning_en = std::string(cell.meaning.en),
                       .meaning_id = std::string(cell.meaning.id),
                       .parts = {}};
  DescribedFact unit = unit_fact(cell.unit, language);
  unit.label = {};
  entry.facts.push_back(unit);
  entry.facts.push_back(range_fact("allowed", label_allowed, cell.low, cell.high));
  return entry;
}

}  // namespace

std::string plain_number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return std::to_string(static_cast<long long>(value));
  return number_text(value);
}

std::string json_text(std::string_view text) { return nlohmann::json(text).dump(); }

DescribedFact fact(std::string_view key, Text label, std::string_view text) {
  return {key, label, json_text(text), std::string(text)};
}

DescribedFact number_fact(std::string_view key, Text label, double value) {
  return {key, label, plain_number(value), plain_number(value)};
}

DescribedFact range_fact(std::string_view key, Text label, double low, double high) {
  const std::string a = plain_number(low);
  const std::string b = plain_number(high);
  return {key, label, "[" + a + "," + b + "]", a + " .. " + b};
}

DescribedFact source_fact(std::string_view source, Language language) {
  return {"source", {"source", "sumber"}, json_text(source), source_text(source, language), false};
}

DescribedCatalogue collect_parameters(Language language) {
  DescribedCatalogue catalogue{{"Parameters", "Parameter"}, {}};
  for (const ParameterGroup& group : parameter_groups()) {
    DescribedGroup described{.name = std::string(group.name), .other_names = {}, .title = group.title, .entries = {}};
    for (const ParameterDescription& parameter : group.parameters)
      described.entries.push_back(parameter_entry(parameter, language));
    catalogue.groups.push_back(std::move(described));
  }
  return catalogue;
}

DescribedCatalogue collect_metrics(Language language) {
  DescribedCatalogue catalogue{{"Metrics", "Ukuran"}, {}};
  catalogue.groups.push_back({"community", {}, {"Per month and community", "Per bulan dan komunitas"}, {}});
  catalogue.groups.push_back({"run", {}, {"Per month, for the whole run", "Per bulan, untuk seluruh simulasi"}, {}});
  for (const MetricDescription& metric : metrics())
    catalogue.groups[metric.level == MetricLevel::run ? 1 : 0].entries.push_back(metric_entry(metric, language));
  return catalogue;
}

DescribedCatalogue collect_interventions(Language language) {
  DescribedCatalogue catalogue{{"Interventions", "Intervensi"}, {}};
  DescribedGroup levers{.name = "lever",
                        .other_names = {"levers"},
                        .title = {"Levers", "Tuas kebijakan"},
                        .entries = {},
                        .tabular = false};
  DescribedGroup shocks{
      .name = "shock", .other_names = {"shocks"}, .title = {"Shocks", "Guncangan"}, .entries = {}, .tabular = false};
  for (const InterventionDescription& kind : intervention_kinds())
    (kind.shock ? shocks : levers).entries.push_back(kind_entry(kind, language));
  DescribedGroup common{
      .name = "common", .other_names = {}, .title = {"Fields of every kind", "Isian semua jenis"}, .entries = {}};
  for (const FieldDescription& field : common_fields()) common.entries.push_back(field_entry(field, language));
  catalogue.groups = {std::move(levers), std::move(shocks), std::move(common)};
  return catalogue;
}

DescribedCatalogue collect_options(Language language) {
  DescribedCatalogue catalogue{{"Options that an UMKM can take up", "Opsi yang dapat diambil UMKM"}, {}};
  catalogue.groups.push_back({"permit", {"permits"}, {"Permits", "Izin"}, {}});
  catalogue.groups.push_back({"channel", {"channels"}, {"Sales channels", "Saluran penjualan"}, {}});
  catalogue.groups.push_back({"finance", {}, {"Finance", "Pembiayaan"}, {}});
  const std::vector<OptionSpec> options = standard_options();
  for (const OptionSpec& option : options)
    catalogue.groups[static_cast<std::size_t>(option.kind)].entries.push_back(option_entry(option, options, language));
  DescribedGroup cells{
      .name = "cells", .other_names = {}, .title = {"Cells of the catalogue", "Kolom katalog"}, .entries = {}};
  for (const OptionCell& cell : option_cells()) cells.entries.push_back(cell_entry(cell, language));
  catalogue.groups.push_back(std::move(cells));
  return catalogue;
}

DescribedCatalogue collect(Catalogue catalogue, Language language) {
  switch (catalogue) {
    case Catalogue::parameters:
      return collect_parameters(language);
    case Catalogue::metrics:
      return collect_metrics(language);
    case Catalogue::interventions:
      return collect_interventions(language);
    case Catalogue::options:
      return collect_options(language);
    case Catalogue::rules:
      return collect_rules(language);
    case Catalogue::structures:
      return collect_structures(language);
    case Catalogue::schema:
      return collect_schema(language);
    case Catalogue::errors:
      return collect_errors(language);
  }
  return {};
}

}  // namespace berdaya
