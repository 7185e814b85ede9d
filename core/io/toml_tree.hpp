// The input as a tree that remembers where each key and value was written. TOML files, rows of CSV tables and `--set`
// values all become such trees, so that one reader checks them and one format reports their problems. toml++ is
// included by toml_tree.cpp only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/errors.hpp"

namespace berdaya {

// Where something was written. Lines and columns count from 1; line 0 = the source as a whole.
struct Place {
  int source = -1;
  int line = 0;
  int column = 0;
  int length = 1;
  bool operator==(const Place&) const = default;
};

// The problems of an input, collected until all of it has been looked at.
class ProblemList {
 public:
  // A file, or anything else that messages name. Returns its number for Place::source.
  int add_source(std::string name, std::string_view text = {});
  const std::string& name_of_source(int source) const;

  void add(const Place& place, std::string message, std::string hint = {});
  bool empty() const { return found_.empty(); }
  // By source, in the order in which they were added, then by line and column.
  std::vector<Problem> sorted() const;
  // Throws InputError with all problems, if there are any.
  void throw_if_any() const;

 private:
  struct Source {
    std::string name;
    std::vector<std::string> lines;
  };
  struct Found {
    Place place;
    Problem problem;
  };
  std::vector<Source> sources_;
  std::vector<Found> found_;
};

struct Date {
  int year = 0;
  int month = 1;  // 1-12
  int day = 1;
};

enum class ValueKind { text, whole, number, flag, date, other, list, table };

struct Entry;

struct Value {
  ValueKind kind = ValueKind::other;
  Place place;
  std::string text;  // of a text; of `other` what it is, "a time of day"
  std::int64_t whole = 0;
  double number = 0;  // of a number and of a whole number
  bool flag = false;
  Date date;
  bool unstated = false;  // written out by the program; nobody has stated it
  std::vector<Value> list;
  std::vector<Entry> entries;  // of a table, in the order of the file

  bool is(ValueKind k) const { return kind == k; }
  Entry* find(std::string_view key);
  const Entry* find(std::string_view key) const;
  const Value* value(std::string_view key) const;
  // The value under the key, made as an empty table if it is not there.
  Value& table(std::string_view key, const Place& place);
  void set(std::string_view key, Value value, const Place& key_place);
};

struct Entry {
  std::string key;
  Place place;  // of the key
  Value value;
};

// "text 'abc'", "1.4", "a list": what was found where something else was wanted.
std::string found_text(const Value& value);

Value make_text(std::string text, const Place& place);
Value make_whole(std::int64_t number, const Place& place);
Value make_table(const Place& place);
Value make_list(const Place& place);

// Reads a TOML text. A syntax error becomes a problem and gives nothing back (an empty table): a parser cannot go on
// after it.
Value parse_toml(std::string_view text, int source, ProblemList& problems);

// Reads one value in TOML syntax; what is not TOML is taken as a text.
Value parse_toml_value(const std::string& text, int source);

// A single value as TOML writes it; empty for lists, tables and what is no value.
std::string toml_text(const Value& value);
// The same for all kinds, lists and tables inline: two values with one text say the same.
std::string inline_toml(const Value& value);
// The tree with all places in another source: to be put into the tree of another file.
Value in_source(Value value, int source);

// A text as a TOML basic string, with quotes.
std::string toml_string(std::string_view text);
// A text over several lines as a TOML multi-line basic string.
std::string toml_long_string(std::string_view text);
// A number as a TOML float: never without a point or an exponent.
std::string toml_number(double value);
// A key as TOML wants it: bare where possible.
std::string toml_key(std::string_view key);

}  // namespace berdaya
