#include "interventions/catalogue.hpp"

#include <gtest/gtest.h>

#include <set>

namespace berdaya {
namespace {

TEST(Catalogue, HoldsEveryKindAtThePlaceOfItsNumber) {
  ASSERT_EQ(intervention_kinds().size(), static_cast<std::size_t>(intervention_kind_count));
  for (int i = 0; i < intervention_kind_count; ++i) {
    const auto kind = static_cast<InterventionKind>(i);
    EXPECT_EQ(description_of(kind).kind, kind);
    EXPECT_EQ(find_intervention_kind(description_of(kind).name), &description_of(kind));
  }
  EXPECT_EQ(find_intervention_kind("gran"), nullptr);
}

TEST(Catalogue, SaysWhatEachKindIsInBothLanguagesAndWhereItComesFrom) {
  for (const InterventionDescription& kind : intervention_kinds()) {
    EXPECT_FALSE(kind.title.en.empty()) << kind.name;
    EXPECT_FALSE(kind.title.id.empty()) << kind.name;
    EXPECT_FALSE(kind.effect.en.empty()) << kind.name;
    EXPECT_FALSE(kind.effect.id.empty()) << kind.name;
    EXPECT_FALSE(kind.source.empty()) << kind.name;
    EXPECT_GE(kind.intensity_high, 1.0) << kind.name;
  }
}

void expect_described(const FieldDescription& field, std::string_view of) {
  EXPECT_FALSE(field.meaning.en.empty() || field.meaning.id.empty()) << of << "." << field.name;
  EXPECT_FALSE(field.source.empty() || field.unit.empty()) << of << "." << field.name;
  const bool is_number = field.type == FieldType::number;
  EXPECT_EQ(field.number != nullptr, is_number) << of << "." << field.name;
  EXPECT_EQ(field.optional_number != nullptr, field.type == FieldType::optional_number) << of << "." << field.name;
  if (!is_number) {
    EXPECT_FALSE(field.standard_text.empty()) << of << "." << field.name;
    return;
  }
  EXPECT_LE(field.low, field.standard) << of << "." << field.name;
  EXPECT_LE(field.standard, field.high) << of << "." << field.name;
}

TEST(Catalogue, DescribesEveryFieldAndKeepsDefaultsInTheirRange) {
  for (const FieldDescription& field : common_fields()) expect_described(field, "all");
  for (const InterventionDescription& kind : intervention_kinds()) {
    std::set<std::string_view> names;
    for (const FieldDescription& field : kind.fields) {
      expect_described(field, kind.name);
      EXPECT_TRUE(names.insert(field.name).second) << kind.name << "." << field.name;
    }
  }
}

TEST(Catalogue, MakesLeversWithTheDefaultsOfTheirKind) {
  const InterventionSpec plain;
  for (const InterventionDescription& kind : intervention_kinds()) {
    const InterventionSpec spec = make_intervention(kind.kind);
    EXPECT_EQ(spec.kind, kind.kind);
    EXPECT_EQ(spec.id, kind.name);
    for (const FieldDescription& field : kind.fields) {
      if (field.number == nullptr) continue;
      EXPECT_EQ(spec.*field.number, field.standard) << kind.name << "." << field.name;
      if (kind.kind == InterventionKind::mentoring) continue;
      EXPECT_EQ(plain.*field.number, field.standard) << field.name;
    }
  }
  EXPECT_EQ(make_intervention(InterventionKind::mentoring).places, 6.0);
  EXPECT_EQ(make_intervention(InterventionKind::mentoring).target.first, First::willing);
  EXPECT_EQ(make_intervention(InterventionKind::training).target.first, First::random);
}

TEST(Catalogue, ShocksNeverAskForMoney) {
  for (const InterventionDescription& kind : intervention_kinds()) {
    EXPECT_FALSE(kind.shock && kind.wanted_cost != nullptr) << kind.name;
  }
}

}  // namespace
}  // namespace berdaya
