#include "io/scenario_values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>

namespace berdaya {
namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string month_name(int month) {  // year * 12 + month
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d", month / 12, month % 12 + 1);
  return buffer.data();
}

std::string with_article(const std::string& noun) {
  return (std::string_view("aeio").find(noun.front()) != std::string_view::npos ? "an " : "a ") + noun;
}

// 1000000 rather than 1e+06.
std::string bound_text(double bound) {
  const bool whole = bound == std::floor(bound) && std::abs(bound) < 1e15;
  return whole ? std::to_string(static_cast<long long>(bound)) : number_text(bound);
}

std::string range_text(const NumberRule& rule) {
  return "[" + bound_text(rule.low) + ", " + bound_text(rule.high) + "]";
}

// [[cobs]] among several [[cbo]]: its tables are read with the others, in the order of the file.
void merge_lists(Entry& misspelt, Entry& right) {
  if (!misspelt.value.is(ValueKind::list) || !right.value.is(ValueKind::list)) return;
  std::vector<Value>& all = right.value.list;
  for (Value& element : misspelt.value.list) all.push_back(std::move(element));
  misspelt.value.list.clear();
  std::stable_sort(all.begin(), all.end(), [](const Value& a, const Value& b) { return a.place.line < b.place.line; });
}

}  // namespace

std::string suggestion(std::string_view given, std::span<const std::string_view> allowed, std::string_view listed_as) {
  std::string text;
  const std::string_view meant = nearest_name(given, allowed);
  if (!meant.empty()) text = "did you mean " + quoted(meant) + "? ";
  if (allowed.empty()) return text;
  return text + std::string(listed_as) + ": " + join_names(allowed);
}

bool check_keys(ProblemList& problems, Value& value, std::span<const std::string_view> allowed,
                std::string_view where) {
  if (!value.is(ValueKind::table)) {
    problems.add(value.place, std::string(where) + " must be a table, got " + found_text(value));
    return false;
  }
  for (Entry& entry : value.entries) {
    if (entry.key.starts_with("x-") || std::find(allowed.begin(), allowed.end(), entry.key) != allowed.end()) continue;
    problems.add(entry.place,
                 "unknown key " + quoted(entry.key) + (where == top_level ? " at " : " in ") + std::string(where),
                 suggestion(entry.key, allowed));
    const std::string_view meant = nearest_name(entry.key, allowed);
    Entry* right = meant.empty() ? nullptr : value.find(meant);
    if (right != nullptr)
      merge_lists(entry, *right);
    else if (!meant.empty())
      entry.key = meant;
  }
  return true;
}

NumberRule rule_of(const KeyDescription& key) {
  if (key.type == KeyType::level) return {.low = 0, .high = 1, .level = true};
  return {.low = key.low, .high = key.high, .whole = key.type == KeyType::whole};
}

std::optional<double> read_number(ProblemList& problems, const Value& value, std::string_view name,
                                  const NumberRule& rule) {
  const bool is_number = value.is(ValueKind::whole) || value.is(ValueKind::number);
  const double number = value.number;
  const bool inside = number >= rule.low && number <= rule.high;  // false for NaN
  const bool whole_enough = !(rule.whole || rule.even) || number == std::floor(number);
  const bool even_enough = !rule.even || std::fmod(number, 2.0) == 0.0;
  if (is_number && inside && whole_enough && even_enough) return number;
  std::string hint;
  const bool comma = value.is(ValueKind::text) && value.text.find(',') != std::string::npos;
  if (comma && value.text.find_first_not_of("0123456789,.-") == std::string::npos) {
    hint = "decimals are written with a point: 0.4";
  }
  const std::string kind = rule.level   ? "a level"
                           : rule.even  ? "an even whole number"
                           : rule.whole ? "a whole number"
                                        : "a number";
  problems.add(value.place,
               std::string(name) + " must be " + kind + " in " + range_text(rule) + ", got " + found_text(value), hint);
  return std::nullopt;
}

std::optional<std::string> read_text(ProblemList& problems, const Value& value, std::string_view name) {
  if (value.is(ValueKind::text)) return value.text;
  problems.add(value.place, std::string(name) + " must be a text, got " + found_text(value));
  return std::nullopt;
}

std::optional<std::string> read_id(ProblemList& problems, const Value& value, std::string_view name) {
  auto text = read_text(problems, value, name);
  if (!text) return text;
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (!text->empty() && *text != "none" && std::all_of(text->begin(), text->end(), good)) return text;
  problems.add(value.place, std::string(name) +
                                " must be made of letters, digits, '_' and '-' (and not be \"none\"), got " +
                                found_text(value));
  return std::nullopt;
}

std::optional<bool> read_flag(ProblemList& problems, const Value& value, std::string_view name) {
  if (value.is(ValueKind::flag)) return value.flag;
  problems.add(value.place, std::string(name) + " must be true or false, got " + found_text(value));
  return std::nullopt;
}

