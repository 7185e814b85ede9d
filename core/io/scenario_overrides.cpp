// `--set PATH=VALUE`: changes the tree before it is read, so that the reader checks what is set as it checks the file.
#include <algorithm>
#include <array>
#include <charconv>

#include "io/scenario_reading.hpp"

namespace berdaya {
namespace {

std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> parts(1);
  for (const char c : path) {
    if (c == '.')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

bool find_group(std::string_view name) {
  const auto groups = parameter_groups();
  return std::any_of(groups.begin(), groups.end(), [&](const ParameterGroup& group) { return group.name == name; });
}

struct Walk {
  Reading& r;
  Place place;  // of the override
};

// The element of a list of tables by id, or by its number from 0.
Value* find_element(Walk& w, Value& list, const std::string& name, const std::string& section) {
  std::vector<std::string> ids;
  for (Value& element : list.list) {
    const Value* id = element.value("id");
    if (id == nullptr || !id->is(ValueKind::text)) continue;
    if (id->text == name) return &element;
    ids.push_back(id->text);
  }
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error == std::errc() && end == name.data() + name.size()) {
    if (number < list.list.size()) return &list.list[number];
    w.r.problems.add(w.place, "there is no " + section + " number " + name + "; the scenario has " +
                                  std::to_string(list.list.size()) + ", counted from 0");
    return nullptr;
  }
  const std::vector<std::string_view> views(ids.begin(), ids.end());
  w.r.problems.add(w.place, "unknown " + section + " '" + name + "'", suggestion(name, views, "there are"));
  return nullptr;
}

}  // namespace

std::vector<std::string> option_ids(const Reading& r) {
  std::vector<std::string> ids;
  for (const OptionSpec& option : r.scenario.options) ids.push_back(option.id);
  const Value* list = r.root.value("option");
  for (const Value& element : list != nullptr ? list->list : std::vector<Value>()) {
    const Value* id = element.value("id");
    if (id == nullptr || !id->is(ValueKind::text)) continue;
    if (std::find(ids.begin(), ids.end(), id->text) == ids.end()) ids.push_back(id->text);
  }
  return ids;
}

namespace {

// An option of the catalogue that the file does not mention yet can be changed all the same.
Value* find_option(Walk& w, const std::string& id) {
  Value& root = w.r.root;
  if (root.find("option") == nullptr) root.set("option", make_list(w.place), w.place);
  Value& list = root.find("option")->value;
  for (Value& element : list.list) {
    const Value* text = element.value("id");
    if (text && text->is(ValueKind::text) && text->text == id) return &element;
  }
  const std::vector<std::string> ids = option_ids(w.r);
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    const bool is_number = error == std::errc() && end == id.data() + id.size();
    if (is_number && number < ids.size()) return find_option(w, ids[number]);
    const std::vector<std::string_view> names(ids.begin(), ids.end());
    w.r.problems.add(
        w.place,
        is_number ? "there is no option number " + id + "; there are " + std::to_string(ids.size()) + ", counted from 0"
                  : "unknown option '" + id + "'",
        suggestion(id, names, "there are"));
    return nullptr;
  }
  Value table = make_table(w.place);
  table.set("id", make_text(id, w.place), w.place);
  list.list.push_back(std::move(table));
  return &list.list.back();
}

// A table inside `at`; those of the format are made where the file has none.
Value* find_table_under(Walk& w, Value& at, const std::string& name, const std::vector<std::string>& path,
                        std::size_t depth) {
  static constexpr std::array<std::string_view, 7> at_top{"parameters",  "population", "uncertainty", "adopted",
                                                          "replication", "title",      "description"};
  static constexpr std::array<std::string_view, 2> in_entity{"target", "title"};
  if (Entry* entry = at.find(name)) return &entry->value;
  std::vector<std::string_view> names;
  if (&at == &w.r.root)
    names.assign(at_top.begin(), at_top.end());
  else if (at.find("id") != nullptr)
    names.assign(in_entity.begin(), in_entity.end());
  // What a parameter is called is checked when it is read.
  const bool in_parameters = depth > 0 && (path[0] == "parameters" || path[0] == "uncertainty");
  if (in_parameters || std::find(names.begin(), names.end(), name) != names.end()) return &at.table(name, w.place);
  for (const Entry& entry : at.entries) {
    const bool holds_more = entry.value.is(ValueKind::table) || entry.value.is(ValueKind::list);
    if (holds_more && std::find(names.begin(), names.end(), entry.key) == names.end()) names.push_back(entry.key);
  }
  w.r.problems.add(w.place,
                   depth == 1 && path[0] == "policy" ? "unknown policy '" + name + "'"
                                                     : "there is no '" + name + "' to set a value in",
                   suggestion(name, names, "there are"));
  return nullptr;
}

void drop_unstated(Value& table) {
  std::erase_if(table.entries, [](const Entry& entry) { return entry.value.unstated; });
  for (Entry& entry : table.entries) drop_unstated(entry.value);
}

void set_value(Walk& w, Value& root, const std::vector<std::string>& path, const Value& value) {
  Value* at = &root;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const std::string& name = path[i];
    if (at == &root && name == "option") {
      at = find_option(w, path[++i]);
      if (at != nullptr && i + 1 == path.size())
        w.r.problems.add(w.place, "name a cell of the option: option." + path[i] + ".base");
    } else {
      at = find_table_under(w, *at, name, path, i);
      if (at != nullptr && at->is(ValueKind::list)) {
        if (i + 2 >= path.size()) {
          w.r.problems.add(w.place, "the path must go on to a key: " + name + ".ID.KEY");
          return;
        }
        const std::string& element = path[++i];
        at = find_element(w, *at, element, name);
      }
    }
    if (at == nullptr) return;
    if (!at->is(ValueKind::table)) {
      w.r.problems.add(w.place, "'" + path[i] + "' is a value, not a table");
      return;
    }
  }
  if (path.back().empty()) {
    w.r.problems.add(w.place, "the path is not complete");
    return;
  }
  if (at->value(path.back()) && at->value(path.back())->is(ValueKind::list) && !at->value(path.back())->list.empty() &&
      at->value(path.back())->list[0].is(ValueKind::table) && !value.is(ValueKind::list)) {
    w.r.problems.add(w.place, "the path must go on to a key: " + path.back() + ".ID.KEY");
    return;
  }
  // What nobody has stated about a lever was written out for its kind.
  if (path.back() == "kind" && std::find(path.begin(), path.end(), "intervention") != path.end()) drop_unstated(*at);
  at->set(path.back(), value, w.place);
}

