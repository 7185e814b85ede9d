#include "io/scenario_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "io/scenario_reading.hpp"

namespace berdaya {
namespace {

Value number_value(const TableCell& cell) {
  double number = 0;
  const char* const end = cell.text.data() + cell.text.size();
  const char* const begin = cell.text.data() + (cell.text.starts_with('+') ? 1 : 0);
  const auto [last, error] = std::from_chars(begin, end, number);
  if (error != std::errc() || last != end) return make_text(cell.text, cell.place);
  if (number == std::floor(number) && std::abs(number) < 1e15)
    return make_whole(static_cast<std::int64_t>(number), cell.place);
  Value value = make_text({}, cell.place);
  value.kind = ValueKind::number;
  value.number = number;
  return value;
}

Value flag_value(const TableCell& cell) {
  Value value = make_text(cell.text, cell.place);
  const bool yes = cell.text == "true" || cell.text == "1";
  if (!yes && cell.text != "false" && cell.text != "0") return value;
  value.kind = ValueKind::flag;
  value.flag = yes;
  return value;
}

Value date_value(const TableCell& cell) {
  Value value = parse_toml_value(cell.text.size() == 7 ? cell.text + "-01" : cell.text, cell.place.source);
  value.place = cell.place;
  return value.is(ValueKind::date) ? value : make_text(cell.text, cell.place);
}

Value list_value(const TableCell& cell) {
  Value list = make_list(cell.place);
  std::string word;
  for (const char c : cell.text + " ") {
    if (c != ' ' && c != '|' && c != ';') {
      word += c;
    } else if (!word.empty()) {
      list.list.push_back(make_text(word, cell.place));
      word.clear();
    }
  }
  return list;
}

}  // namespace

Value cell_value(const TableCell& cell, KeyType type) {
  switch (type) {
    case KeyType::level:
    case KeyType::number:
    case KeyType::whole:
    case KeyType::counts:
      return number_value(cell);
    case KeyType::flag:
      return flag_value(cell);
    case KeyType::date:
      return date_value(cell);
    case KeyType::references:
      return list_value(cell);
    default:
      return make_text(cell.text, cell.place);
  }
}

namespace {

struct Column {
  std::string section;  // "community", "cbo", "facilitator", or empty: skipped
  std::string key;
  std::string part;  // title.en, umkm.food: what follows
  KeyType type = KeyType::text;
  Place place;
};

template <class Spec>
const KeyDescription* find_key(std::span<const Key<Spec>> keys, std::string_view name) {
  for (const Key<Spec>& key : keys) {
    if (key.description.name == name) return &key.description;
  }
  return nullptr;
}

const KeyDescription* describe_column(const std::string& section, const std::string& key) {
  if (section == "cbo") return key == "community" ? nullptr : find_key(cbo_keys(), key);
  if (section == "facilitator") return key == "communities" ? nullptr : find_key(facilitator_keys(), key);
  return find_key(community_keys(), key);
}

std::vector<std::string> all_columns() {
  std::vector<std::string> names;
  for (const Key<CommunitySpec>& key : community_keys()) names.emplace_back(key.description.name);
  for (const std::string_view name : {"title.id", "title.en", "umkm.SECTOR"}) names.emplace_back(name);
  for (const Key<CboSpec>& key : cbo_keys()) {
    if (key.description.name != "community") names.push_back("cbo." + std::string(key.description.name));
  }
  for (const Key<FacilitatorSpec>& key : facilitator_keys()) {
    if (key.description.name != "communities") names.push_back("facilitator." + std::string(key.description.name));
  }
  return names;
}

Column read_column(Reading& r, const std::string& name, const Place& place, bool corrected = false) {
  Column column;
  column.place = place;
  if (name.empty() || name.starts_with("x-")) return column;
  std::string section = "community";
  std::string rest = name;
  for (const char* const prefix : {"cbo", "facilitator"}) {
    if (!rest.starts_with(std::string(prefix) + ".")) continue;
    section = prefix;
    rest = rest.substr(section.size() + 1);
    break;
  }
  const std::string key = rest.substr(0, rest.find('.'));
  const std::string part = key.size() < rest.size() ? rest.substr(key.size() + 1) : std::string();
  const KeyDescription* description = describe_column(section, key);
  const bool in_parts = description && (description->type == KeyType::title || description->type == KeyType::counts);
  if (description == nullptr || (!part.empty() && !in_parts)) {
    const std::vector<std::string> names = all_columns();
    const std::vector<std::string_view> views(names.begin(), names.end());
    if (!corrected)
      r.problems.add(place, "unknown column '" + name + "' in a table of communities", suggestion(name, views));
    // Read as the column that was probably meant, so that one slip gives one message.
    const std::string_view meant = nearest_name(name, views);
    return corrected || meant.empty() ? column : read_column(r, std::string(meant), place, true);
  }
  column.section = section;
  column.key = key;
  column.part = part;
  column.type = description->type;
  return column;
}

void put(Value& table, const Column& column, const TableCell& cell) {
  if (column.part.empty())
    table.set(column.key, cell_value(cell, column.type), cell.place);
  else
    table.table(column.key, cell.place).set(column.part, cell_value(cell, column.type), column.place);
}

}  // namespace

void expand_communities_file(Reading& r) {
  const Value* name = r.root.value("communities_file");
  if (name == nullptr) return;
  const auto file = find_table(r, *name, "communities_file");
  if (!file) return;
  const TableFile table = read_table(file->text, file->source, r.problems);
  std::vector<Column> columns;
  columns.reserve(table.header.size());
  for (const TableCell& header : table.header) columns.push_back(read_column(r, header.text, header.place));
  const auto list_of = [&](std::string_view section) -> std::vector<Value>* {
    if (r.root.find(section) == nullptr)
      r.root.set(section, make_list({file->source, 0, 0, 1}), {file->source, 0, 0, 1});
    Value& list = r.root.find(section)->value;
    return list.is(ValueKind::list) ? &list.list : nullptr;
  };
  for (const std::vector<TableCell>& row : table.rows) {
    const Place place = row[0].place;
    Value community = make_table(place);
    Value cbo = make_table(place);
    Value facilitator = make_table(place);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (row[c].text.empty()) continue;
      if (columns[c].section == "community") put(community, columns[c], row[c]);
      if (columns[c].section == "cbo") put(cbo, columns[c], row[c]);
      if (columns[c].section == "facilitator") put(facilitator, columns[c], row[c]);
    }
    const Value* id = community.value("id");
    const Value named = id ? *id : make_text({}, place);
    if (!cbo.entries.empty()) {
      if (!cbo.find("id") && id) cbo.set("id", named, place);
      if (id) cbo.set("community", named, named.place);
      if (auto* list = list_of("cbo")) list->push_back(std::move(cbo));
    }
    if (!facilitator.entries.empty()) {
      if (!facilitator.find("id") && id) facilitator.set("id", named, place);
      Value served = make_list(place);
      served.list.push_back(named);
      if (id) facilitator.set("communities", std::move(served), place);
      if (auto* list = list_of("facilitator")) list->push_back(std::move(facilitator));
    }
    if (auto* list = list_of("community")) list->push_back(std::move(community));
  }
  if (table.rows.empty()) r.problems.add({file->source, 1, 1, 1}, "the table has no rows");
}

}  // namespace berdaya
