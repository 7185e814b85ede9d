#include "io/pattern_report.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/errors.hpp"
#include "io/pattern_texts.hpp"
#include "io/result_temporary.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json json_text_pair(const Title& title) { return {{"en", title.in(Language::en)}, {"id", title.in(Language::id)}}; }

Json json_result(const PatternResult& result, const std::string& structure) {
  Json object;
  object["structure"] = structure;
  object["verdict"] = name_of(result.verdict);
  object["value"] = number_or_null(result.estimate.value);
  object["low"] = number_or_null(result.estimate.low);
  object["high"] = number_or_null(result.estimate.high);
  object["replicates"] = result.replicates;
  object["failed"] = result.failed;
  if (!result.error.empty()) object["error"] = result.error;
  object["precise"] = result.precise;
  return object;
}

}  // namespace

std::vector<std::size_t> verdict_counts(const LoadedPatterns& patterns, const PatternSummary& summary,
                                        std::optional<CountsAs> counts_as) {
  std::vector<std::size_t> counts(verdict_count, 0);
  for (std::size_t p = 0; p < patterns.suite.patterns.size(); ++p) {
    const Pattern& pattern = patterns.suite.patterns[p];
    if (pattern.is_testable() && pattern.counts_as == counts_as.value_or(pattern.counts_as))
      ++counts[static_cast<std::size_t>(summary.results[p].verdict)];
  }
  return counts;
}

bool all_are_tests(const LoadedPatterns& patterns) {
  return std::ranges::all_of(patterns.suite.patterns,
                             [](const Pattern& pattern) { return pattern.counts_as == CountsAs::test; });
}

Text title_of(CountsAs counts_as) {
  static constexpr std::array<Text, all_counts_as.size()> titles{
      {{"tests", "uji"}, {"fits", "pencocokan"}, {"built in", "tertanam"}}};
  return titles[static_cast<std::size_t>(counts_as)];
}

std::string marked_id(const Pattern& pattern, Language language) {
  static constexpr std::array<Text, all_counts_as.size()> marks{
      {{"", ""}, {" (fit)", " (cocok)"}, {" (built in)", " (tertanam)"}}};
  return pattern.id + std::string(marks[static_cast<std::size_t>(pattern.counts_as)].in(language));
}

std::string verdict_text(const Pattern& pattern, const PatternResult& result, Language language) {
  if (result.verdict == Verdict::fails && is_too_small(pattern.expectation, result.estimate))
    return std::string(Text{"fails: too small", "gagal: terlalu kecil"}.in(language));
  return std::string(title_of(result.verdict).in(language));
}

std::string runs_text(const Pattern& pattern, const PatternResult& result) {
  if (!pattern.is_testable()) return "-";
  return std::to_string(result.replicates) + (result.precise ? "" : "*");
}

bool any_imprecise(const PatternReport& report) {
  const std::vector<Pattern>& patterns = report.patterns.suite.patterns;
  for (std::size_t p = 0; p < patterns.size(); ++p) {
    if (patterns[p].is_testable() && !report.variants.front().summary.results[p].precise) return true;
  }
  return false;
}

std::string patterns_json(const PatternReport& report) {
  Json root;
  root["command"] = report.command;
  root["seed"] = report.seed.value;
  root["error"] = report.error;
  root["replicates_most"] = report.replicates_most;
  root["patterns"] = Json::array();
  for (std::size_t p = 0; p < report.patterns.suite.patterns.size(); ++p) {
    const Pattern& pattern = report.patterns.suite.patterns[p];
    Json object;
    object["id"] = pattern.id;
    object["kind"] = pattern.kind;
    object["case"] = pattern.case_id;
    object["strength"] = pattern.strength;
    object["statement"] = json_text_pair(pattern.statement);
    object["source"] = pattern.source;
    object["counts_as"] = name_of(pattern.counts_as);
    if (!pattern.published.en.empty()) object["published"] = json_text_pair(pattern.published);
    object["scenario"] = report.patterns.scenario_of[p];
    if (!pattern.is_testable()) {
      object["untestable"] = json_text_pair(pattern.untestable);
    } else {
      object["setting"] = pattern.setting;
      object["measure"] = {{"en", measure_text(pattern, report.patterns, Language::en)},
                           {"id", measure_text(pattern, report.patterns, Language::id)}};
      object["expected"] = {{"kind", name_of(pattern.expectation.kind)},
                            {"low", number_or_null(pattern.expectation.low)},
                            {"high", number_or_null(pattern.expectation.high)},
                            {"smallest", pattern.expectation.smallest},
                            {"why", json_text_pair(pattern.why)}};
    }
    object["results"] = Json::array();
    for (const PatternVariant& variant : report.variants)
      object["results"].push_back(json_result(variant.summary.results[p], variant.name));
    root["patterns"].push_back(std::move(object));
  }
  return root.dump(2) + "\n";
}

bool may_hold_evidence(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return true;
  std::string reason;
  const auto text = read_text_file(path, reason);
  return text && text->starts_with(evidence_mark);
}

void write_evidence(const std::string& path, const std::string& page) {
  TemporaryFile file(path, true);
  std::FILE* const stream = std::fopen(file.name().c_str(), "w");
  const auto fail = [&](int error) { throw IoError("'" + path + "' cannot be written: " + std::strerror(error)); };
  if (stream == nullptr) fail(errno);
  const bool written = std::fwrite(page.data(), 1, page.size(), stream) == page.size();
  const int write_error = errno;
  if (std::fclose(stream) != 0 || !written) fail(written ? errno : write_error);
  file.publish();
}

}  // namespace berdaya
