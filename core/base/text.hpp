// Texts that people read exist in English and Indonesian; names are matched with help for typing slips.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace berdaya {

enum class Language { en, id };

// A constant text of the program in both languages.
struct Text {
  std::string_view en;
  std::string_view id;

  constexpr std::string_view in(Language language) const { return language == Language::id && !id.empty() ? id : en; }
};

// A text given by a scenario; an empty translation falls back to the other language.
struct Title {
  std::string en;
  std::string id;

  const std::string& in(Language language) const {
    if (language == Language::id) return id.empty() ? en : id;
    return en.empty() ? id : en;
  }
  bool operator==(const Title&) const = default;
};

// Levenshtein distance with transpositions counted as one step.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate that was most probably meant, or an empty view if none is near (more than a third of its letters
// differ).
std::string_view nearest_name(std::string_view given, std::span<const std::string_view> candidates);

// "a, b, c"; after `most` names the rest is counted: "a, b, ... (12 more)".
std::string join_names(std::span<const std::string_view> names, std::size_t most = 40);

// Shortest decimal text that reads back as the same double.
std::string number_text(double value);

}  // namespace berdaya
