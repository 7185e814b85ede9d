// The descriptions that the reader, the program and the docs use, as rows of plain values.
#include <pybind11/stl.h>

#include "bind.hpp"
#include "engine/schedule.hpp"
#include "experiment/comparison.hpp"
#include "interventions/catalogue.hpp"
#include "io/indonesian.hpp"
#include "io/result_file.hpp"
#include "observers/metric.hpp"
#include "params/parameters.hpp"
#include "params/structures.hpp"
#include "state/option.hpp"

namespace berdaya::bindings {
namespace {

namespace py = pybind11;

py::list parameters() {
  py::list rows;
  for (const ParameterGroup& group : parameter_groups()) {
    for (const ParameterDescription& parameter : group.parameters) {
      py::dict row;
      row["name"] = to_python(parameter.name);
      row["default"] = parameter.standard;
      row["unit"] = to_python(parameter.unit);
      row["low"] = parameter.low;
      row["high"] = parameter.high;
      row["lowest"] = lower_bound(parameter.bounds);
      row["highest"] = upper_bound(parameter.bounds);
      py::list choices;
      for (const std::string_view choice : parameter.choices) choices.append(to_python(choice));
      row["choices"] = choices;
      row["source"] = to_python(parameter.source);
      row["meaning"] = to_python(parameter.meaning);
      rows.append(row);
    }
  }
  return rows;
}

py::list metric_rows() {
  py::list rows;
  for (const MetricDescription& metric : metrics()) {
    py::dict row;
    row["name"] = to_python(metric.name);
    row["unit"] = to_python(metric.unit);
    row["level"] = to_python(name_of(metric.level));
    row["dimension"] = to_python(dimension_name(metric.dimension));
    row["title"] = to_python(metric.title);
    row["definition"] = to_python(metric.definition);
    row["better"] = std::string(name_of(metric.better));
    row["seasonal"] = metric.traits.seasonal;
    row["figure"] = metric.traits.figure.order;
    py::list members;
    for (const Index member : metric.traits.figure.members)
      if (member != none) members.append(member);
    row["figure_members"] = members;
    rows.append(row);
  }
  return rows;
}

std::string_view type_text(FieldType type) {
  switch (type) {
    case FieldType::number:
    case FieldType::optional_number:
      return "number";
    case FieldType::path:
      return "list of [date, value]";
    case FieldType::option:
      return "option";
    case FieldType::cbo:
      return "CBO";
    case FieldType::level:
      return "level of government";
  }
  return "";
}

py::list fields_of(const InterventionDescription& kind) {
  py::list rows;
  for (const FieldDescription& field : kind.fields) {
    py::dict row;
    row["name"] = to_python(field.name);
    row["type"] = to_python(type_text(field.type));
    row["unit"] = to_python(field.unit);
    row["default"] = field.standard_text.empty() && field.type == FieldType::number
                         ? py::object(py::float_(field.standard))
                         : py::object(to_python(field.standard_text));
    row["low"] = field.low;
    row["high"] = field.high;
    row["source"] = to_python(field.source);
    row["meaning"] = to_python(field.meaning);
    rows.append(row);
  }
  return rows;
}

py::list interventions() {
  py::list rows;
  for (const InterventionDescription& kind : intervention_kinds()) {
    py::dict row;
    row["name"] = to_python(kind.name);
    row["shock"] = kind.shock;
    row["reaches_umkm"] = kind.reaches_umkm;
    row["title"] = to_python(kind.title);
    row["effect"] = to_python(kind.effect);
    row["intensity_high"] = kind.intensity_high;
    row["intensity_unit"] = to_python(kind.intensity_unit);
    row["cost_unit"] = to_python(kind.cost_unit);
    row["source"] = to_python(kind.source);
    row["fields"] = fields_of(kind);
    rows.append(row);
  }
  return rows;
}

py::list options() {
  const std::vector<OptionSpec> all = standard_options();
  py::list rows;
  for (const OptionSpec& option : all) {
    py::dict row;
    row["name"] = to_python(std::string_view(option.id));
    row["title"] = to_python(option.title);
    row["kind"] = to_python(name_of(option.kind));
    row["prerequisite"] = option.prerequisite < 0
                              ? py::str("")
                              : to_python(std::string_view(all[static_cast<std::size_t>(option.prerequisite)].id));
    row["skill"] = to_python(name_of(option.skill));
    row["offered_by"] = to_python(name_of(option.offered_by));
    row["food_only"] = option.food_only;
    for (const OptionCell& cell : option_cells()) row[to_python(cell.name)] = option.*cell.at;
    row["source"] = to_python(std::string_view(option.source));
    rows.append(row);
  }
  return rows;
}

// A number where the parameter is one, else the name of the choice.
py::object value_of_setting(const ParameterSetting& setting) {
  const ParameterDescription* parameter = find_parameter(setting.parameter);
  if (parameter != nullptr && parameter->choices.empty()) return py::float_(to_python(setting.value));
  return to_python(setting.value);
}

py::list structure_rows() {
  py::list rows;
  for (const StructureDescription& structure : structures()) {
    py::dict row;
    row["name"] = to_python(structure.name);
    row["title"] = to_python(structure.title);
    row["description"] = to_python(structure.description);
    row["source"] = to_python(structure.source);
    py::dict settings;
    for (const ParameterSetting& setting : structure.settings)
      settings[to_python(setting.parameter)] = value_of_setting(setting);
    row["settings"] = settings;
    rows.append(row);
  }
  return rows;
}

py::list rules() {
  py::list rows;
  for (const RuleDescription* each : month_schedule()) {
    const RuleDescription& rule = *each;
    py::dict row;
    row["name"] = to_python(rule.name);
    row["number"] = to_python(rule.number);
    row["process"] = to_python(rule.process);
    row["equation"] = to_python(rule.equation);
    row["parameters"] = to_python(rule.parameters);
    row["reads"] = to_python(rule.reads);
    row["changes"] = to_python(rule.changes);
    row["reference"] = to_python(rule.reference);
    rows.append(row);
  }
  return rows;
}

// "unit", "source" or "default": which words the text is made of.
std::string in_indonesian(const std::string& kind, const std::string& text) {
  if (kind == "unit") return unit_text(text, Language::id);
  return kind == "source" ? source_text(text, Language::id) : default_text(text, Language::id);
}

}  // namespace

void bind_descriptions(py::module_& module) {
  module.def("parameters", parameters);
  module.def("metrics", metric_rows);
  module.def("interventions", interventions);
  module.def("options", options);
  module.def("rules", rules);
  module.def("structures", structure_rows);
  module.def("in_indonesian", in_indonesian);
}

}  // namespace berdaya::bindings