// A run that is cut short keeps the plan of the longer one: its months are the first months of that one.
void keep_plan(Walk& w, const Value& months) {
  Value& root = w.r.root;
  const Value* before = root.value("planned_months");
  if (before == nullptr) before = root.value("months");
  if (before == nullptr || !before->is(ValueKind::whole) || !months.is(ValueKind::whole)) return;
  const std::int64_t planned = std::max(before->whole, months.whole);
  root.set("planned_months", make_whole(planned, w.place), w.place);
}

}  // namespace

void apply_override(Reading& r, const Override& change) {
  const int source = r.problems.add_source("--set " + change.path);
  apply_change(r, change.path, parse_toml_value(change.value, source), {source, 0, 0, 1});
}

namespace {

// "cbo.*.bridge" -> "cbo.0.bridge", "cbo.1.bridge" ...: one path for each element of a list at the top of the file.
// Nothing if the path has no star there, or the list is not there.
std::vector<std::string> paths_of_all(Reading& r, const std::string& where, const Place& place) {
  const std::size_t dot = where.find('.');
  if (dot == std::string::npos || where.compare(dot, 3, ".*.") != 0) return {};
  const std::string section = where.substr(0, dot);
  const Value* list = r.root.value(section);
  std::vector<std::string> paths;
  if (section == "option") {
    for (const std::string& id : option_ids(r)) paths.push_back(section + "." + id + where.substr(dot + 2));
    return paths;
  }
  if (list == nullptr || !list->is(ValueKind::list) || list->list.empty()) {
    r.problems.add(place, "there is no [[" + section + "]] to set a value in");
    return {""};
  }
  for (std::size_t n = 0; n < list->list.size(); ++n)
    paths.push_back(section + "." + std::to_string(n) + where.substr(dot + 2));
  return paths;
}

Value* parameter_table(Reading& r) {
  Entry* entry = r.root.find("parameters");
  return entry != nullptr && entry->value.is(ValueKind::table) ? &entry->value : nullptr;
}

}  // namespace

void apply_change(Reading& r, const std::string& where, const Value& value, const Place& place) {
  if (const std::vector<std::string> all = paths_of_all(r, where, place); !all.empty()) {
    for (const std::string& each : all) {
      if (!each.empty()) apply_change(r, each, value, place);
    }
    return;
  }
  Walk w{r, place};
  std::vector<std::string> path = split_path(where);
  const bool in_parameters = path.size() > 1 && path[0] == "parameters";
  if (in_parameters) path.erase(path.begin());
  const bool is_parameter = path.size() == 2 && find_parameter(path[0] + "." + path[1]) != nullptr;
  // `policy` and `government` are groups of parameters and parts of the file at once.
  const bool names_part = path[0] != "population" && r.root.find(path[0]) != nullptr;
  if (is_parameter || in_parameters || (find_group(path[0]) && !names_part)) {
    if (path.size() < 2) {
      r.problems.add(w.place, "name a parameter of the group: " + path[0] + ".NAME");
      return;
    }
    if (path[0] != "population" || r.root.find("population") == nullptr) path.insert(path.begin(), "parameters");
    // It may be stated under its whole name, [parameters] "group.name" = ...
    if (Value* table = parameter_table(r)) {
      const std::string name = path[path.size() - 2] + "." + path.back();
      if (path.size() == 3 && table->find(name) != nullptr) path = {"parameters", name};
    }
    set_value(w, r.root, path, value);
    return;
  }
  if (path.size() == 1 && path[0] == "months") keep_plan(w, value);
  set_value(w, r.root, path, value);
}

}  // namespace berdaya
