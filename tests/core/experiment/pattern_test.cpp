#include "experiment/pattern.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/errors.hpp"
#include "experiment/comparison.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

// Two communities with 10 and 30 UMKM, three months.
const std::vector<float> table{0.1F, 0.3F, 0.2F, 0.6F, 0.6F, 0.6F};
const std::vector<double> umkm{10, 30};

double measured_as(OverTime time, OverCommunities places, double threshold = 0) {
  return measured({.over_time = time, .over_communities = places, .threshold = threshold}, table, 2, 1, umkm);
}

TEST(Measured, MonthsBecomeOneNumber) {
  using enum OverCommunities;
  EXPECT_NEAR(measured_as(OverTime::mean, mean), 0.4, 1e-7);  // months: 0.2, 0.4, 0.6
  EXPECT_NEAR(measured_as(OverTime::last, mean), 0.6, 1e-7);
  EXPECT_NEAR(measured_as(OverTime::sum, mean), 1.2, 1e-7);
  EXPECT_NEAR(measured_as(OverTime::change, mean), 0.4, 1e-7);
  EXPECT_NEAR(measured_as(OverTime::slope, mean), 0.2, 1e-7);
  EXPECT_EQ(measured_as(OverTime::first_above, mean, 0.39), 1);
  EXPECT_EQ(measured_as(OverTime::first_above, mean, 0.1), 0);
  EXPECT_EQ(measured_as(OverTime::first_above, mean, 0.9), 3) << "never: the length of the term";
}

TEST(Measured, CommunitiesBecomeOneNumber) {
  EXPECT_NEAR(measured_as(OverTime::sum, OverCommunities::total), 10 + 20 + 24, 1e-5);
  EXPECT_NEAR(measured_as(OverTime::change, OverCommunities::spread), -0.2 / std::sqrt(2), 1e-7);
  EXPECT_NEAR(measured({.communities = {1}}, table, 2, 1, umkm), 0.5, 1e-7);
}

TEST(Measured, AMemberOfAFurtherDimension) {
  EXPECT_NEAR(measured({.member = 1, .over_time = OverTime::last}, table, 1, 2, std::vector<double>{40}), 0.6, 1e-7);
  EXPECT_NEAR(measured({.member = 0, .over_time = OverTime::mean}, table, 1, 2, std::vector<double>{40}), 0.3, 1e-7);
}

Estimate effect(Contrast contrast, const std::vector<std::vector<double>>& raw, Against against = Against::none) {
  Pattern pattern;
  pattern.contrast = contrast;
  pattern.against_how = against;
  Index used = 0;
  return effect_of(pattern, raw, static_cast<Index>(raw[0].size()), used);
}

TEST(EffectOf, ADifferenceIsThePairedOneOfComparisons) {
  const std::vector<double> with{0.5, 0.7, 0.4, 0.9};
  const std::vector<double> without{0.4, 0.5, 0.4, 0.6};
  const PairedDifference paired = paired_difference(with, without, Direction::higher);
  const Estimate e = effect(Contrast::difference, {with, without});
  EXPECT_NEAR(e.value, paired.mean, 1e-12);
  EXPECT_NEAR(e.low, paired.low, 1e-12);
  EXPECT_NEAR(e.high, paired.high, 1e-12);
}

TEST(EffectOf, ContrastsAreWhatTheySay) {
  const std::vector<double> a{8, 10};
  const std::vector<double> b{4, 5};
  const std::vector<double> c{2, 4};
  const std::vector<double> d{1, 1};
  EXPECT_DOUBLE_EQ(effect(Contrast::level, {a}).value, 9);
  EXPECT_DOUBLE_EQ(effect(Contrast::ratio, {a, b}).value, 2);
  EXPECT_NEAR(effect(Contrast::ratio, {a, b}).high - 2, 0, 1e-9) << "a ratio that never varies has no width";
  EXPECT_DOUBLE_EQ(effect(Contrast::interaction, {a, b, c, d}).value, 9 - 4.5 - 3 + 1);
  EXPECT_DOUBLE_EQ(effect(Contrast::relative, {a, b, d}).value, (9.0 - 1) / (4.5 - 1));
  // first, second, neither: each with the measure and what it is held against
  EXPECT_DOUBLE_EQ(effect(Contrast::asymmetry, {a, d, d, b, c, d}, Against::difference).value, (9 - 3) - (4.5 - 1));
  EXPECT_DOUBLE_EQ(effect(Contrast::level, {a, d}, Against::share).value, 0.9);
  EXPECT_DOUBLE_EQ(effect(Contrast::level, {a, d}, Against::difference).value, 8);
  EXPECT_DOUBLE_EQ(effect(Contrast::level, {a, c}, Against::ratio).value, 3);
}

