// Reading single values strictly: type, range, allowed names; every slip becomes a problem with its place and the way
// out.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/scenario_keys.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

inline constexpr std::string_view top_level = "the top level";  // as messages call it

// "did you mean 'umkm'? allowed: id, title, ..."
std::string suggestion(std::string_view given, std::span<const std::string_view> allowed,
                       std::string_view listed_as = "allowed");

// Reports keys that are not allowed, but for notes (x-...). A misspelt key is then read as the key that was most
// probably meant, if that is missing, so that one slip gives one message. `where`: "[[community]]". Returns false if
// `value` is no table (reported too).
bool check_keys(ProblemList& problems, Value& value, std::span<const std::string_view> allowed, std::string_view where);

// What a number may be.
struct NumberRule {
  double low = 0, high = 1;
  bool level = false;
  bool whole = false;
  bool even = false;
};
NumberRule rule_of(const KeyDescription& key);

std::optional<double> read_number(ProblemList& problems, const Value& value, std::string_view name,
                                  const NumberRule& rule);
std::optional<std::string> read_text(ProblemList& problems, const Value& value, std::string_view name);
std::optional<std::string> read_id(ProblemList& problems, const Value& value, std::string_view name);
std::optional<bool> read_flag(ProblemList& problems, const Value& value, std::string_view name);
std::optional<Title> read_title(ProblemList& problems, Value& value, std::string_view name);
// Position among the choices.
std::optional<int> read_choice(ProblemList& problems, const Value& value, std::string_view name,
                               std::span<const std::string_view> choices);

// The months that dates may name.
struct Horizon {
  int start = 0;      // year * 12 + month
  Index months = 1;   // of the run
  Index planned = 1;  // of the plan, at least `months`
  std::string month_text(Index t) const;
};
enum class DateRule { within, anywhere, not_before };
// The month of a date, counted from the start. `anywhere`: a date before the start is month 0, one after the end stays
// what it is.
std::optional<Index> read_month(ProblemList& problems, const Value& value, std::string_view name,
                                const Horizon& horizon, DateRule rule = DateRule::within);

// Entities by id.
class IdTable {
 public:
  // `what` as in messages: "community", "government unit".
  explicit IdTable(std::string what) : what_(std::move(what)) {}

  // Reports an id that is there already.
  void add(ProblemList& problems, const std::string& id, const Place& place);
  std::optional<Index> find(std::string_view id) const;
  const std::vector<std::string>& ids() const { return ids_; }
  const Place& place(Index row) const { return places_[row]; }
  // Reports an id that does not exist, with the nearest one.
  std::optional<Index> refer(ProblemList& problems, const Value& value, std::string_view name) const;
  std::vector<Index> refer_list(ProblemList& problems, const Value& value, std::string_view name) const;
  // Nothing more is said about unknown ids of this kind: its table could not be read.
  void give_up() { reliable_ = false; }
  bool reliable() const { return reliable_; }

 private:
  std::string what_;
  std::vector<std::string> ids_;
  std::vector<Place> places_;
  std::map<std::string, Index, std::less<>> rows_;
  bool reliable_ = true;
};

template <class Described>
std::vector<std::string_view> key_names(std::span<const Described> keys) {
  std::vector<std::string_view> names;
  for (const Described& key : keys) {
    if constexpr (requires { key.description; })
      names.push_back(key.description.name);
    else
      names.push_back(key.name);
  }
  return names;
}

// Reads all plain keys of a table into its struct, and reports required keys that are missing.
template <class Spec>
void read_plain(ProblemList& problems, Value& table, std::span<const Key<Spec>> keys, Spec& spec,
                std::string_view where) {
  for (const Key<Spec>& key : keys) {
    const KeyDescription& description = key.description;
    Entry* entry = table.find(description.name);
    if (entry == nullptr) {
      if (description.required)
        problems.add(table.place, std::string(where) + " lacks '" + std::string(description.name) + "'",
                     std::string(description.name) + ": " + std::string(description.meaning.en));
      continue;
    }
    Value& value = entry->value;
    std::visit(
        [&](auto member) {
          using M = decltype(member);
          if constexpr (std::is_same_v<M, double Spec::*> || std::is_same_v<M, std::optional<double> Spec::*>) {
            if (const auto number = read_number(problems, value, description.name, rule_of(description)))
              spec.*member = *number;
          } else if constexpr (std::is_same_v<M, Index Spec::*>) {
            if (const auto number = read_number(problems, value, description.name, rule_of(description)))
              spec.*member = static_cast<Index>(*number);
          } else if constexpr (std::is_same_v<M, bool Spec::*>) {
            if (const auto flag = read_flag(problems, value, description.name)) spec.*member = *flag;
          } else if constexpr (std::is_same_v<M, std::string Spec::*>) {
            const auto text = description.type == KeyType::id ? read_id(problems, value, description.name)
                                                              : read_text(problems, value, description.name);
            if (text) spec.*member = *text;
          } else if constexpr (std::is_same_v<M, Title Spec::*>) {
            if (const auto title = read_title(problems, value, description.name)) spec.*member = *title;
          }
        },
        key.member);
  }
  if constexpr (requires { spec.title; }) {
    if (spec.title.en.empty() && spec.title.id.empty()) spec.title.en = spec.id;
  }
}

}  // namespace berdaya
