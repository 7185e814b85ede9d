// What patterns came to, for people (Markdown) and for programs (JSON).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "io/pattern_file.hpp"

namespace berdaya {

// One way in which the model may work: its standard, or a structural alternative.
struct PatternVariant {
  std::string name;  // empty = standard
  PatternSummary summary;
};

struct PatternReport {
  const LoadedPatterns& patterns;
  std::span<const PatternVariant> variants;  // at least one
  std::string command;                       // that makes it again
  Seed seed{1};
  double error = 0;
  Index replicates_most = 0;
};

// "up by 0.02 or more", "0.15 to 0.5", "at most 0.02"
std::string expected_text(const Pattern& pattern, Language language);
// "+0.113 [+0.092, +0.134]"; levels and ratios without signs; "-" without an estimate.
std::string got_text(const Pattern& pattern, const Estimate& estimate);
// "mean of holds (nib), 2018-01 to 2020-12, with less without"
std::string measure_text(const Pattern& pattern, const LoadedPatterns& patterns, Language language);

// "32"; "128*" where the interval is not as narrow as was asked for; "-" for a pattern that cannot be tested.
std::string runs_text(const Pattern& pattern, const PatternResult& result);
bool any_imprecise(const PatternReport& report);

// Number of testable patterns of each verdict: all, or only those that count as tests, fits or built in.
std::vector<std::size_t> verdict_counts(const LoadedPatterns& patterns, const PatternSummary& summary,
                                        std::optional<CountsAs> counts_as = {});
bool all_are_tests(const LoadedPatterns& patterns);
Text title_of(CountsAs counts_as);  // "tests", "fits", "built in"
// "D.kur (fit)", "P16.open (built in)"; a test has no mark.
std::string marked_id(const Pattern& pattern, Language language);
// "holds weakly"; "fails: too small" where the sign is right for certain.
std::string verdict_text(const Pattern& pattern, const PatternResult& result, Language language);

// A page that begins with `evidence_mark`.
std::string patterns_markdown(const PatternReport& report, Language language);
std::string patterns_json(const PatternReport& report);

// May a page be written there: is there nothing yet, or such a page?
inline constexpr std::string_view evidence_mark = "<!-- Evidence of Berdaya: made by `berdaya patterns`";
bool may_hold_evidence(const std::string& path);
// IoError if it cannot be written; never half a page.
void write_evidence(const std::string& path, const std::string& page);

}  // namespace berdaya
