#include "io/pattern_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/errors.hpp"
#include "io/bundled.hpp"
#include "io/pattern_report.hpp"
#include "io/pattern_run.hpp"
#include "io/scenario_small.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

const std::string two_patterns = R"t(format = 1
scenario = "small.toml"

[setting.short]
set = { months = 12, "cbo.*.members" = 0.5 }
[[setting.short.intervention]]
kind = "messages"
from = 2020-02-01

[[pattern]]
id = "P9"
case = "002"
statement = { en = "Visits raise awareness.", id = "Kunjungan menaikkan kesadaran." }
strength = "w"
source = "P9"
setting = "short"
expect = "up"
smallest = 0.02
why = "for a test"
[pattern.arm.with]
policy = "more"
without = ["training"]
[[pattern.arm.with.intervention]]
kind = "visits"
intensity = 0.5
[pattern.measure]
metric = "awareness"
from = 2020-07-01

[[pattern]]
id = "D.nib"
statement = "Some hold a permit."
kind = "target"
source = "S84"
contrast = "level"
expect = { low = 0, high = 0.5 }
smallest = 0.01
why = "for a test"
[pattern.measure]
metric = "holds"
of = "nib"

[[pattern]]
id = "D.desa"
statement = "Villages are many."
source = "S78"
untestable = "no villages"
)t";

// A folder with the small scenario and patterns beside it.
class PatternFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("berdaya_patterns_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    std::ofstream(folder_ / "small.toml") << small_scenario;
    std::ofstream(folder_ / "patterns.toml") << two_patterns;
  }
  void TearDown() override { fs::remove_all(folder_); }

  LoadedPatterns parsed(const std::string& text) const {
    return parse_patterns(text, "patterns.toml", folder_.string(), "small.toml");
  }
  std::string problems_with(const std::string& from, const std::string& to) const {
    std::string text = two_patterns;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    try {
      parsed(text);
      return {};
    } catch (const InputError& error) {
      return error.what();
    }
  }

  fs::path folder_;
};

TEST_F(PatternFolder, ReadsSettingsArmsMeasuresAndExpectations) {
  const LoadedPatterns loaded = parsed(two_patterns);
  ASSERT_EQ(loaded.suite.patterns.size(), 3U);
  const Pattern& visits = loaded.suite.patterns[0];
  EXPECT_EQ(visits.statement.id, "Kunjungan menaikkan kesadaran.");
  EXPECT_EQ(visits.contrast, Contrast::difference);
  EXPECT_EQ(visits.expectation.kind, ExpectedKind::up);
  EXPECT_EQ(visits.measure.first_month, 6U);
  EXPECT_EQ(visits.measure.last_month, 11U);
  ASSERT_EQ(visits.arms.size(), 2U);
  const PatternArm& with = loaded.suite.arms[visits.arms[0]];
  EXPECT_EQ(with.scenario->months, 12U);
  EXPECT_EQ(with.scenario->cbos[0].members, 0.5);
  EXPECT_EQ(with.scenario->interventions.size(), 2U) << "training of the scenario, messages of the setting";
  const PolicySpec& policy = with.scenario->policies.back();
  EXPECT_EQ(policy.id, with.policy);
  EXPECT_EQ(policy.without, std::vector<Index>{0});
  EXPECT_EQ(policy.interventions.size(), 2U) << "the policy's own visits and the arm's";
  EXPECT_EQ(loaded.suite.arms[visits.arms[1]].policy, baseline_policy);
  const Pattern& nib = loaded.suite.patterns[1];
  EXPECT_EQ(nib.measure.member, static_cast<Index>(option::nib));
  EXPECT_EQ(nib.measure.last_month, 23U) << "the scenario as it is";
  EXPECT_FALSE(loaded.suite.patterns[2].is_testable());
}

