#include "base/errors.hpp"

#include <algorithm>

namespace berdaya {

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
      text += number + " | " + problem.source_line + "\n";
      const auto blanks = static_cast<std::size_t>(std::max(problem.column - 1, 0));
      const auto tildes = static_cast<std::size_t>(std::max(problem.length - 1, 0));
      text += "      | " + std::string(blanks, ' ') + "^" + std::string(tildes, '~');
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
