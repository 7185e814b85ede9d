// Values written as TOML again, and moved between files.
#include <utility>

#include "io/toml_tree.hpp"

namespace berdaya {
namespace {

void move_places(Value& value, int source) {
  value.place.source = source;
  for (Value& element : value.list) move_places(element, source);
  for (Entry& entry : value.entries) {
    entry.place.source = source;
    move_places(entry.value, source);
  }
}

}  // namespace

std::string toml_text(const Value& value) {
  switch (value.kind) {
    case ValueKind::text:
      return toml_string(value.text);
    case ValueKind::whole:
      return std::to_string(value.whole);
    case ValueKind::number:
      return toml_number(value.number);
    case ValueKind::flag:
      return value.flag ? "true" : "false";
    case ValueKind::date: {
      const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
      return std::to_string(value.date.year) + "-" + two(value.date.month) + "-" + two(value.date.day);
    }
    default:
      return {};
  }
}

std::string inline_toml(const Value& value) {
  std::string text;
  if (value.is(ValueKind::list)) {
    for (const Value& element : value.list) text += (text.empty() ? "" : ", ") + inline_toml(element);
    return "[" + text + "]";
  }
  if (value.is(ValueKind::table)) {
    for (const Entry& entry : value.entries)
      text += (text.empty() ? "" : ", ") + toml_key(entry.key) + " = " + inline_toml(entry.value);
    return "{" + text + "}";
  }
  return value.is(ValueKind::other) ? value.text : toml_text(value);
}

Value in_source(Value value, int source) {
  move_places(value, source);
  return value;
}

}  // namespace berdaya