std::optional<Title> read_title(ProblemList& problems, Value& value, std::string_view name) {
  if (value.is(ValueKind::text)) return Title{value.text, {}};
  if (!value.is(ValueKind::table)) {
    problems.add(value.place,
                 std::string(name) + " must be a text or { id = \"...\", en = \"...\" }, got " + found_text(value));
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 2> languages{"id", "en"};
  check_keys(problems, value, languages, name);
  Title title;
  if (const Value* text = value.value("id"))
    title.id = read_text(problems, *text, std::string(name) + ".id").value_or("");
  if (const Value* text = value.value("en"))
    title.en = read_text(problems, *text, std::string(name) + ".en").value_or("");
  return title;
}

std::optional<int> read_choice(ProblemList& problems, const Value& value, std::string_view name,
                               std::span<const std::string_view> choices) {
  if (value.is(ValueKind::text)) {
    const auto found = std::find(choices.begin(), choices.end(), value.text);
    if (found != choices.end()) return static_cast<int>(found - choices.begin());
    problems.add(value.place, "unknown " + std::string(name) + " " + quoted(value.text),
                 suggestion(value.text, choices));
    return std::nullopt;
  }
  problems.add(value.place, std::string(name) + " must be one of these names, got " + found_text(value),
               "allowed: " + join_names(choices));
  return std::nullopt;
}

std::string Horizon::month_text(Index t) const { return month_name(start + static_cast<int>(t)); }

std::optional<Index> read_month(ProblemList& problems, const Value& value, std::string_view name,
                                const Horizon& horizon, DateRule rule) {
  if (!value.is(ValueKind::date)) {
    problems.add(
        value.place, std::string(name) + " must be a date, got " + found_text(value),
        value.is(ValueKind::text) ? "dates are written without quotes: 2018-01-01" : "dates are written as 2018-01-01");
    return std::nullopt;
  }
  const int month = value.date.year * 12 + value.date.month - 1;
  const int t = month - horizon.start;
  if (rule == DateRule::anywhere) return static_cast<Index>(std::max(t, 0));
  const int last = static_cast<int>(horizon.planned) - 1;
  if (rule == DateRule::not_before && t < 0) {
    problems.add(value.place, std::string(name) + " must not lie before the start, " + month_name(horizon.start) +
                                  ", got " + month_name(month));
    return std::nullopt;
  }
  if (rule == DateRule::within && (t < 0 || t > last)) {
    problems.add(value.place, std::string(name) + " must lie within the run, " + month_name(horizon.start) + " to " +
                                  month_name(horizon.start + last) + ", got " + month_name(month));
    return std::nullopt;
  }
  return static_cast<Index>(t);
}

void IdTable::add(ProblemList& problems, const std::string& id, const Place& place) {
  const auto [where, fresh] = rows_.emplace(id, static_cast<Index>(ids_.size()));
  if (!fresh && !id.empty()) {
    const Place& first = places_[where->second];
    std::string message = "the " + what_ + " " + quoted(id) + " is there twice";
    if (first.line > 0) message += "; the first is in line " + std::to_string(first.line);
    if (first.source != place.source && first.source >= 0) message += " of " + problems.name_of_source(first.source);
    problems.add(place, message);
    reliable_ = false;  // one of the two has a wrong name, so that its own name seems to be missing
  }
  ids_.push_back(id);
  places_.push_back(place);
}

std::optional<Index> IdTable::find(std::string_view id) const {
  const auto found = rows_.find(id);
  return found == rows_.end() ? std::nullopt : std::optional<Index>(found->second);
}

std::optional<Index> IdTable::refer(ProblemList& problems, const Value& value, std::string_view name) const {
  if (!value.is(ValueKind::text)) {
    problems.add(value.place,
                 std::string(name) + " must be the id of " + with_article(what_) + ", got " + found_text(value));
    return std::nullopt;
  }
  const auto row = find(value.text);
  if (!row && reliable_) {
    const std::vector<std::string_view> names(ids_.begin(), ids_.end());
    const std::string hint = names.empty() ? "the file has none" : suggestion(value.text, names, "there are");
    const std::string where = name == what_ ? std::string() : " in " + std::string(name);
    problems.add(value.place, "unknown " + what_ + " " + quoted(value.text) + where, hint);
  }
  return row;
}

std::vector<Index> IdTable::refer_list(ProblemList& problems, const Value& value, std::string_view name) const {
  std::vector<Index> rows;
  if (!value.is(ValueKind::list)) {
    problems.add(value.place, std::string(name) + " must be a list of ids, [\"...\"], got " + found_text(value));
    return rows;
  }
  std::set<Index> seen;
  for (const Value& element : value.list) {
    const auto row = refer(problems, element, name);
    if (!row) continue;
    if (!seen.insert(*row).second)
      problems.add(element.place, quoted(element.text) + " is in " + std::string(name) + " twice");
    else
      rows.push_back(*row);
  }
  return rows;
}

}  // namespace berdaya
