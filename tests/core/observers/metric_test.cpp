#include "observers/metric.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/worlds.hpp"

namespace berdaya {
namespace {

TEST(MetricCatalogue, EveryMetricIsDescribedInBothLanguages) {
  for (const MetricDescription& metric : metrics()) {
    SCOPED_TRACE(std::string(metric.name));
    EXPECT_FALSE(metric.unit.empty());
    for (const Text* text : {&metric.title, &metric.definition}) {
      EXPECT_FALSE(text->en.empty());
      EXPECT_FALSE(text->id.empty());
      EXPECT_NE(text->en, text->id);
    }
    EXPECT_NE(metric.read, nullptr);
  }
}

TEST(MetricCatalogue, NamesAreUniqueAndFoundAgain) {
  std::set<std::string_view> names;
  for (const MetricDescription& metric : metrics()) {
    EXPECT_TRUE(names.insert(metric.name).second) << metric.name;
    EXPECT_EQ(find_metric(metric.name), &metric);
    const bool snake =
        std::all_of(metric.name.begin(), metric.name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    EXPECT_TRUE(snake) << metric.name;
  }
  EXPECT_EQ(find_metric("partizipation"), nullptr);
}

TEST(MetricCatalogue, DimensionsHaveTheirMembers) {
  Scenario scenario = test::small_scenario();
  scenario.interventions.resize(2);
  const World world = test::small_world(scenario);
  EXPECT_EQ(size_of(MetricDimension::scalar, world), 1U);
  EXPECT_TRUE(labels_of(MetricDimension::scalar, world).empty());
  EXPECT_EQ(labels_of(MetricDimension::skill_kind, world),
            (std::vector<std::string>{"production", "management", "market"}));
  EXPECT_EQ(labels_of(MetricDimension::trust_in, world),
            (std::vector<std::string>{"peer", "cbo", "facilitator", "government"}));
  EXPECT_EQ(labels_of(MetricDimension::option, world).front(), "nib");
  EXPECT_EQ(labels_of(MetricDimension::option, world).size(), 11U);
  EXPECT_EQ(labels_of(MetricDimension::intervention, world), (std::vector<std::string>{"0", "1"}));
  EXPECT_EQ(size_of(MetricDimension::fund, world), 1U);
  for (auto dimension : {MetricDimension::option, MetricDimension::skill_kind, MetricDimension::trust_in,
                         MetricDimension::fund, MetricDimension::intervention}) {
    EXPECT_EQ(labels_of(dimension, world).size(), size_of(dimension, world)) << name_of(dimension);
  }
  EXPECT_EQ(name_of(MetricDimension::skill_kind), "skill_kind");
  EXPECT_EQ(name_of(MetricLevel::run), "run");
}

}  // namespace
}  // namespace berdaya
