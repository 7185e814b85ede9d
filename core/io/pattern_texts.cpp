#include "io/pattern_texts.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace berdaya {
namespace {

bool is_effect(const Pattern& pattern) {
  return pattern.contrast != Contrast::level && pattern.contrast != Contrast::ratio &&
         pattern.contrast != Contrast::relative;
}

std::string month_of(const Scenario& scenario, Index t) {
  const CalendarMonth month = calendar_month(scenario, t);
  const std::string number = std::to_string(month.month + 1);
  return std::to_string(month.year) + (number.size() < 2 ? "-0" : "-") + number;
}

std::string member_of(const Measure& measure, const Scenario& scenario) {
  if (measure.metric->dimension == MetricDimension::option) return scenario.options[measure.member].id;
  if (measure.metric->dimension == MetricDimension::scalar) return {};
  return labels_of(measure.metric->dimension, World{})[measure.member];
}

std::string one_measure(const Measure& measure, const Scenario& scenario, Language language) {
  static constexpr std::array<Text, 6> times{{{"mean", "rerata"},
                                              {"", ""},
                                              {"sum", "jumlah"},
                                              {"change", "perubahan"},
                                              {"slope a month", "kemiringan per bulan"},
                                              {"months until", "bulan sampai"}}};
  static constexpr std::array<Text, 3> places{{{"", ""},
                                               {"spread between communities of", "simpangan antarkomunitas dari"},
                                               {"UMKM counted by", "jumlah UMKM menurut"}}};
  std::string text;
  const auto add = [&](std::string_view part) {
    if (!part.empty()) text += (text.empty() ? "" : " ") + std::string(part);
  };
  if (measure.first_month != measure.last_month) add(times[static_cast<std::size_t>(measure.over_time)].in(language));
  add(places[static_cast<std::size_t>(measure.over_communities)].in(language));
  add("`" + std::string(measure.metric->name) + "`");
  if (const std::string member = member_of(measure, scenario); !member.empty()) add("(" + member + ")");
  if (measure.over_time == OverTime::first_above) add(">= " + number_text(measure.threshold));
  if (!measure.communities.empty()) {
    std::string ids;
    for (const Index k : measure.communities) ids += (ids.empty() ? "" : ", ") + scenario.communities[k].id;
    add(Text{"in", "di"}.in(language));
    add(measure.communities.size() <= 4 ? ids
                                        : std::to_string(measure.communities.size()) +
                                              std::string(Text{" communities", " komunitas"}.in(language)));
  }
  add(month_of(scenario, measure.first_month));
  if (measure.first_month != measure.last_month) {
    add(Text{"to", "sampai"}.in(language));
    add(month_of(scenario, measure.last_month));
  }
  return text;
}

}  // namespace

std::string pattern_number(double value, const Pattern& pattern, bool with_sign) {
  if (!std::isfinite(value)) return "-";
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(pattern.expectation.smallest))) + 1, 0, 6);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), with_sign ? "%+.*f" : "%.*f", decimals, value);
  std::string number = text.data();
  if (number.find_first_of("123456789") == std::string::npos && (number[0] == '-' || number[0] == '+'))
    number.erase(0, 1);
  return number;
}

std::string expected_text(const Pattern& pattern, Language language) {
  const Expectation& expected = pattern.expectation;
  const std::string d = number_text(expected.smallest);
  switch (expected.kind) {
    case ExpectedKind::up:
      return (language == Language::id ? "naik, " : "up, ") + std::string(">= ") + d;
    case ExpectedKind::down:
      return (language == Language::id ? "turun, " : "down, ") + std::string(">= ") + d;
    case ExpectedKind::same:
      return (language == Language::id ? "tetap, +-" : "same, +-") + d;
    case ExpectedKind::band:
      break;
  }
  if (std::isinf(expected.low)) return "<= " + number_text(expected.high);
  if (std::isinf(expected.high)) return ">= " + number_text(expected.low);
  return number_text(expected.low) + (language == Language::id ? " sampai " : " to ") + number_text(expected.high);
}

std::string got_text(const Pattern& pattern, const Estimate& estimate) {
  if (!std::isfinite(estimate.value)) return "-";
  const bool sign = is_effect(pattern);
  return pattern_number(estimate.value, pattern, sign) + " [" + pattern_number(estimate.low, pattern, sign) + ", " +
         pattern_number(estimate.high, pattern, sign) + "]";
}

std::string measure_text(const Pattern& pattern, const LoadedPatterns& patterns, Language language) {
  static constexpr std::array<Text, 6> contrasts{
      {{"level", "tingkat"},
       {"with - without", "dengan - tanpa"},
       {"with / without", "dengan / tanpa"},
       {"both - first - second + neither", "dua - satu - lain + tanpa"},
       {"effect of the first, less that of the second", "dampak yang pertama, dikurangi dampak yang kedua"},
       {"effect of the first, over that of the second", "dampak yang pertama, dibagi dampak yang kedua"}}};
  static constexpr std::array<Text, 5> against{{{"", ""},
                                                {"less", "dikurangi"},
                                                {"over", "dibagi"},
                                                {"as a share of itself and", "sebagai bagian dari dirinya dan"},
                                                {"plus", "ditambah"}}};
  const Scenario& scenario = *patterns.suite.arms[pattern.arms.front()].scenario;
  std::string text = one_measure(pattern.measure, scenario, language);
  if (pattern.against_how != Against::none)
    text += " " + std::string(against[static_cast<std::size_t>(pattern.against_how)].in(language)) + " " +
            one_measure(pattern.against, scenario, language);
  return text + ": " + std::string(contrasts[static_cast<std::size_t>(pattern.contrast)].in(language));
}

}  // namespace berdaya
