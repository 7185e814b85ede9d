#include "io/toml_tree.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/text.hpp"

namespace berdaya {
namespace {

Place place_of(const toml::source_region& region, int source) {
  Place place{source, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column), 1};
  if (region.end.line == region.begin.line && region.end.column > region.begin.column) {
    place.length = static_cast<int>(region.end.column - region.begin.column);
  } else if (region.end.line > region.begin.line) {
    place.length = 1000;  // to the end of its first line
  }
  return place;
}

Value converted(const toml::node& node, int source);

Value converted_table(const toml::table& table, int source) {
  Value value;
  value.kind = ValueKind::table;
  for (const auto& [key, node] : table) {
    value.entries.push_back({std::string(key.str()), place_of(key.source(), source), converted(node, source)});
  }
  std::stable_sort(value.entries.begin(), value.entries.end(), [](const Entry& a, const Entry& b) {
    return a.place.line != b.place.line ? a.place.line < b.place.line : a.place.column < b.place.column;
  });
  return value;
}

Value converted(const toml::node& node, int source) {
  Value value;
  if (const toml::table* table = node.as_table()) {
    value = converted_table(*table, source);
  } else if (const toml::array* array = node.as_array()) {
    value.kind = ValueKind::list;
    for (const toml::node& element : *array) value.list.push_back(converted(element, source));
  } else if (const auto* text = node.as_string()) {
    value.kind = ValueKind::text;
    value.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    value.kind = ValueKind::whole;
    value.whole = whole->get();
    value.number = static_cast<double>(value.whole);
  } else if (const auto* number = node.as_floating_point()) {
    value.kind = ValueKind::number;
    value.number = number->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.kind = ValueKind::flag;
    value.flag = flag->get();
  } else if (const auto* date = node.as_date()) {
    value.kind = ValueKind::date;
    value.date = {static_cast<int>(date->get().year), static_cast<int>(date->get().month),
                  static_cast<int>(date->get().day)};
  } else {
    value.kind = ValueKind::other;
    value.text = node.is_time() ? "a time of day" : "a date with a time of day";
  }
  value.place = place_of(node.source(), source);
  return value;
}

bool is_bare(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::string escaped(std::string_view text, bool keep_lines) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += keep_lines ? "\n" : "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      std::array<char, 8> buffer{};
      std::snprintf(buffer.data(), buffer.size(), "\\u%04X", static_cast<unsigned>(byte));
      result += buffer.data();
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

Entry* Value::find(std::string_view key) {
  for (Entry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

const Entry* Value::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

const Value* Value::value(std::string_view key) const {
  const Entry* entry = find(key);
  return entry ? &entry->value : nullptr;
}

Value& Value::table(std::string_view key, const Place& at) {
  if (Entry* entry = find(key)) return entry->value;
  entries.push_back({std::string(key), at, make_table(at)});
  return entries.back().value;
}

void Value::set(std::string_view key, Value value, const Place& key_place) {
  if (Entry* entry = find(key)) {
    entry->value = std::move(value);
    entry->place = key_place;
  } else {
    entries.push_back({std::string(key), key_place, std::move(value)});
  }
}

namespace {

// Long texts are cut between characters.
std::string beginning_of(const std::string& text) {
  std::size_t end = 40;
  if (text.size() <= end) return text;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "...";
}

}  // namespace

std::string found_text(const Value& value) {
  switch (value.kind) {
    case ValueKind::text:
      return "the text \"" + beginning_of(value.text) + "\"";
    case ValueKind::whole:
      return std::to_string(value.whole);
    case ValueKind::number:
      return number_text(value.number);
    case ValueKind::flag:
      return value.flag ? "true" : "false";
    case ValueKind::date: {
      std::array<char, 40> buffer{};
      std::snprintf(buffer.data(), buffer.size(), "the date %04d-%02d-%02d", value.date.year, value.date.month,
                    value.date.day);
      return buffer.data();
    }
    case ValueKind::other:
      return value.text;
    case ValueKind::list:
      return "a list";
    case ValueKind::table:
      return "a table";
  }
  return {};
}

Value make_text(std::string text, const Place& place) {
  Value value;
  value.kind = ValueKind::text;
  value.place = place;
  value.text = std::move(text);
  return value;
}

Value make_whole(std::int64_t number, const Place& place) {
  Value value;
  value.kind = ValueKind::whole;
  value.place = place;
  value.whole = number;
  value.number = static_cast<double>(number);
  return value;
}

Value make_table(const Place& place) {
  Value value;
  value.kind = ValueKind::table;
  value.place = place;
  return value;
}

Value make_list(const Place& place) {
  Value value;
  value.kind = ValueKind::list;
  value.place = place;
  return value;
}

Value parse_toml(std::string_view text, int source, ProblemList& problems) {
  try {
    return converted(toml::parse(text), source);
  } catch (const toml::parse_error& error) {
    std::string message(error.description());
    // toml++ writes for people already, but starts with "Error while parsing".
    constexpr std::string_view prefix = "Error while parsing ";
    if (message.starts_with(prefix)) message = "cannot read " + message.substr(prefix.size());
    problems.add(place_of(error.source(), source), message);
    return make_table({source, 0, 0, 1});
  }
}

Value parse_toml_value(const std::string& text, int source) {
  const Place place{source, 0, 0, 1};
  Value value = make_text(text, place);
  if (text.find('\n') == std::string::npos) {
    try {
      const toml::table table = toml::parse("value = " + text);
      if (table.size() == 1) value = converted(*table.get("value"), source);
    } catch (const toml::parse_error&) {
      // a bare word
    }
  }
  // Nothing in it has a line of a file.
  const auto forget = [&](auto&& self, Value& v) -> void {
    v.place = place;
    for (Value& element : v.list) self(self, element);
    for (Entry& entry : v.entries) {
      entry.place = place;
      self(self, entry.value);
    }
  };
  forget(forget, value);
  return value;
}

std::string toml_string(std::string_view text) { return "\"" + escaped(text, false) + "\""; }

std::string toml_long_string(std::string_view text) { return "\"\"\"\n" + escaped(text, true) + "\"\"\""; }

std::string toml_number(double value) {
  std::string text = number_text(value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

std::string toml_key(std::string_view key) { return is_bare(key) ? std::string(key) : toml_string(key); }

}  // namespace berdaya
