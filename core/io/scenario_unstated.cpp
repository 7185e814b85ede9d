// [unstated]: which values of a resolved scenario nobody has stated. `derived` ones follow from other keys and are left
// out when the text is read again, `stated_as` says in which other form such a value was stated; `defaults` keep their
// value, but do not count as stated. A value that has been edited since differs from the listed one and is a stated
// one.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "interventions/catalogue.hpp"
#include "io/scenario_reading.hpp"

namespace berdaya {
namespace {

constexpr std::string_view of_top = "scenario";  // the path of the top level

std::string joined(const std::string& path, const std::string& key) { return path == of_top ? key : path + "." + key; }

const Value* id_of(const Value& table) {
  const Value* id = table.value("id");
  return id != nullptr && id->is(ValueKind::text) ? id : nullptr;
}

template <class Keys>
bool derived_in(const Keys& keys, std::string_view name) {
  for (const auto& key : keys) {
    if constexpr (requires { key.description; }) {
      if (key.description.name == name) return key.description.derived;
    } else {
      if (key.name == name) return key.derived;
    }
  }
  return false;
}

bool is_derived(std::string_view section, std::string_view key) {
  if (section == of_top) return derived_in(top_keys(), key);
  if (section == "sector") return derived_in(sector_keys(), key);
  if (section == "option") return derived_in(option_keys(), key);
  if (section == "government") return derived_in(government_keys(), key);
  if (section == "community") return derived_in(community_keys(), key);
  if (section == "cbo") return derived_in(cbo_keys(), key);
  if (section == "facilitator") return derived_in(facilitator_keys(), key);
  if (section == "fund") return derived_in(fund_keys(), key);
  if (section == "intervention") return derived_in(intervention_keys(), key);
  if (section == "policy") return derived_in(policy_keys(), key);
  if (section == "replication") return derived_in(replication_keys(), key);
  return false;
}

bool of_one_kind(const Value& a, const Value& b) {
  const auto is_number = [](const Value& v) { return v.is(ValueKind::number) || v.is(ValueKind::whole); };
  return a.kind == b.kind || (is_number(a) && is_number(b));
}

// Compares what was stated with what is written out.
class Comparison {
 public:
  explicit Comparison(bool rows) : rows_(rows) {}

  void tables(const Value* stated, const Value& full, const std::string& path, const std::string& section) {
    for (const Entry& entry : full.entries) {
      const Value* before = stated != nullptr ? stated->value(entry.key) : nullptr;
      if (section == of_top && in_parts(before, entry)) continue;
      if (section == "policy" && entry.key == "intervention") {
        lists(before, entry.value, joined(path, entry.key), "intervention");
      } else if (section == "intervention" && entry.key == "target") {
        tables(before, entry.value, joined(path, entry.key), "target");
      } else if (before != nullptr && !before->unstated) {
        if (of_one_kind(*before, entry.value)) continue;
        add(derived_, path, entry.key, entry.value);
        add(stated_as_, path, entry.key, *before);
      } else if (is_derived(section, entry.key)) {
        add(derived_, path, entry.key, entry.value);
      } else if (!entry.value.is(ValueKind::table)) {
        add(defaults_, path, entry.key, entry.value);
      }
    }
  }

  void parameters(std::span<const std::string> stated, const Value& full, const std::string& path,
                  const std::string& group) {
    for (const Entry& entry : full.entries) {
      if (std::ranges::find(stated, group + "." + entry.key) == stated.end())
        add(defaults_, path, entry.key, entry.value);
    }
  }

  std::string text() const {
    std::string text;
    for (const auto& [name, part] :
         {std::pair{"derived", &derived_}, {"stated_as", &stated_as_}, {"defaults", &defaults_}}) {
      if (part->empty()) continue;
      text += "\n[unstated." + std::string(name) + "]\n";
      for (const auto& [path, entries] : *part) text += toml_string(path) + " = { " + entries + " }\n";
    }
    return text;
  }

 private:
  using Part = std::vector<std::pair<std::string, std::string>>;

  // The parts of the file under its top level; true where there is nothing more to be said of the entry.
  bool in_parts(const Value* stated, const Entry& entry) {
    const std::string& key = entry.key;
    if (entry.value.is(ValueKind::list)) {
      const bool of_rows = rows_ && (key == "community" || key == "cbo" || key == "facilitator");
      if (!of_rows)
        lists(stated, entry.value, key, key);
      else if (key == "community")
        totals(stated, entry.value);
      return true;
    }
    if (key == "policy") {
      for (const Entry& policy : entry.value.entries)
        tables(stated != nullptr ? stated->value(policy.key) : nullptr, policy.value, "policy." + policy.key, "policy");
    } else if (key == "replication") {
      tables(stated, entry.value, key, key);
    }
    return (entry.value.is(ValueKind::table) && key != "title" && key != "description") || key == "format" ||
           key == "communities_file";
  }

  static std::map<std::string_view, const Value*> by_id(const Value* list) {
    std::map<std::string_view, const Value*> found;
    if (list == nullptr) return found;
    for (const Value& element : list->list) {
      if (const Value* id = id_of(element)) found.emplace(id->text, &element);
    }
    return found;
  }

