// The names in RuleDescription::reads and ::changes.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace berdaya::test {

// {"umkm.awareness", "umkm.benefit", "cbo.held"} of "umkm.awareness, benefit, cbo.held": a name without a table belongs
// to the table of the name before it.
inline std::set<std::string> declared_names(std::string_view list) {
  std::set<std::string> names;
  std::string table;
  std::size_t start = 0;
  while (start < list.size()) {
    const std::size_t end = std::min(list.find(',', start), list.size());
    std::string name(list.substr(start, end - start));
    name.erase(0, name.find_first_not_of(' '));
    name.erase(name.find_last_not_of(' ') + 1);
    if (const std::size_t dot = name.find('.'); dot != std::string::npos) {
      table = name.substr(0, dot);
      name = name.substr(dot + 1);
    }
    names.insert(table + "." + name);
    start = end + 1;
  }
  return names;
}

}  // namespace berdaya::test
