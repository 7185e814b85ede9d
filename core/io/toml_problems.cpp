#include <algorithm>

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

// Bytes that belong to a character of UTF-8 from `at` on; 0 = none begins there.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = lead < 0x80U   ? 1
                            : lead < 0xC2U ? 0
                            : lead < 0xE0U ? 2
                            : lead < 0xF0U ? 3
                            : lead < 0xF5U ? 4
                                           : 0;
  if (bytes > text.size() - at) return 0;
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U) return 0;
  }
  return bytes;
}

// What a file holds may be no text at all; it reaches terminals and Python as text without control characters. The
// number of bytes stays.
void make_printable(std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = character_bytes(text, at);
    const auto c = static_cast<unsigned char>(text[at]);
    if (bytes == 0) text[at] = '?';
    if (bytes == 1 && (c < 0x20U || c == 0x7FU)) text[at] = ' ';
    at += std::max<std::size_t>(bytes, 1);
  }
}

}  // namespace

void ProblemList::add(const Place& place, std::string message, std::string hint) {
  Problem problem;
  problem.message = std::move(message);
  make_printable(problem.message);
  if (problem.message.size() > longest_message) {  // a name of any length can stand in it
    std::size_t end = longest_message;
    while ((static_cast<unsigned char>(problem.message[end]) & 0xC0U) == 0x80U) --end;
    problem.message.replace(end, std::string::npos, "...");
  }
  problem.hint = std::move(hint);
  if (place.source >= 0) {
    const Source& source = sources_.at(static_cast<std::size_t>(place.source));
    problem.file = source.name;
    if (place.line > 0) {
      problem.line = place.line;
      problem.column = std::max(place.column, 1);
      problem.length = std::max(place.length, 1);
      if (static_cast<std::size_t>(place.line) <= source.lines.size()) {
        problem.source_line = source.lines[static_cast<std::size_t>(place.line) - 1];
        // A tab counts as one column and is shown as one, so that the caret stands below what is meant.
        make_printable(problem.source_line);
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