TEST_F(PatternFolder, OverridesLieBetweenTheSettingAndTheArm) {
  std::string text = two_patterns;
  text.replace(text.find("policy = \"more\""), 15, "set = { \"trust.gain\" = 0.2 }");
  text.replace(text.find("months = 12,"), 12, "months = 12, \"trust.gain\" = 0.3, \"trust.loss\" = 0.3,");
  const std::vector<Override> overrides{{"trust.gain", "0.1"}, {"trust.loss", "0.1"}};
  const LoadedPatterns loaded = parse_patterns(text, "patterns.toml", folder_.string(), "small.toml", overrides);
  const std::vector<Index>& arms = loaded.suite.patterns[0].arms;
  const auto trust = [&](Index arm) { return loaded.suite.arms[arm].scenario->parameters.trust; };
  EXPECT_EQ(trust(arms[0]).gain, 0.2);
  EXPECT_EQ(trust(arms[0]).loss, 0.1);
  EXPECT_EQ(trust(arms[1]).gain, 0.1);
}

TEST_F(PatternFolder, SlipsAreAnsweredWithPlaceAndWayOut) {
  struct Case {
    const char *from, *to, *said;
  };
  const Case cases[] = {
      {"strength = \"w\"", "strenght = \"w\"", "did you mean 'strength'?"},
      {"strength = \"w\"", "strength = \"x\"", "unknown strength 'x'"},
      {"setting = \"short\"", "setting = \"shrt\"", "did you mean 'short'?"},
      {"metric = \"awareness\"", "metric = \"awareness\"\ncommunities = []", "communities names none"},
      {"metric = \"awareness\"", "metric = \"awarenes\"", "did you mean 'awareness'?"},
      {"metric = \"awareness\"", "metric = \"awareness\"\nof = \"nib\"", "has no further dimension"},
      {"of = \"nib\"", "", "needs 'of'"},
      {"of = \"nib\"", "of = \"nibb\"", "did you mean 'nib'?"},
      {"policy = \"more\"", "policy = \"mor\"", "did you mean 'more'?"},
      {"without = [\"training\"]", "without = [\"trainin\"]", "did you mean 'training'?"},
      {"kind = \"visits\"", "kind = \"visit\"", "did you mean 'visits'?"},
      {"months = 12", "monts = 12", "did you mean 'months'?"},
      {"\"cbo.*.members\" = 0.5", "\"cbo.*.members\" = 1.5", "patterns.toml:5:"},
      {"expect = \"up\"", "expect = \"higher\"", "unknown expect 'higher'"},
      {"expect = { low = 0, high = 0.5 }", "expect = { low = 1, high = 0.5 }", "low must not be more than high"},
      {"smallest = 0.02", "", "the pattern lacks 'smallest'"},
      {"smallest = 0.02", "smallest = 0", "smallest must"},
      {"from = 2020-07-01", "from = 2021-07-01", "from must lie within the run, 2020-01 to 2020-12"},
      {"id = \"D.nib\"", "id = \"P9\"", "there is another pattern 'P9'"},
      {"strength = \"w\"", "counts_as = \"fited\"", "unknown counts_as 'fited'"},
      {"untestable = ", "counts_as = \"fit\"\nuntestable = ", "this one is untestable"},
      {"untestable = ", "expect = \"up\"\nuntestable = ", "this one is untestable"},
      {"[pattern.arm.with]\npolicy = \"more\"\nwithout = [\"training\"]\n[[pattern.arm.with.intervention]]\nkind = "
       "\"visits\"\nintensity = 0.5\n",
       "", "two arms of the pattern are the same"},
      {"[pattern.arm.with]", "[pattern.arm.wit]", "did you mean 'with'?"},
      {"from = 2020-07-01", "over_time = \"slope\"", "needs a term of more than a month"},
      {"from = 2020-07-01", "over_communities = \"spread\"", "at least two communities"},
      {"from = 2020-07-01", "over_time = \"first_above\"", "threshold belongs to"},
      {"scenario = \"small.toml\"", "scenario = \"smal.toml\"", "cannot read"},
  };
  for (const Case& c : cases) {
    std::string said;
    try {
      said = problems_with(c.from, c.to);
    } catch (const IoError& error) {
      said = error.what();
    }
    EXPECT_NE(said.find(c.said), std::string::npos) << c.to << "\n" << said;
  }
}

