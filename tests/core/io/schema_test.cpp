// The JSON Schema and docs/scenario.md say what the reader does.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "interventions/catalogue.hpp"
#include "io/describe.hpp"
#include "io/scenario_file.hpp"
#include "io/scenario_keys.hpp"

namespace berdaya {
namespace {

using Json = nlohmann::json;

Json schema() { return Json::parse(scenario_schema()); }

TEST(Schema, ListsTheKeysOfEachSection) {
  const Json made = schema();
  for (const SectionDescription& section : scenario_sections()) {
    std::string name(section.name);
    Json part;
    if (name.starts_with("[["))
      part = made["properties"][name.substr(2, name.size() - 4)]["items"];
    else if (name == "top level")
      part = made;
    else if (name == "target")
      part = made["$defs"]["target"];
    else if (name == "[policy.NAME]")
      part = made["properties"]["policy"]["additionalProperties"];
    else if (name == "[replication]")
      part = made["properties"]["replication"];
    else
      continue;  // columns of CSV tables
    if (part.contains("$ref")) part = made["$defs"]["intervention"];
    for (const KeyDescription& key : section.keys) {
      EXPECT_TRUE(part["properties"].contains(std::string(key.name))) << name << " " << key.name;
    }
  }
}

TEST(Schema, HoldsEveryParameterWithItsBounds) {
  const Json made = schema();
  for (const ParameterGroup& group : parameter_groups()) {
    for (const ParameterDescription& parameter : group.parameters) {
      const std::string leaf(parameter.name.substr(group.name.size() + 1));
      const Json& part = made["properties"]["parameters"]["properties"][std::string(group.name)]["properties"][leaf];
      ASSERT_FALSE(part.is_null()) << parameter.name;
      if (parameter.bounds == Bounds::choice) {
        EXPECT_EQ(part["enum"].size(), parameter.choices.size());
      } else {
        EXPECT_EQ(part["minimum"].get<double>(), lower_bound(parameter.bounds)) << parameter.name;
        EXPECT_EQ(part["maximum"].get<double>(), upper_bound(parameter.bounds)) << parameter.name;
      }
    }
  }
}

TEST(Schema, HoldsTheFieldsOfEveryKindOfIntervention) {
  const Json made = schema()["$defs"]["intervention"];
  EXPECT_EQ(made["properties"]["kind"]["oneOf"].size(), intervention_kinds().size());
  ASSERT_EQ(made["allOf"].size(), intervention_kinds().size());
  for (std::size_t i = 0; i < intervention_kinds().size(); ++i) {
    const InterventionDescription& kind = intervention_kinds()[i];
    const Json& then = made["allOf"][i]["then"];
    const std::set<std::string> names = then["propertyNames"]["anyOf"][0]["enum"].get<std::set<std::string>>();
    EXPECT_EQ(names.count("from"), 1U);
    for (const FieldDescription& field : kind.fields) {
      EXPECT_TRUE(then["properties"].contains(std::string(field.name))) << kind.name << " " << field.name;
      EXPECT_EQ(names.count(std::string(field.name)), 1U) << kind.name << " " << field.name;
    }
  }
}

TEST(Schema, EveryKeyHasAMeaningInBothLanguages) {
  for (const SectionDescription& section : scenario_sections()) {
    EXPECT_FALSE(section.title.en.empty());
    EXPECT_FALSE(section.title.id.empty());
    for (const KeyDescription& key : section.keys) {
      EXPECT_FALSE(key.meaning.en.empty()) << section.name << " " << key.name;
      EXPECT_FALSE(key.meaning.id.empty()) << section.name << " " << key.name;
    }
  }
}

// As the last chapter of the document: without a heading of its own, its parts one level lower.
std::string reference_chapter() {
  std::string text = describe(Catalogue::schema, {}, {.format = DescriptionFormat::markdown});
  text = text.substr(text.find("## "));
  for (std::size_t at = 0; at != std::string::npos; at = text.find("\n## ", at + 1))
    text.insert(at == 0 ? 0 : at + 1, "#");
  return text;
}

// The end of docs/scenario.md is made from the tables. With BERDAYA_UPDATE=1 in the environment it is written anew.
TEST(Schema, TheReferenceInTheDocumentIsUpToDate) {
  const std::string path = std::string(BERDAYA_SOURCE_DIR) + "/docs/scenario.md";
  std::ifstream in(path);
  ASSERT_TRUE(in) << path;
  std::ostringstream read;
  read << in.rdbuf();
  std::string text = read.str();
  const std::string mark = "<!-- from here on made by `berdaya describe schema --format markdown` -->\n\n";
  const std::size_t at = text.find(mark);
  ASSERT_NE(at, std::string::npos);
  const std::string reference = reference_chapter();
  if (std::getenv("BERDAYA_UPDATE") != nullptr) {
    std::ofstream(path) << text.substr(0, at + mark.size()) << reference;
    return;
  }
  EXPECT_TRUE(text.substr(at + mark.size()) == reference)
      << "run the test once with BERDAYA_UPDATE=1 and look at what changed in docs/scenario.md";
}

}  // namespace
}  // namespace berdaya
