// The file of `berdaya new`: it loads, and each of its keys, misspelt, is named with the right one.
#include <gtest/gtest.h>

#include <regex>

#include "base/errors.hpp"
#include "io/scenario_file.hpp"

namespace berdaya {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

struct WrittenKey {
  std::size_t line;    // from 0
  std::size_t column;  // from 0
  std::string name;
};

// Keys that are not free names: what stands before " =", and the parts of section headers; policies are named freely.
std::vector<WrittenKey> keys_of(const std::vector<std::string>& lines) {
  std::vector<WrittenKey> keys;
  const std::regex assigned(R"(([A-Za-z_0-9.-]+) = )");
  const std::regex header(R"(^\[+([a-z.]+)\]+)");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string line = lines[i];
    if (line.starts_with("#")) continue;
    std::smatch found;
    std::vector<std::pair<std::size_t, std::string>> dotted;
    if (std::regex_search(line, found, header))
      dotted.emplace_back(static_cast<std::size_t>(found.position(1)), found.str(1));
    const std::string code = line.substr(0, std::min(line.find(" #"), line.size()));
    for (auto it = std::sregex_iterator(code.begin(), code.end(), assigned); it != std::sregex_iterator(); ++it) {
      dotted.emplace_back(static_cast<std::size_t>(it->position(1)), it->str(1));
    }
    for (const auto& [column, name] : dotted) {
      std::size_t at = 0;
      int part = 0;
      while (at <= name.size()) {
        const std::size_t end = std::min(name.find('.', at), name.size());
        const bool free_name = part == 1 && name.starts_with("policy.");
        if (!free_name && !name.starts_with("x-")) keys.push_back({i, column + at, name.substr(at, end - at)});
        at = end + 1;
        ++part;
      }
    }
  }
  return keys;
}

TEST(Template, LoadsUnderAnyGoodName) {
  const LoadedScenario loaded = parse_scenario(new_scenario_text("my-kampung_2"), "my.toml", "");
  EXPECT_EQ(loaded.scenario.id, "my-kampung_2");
  EXPECT_EQ(loaded.scenario.communities.size(), 2U);
  EXPECT_EQ(loaded.scenario.policies.size(), 4U);
  EXPECT_EQ(loaded.scenario.communities[1].sector_counts, (std::vector<Index>{30, 20}));
}

TEST(Template, RefusesANameThatIsNoId) {
  EXPECT_THROW(new_scenario_text("two words"), InputError);
  EXPECT_THROW(new_scenario_text(""), InputError);
  EXPECT_THROW(new_scenario_text("../up"), InputError);
}

TEST(Template, EveryKeyMisspeltOnceIsNamedWithTheRightOne) {
  const std::string text = new_scenario_text("kampung");
  const std::vector<std::string> lines = lines_of(text);
  const std::vector<WrittenKey> keys = keys_of(lines);
  EXPECT_GT(keys.size(), 170U);
  for (const WrittenKey& key : keys) {
    // A letter doubled, a frequent slip of the hand; it never makes another key.
    const std::string slip = key.name + key.name.back();
    std::vector<std::string> changed = lines;
    changed[key.line].replace(key.column, key.name.size(), slip);
    std::string file;
    for (const std::string& line : changed) file += line + "\n";
    SCOPED_TRACE("line " + std::to_string(key.line + 1) + ": " + slip);
    try {
      parse_scenario(file, "kampung.toml", "");
      ADD_FAILURE() << "nothing was reported";
    } catch (const InputError& error) {
      const auto named = [&](const Problem& problem) {
        return problem.line == static_cast<int>(key.line) + 1 && problem.column == static_cast<int>(key.column) + 1 &&
               problem.message.starts_with("unknown key '" + slip + "'") &&
               problem.length == static_cast<int>(slip.size()) &&
               problem.hint.starts_with("did you mean '" + key.name + "'? allowed: ");
      };
      EXPECT_TRUE(std::any_of(error.problems().begin(), error.problems().end(), named)) << error.what();
      EXPECT_EQ(error.problems().size(), 1U) << error.what();
    }
  }
}

}  // namespace
}  // namespace berdaya