TEST(EffectOf, TheIntervalOfARatioIsTheJackknifes) {
  const std::vector<double> a{8, 10, 9, 13};
  const std::vector<double> b{4, 6, 4, 5};
  const double ratio = 40.0 / 19.0;
  const double left_out[] = {32.0 / 15.0, 30.0 / 13.0, 31.0 / 15.0, 27.0 / 14.0};
  double mean = 0;
  for (const double value : left_out) mean += value / 4;
  double squares = 0;
  for (const double value : left_out) squares += (value - mean) * (value - mean);
  const Estimate e = effect(Contrast::ratio, {a, b});
  EXPECT_NEAR(e.value, ratio, 1e-12);
  EXPECT_NEAR(e.high - ratio, student_quantile(0.975, 3) * std::sqrt(0.75 * squares), 1e-12);
}

TEST(EffectOf, ReplicatesWithAMissingNumberAreLeftOut) {
  Pattern pattern;
  Index used = 0;
  const Estimate e = effect_of(pattern, {{1, NAN, 3}, {0, 7, 1}}, 3, used);
  EXPECT_EQ(used, 2U);
  EXPECT_DOUBLE_EQ(e.value, 1.5);
  EXPECT_TRUE(std::isnan(effect_of(pattern, {{NAN}, {0}}, 1, used).value));
  EXPECT_EQ(used, 0U);
  EXPECT_TRUE(std::isnan(effect_of(pattern, {{1}, {0}}, 1, used).low)) << "one replicate has no interval";
}

// Training on or off, by two patterns that share both arms, and a level.
PatternSuite small_suite() {
  Scenario scenario = test::small_scenario(2, 24);
  scenario.months = 12;
  PolicySpec policy;
  policy.id = "training";
  InterventionSpec training;
  training.id = "training";
  training.kind = InterventionKind::training;
  training.last_month = 11;
  training.intensity = 10;
  policy.interventions.push_back(training);
  scenario.policies.push_back(policy);
  PatternSuite suite;
  const auto shared = std::make_shared<const Scenario>(std::move(scenario));
  suite.arms = {{shared, "training"}, {shared, baseline_policy}};
  const auto add = [&](const char* id, const char* metric, Contrast contrast, std::vector<Index> arms,
                       double smallest) {
    Pattern pattern;
    pattern.id = id;
    pattern.contrast = contrast;
    pattern.arms = std::move(arms);
    pattern.measure.metric = find_metric(metric);
    pattern.measure.last_month = 11;
    pattern.expectation = {.kind = ExpectedKind::up, .smallest = smallest};
    suite.patterns.push_back(pattern);
  };
  add("skill", "skill_mean", Contrast::difference, {0, 1}, 0.001);
  add("income", "income", Contrast::difference, {0, 1}, 1e-9);
  add("level", "part_ema", Contrast::level, {1}, 1e6);
  suite.patterns.emplace_back();
  suite.patterns.back().untestable.en = "nothing to see";
  return suite;
}

TEST(EvaluatePatterns, ThreadsCannotBeSeen) {
  const PatternSuite suite = small_suite();
  const PatternSummary one = evaluate_patterns(suite, {.seed = Seed{5}, .threads = 1});
  const PatternSummary three = evaluate_patterns(suite, {.seed = Seed{5}, .threads = 3});
  ASSERT_EQ(one.results.size(), 4U);
  EXPECT_EQ(one.runs, three.runs);
  for (std::size_t p = 0; p < 3; ++p) {
    EXPECT_EQ(one.results[p].estimate.value, three.results[p].estimate.value);
    EXPECT_EQ(one.results[p].estimate.low, three.results[p].estimate.low);
    EXPECT_EQ(one.results[p].replicates, three.results[p].replicates);
  }
  EXPECT_EQ(one.results[0].verdict, Verdict::holds);
  EXPECT_EQ(one.results[3].verdict, Verdict::cannot_say);
  EXPECT_EQ(one.results[3].replicates, 0U);
}

