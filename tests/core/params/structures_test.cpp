#include "params/structures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>

#include "params/parameters.hpp"

namespace berdaya {
namespace {

// The value of a setting in the parameter's own terms; NaN where it is none.
double value_of_setting(const ParameterSetting& setting, const ParameterDescription& parameter) {
  if (!parameter.choices.empty()) {
    const auto found = std::find(parameter.choices.begin(), parameter.choices.end(), setting.value);
    return found == parameter.choices.end() ? std::nan("") : static_cast<double>(found - parameter.choices.begin());
  }
  const std::string text(setting.value);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return *end == '\0' ? value : std::nan("");
}

TEST(Structures, SetParametersThatExistToOtherValuesThanTheStandard) {
  for (const StructureDescription& structure : structures()) {
    EXPECT_FALSE(structure.settings.empty()) << structure.name;
    for (const ParameterSetting& setting : structure.settings) {
      const ParameterDescription* parameter = find_parameter(setting.parameter);
      ASSERT_NE(parameter, nullptr) << structure.name << " sets " << setting.parameter;
      const double value = value_of_setting(setting, *parameter);
      EXPECT_GE(value, lower_bound(parameter->bounds)) << setting.parameter;
      EXPECT_LE(value, upper_bound(parameter->bounds)) << setting.parameter;
      EXPECT_NE(value, parameter->standard) << structure.name << " is the standard in " << setting.parameter;
    }
  }
}

TEST(Structures, HaveNamesOfTheirOwnTextsInBothLanguagesAndASource) {
  std::set<std::string_view> names;
  for (const StructureDescription& structure : structures()) {
    EXPECT_TRUE(names.insert(structure.name).second) << structure.name;
    EXPECT_EQ(find_structure(structure.name), &structure);
    for (const Text& text : {structure.title, structure.description}) {
      EXPECT_FALSE(text.en.empty()) << structure.name;
      EXPECT_FALSE(text.id.empty()) << structure.name;
      EXPECT_NE(text.en, text.id) << structure.name;
    }
    EXPECT_FALSE(structure.source.empty()) << structure.name;
  }
  EXPECT_GE(names.size(), 3U);
  EXPECT_EQ(find_structure("none of these"), nullptr);
}

TEST(Structures, EveryChoiceIsReachedByOne) {
  std::set<std::string_view> set;
  for (const StructureDescription& structure : structures()) {
    for (const ParameterSetting& setting : structure.settings) set.insert(setting.parameter);
  }
  for (const ParameterGroup& group : parameter_groups()) {
    for (const ParameterDescription& parameter : group.parameters) {
      if (!parameter.choices.empty()) {
        EXPECT_EQ(set.count(parameter.name), 1U) << parameter.name;
      }
    }
  }
}

}  // namespace
}  // namespace berdaya