TEST_F(PatternFolder, IsFoundBesideTheScenarioAndByItself) {
  EXPECT_EQ(load_patterns((folder_ / "small.toml").string()).suite.patterns.size(), 3U);
  EXPECT_EQ(load_patterns((folder_ / "patterns.toml").string()).suite.patterns.size(), 3U);
  EXPECT_TRUE(is_pattern_file((folder_ / "patterns.toml").string()));
  EXPECT_FALSE(is_pattern_file((folder_ / "small.toml").string()));
  fs::remove(folder_ / "patterns.toml");
  EXPECT_THROW(load_patterns((folder_ / "small.toml").string()), InputError);
  EXPECT_THROW(load_patterns("karanganyar_gunun"), InputError);
}

TEST_F(PatternFolder, EndsInATableAndAPage) {
  const LoadedPatterns loaded = parsed(two_patterns);
  std::vector<PatternVariant> variants;
  variants.push_back({"", evaluate_patterns(loaded.suite, {.seed = Seed{1}, .threads = 1})});
  const PatternReport report{loaded, variants, "berdaya patterns", Seed{1}, 0.25, 64};
  EXPECT_EQ(variants[0].summary.results[0].verdict, Verdict::holds);
  EXPECT_EQ(verdict_counts(loaded, variants[0].summary), (std::vector<std::size_t>{2, 0, 0, 0}));
  const std::string page = patterns_markdown(report, Language::id);
  EXPECT_TRUE(page.starts_with(evidence_mark));
  EXPECT_NE(page.find("| P9 | Kunjungan menaikkan kesadaran. (P9; w) | naik, >= 0.02 | +"), std::string::npos) << page;
  EXPECT_NE(page.find("| D.desa | Villages are many. (S78) | no villages |"), std::string::npos) << page;
  const std::string path = (folder_ / "evidence.md").string();
  EXPECT_TRUE(may_hold_evidence(path));
  write_evidence(path, page);
  EXPECT_TRUE(may_hold_evidence(path)) << "a page of its own";
  EXPECT_FALSE(may_hold_evidence((folder_ / "small.toml").string()));
  EXPECT_NE(patterns_json(report).find("\"verdict\": \"holds\""), std::string::npos);
}

TEST_F(PatternFolder, FitsAndWhatIsBuiltInAreMarkedAndCountedApartFromTests) {
  std::string text = two_patterns;
  EXPECT_TRUE(all_are_tests(parsed(text)));
  text.replace(text.find("source = \"S84\""), 14, "source = \"S84\"\ncounts_as = \"fit\"");
  text.replace(text.find("source = \"P9\""), 13, "source = \"P9\"\ncounts_as = \"built_in\"");
  const LoadedPatterns loaded = parsed(text);
  ASSERT_FALSE(all_are_tests(loaded));
  std::vector<PatternVariant> variants;
  variants.push_back({"", evaluate_patterns(loaded.suite, {.seed = Seed{1}, .threads = 1})});
  EXPECT_EQ(verdict_counts(loaded, variants[0].summary, CountsAs::fit), (std::vector<std::size_t>{1, 0, 0, 0}));
  EXPECT_EQ(verdict_counts(loaded, variants[0].summary, CountsAs::test), (std::vector<std::size_t>{0, 0, 0, 0}));
  const std::string page = patterns_markdown({loaded, variants, "berdaya patterns", Seed{1}, 0.25, 64}, Language::en);
  EXPECT_NE(page.find("| D.nib (fit) | "), std::string::npos) << page;
  EXPECT_NE(page.find("| P9 (built in) | "), std::string::npos) << page;
  EXPECT_NE(page.find("| tests | 0 | 0 | 0 | 0 |\n| fits | 1 | 0 | 0 | 0 |\n| built in | 1 | 0 | 0 | 0 |"),
            std::string::npos)
      << page;
  const std::string json = patterns_json({loaded, variants, "berdaya patterns", Seed{1}, 0.25, 64});
  EXPECT_NE(json.find("\"counts_as\": \"built_in\""), std::string::npos) << json;
}