TEST(EvaluatePatterns, APatternStopsWhenItIsPreciseAndOthersGoOn) {
  const PatternSuite suite = small_suite();
  const PatternSummary summary =
      evaluate_patterns(suite, {.seed = Seed{5}, .replicates_first = 4, .replicates_most = 24, .error = 0.001});
  EXPECT_EQ(summary.results[2].replicates, 4U) << "a millionth of what matters is precise at once";
  EXPECT_TRUE(summary.results[2].precise);
  EXPECT_EQ(summary.results[1].replicates, 24U) << "income varies by more than a thousandth";
  EXPECT_FALSE(summary.results[1].precise);
  EXPECT_EQ(summary.runs, 2U * 24) << "each arm once, whatever number of patterns looks at it";
}

TEST(EvaluatePatterns, APatternGoesOnWhileMoreThanOneVerdictIsPossible) {
  PatternSuite suite = small_suite();
  suite.patterns = {suite.patterns[2]};
  const PatternOptions options{.seed = Seed{5}, .replicates_first = 4, .replicates_most = 24, .error = 100};
  const PatternSummary settled = evaluate_patterns(suite, options);
  EXPECT_EQ(settled.results[0].replicates, 4U) << "far below what matters";
  suite.patterns[0].expectation.smallest = settled.results[0].estimate.value;
  const PatternSummary open = evaluate_patterns(suite, options);
  EXPECT_TRUE(open.results[0].precise);
  EXPECT_GT(open.results[0].replicates, 4U) << "what matters lies within the interval of the first four";
}

TEST(EvaluatePatterns, APatternsEstimateDoesNotHangOnTheOthers) {
  PatternSuite suite = small_suite();
  const PatternOptions options{.seed = Seed{5}, .replicates_first = 4, .replicates_most = 24};
  const PatternSummary together = evaluate_patterns(suite, options);
  suite.patterns.erase(suite.patterns.begin() + 1);
  const PatternSummary apart = evaluate_patterns(suite, options);
  EXPECT_EQ(together.results[0].estimate.value, apart.results[0].estimate.value);
  EXPECT_EQ(together.results[0].replicates, apart.results[0].replicates);
}

TEST(EvaluatePatterns, ThereIsNoVerdictOnFewerThan32RunsOfAnArm) {
  const PatternSuite suite = small_suite();
  const PatternSummary few = evaluate_patterns(suite, {.seed = Seed{5}, .replicates_most = 31});
  EXPECT_EQ(few.results[0].replicates, 31U);
  EXPECT_TRUE(std::isfinite(few.results[0].estimate.low));
  EXPECT_EQ(few.results[0].verdict, Verdict::cannot_say);
  const PatternSummary enough = evaluate_patterns(suite, {.seed = Seed{5}, .replicates_most = 32});
  EXPECT_EQ(enough.results[0].replicates, 32U);
  EXPECT_EQ(enough.results[0].verdict, Verdict::holds);
}

TEST(EvaluatePatterns, LooksAreCountedBeforeTheFirst) {
  EXPECT_EQ(looks_of({.seed = Seed{1}}), 3U) << "32, 64, 128";
  EXPECT_EQ(looks_of({.seed = Seed{1}, .replicates_most = 8}), 1U);
  EXPECT_EQ(looks_of({.seed = Seed{1}, .replicates_most = 32}), 1U);
  EXPECT_EQ(looks_of({.seed = Seed{1}, .replicates_most = 33}), 2U);
  EXPECT_EQ(looks_of({.seed = Seed{1}, .replicates_first = 4, .replicates_most = 24}), 4U) << "4, 8, 16, 24";
}

TEST(EffectOf, AnIntervalOfSeveralLooksIsWider) {
  Pattern pattern;
  pattern.contrast = Contrast::level;
  const std::vector<std::vector<double>> raw{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
  Index used = 0;
  const Estimate one = effect_of(pattern, raw, 10, used);
  const Estimate three = effect_of(pattern, raw, 10, used, 3);
  const double error = std::sqrt(82.5 / 9 / 10);
  EXPECT_NEAR(one.high - one.value, student_quantile(0.975, 9) * error, 1e-12);
  EXPECT_NEAR(three.high - three.value, student_quantile(1 - 0.05 / 6, 9) * error, 1e-12);
}

TEST(EvaluatePatterns, StopsWhenAsked) {
  const PatternSuite suite = small_suite();
  // Seconds of work; progress is told ten times a second.
  const PatternOptions options{.seed = Seed{5}, .replicates_first = 20'000, .replicates_most = 20'000, .threads = 1};
  EXPECT_THROW(evaluate_patterns(suite, options, [](const PatternProgress&) { return false; }), Interrupted);
}

}  // namespace
}  // namespace berdaya
