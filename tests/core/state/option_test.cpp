#include "state/option.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "state/facilitator.hpp"
#include "state/government.hpp"

namespace berdaya {
namespace {

struct Row {
  const char* id;
  OptionKind kind;
  int prerequisite;
  SkillKind skill;
  double burden, base, ambition, drop, churn;
  OfferedBy offered_by;
  double link, effect;
  bool food_only;
};

// The table of the model document, 3.9.
const Row table[] = {
    {"nib", OptionKind::permit, -1, SkillKind::management, 0.6, -7.91, 1, 0, 0, OfferedBy::government, 0, 0.02, false},
    {"pirt", OptionKind::permit, 0, SkillKind::management, 0.75, -6, 1, 0, 0, OfferedBy::government, 0, 0.08, true},
    {"halal", OptionKind::permit, 0, SkillKind::management, 0.8, -6.2, 1, 0, 0, OfferedBy::government, 0, 0.1, true},
    {"hki", OptionKind::permit, 0, SkillKind::management, 0.85, -7.6, 1, 0, 0, OfferedBy::government, 0.2, 0.06, false},
    {"gallery", OptionKind::channel, -1, SkillKind::production, 0.3, -6, 1, 0.2, 0.01, OfferedBy::cbo, 0, 0, false},
    {"bazaar", OptionKind::channel, -1, SkillKind::production, 0.25, -6.3, 1, 0.1, 0.02, OfferedBy::cbo, 0.2, 0, false},
    {"marketplace", OptionKind::channel, -1, SkillKind::market, 0.45, -8.2, 3.31, 0.03, 0.015, OfferedBy::facilitator,
     0.2, 0, false},
    {"partnership", OptionKind::channel, -1, SkillKind::production, 0.75, -10.5, 2.5, 0.05, 0.01, OfferedBy::cbo, 1, 0,
     false},
    {"collective", OptionKind::channel, -1, SkillKind::management, 0.25, -5.6, 1, 0.06, 0.01, OfferedBy::cbo, 0.3, 0,
     false},
    {"kur", OptionKind::finance, 0, SkillKind::management, 0.65, -4.97, 1, 0, 0, OfferedBy::government, 0.3, 0, false},
    {"csr", OptionKind::finance, -1, SkillKind::management, 0.65, -7, 1, 0, 0, OfferedBy::facilitator, 1, 0, false},
};

TEST(Options, TheCatalogueHasTheValuesOfTheModel) {
  const std::vector<OptionSpec> options = standard_options();
  ASSERT_EQ(options.size(), std::size(table));
  for (std::size_t o = 0; o < options.size(); ++o) {
    const OptionSpec& is = options[o];
    const Row& should = table[o];
    SCOPED_TRACE(should.id);
    EXPECT_EQ(is.id, should.id);
    EXPECT_EQ(is.kind, should.kind);
    EXPECT_EQ(is.prerequisite, should.prerequisite);
    EXPECT_EQ(is.skill, should.skill);
    EXPECT_EQ(is.burden, should.burden);
    EXPECT_EQ(is.base, should.base);
    EXPECT_EQ(is.ambition, should.ambition);
    EXPECT_EQ(is.drop, should.drop);
    EXPECT_EQ(is.churn, should.churn);
    EXPECT_EQ(is.offered_by, should.offered_by);
    EXPECT_EQ(is.link, should.link);
    EXPECT_EQ(is.effect, should.effect);
    EXPECT_EQ(is.food_only, should.food_only);
    EXPECT_EQ(is.from_month, 0);
    EXPECT_FALSE(is.title.en.empty());
    EXPECT_FALSE(is.title.id.empty());
    EXPECT_FALSE(is.source.empty());
  }
}

TEST(Options, StandAtThePlacesThatTheRulesKnow) {
  const std::vector<OptionSpec> options = standard_options();
  EXPECT_EQ(options[option::nib].id, "nib");
  EXPECT_EQ(options[option::hki].id, "hki");
  EXPECT_EQ(options[option::marketplace].id, "marketplace");
  EXPECT_EQ(options[option::csr].id, "csr");
  for (int o = 0; o < option::standard_count; ++o) {
    const bool is_channel = o >= option::first_channel && o < option::first_channel + option::channel_count;
    EXPECT_EQ(options[static_cast<std::size_t>(o)].kind == OptionKind::channel, is_channel) << o;
  }
}

TEST(Options, CellsCoverTheNumbersAndAllowTheCatalogue) {
  std::set<std::string_view> names;
  for (const OptionCell& cell : option_cells()) {
    names.insert(cell.name);
    EXPECT_FALSE(cell.meaning.en.empty());
    EXPECT_FALSE(cell.meaning.id.empty());
    EXPECT_LT(cell.plausible_low, cell.plausible_high);
    for (const OptionSpec& option : standard_options()) {
      const double value = option.*cell.at;
      const double from = cell.around_standard ? value : 0.0;
      EXPECT_LE(cell.low, from + cell.plausible_low) << cell.name;
      EXPECT_GE(cell.high, from + cell.plausible_high) << cell.name;
      EXPECT_LE(from + cell.plausible_low, value) << cell.name << " of " << option.id;
      EXPECT_GE(from + cell.plausible_high, value) << cell.name << " of " << option.id;
    }
  }
  EXPECT_EQ(names, (std::set<std::string_view>{"burden", "base", "ambition", "drop", "churn", "link", "effect"}));
}

TEST(Names, AreThoseOfTheFiles) {
  EXPECT_EQ(name_of(OptionKind::finance), "finance");
  EXPECT_EQ(name_of(SkillKind::market), "market");
  EXPECT_EQ(name_of(OfferedBy::cbo), "cbo");
  EXPECT_EQ(name_of(Level::city), "city");
  EXPECT_EQ(name_of(Level::rw), "rw");
  std::set<std::string_view> kinds;
  for (int i = 0; i < facilitator_kind_count; ++i) kinds.insert(name_of(static_cast<FacilitatorKind>(i)));
  EXPECT_EQ(kinds, (std::set<std::string_view>{"coordinator", "officer", "ngo", "student", "university", "company"}));
}

}  // namespace
}  // namespace berdaya
