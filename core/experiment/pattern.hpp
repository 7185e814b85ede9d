// Patterns: what cases and published figures say, as contrasts that the model can be held against. The arms of a
// contrast are run on the same luck; the effect has an interval, and the interval a verdict.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "engine/scenario.hpp"
#include "experiment/verdict.hpp"
#include "observers/metric.hpp"
#include "random/draws.hpp"

namespace berdaya {

// How the months of a term become one number.
enum class OverTime : std::uint8_t {
  mean,
  last,
  sum,
  change,      // last month less the first
  slope,       // least squares, per month
  first_above  // months from the first of the term until the value reaches `threshold`; if never, the term's length
};

// How communities become one number.
enum class OverCommunities : std::uint8_t {
  mean,    // unweighted, as regions are
  spread,  // standard deviation between them (n - 1)
  total    // sum of value x UMKM: a share becomes a count
};

// One number of one run.
struct Measure {
  const MetricDescription* metric = nullptr;
  Index member = 0;                     // along the metric's further dimension
  std::vector<Index> communities = {};  // empty = all
  Index first_month = 0;                // the term, both ends included
  Index last_month = 0;
  OverTime over_time = OverTime::mean;
  OverCommunities over_communities = OverCommunities::mean;
  double threshold = 0;
  bool operator==(const Measure&) const = default;
};

// What two measures of the same runs become together.
enum class Against : std::uint8_t { none, difference, ratio, share, sum };  // a - b, a / b, a / (a + b), a + b

// What the arms become together. Numbers of arms: 1, 2, 2, 4, 3, 3.
enum class Contrast : std::uint8_t {
  level,        // with
  difference,   // with - without
  ratio,        // with / without
  interaction,  // both - first - second + neither
  asymmetry,    // (first - neither) by the measure, less (second - neither) by the measure it is held against
  relative      // (first - neither) / (second - neither)
};

// What it tells of the model that a pattern comes out.
enum class CountsAs : std::uint8_t {
  test,     // it might have come out otherwise
  fit,      // parameters were chosen so that it comes out
  built_in  // the equations were written so that it comes out: a check of the building
};
inline constexpr std::array<CountsAs, 3> all_counts_as{CountsAs::test, CountsAs::fit, CountsAs::built_in};

struct Pattern {
  std::string id;  // "P7.meso": of pattern P7
  std::string case_id;
  Title statement;
  std::string strength;  // s study finding, w assertion, i inferred; empty = a figure
  std::string kind;      // pattern, target, impulse
  std::string source;
  CountsAs counts_as = CountsAs::test;
  Title published;   // the figures that it is reported beside
  Title untestable;  // why the model cannot speak to it; then nothing else is there
  Title why;         // of the smallest effect
  std::string setting;
  Contrast contrast = Contrast::difference;
  std::vector<Index> arms;  // in the order of Contrast; positions in PatternSuite::arms
  Measure measure;
  Against against_how = Against::none;
  Measure against;
  Expectation expectation;

  bool is_testable() const { return untestable.en.empty() && untestable.id.empty(); }
};

// What is run: patterns that share an arm share its runs.
struct PatternArm {
  std::shared_ptr<const Scenario> scenario;
  std::string policy = baseline_policy;
};

struct PatternSuite {
  std::vector<PatternArm> arms;
  std::vector<Pattern> patterns;
};

struct PatternOptions {
  Seed seed;
  Index replicates_first = 32;  // of each arm, before the first look; on fewer there is no verdict
  Index replicates_most = 128;
  double error = 0.25;  // wanted_half_width
  int threads = 0;      // 0 = all available; results do not depend on it
};

struct PatternResult {
  Estimate estimate;
  Verdict verdict = Verdict::cannot_say;
  Index replicates = 0;  // that the estimate rests on
  Index failed = 0;      // replicates left out because a run failed
  std::string error;     // why the first of them failed
  bool precise = false;  // the interval is as narrow as was asked for
};

struct PatternProgress {
  std::size_t done = 0, total = 0, failed = 0;  // runs of this round
  std::size_t patterns_done = 0, patterns = 0;
  double seconds = 0;
};
using OnPatternProgress = std::function<bool(const PatternProgress&)>;  // false = stop

struct PatternSummary {
  std::vector<PatternResult> results;  // in the order of the suite
  std::size_t runs = 0;
  std::size_t failed = 0;
};

// How often the patterns are looked at, at most: after replicates_first runs of each arm, after twice as many and so on
// until replicates_most.
Index looks_of(const PatternOptions& options);

// Runs every arm `replicates_first` times; then those of patterns that are not precise and settled yet twice as often,
// and so on. All the intervals that a pattern is looked at with hold the true effect together in 95 % of cases.
// Replicate r of every arm has run number r. InputError if a scenario cannot be built; Interrupted if on_progress says
// so.
PatternSummary evaluate_patterns(const PatternSuite& suite, const PatternOptions& options,
                                 const OnPatternProgress& on_progress = {});

// A number of one run from the values of its term: [month of the term][community][member].
double measured(const Measure& measure, std::span<const float> values, std::size_t communities, std::size_t members,
                std::span<const double> umkm);

// The effect and its interval from what the runs gave: raw[number][replicate], for each arm the measure and, if there
// is one, what it is held against. The numbers of each kind are averaged before they are combined, so that a ratio is
// one of means; the interval comes from the jackknife (for sums and differences: Student's). Replicates with a number
// missing are left out; `used` counts the others. One of `looks` intervals misses the true effect in 5 % / `looks` of
// cases, so that in at most 5 % any of them does (Bonferroni), however they hang together.
Estimate effect_of(const Pattern& pattern, const std::vector<std::vector<double>>& raw, Index replicates, Index& used,
                   Index looks = 1);

std::string_view name_of(Contrast contrast);
std::string_view name_of(CountsAs counts_as);  // "test", "fit", "built_in"

}  // namespace berdaya
