#include "io/store_identity.hpp"

#include <xxhash.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "io/digest.hpp"

namespace berdaya {
namespace {

constexpr std::size_t lines_shown = 20;
constexpr std::size_t longest_line = 160;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string shown(char sign, std::string_view line) {
  std::string text = "\n  ";
  text += sign;
  text += ' ';
  text += line.substr(0, longest_line);
  if (line.size() > longest_line) text += " ...";
  return text;
}

}  // namespace

std::string StoreIdentity::fingerprint() const { return digest_text(XXH3_64bits(text.data(), text.size())); }

std::string difference_of(const std::string& before, const std::string& now) {
  const std::vector<std::string_view> old_lines = lines_of(before);
  const std::vector<std::string_view> new_lines = lines_of(now);
  // Lines in common are matched greedily by the next equal line, which is enough for a plan of which a few lines
  // differ.
  std::string text = "the plan or the scenario has changed (- before, + now):";
  std::size_t shown_lines = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto show = [&](char sign, std::string_view line) {
    if (++shown_lines <= lines_shown) text += shown(sign, line);
  };
  // Where much differs, the first lines say enough; all of them would take long to match.
  while (shown_lines <= lines_shown && (i < old_lines.size() || j < new_lines.size())) {
    if (i < old_lines.size() && j < new_lines.size() && old_lines[i] == new_lines[j]) {
      ++i;
      ++j;
      continue;
    }
    const auto in_new =
        j < new_lines.size() && i < old_lines.size()
            ? std::find(new_lines.begin() + static_cast<std::ptrdiff_t>(j), new_lines.end(), old_lines[i])
            : new_lines.end();
    const auto in_old =
        j < new_lines.size() && i < old_lines.size()
            ? std::find(old_lines.begin() + static_cast<std::ptrdiff_t>(i), old_lines.end(), new_lines[j])
            : old_lines.end();
    if (i < old_lines.size() && (in_new == new_lines.end() || j >= new_lines.size())) {
      show('-', old_lines[i++]);
      if (j < new_lines.size() && in_old == old_lines.end()) show('+', new_lines[j++]);
    } else {
      show('+', new_lines[j++]);
    }
  }
  if (shown_lines > lines_shown) text += "\n  ... (more lines differ)";
  return text;
}

}  // namespace berdaya
