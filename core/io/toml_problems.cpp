#include <algorithm>

#include "base/printable.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

int ProblemList::add_source(std::string name, std::string_view text) {
  Source source{std::move(name), {}};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte order mark is no column
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    source.lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  sources_.push_back(std::move(source));
  return static_cast<int>(sources_.size()) - 1;
}

const std::string& ProblemList::name_of_source(int source) const {
  return sources_.at(static_cast<std::size_t>(source)).name;
}

namespace {

constexpr std::size_t longest_message = 500;  // bytes

// Columns count characters, not bytes.
int characters(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

void ProblemList::add(const Place& place, std::string message, std::string hint) {
  Problem problem;
  // What a file holds may be no text at all; it reaches terminals and Python as text without control characters.
  problem.message = std::move(message);
  problem.message = printable_line(problem.message);
  if (problem.message.size() > longest_message) {  // a name of any length can stand in it
    std::size_t end = longest_message;
    while ((static_cast<unsigned char>(problem.message[end]) & 0xC0U) == 0x80U) --end;
    problem.message.replace(end, std::string::npos, "...");
  }
  problem.hint = std::move(hint);
  problem.hint = printable_line(problem.hint);
  if (place.source >= 0) {
    const Source& source = sources_.at(static_cast<std::size_t>(place.source));
    problem.file = source.name;
    if (place.line > 0) {
      problem.line = place.line;
      problem.column = std::max(place.column, 1);
      problem.length = std::max(place.length, 1);
      if (static_cast<std::size_t>(place.line) <= source.lines.size()) {
        // A tab counts as one column and is shown as one, so that the caret stands below what is meant.
        problem.source_line = printable_line(source.lines[static_cast<std::size_t>(place.line) - 1]);
        problem.length =
            std::clamp(problem.length, 1, std::max(characters(problem.source_line) - problem.column + 1, 1));
      }
    }
  }
  const auto same = [&](const Found& other) {
    return other.place == place && other.problem.message == problem.message;
  };
  if (std::none_of(found_.begin(), found_.end(), same)) found_.push_back({place, std::move(problem)});
}

std::vector<Problem> ProblemList::sorted() const {
  std::vector<const Found*> order;
  order.reserve(found_.size());
  for (const Found& found : found_) order.push_back(&found);
  std::stable_sort(order.begin(), order.end(), [](const Found* a, const Found* b) {
    const Place& x = a->place;
    const Place& y = b->place;
    if (x.source != y.source) return x.source < y.source;
    if (x.line != y.line) return x.line < y.line;
    return x.column < y.column;
  });
  std::vector<Problem> problems;
  problems.reserve(order.size());
  for (const Found* found : order) problems.push_back(found->problem);
  return problems;
}

void ProblemList::throw_if_any() const {
  if (!found_.empty()) throw InputError(sorted());
}

}  // namespace berdaya