  void lists(const Value* stated, const Value& full, const std::string& path, const std::string& section) {
    const auto before = by_id(stated);
    for (const Value& element : full.list) {
      const Value* id = id_of(element);
      if (id == nullptr) continue;
      const auto found = before.find(id->text);
      Value rest = element;
      std::erase_if(rest.entries, [](const Entry& entry) { return entry.key == "id"; });
      tables(found == before.end() ? nullptr : found->second, rest, joined(path, id->text), section);
    }
  }

  // Of many communities only the totals of UMKM are told: all their other cells count as stated.
  void totals(const Value* stated, const Value& full) {
    const auto before = by_id(stated);
    for (const Value& element : full.list) {
      const Value* id = id_of(element);
      const Value* counts = element.value("umkm");
      const auto found = id != nullptr && counts != nullptr ? before.find(id->text) : before.end();
      const Value* total = found != before.end() ? found->second->value("umkm") : nullptr;
      if (total == nullptr || of_one_kind(*total, *counts)) continue;
      add(derived_, "community." + id->text, "umkm", *counts);
      add(stated_as_, "community." + id->text, "umkm", *total);
    }
  }

  static void add(Part& part, const std::string& path, const std::string& key, const Value& value) {
    if (part.empty() || part.back().first != path) part.emplace_back(path, "");
    std::string& entries = part.back().second;
    entries += (entries.empty() ? "" : ", ") + toml_key(key) + " = " + inline_toml(value);
  }

  bool rows_;  // communities are rows of a table
  Part derived_, stated_as_, defaults_;
};

// Tables by path; elements of lists by id.
class Places {
 public:
  explicit Places(Value& root) : root_(root) {}

  Value* find(const std::string& path) {
    if (path == of_top) return &root_;
    Value* at = &root_;
    for (std::size_t begin = 0; at != nullptr && begin <= path.size();) {
      const std::size_t end = std::min(path.find('.', begin), path.size());
      at = under(*at, path.substr(begin, end - begin));
      begin = end + 1;
    }
    return at;
  }

 private:
  Value* under(Value& at, const std::string& name) {
    if (!at.is(ValueKind::list)) {
      Entry* entry = at.find(name);
      return entry != nullptr ? &entry->value : nullptr;
    }
    auto [ids, fresh] = ids_.try_emplace(&at);
    if (fresh) {
      for (Value& element : at.list) {
        if (const Value* id = id_of(element)) ids->second.emplace(id->text, &element);
      }
    }
    const auto found = ids->second.find(name);
    return found == ids->second.end() ? nullptr : found->second;
  }

  Value& root_;
  std::map<const Value*, std::map<std::string, Value*>> ids_;
};

// The part of [unstated] of that name, checked.
const Value* part_of(Reading& r, const Value& unstated, std::string_view name) {
  const Value* part = unstated.value(name);
  if (part == nullptr || part->is(ValueKind::table)) return part;
  r.problems.add(part->place, "unstated." + std::string(name) + " must be a table, got " + found_text(*part));
  return nullptr;
}

void take(Value& table, const Entry& listed, bool derived, const Value* stated) {
  Entry* entry = table.find(listed.key);
  if (entry == nullptr || inline_toml(entry->value) != inline_toml(listed.value)) return;
  if (!derived)
    entry->value.unstated = true;
  else if (stated != nullptr)
    entry->value = *stated;
  else
    std::erase_if(table.entries, [&](const Entry& each) { return each.key == listed.key; });
}

}  // namespace

void take_unstated(Reading& r) {
  const Entry* entry = r.root.find("unstated");
  if (entry == nullptr) return;
  Value unstated = entry->value;
  std::erase_if(r.root.entries, [](const Entry& each) { return each.key == "unstated"; });
  if (!check_keys(r.problems, unstated, std::to_array<std::string_view>({"derived", "stated_as", "defaults"}),
                  "[unstated]"))
    return;
  const Value* stated_as = part_of(r, unstated, "stated_as");
  Places places(r.root);
  for (const std::string_view name : {"derived", "defaults"}) {
    const Value* part = part_of(r, unstated, name);
    if (part == nullptr) continue;
    for (const Entry& listed : part->entries) {
      Value* table = places.find(listed.key);
      if (table == nullptr || !table->is(ValueKind::table)) continue;
      const Value* forms = stated_as != nullptr ? stated_as->value(listed.key) : nullptr;
      for (const Entry& each : listed.value.entries)
        take(*table, each, name == "derived", forms != nullptr ? forms->value(each.key) : nullptr);
    }
  }
}

std::string unstated_text(const Reading& r, const std::string& resolved) {
  Reading full;
  full.root = parse_toml(resolved, full.problems.add_source("resolved", resolved), full.problems);
  const bool rows = full.root.find("communities_file") != nullptr;
  expand_communities_file(full);
  Comparison comparison(rows);
  comparison.tables(&r.root, full.root, std::string(of_top), std::string(of_top));
  if (const Value* groups = full.root.value("parameters")) {
    for (const Entry& group : groups->entries)
      comparison.parameters(r.stated, group.value, "parameters." + group.key, group.key);
  }
  if (const Value* population = full.root.value("population"))
    comparison.parameters(r.stated, *population, "population", "population");
  return comparison.text();
}

}  // namespace berdaya
