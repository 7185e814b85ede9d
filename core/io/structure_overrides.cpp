#include "io/structure_overrides.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/errors.hpp"
#include "params/structures.hpp"

namespace berdaya {

std::vector<std::string> structure_parts(const std::string& names) {
  std::vector<std::string> parts(1);
  for (const char c : names) {
    if (c == '+')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  if (std::ranges::find(parts, "") != parts.end())
    throw InputError("'" + names + "' names no structure" + (parts.size() > 1 ? " on one side of a '+'" : "") +
                     "; `berdaya describe structures` lists them");
  return parts;
}

std::vector<Override> structure_overrides(std::span<const std::string> names) {
  std::vector<std::string_view> known;
  for (const StructureDescription& structure : structures()) known.push_back(structure.name);
  std::vector<Override> overrides;
  std::vector<Problem> problems;
  std::map<std::string_view, std::string_view> set_by;
  const auto add_problem = [&problems](std::string message, std::string hint) {
    problems.push_back({.file = {}, .source_line = {}, .message = std::move(message), .hint = std::move(hint)});
  };
  std::set<std::string_view> seen_names;
  for (const std::string& name : names) {
    if (!seen_names.insert(name).second) {
      add_problem("structure '" + name + "' is named twice", "");
      continue;
    }
    const StructureDescription* structure = find_structure(name);
    if (structure == nullptr) {
      const std::string_view nearest = nearest_name(name, known);
      add_problem(
          "unknown structure '" + name + "'",
          (nearest.empty() ? "" : "did you mean '" + std::string(nearest) + "'? ") + "there are: " + join_names(known));
      continue;
    }
    for (const ParameterSetting& setting : structure->settings) {
      const auto [seen, fresh] = set_by.emplace(setting.parameter, structure->name);
      if (!fresh) {
        add_problem("structures '" + std::string(seen->second) + "' and '" + name + "' both set " +
                        std::string(setting.parameter),
                    "");
        continue;
      }
      overrides.push_back({std::string(setting.parameter), std::string(setting.value)});
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return overrides;
}

}  // namespace berdaya
