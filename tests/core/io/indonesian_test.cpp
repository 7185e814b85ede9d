// Every unit, source, default in words and note of a rule has Indonesian words for its English ones.
#include "io/indonesian.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <type_traits>
#include <vector>

#include "base/text.hpp"
#include "engine/schedule.hpp"
#include "interventions/catalogue.hpp"
#include "io/scenario_keys.hpp"
#include "observers/metric.hpp"
#include "params/parameters.hpp"
#include "params/structures.hpp"
#include "state/option.hpp"
#include "state/world.hpp"

namespace berdaya {
namespace {

// Words of letters only; "S20", "umkm.cbo", "part_ema" and "1e-9" are ids and numbers, the same in every language.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool plain = true;
  const auto end = [&] {
    if (plain && word.size() > 2) words.push_back(word);
    word.clear();
    plain = true;
  };
  for (const char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      word += c;
    } else if (c == '"' || c == '_' || c == '.' || c == '*' || (c >= '0' && c <= '9')) {
      plain = false;
      word += c;
    } else {
      end();
    }
  }
  end();
  return words;
}

// Words that both languages have.
constexpr std::array<std::string_view, 21> common{
    "baseline", "hotel",  "bit",     "parameter", "median",   "UMKM",    "KUB",  "KUR",  "TJSL",      "logit", "log",
    "RT",       "hazard", "bonding", "linking",   "bridging", "swadaya", "gain", "loss", "kelurahan", "OBM"};

// The words that the Indonesian text shares with the English one and should not.
std::vector<std::string> left_in_english(const std::string& english, const std::string& indonesian) {
  const std::vector<std::string> given = words_of(english);
  std::vector<std::string> left;
  for (const std::string& word : words_of(indonesian)) {
    if (std::ranges::find(given, word) != given.end() && std::ranges::find(common, word) == common.end())
      left.push_back(word);
  }
  return left;
}

using Translate = std::string (*)(std::string_view, Language);

void expect_translated(Translate translate, std::string_view text) {
  const std::string indonesian = translate(text, Language::id);
  EXPECT_EQ(translate(text, Language::en).empty(), indonesian.empty()) << text;
  EXPECT_EQ(left_in_english(std::string(text), indonesian), std::vector<std::string>{}) << text << " -> " << indonesian;
}

TEST(Indonesian, TranslatesUnitsWordByWord) {
  EXPECT_EQ(unit_text("million Rp/month", Language::id), "juta Rp/bulan");
  EXPECT_EQ(unit_text("million Rp/month/party^2", Language::id), "juta Rp/bulan/pihak^2");
  EXPECT_EQ(unit_text("hours/month/community", Language::id), "jam/bulan/komunitas");
  EXPECT_EQ(unit_text("million Rp/month", Language::en), "million Rp/month");
  EXPECT_EQ(unit_text("1", Language::id), "");
}

TEST(Indonesian, LeavesIdsInSources) {
  EXPECT_EQ(source_text("assumption; cases 000, 004, P12", Language::id), "asumsi; kasus 000, 004, P12");
  EXPECT_EQ(source_text("umkm.cbo, case_total", Language::id), "umkm.cbo, case_total");
}

TEST(Indonesian, TranslatesDefaultsPartByPart) {
  EXPECT_EQ(default_text("the catalogue's; permit for a new one", Language::id),
            "menurut katalog; permit untuk yang baru");
  EXPECT_EQ(default_text("nib", Language::id), "nib");
}

TEST(Indonesian, HasWordsForEveryParameter) {
  for (const ParameterGroup& group : parameter_groups()) {
    EXPECT_FALSE(group.title.en.empty() || group.title.id.empty()) << group.name;
    for (const ParameterDescription& parameter : group.parameters) {
      EXPECT_FALSE(parameter.meaning.en.empty() || parameter.meaning.id.empty()) << parameter.name;
      expect_translated(unit_text, parameter.unit);
      expect_translated(source_text, parameter.source);
    }
  }
}

TEST(Indonesian, HasWordsForEveryMetric) {
  for (const MetricDescription& metric : metrics()) {
    EXPECT_FALSE(metric.title.en.empty() || metric.title.id.empty()) << metric.name;
    EXPECT_FALSE(metric.definition.en.empty() || metric.definition.id.empty()) << metric.name;
    expect_translated(unit_text, metric.unit);
  }
}

void expect_field(const FieldDescription& field) {
  EXPECT_FALSE(field.meaning.en.empty() || field.meaning.id.empty()) << field.name;
  expect_translated(unit_text, field.unit);
  expect_translated(source_text, field.source);
  if (field.standard_text.find(' ') != std::string_view::npos) expect_translated(default_text, field.standard_text);
}

TEST(Indonesian, HasWordsForEveryIntervention) {
  for (const InterventionDescription& kind : intervention_kinds()) {
    EXPECT_FALSE(kind.title.id.empty() || kind.effect.id.empty()) << kind.name;
    expect_translated(unit_text, kind.intensity_unit);
    expect_translated(source_text, kind.source);
    for (const FieldDescription& field : kind.fields) expect_field(field);
  }
  for (const FieldDescription& field : common_fields()) expect_field(field);
}

TEST(Indonesian, HasWordsForEveryOptionAndStructure) {
  for (const OptionSpec& option : standard_options()) {
    EXPECT_FALSE(option.title.en.empty() || option.title.id.empty()) << option.id;
    expect_translated(source_text, option.source);
  }
  for (const OptionCell& cell : option_cells()) {
    EXPECT_FALSE(cell.meaning.en.empty() || cell.meaning.id.empty()) << cell.name;
    expect_translated(unit_text, cell.unit);
  }
  for (const StructureDescription& structure : structures()) {
    EXPECT_FALSE(structure.title.en.empty() || structure.title.id.empty()) << structure.name;
    EXPECT_FALSE(structure.description.en.empty() || structure.description.id.empty()) << structure.name;
    expect_translated(source_text, structure.source);
  }
}

TEST(Indonesian, HasWordsForEveryRule) {
  for (const RuleDescription* rule : month_schedule()) {
    EXPECT_FALSE(rule->process.en.empty() || rule->process.id.empty()) << rule->name;
    expect_translated(source_text, rule->reference);
  }
}

TEST(Indonesian, HasWordsForEveryKeyOfAScenario) {
  for (const SectionDescription& section : scenario_sections()) {
    EXPECT_FALSE(section.title.en.empty() || section.title.id.empty()) << section.name;
    for (const KeyDescription& key : section.keys) {
      EXPECT_FALSE(key.meaning.en.empty() || key.meaning.id.empty()) << section.name << " " << key.name;
      expect_translated(unit_text, key.unit);
      if (key.standard_text.find(' ') != std::string_view::npos && !key.standard_text.starts_with("the last month"))
        expect_translated(default_text, key.standard_text.substr(0, key.standard_text.find(';')));
    }
  }
}

TEST(Indonesian, HasWordsForTheUnitOfEveryColumn) {
  World world;
  World::tables(world, [](std::string_view, auto& table) {
    std::remove_cvref_t<decltype(table)>::columns(
        table, [](std::string_view, auto&, std::string_view unit) { expect_translated(unit_text, unit); });
  });
}

}  // namespace
}  // namespace berdaya
