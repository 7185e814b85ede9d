// What patterns measure and what they expect of it.
#include <algorithm>
#include <array>

#include "io/pattern_reading.hpp"
#include "state/community.hpp"

namespace berdaya {
namespace {

constexpr std::string_view measure_section = "[pattern.measure]";

// Labels along the dimension; nothing where they are known to no scenario.
std::vector<std::string> members_of(const MetricDescription& metric, const Scenario& scenario) {
  if (metric.dimension == MetricDimension::option) {
    std::vector<std::string> ids;
    for (const OptionSpec& option : scenario.options) ids.push_back(option.id);
    return ids;
  }
  if (metric.dimension == MetricDimension::skill_kind || metric.dimension == MetricDimension::trust_in)
    return labels_of(metric.dimension, World{});
  return {};
}

void read_member(PatternReading& r, Value& table, const Scenario& scenario, Measure& measure) {
  const Value* of = table.value("of");
  const std::vector<std::string> labels = members_of(*measure.metric, scenario);
  const std::vector<std::string_view> views(labels.begin(), labels.end());
  const std::string name(measure.metric->name);
  if (measure.metric->dimension == MetricDimension::scalar) {
    if (of != nullptr) r.problems.add(of->place, "metric '" + name + "' has no further dimension for 'of'");
    return;
  }
  if (labels.empty()) {
    r.problems.add(table.value("metric")->place, "metric '" + name + "' cannot be measured by patterns",
                   "its members are known to single scenarios only");
    return;
  }
  if (of == nullptr) {
    r.problems.add(table.place, "metric '" + name + "' needs 'of'", "one of: " + join_names(views));
    return;
  }
  const auto text = read_text(r.problems, *of, "of");
  if (!text) return;
  const auto found = std::ranges::find(labels, *text);
  if (found == labels.end())
    r.problems.add(of->place, "metric '" + name + "' has no '" + *text + "'", suggestion(*text, views));
  else
    measure.member = static_cast<Index>(found - labels.begin());
}

void read_places(PatternReading& r, Value& table, const Scenario& scenario, Measure& measure) {
  const Value* ids = table.value("communities");
  const Value* group = table.value("group");
  const Value* any = ids != nullptr ? ids : group;
  if (any == nullptr) return;
  if (measure.metric->level == MetricLevel::run) {
    r.problems.add(any->place, "metric '" + std::string(measure.metric->name) + "' is one of the whole run");
    return;
  }
  if (ids != nullptr && group != nullptr) r.problems.add(group->place, "name either communities or a group");
  if (ids != nullptr) {
    IdTable known("community");
    for (const CommunitySpec& community : scenario.communities) known.add(r.problems, community.id, {});
    if (ids->is(ValueKind::list) && ids->list.empty())
      r.problems.add(ids->place, "communities names none", "leave it out for all of them");
    measure.communities = known.refer_list(r.problems, *ids, "communities");
    return;
  }
  const auto which = read_choice(r.problems, *group, "group", pattern_key(measure_section, "group").choices);
  if (!which) return;
  for (Index k = 0; k < scenario.communities.size(); ++k) {
    if (scenario.communities[k].pilot == (*which == 0)) measure.communities.push_back(k);
  }
  if (measure.communities.empty()) r.problems.add(group->place, "the scenario has no community in this group");
}

void read_term(PatternReading& r, Value& table, const Scenario& scenario, Measure& measure) {
  const Horizon horizon{scenario.start.year * 12 + scenario.start.month, scenario.months, scenario.months};
  measure.last_month = scenario.months - 1;
  if (const Value* until = table.value("until")) {
    const auto month = read_month(r.problems, *until, "until", horizon);
    if (month) measure.last_month = *month;
  }
  measure.first_month = measure.last_month;
  if (const Value* from = table.value("from")) {
    const auto month = read_month(r.problems, *from, "from", horizon);
    if (month && *month > measure.last_month) r.problems.add(from->place, "the term ends before it begins");
    if (month && *month <= measure.last_month) measure.first_month = *month;
  }
}

template <class Choice>
void read_choice_into(PatternReading& r, const Value& table, std::string_view name, Choice& to) {
  const Value* value = table.value(name);
  if (value == nullptr) return;
  if (const auto choice = read_choice(r.problems, *value, name, pattern_key(measure_section, name).choices))
    to = static_cast<Choice>(*choice);
}

}  // namespace

std::optional<Measure> read_measure(PatternReading& r, Value& table, const Scenario& scenario,
                                    const std::string& section) {
  if (!check_keys(r.problems, table, key_names(keys_of_section(measure_section)), "[" + section + "]"))
    return std::nullopt;
  const Value* name = table.value("metric");
  if (name == nullptr) {
    r.problems.add(table.place, "[" + section + "] lacks 'metric'");
    return std::nullopt;
  }
  const auto text = read_text(r.problems, *name, "metric");
  if (!text) return std::nullopt;
  Measure measure;
  measure.metric = find_metric(*text);
  if (measure.metric == nullptr) {
    std::vector<std::string_view> known;
    for (const MetricDescription& metric : metrics()) known.push_back(metric.name);
    r.problems.add(name->place, "unknown metric '" + *text + "'", suggestion(*text, known));
    return std::nullopt;
  }
  read_member(r, table, scenario, measure);
  read_places(r, table, scenario, measure);
  read_term(r, table, scenario, measure);
  read_choice_into(r, table, "over_time", measure.over_time);
  read_choice_into(r, table, "over_communities", measure.over_communities);
  const Value* threshold = table.value("threshold");
  const bool wanted = measure.over_time == OverTime::first_above;
  if ((threshold != nullptr) != wanted)
    r.problems.add(threshold != nullptr ? threshold->place : table.place,
                   "threshold belongs to over_time = \"first_above\"");
  if (threshold != nullptr)
    measure.threshold =
        read_number(r.problems, *threshold, "threshold", rule_of(pattern_key(measure_section, "threshold")))
            .value_or(0);
  const bool by_slope = measure.over_time == OverTime::slope || measure.over_time == OverTime::change;
  if (by_slope && measure.first_month == measure.last_month)
    r.problems.add(table.place, "a change or slope needs a term of more than a month: from and until");
  const std::size_t places = measure.communities.empty() ? scenario.communities.size() : measure.communities.size();
  if (measure.over_communities == OverCommunities::spread && places < 2)
    r.problems.add(table.place, "a spread needs at least two communities");
  return measure;
}

std::optional<Expectation> read_expectation(PatternReading& r, const Value& pattern, const Place& place) {
  static constexpr std::array<std::string_view, 3> directions{"up", "down", "same"};
  static constexpr std::array<std::string_view, 2> ends{"low", "high"};
  Expectation expectation;
  const Value* expect = pattern.value("expect");
  const Value* smallest = pattern.value("smallest");
  for (const std::string_view name : {"expect", "smallest", "why"}) {
    if (pattern.value(name) == nullptr)
      r.problems.add(place, "the pattern lacks '" + std::string(name) + "'",
                     std::string(name) + ": " + std::string(pattern_key("[[pattern]]", name).meaning.en));
  }
  if (expect == nullptr || smallest == nullptr) return std::nullopt;
  if (const auto number =
          read_number(r.problems, *smallest, "smallest", rule_of(pattern_key("[[pattern]]", "smallest"))))
    expectation.smallest = *number;
  if (!expect->is(ValueKind::table)) {
    if (const auto choice = read_choice(r.problems, *expect, "expect", directions))
      expectation.kind = static_cast<ExpectedKind>(*choice);
    return expectation;
  }
  Value band = *expect;
  expectation.kind = ExpectedKind::band;
  if (!check_keys(r.problems, band, ends, "expect")) return std::nullopt;
  const NumberRule any{.low = -1e12, .high = 1e12};
  if (const Value* low = band.value("low")) expectation.low = read_number(r.problems, *low, "low", any).value_or(0);
  if (const Value* high = band.value("high"))
    expectation.high = read_number(r.problems, *high, "high", any).value_or(0);
  if (band.entries.empty()) r.problems.add(expect->place, "a band needs low, high or both");
  if (expectation.low > expectation.high) r.problems.add(expect->place, "low must not be more than high");
  return expectation;
}

}  // namespace berdaya