TEST_F(PatternFolder, APageSaysWhereAnEffectIsOnlyTooSmall) {
  std::string text = two_patterns;
  text.replace(text.find("smallest = 0.02"), 15, "smallest = 0.9");
  const LoadedPatterns loaded = parsed(text);
  std::vector<PatternVariant> variants;
  variants.push_back({"", evaluate_patterns(loaded.suite, {.seed = Seed{1}, .threads = 1})});
  ASSERT_EQ(variants[0].summary.results[0].verdict, Verdict::fails);
  const PatternReport report{loaded, variants, "berdaya patterns", Seed{1}, 0.25, 64};
  EXPECT_NE(patterns_markdown(report, Language::en).find("| **fails: too small** |"), std::string::npos);
  EXPECT_NE(patterns_markdown(report, Language::id).find("| **gagal: terlalu kecil** |"), std::string::npos);
  EXPECT_NE(patterns_json(report).find("\"verdict\": \"fails\""), std::string::npos) << "the word is for readers";
  text.replace(text.find("expect = \"up\""), 13, "expect = \"down\"");
  const LoadedPatterns turned = parsed(text);
  variants[0].summary = evaluate_patterns(turned.suite, {.seed = Seed{1}, .threads = 1});
  EXPECT_EQ(
      patterns_markdown({turned, variants, "berdaya patterns", Seed{1}, 0.25, 64}, Language::en).find("| **fails: "),
      std::string::npos)
      << "of the wrong sign";
}

TEST_F(PatternFolder, StructuresAreRunBesideTheStandard) {
  const std::string name = (folder_ / "small.toml").string();
  const PatternOptions options{.seed = Seed{1}, .replicates_most = 8, .threads = 1};
  const std::vector<std::string> structures{"symmetric_trust", "symmetric_trust+threshold_peers"};
  const PatternRun run = run_patterns(name, {}, structures, options);
  ASSERT_EQ(run.variants.size(), 3U);
  EXPECT_EQ(run.variants[0].name, "");
  EXPECT_EQ(run.variants[2].name, "symmetric_trust+threshold_peers");
  const auto value = [&](std::size_t variant) { return run.variants[variant].summary.results[0].estimate.value; };
  const std::vector<Override> by_hand{{"trust.loss_rule", "symmetric"}};
  EXPECT_EQ(value(1), run_patterns(name, by_hand, {}, options).variants[0].summary.results[0].estimate.value);
  EXPECT_NE(value(0), value(1));
  EXPECT_NE(value(1), value(2));
  const std::vector<std::string> slip{"symetric_trust"};
  const std::vector<std::string> twice{"zero_sum_buying", "all"};
  const std::vector<std::string> half{"symmetric_trust+"};
  const std::vector<std::string> same{"symmetric_trust+symmetric_trust"};
  EXPECT_THROW(run_patterns(name, {}, half, options), InputError);
  EXPECT_THROW(run_patterns(name, {}, same, options), InputError);
  EXPECT_THROW(run_patterns(name, {}, slip, options), InputError);
  EXPECT_THROW(run_patterns(name, {}, twice, options), InputError);
  const std::string page =
      patterns_markdown({run.patterns, run.variants, "berdaya patterns", Seed{1}, 0.25, 8}, Language::en);
  EXPECT_NE(page.find("| `symmetric_trust` | "), std::string::npos) << page;
}

TEST(BundledPatterns, AreReadAndSpeakBothLanguages) {
  const LoadedPatterns loaded = load_patterns("");
  std::size_t scenarios = 0;
  for (const BundledFile& file : bundled_files()) {
    const std::string name(file.path.substr(0, file.path.find('/')));
    scenarios += file.path == name + "/" + name + ".toml" ? 1 : 0;
  }
  EXPECT_EQ(loaded.files.size(), scenarios) << "every bundled scenario has patterns";
  for (const Pattern& pattern : loaded.suite.patterns) {
    EXPECT_FALSE(pattern.statement.en.empty() || pattern.statement.id.empty()) << pattern.id;
    const Title& more = pattern.is_testable() ? pattern.why : pattern.untestable;
    EXPECT_FALSE(more.en.empty() || more.id.empty()) << pattern.id;
    EXPECT_EQ(pattern.published.en.empty(), pattern.published.id.empty()) << pattern.id;
  }
}

}  // namespace
}  // namespace berdaya
