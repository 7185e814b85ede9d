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

TEST(MetricCatalogue, MoneyAndCountsHaveNoDirection) {
  EXPECT_EQ(find_metric("participation")->better, Direction::higher);
  EXPECT_EQ(find_metric("poverty")->better, Direction::lower);
  for (const std::string_view name : {"spent", "spent_by_intervention", "fund", "fund_balance", "balance_by_fund",
                                      "p_cbo", "activities", "outside_places", "replication_month"})
    EXPECT_EQ(find_metric(name)->better, Direction::none) << name;
  EXPECT_EQ(name_of(Direction::none), "");
  EXPECT_EQ(name_of(Direction::lower), "lower");
}

TEST(MetricCatalogue, WhatFollowsDemandHasASeason) {
  for (const std::string_view name : {"revenue", "income", "poverty", "revenue_ratio", "outcome_welfare"})
    EXPECT_TRUE(find_metric(name)->traits.seasonal) << name;
  for (const std::string_view name : {"spent", "fund_balance", "part_ema", "trust", "stage", "holds"})
    EXPECT_FALSE(find_metric(name)->traits.seasonal) << name;
}

TEST(MetricCatalogue, PlacesInTablesAndFiguresAreTakenOnce) {
  std::set<Index> table, figure;
  std::size_t in_table = 0, in_figure = 0;
  for (const MetricDescription& metric : metrics()) {
    if (metric.traits.table.order > 0) ++in_table, table.insert(metric.traits.table.order);
    if (metric.traits.figure.order > 0) ++in_figure, figure.insert(metric.traits.figure.order);
  }
  EXPECT_EQ(table.size(), in_table);
  EXPECT_EQ(figure.size(), in_figure);
  EXPECT_EQ(in_figure, 6U);
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
