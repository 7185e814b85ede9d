#include "base/errors.hpp"

#include <algorithm>

namespace berdaya {
namespace {

constexpr std::size_t longest_line = 160;  // characters shown of a source line
constexpr std::size_t characters_before = 60;

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

struct Excerpt {
  std::string text;
  std::size_t blanks = 0;  // before the caret
  std::size_t room = 0;    // characters from the caret to the end
};

// Of a long line (a table in one line, a text without breaks) what stands around the place.
Excerpt excerpt_of(const std::string& line, std::size_t before) {
  const auto all = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), begins_character));
  if (all <= longest_line) return {line, before, std::max<std::size_t>(all, before) - before};
  const std::size_t first = before > characters_before ? before - characters_before : 0;
  const std::size_t last = std::min(first + longest_line, all);
  Excerpt part;
  if (first > 0) part.text = "... ";
  part.blanks = before - first + part.text.size();
  part.room = std::max(last, before) - before;
  std::size_t character = 0;
  for (const char c : line) {
    if (begins_character(c)) ++character;
    if (character > first && character <= last) part.text += c;
  }
  if (last < all) part.text += " ...";
  return part;
}

}  // namespace

std::string format_problems(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!problem.file.empty()) {
      text += problem.file;
      if (problem.line > 0) text += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
      text += ": ";
    }
    text += "error: " + problem.message + "\n";
    if (!problem.source_line.empty()) {
      std::string number = std::to_string(problem.line);
      number.insert(0, number.size() < 5 ? 5 - number.size() : 0, ' ');
      const Excerpt line = excerpt_of(problem.source_line, static_cast<std::size_t>(std::max(problem.column - 1, 0)));
      text += number + " | " + line.text + "\n";
      const auto tildes =
          std::min(static_cast<std::size_t>(std::max(problem.length - 1, 0)), std::max<std::size_t>(line.room, 1) - 1);
      text += "      | " + std::string(line.blanks, ' ') + "^" + std::string(tildes, '~');
      if (!problem.hint.empty()) text += " " + problem.hint;
      text += "\n";
    } else if (!problem.hint.empty()) {
      text += "      " + problem.hint + "\n";
    }
  }
  return text;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(format_problems(problems)), problems_(std::move(problems)) {}

InputError::InputError(const std::string& message)
    : InputError(std::vector<Problem>{Problem{.file = {}, .source_line = {}, .message = message, .hint = {}}}) {}

}  // namespace berdaya
