// The JSON Schema of the scenario file, made from the tables that the reader uses.
#include <nlohmann/json.hpp>

#include "interventions/catalogue.hpp"
#include "io/scenario_file.hpp"
#include "io/scenario_keys.hpp"

namespace berdaya {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view id_pattern = "^[A-Za-z0-9_-]+$";

std::string text_of(std::string_view view) { return std::string(view); }

Json date_schema() { return {{"type", "string"}, {"format", "date"}}; }

Json number_schema(double low, double high, bool whole) {
  Json schema = {{"type", whole ? "integer" : "number"}};
  const auto bound = [](double value) {
    return value == static_cast<double>(static_cast<long long>(value)) ? Json(static_cast<long long>(value))
                                                                       : Json(value);
  };
  schema["minimum"] = bound(low);
  schema["maximum"] = bound(high);
  return schema;
}

Json title_schema() {
  const Json table = {{"type", "object"},
                      {"properties", {{"id", {{"type", "string"}}}, {"en", {{"type", "string"}}}}},
                      {"patternProperties", {{"^x-", Json::object()}}},
                      {"additionalProperties", false}};
  return {{"anyOf", Json::array({{{"type", "string"}}, table})}};
}

Json names_schema(std::span<const std::string_view> names) {
  Json schema = {{"enum", Json::array()}};
  for (const std::string_view name : names) schema["enum"].push_back(text_of(name));
  return schema;
}

Json list_schema(const Json& items) { return {{"type", "array"}, {"items", items}}; }

Json with_texts(Json schema, const Text& meaning, std::string_view unit, std::string_view standard) {
  std::string text(meaning.en);
  if (!unit.empty() && unit != "1") text += " [" + text_of(unit) + "]";
  if (!standard.empty()) text += " (default: " + text_of(standard) + ")";
  schema["description"] = text;
  if (!meaning.id.empty()) schema["x-description-id"] = text_of(meaning.id);
  return schema;
}

// A table that allows these keys and notes, and nothing else.
Json table_schema(const Json& properties, const std::vector<std::string>& required = {}) {
  Json schema = {{"type", "object"},
                 {"properties", properties},
                 {"patternProperties", {{"^x-", Json::object()}}},
                 {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = required;
  return schema;
}

Json key_schema(const KeyDescription& key) {
  Json schema;
  switch (key.type) {
    case KeyType::text:
      schema = {{"type", "string"}};
      break;
    case KeyType::title:
      schema = title_schema();
      break;
    case KeyType::id:
    case KeyType::reference:
      schema = {{"type", "string"}, {"pattern", text_of(id_pattern)}};
      break;
    case KeyType::level:
      schema = number_schema(0, 1, false);
      break;
    case KeyType::number:
      schema = number_schema(key.low, key.high, false);
      break;
    case KeyType::whole:
      schema = number_schema(key.low, key.high, true);
      break;
    case KeyType::flag:
      schema = {{"type", "boolean"}};
      break;
    case KeyType::date:
      schema = date_schema();
      break;
    case KeyType::choice:
      schema = names_schema(key.choices);
      break;
    case KeyType::references:
      schema = list_schema({{"type", "string"}, {"pattern", text_of(id_pattern)}});
      break;
    case KeyType::file:
      schema = {{"type", "string"}};
      break;
    case KeyType::counts: {
      const Json count = number_schema(key.low, key.high, true);
      schema = {{"anyOf", Json::array({count, {{"type", "object"}, {"additionalProperties", count}}})}};
      break;
    }
    case KeyType::numbers:
      schema = list_schema(number_schema(key.low, key.high, true));
      break;
    case KeyType::table:
      schema = {{"type", "object"}};
      break;
  }
  return with_texts(std::move(schema), key.meaning, key.unit, key.standard_text);
}

std::vector<KeyDescription> keys_of(std::string_view section) {
  for (SectionDescription& found : scenario_sections()) {
    if (found.name == section) return found.keys;
  }
  return {};
}

Json properties_of(const std::vector<KeyDescription>& keys) {
  Json properties = Json::object();
  for (const KeyDescription& key : keys) properties[text_of(key.name)] = key_schema(key);
  return properties;
}

std::vector<std::string> required_of(const std::vector<KeyDescription>& keys) {
  std::vector<std::string> names;
  for (const KeyDescription& key : keys) {
    if (key.required) names.push_back(text_of(key.name));
  }
  return names;
}

Json section_schema(std::string_view section) {
  const std::vector<KeyDescription> keys = keys_of(section);
  return table_schema(properties_of(keys), required_of(keys));
}

Json parameter_schema(const ParameterDescription& parameter) {
  const bool choice = parameter.bounds == Bounds::choice;
  Json schema =
      choice ? names_schema(parameter.choices)
             : number_schema(lower_bound(parameter.bounds), upper_bound(parameter.bounds), is_whole(parameter.bounds));
  const std::string standard = choice ? text_of(parameter.choices[static_cast<std::size_t>(parameter.standard)])
                                      : number_text(parameter.standard);
  return with_texts(std::move(schema), parameter.meaning, parameter.unit, standard);
}

Json group_schema(const ParameterGroup& group, bool ranges) {
  Json properties = Json::object();
  for (const ParameterDescription& parameter : group.parameters) {
    Json schema = parameter_schema(parameter);
    if (ranges && parameter.bounds == Bounds::choice) continue;
    if (ranges) {
      const Json end =
          number_schema(lower_bound(parameter.bounds), upper_bound(parameter.bounds), is_whole(parameter.bounds));
      schema = with_texts(table_schema({{"min", end}, {"max", end}}, {"min", "max"}), parameter.meaning, parameter.unit,
                          number_text(parameter.low) + " to " + number_text(parameter.high));
    }
    properties[text_of(parameter.name.substr(group.name.size() + 1))] = schema;
  }
  return with_texts(table_schema(properties), group.title, {}, {});
}

Json groups_schema(bool ranges) {
  Json properties = Json::object();
  for (const ParameterGroup& group : parameter_groups()) properties[text_of(group.name)] = group_schema(group, ranges);
  return table_schema(properties);
}

Json option_schema() {
  Json schema = section_schema("[[option]]");
  for (const OptionCell& cell : option_cells()) {
    schema["properties"][text_of(cell.name)] =
        with_texts(number_schema(cell.low, cell.high, false), cell.meaning, cell.unit, "the catalogue's");
  }
  return schema;
}

Json field_schema(const FieldDescription& field, double high) {
  Json schema;
  std::string standard = text_of(field.standard_text);
  switch (field.type) {
    case FieldType::number:
      schema = number_schema(field.low, high, field.whole);
      if (standard.empty()) standard = number_text(field.standard);
      break;
    case FieldType::optional_number:
      schema = number_schema(field.low, high, field.whole);
      break;
    case FieldType::path:
      schema = list_schema({{"type", "array"},
                            {"prefixItems", Json::array({date_schema(), number_schema(0, 1000, false)})},
                            {"minItems", 2},
                            {"maxItems", 2}});
      break;
    case FieldType::option:
    case FieldType::cbo:
      schema = {{"type", "string"}, {"pattern", text_of(id_pattern)}};
      break;
    case FieldType::level:
      schema = names_schema(level_names());
      break;
  }
  return with_texts(std::move(schema), field.meaning, field.unit, standard);
}

// The fields of all kinds need one branch each, so that an editor offers those of the kind that is written, and no
// others.
Json intervention_schema() {
  const std::vector<KeyDescription> keys = keys_of("[[intervention]]");
  Json common = properties_of(keys);
  common["target"] = {{"$ref", "#/$defs/target"}};
  for (const FieldDescription& field : common_fields()) common[text_of(field.name)] = field_schema(field, field.high);
  Json names = Json::array();
  for (const auto& [name, schema] : common.items()) names.push_back(name);
  Json kinds = {{"oneOf", Json::array()}, {"description", common["kind"]["description"]}};
  Json branches = Json::array();
  for (const InterventionDescription& kind : intervention_kinds()) {
    const std::string name(kind.name);
    kinds["oneOf"].push_back({{"const", name},
                              {"title", text_of(kind.title.en)},
                              {"description", text_of(kind.effect.en)},
                              {"x-description-id", text_of(kind.effect.id)}});
    Json properties = {{"intensity", number_schema(0, kind.intensity_high, false)}};
    Json allowed = names;
    for (const FieldDescription& field : kind.fields) {
      properties[text_of(field.name)] = field_schema(field, field.high);
      allowed.push_back(text_of(field.name));
    }
    const Json note = {{"pattern", "^x-"}};
    const Json only = {{"anyOf", Json::array({Json{{"enum", allowed}}, note})}};
    branches.push_back({{"if", {{"properties", {{"kind", {{"const", name}}}}}, {"required", Json::array({"kind"})}}},
                        {"then", {{"properties", properties}, {"propertyNames", only}}}});
  }
  common["kind"] = kinds;
  return {{"type", "object"}, {"properties", common}, {"required", Json::array({"kind"})}, {"allOf", branches}};
}

Json policy_schema() {
  Json schema = section_schema("[policy.NAME]");
  schema["properties"]["intervention"] = list_schema({{"$ref", "#/$defs/intervention"}});
  return schema;
}

}  // namespace

std::string scenario_schema() {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Berdaya scenario"}};
  const std::vector<KeyDescription> top = keys_of("top level");
  Json properties = properties_of(top);
  const auto describe = [&](const char* key, Json part) {
    part["description"] = properties[key]["description"];
    part["x-description-id"] = properties[key]["x-description-id"];
    properties[key] = std::move(part);
  };
  describe("format", {{"const", 1}});
  describe("parameters", groups_schema(false));
  describe("uncertainty", groups_schema(true));
  for (const ParameterGroup& group : parameter_groups()) {
    if (group.name == "population") describe("population", group_schema(group, false));
  }
  describe("adopted", {{"type", "object"},
                       {"additionalProperties", number_schema(0, 1, false)},
                       {"patternProperties", {{"^x-", Json::object()}}}});
  describe("replication", section_schema("[replication]"));
  for (const char* const name : {"sector", "government", "community", "cbo", "facilitator", "fund"}) {
    describe(name, list_schema(section_schema("[[" + std::string(name) + "]]")));
  }
  describe("option", list_schema(option_schema()));
  describe("intervention", list_schema({{"$ref", "#/$defs/intervention"}}));
  describe("policy", {{"type", "object"},
                      {"additionalProperties", policy_schema()},
                      {"patternProperties", {{"^x-", Json::object()}}}});
  describe("files", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}});
  Json table = table_schema(properties, required_of(top));
  for (auto& [key, value] : table.items()) schema[key] = value;
  schema["$defs"] = {{"intervention", intervention_schema()}, {"target", section_schema("target")}};
  return schema.dump(2) + "\n";
}

}  // namespace berdaya
