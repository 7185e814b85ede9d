#include "cli/scenario_text.hpp"

#include "cli/amount.hpp"

namespace berdaya::cli {
namespace {

std::string counted_in(Language language, unsigned long long count, const char* one, const char* many,
                       const char* indonesian) {
  return language == Language::id ? count_text(count) + " " + indonesian : counted(count, one, many);
}

std::string who(const Scenario& scenario, Language language) {
  return counted_in(language, scenario.communities.size(), "community", "communities", "komunitas") + ", " +
         count_text(umkm_count(scenario)) + " UMKM, " +
         counted_in(language, scenario.months, "month", "months", "bulan");
}

}  // namespace

std::string month_text(const CalendarMonth& month) {
  const std::string number = std::to_string(month.month + 1);
  return std::to_string(month.year) + (number.size() < 2 ? "-0" : "-") + number;
}

unsigned long long umkm_count(const Scenario& scenario) {
  unsigned long long count = 0;
  for (const CommunitySpec& community : scenario.communities) count += community.umkm_count();
  return count;
}

std::string size_text(const Scenario& scenario, Language language) {
  return who(scenario, language) + ", " +
         counted_in(language, policy_ids(scenario).size(), "policy", "policies", "kebijakan");
}

std::string scenario_line(const Scenario& scenario, Language language) {
  const std::string& title = scenario.title.in(language);
  std::string text = title.empty() ? scenario.id : title + " (" + scenario.id + ")";
  text += ": " + who(scenario, language);
  if (scenario.months > 0) {
    text += (language == Language::id ? " dari " : " from ") + month_text(calendar_month(scenario, 0)) +
            (language == Language::id ? " sampai " : " to ") +
            month_text(calendar_month(scenario, scenario.months - 1));
  }
  return text;
}

}  // namespace berdaya::cli
