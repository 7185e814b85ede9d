#include "cli/table.hpp"

#include <algorithm>

namespace berdaya::cli {
namespace {

// Bytes of the character that begins at text[at]; a damaged sequence counts as one byte each.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  length = std::min(length, text.size() - at);
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xc0U) != 0x80U) return 1;
  }
  return length;
}

std::size_t character_width(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return lead < 0x20 || lead == 0x7f ? 0 : 1;
  // U+0300 ... U+036F, combining marks
  if (character.size() == 2 && (lead == 0xcc || (lead == 0xcd && static_cast<unsigned char>(character[1]) < 0xb0)))
    return 0;
  return 1;
}

constexpr std::size_t gap = 2;

// The text in lines of at most `width` columns; those after the first are indented by two.
std::vector<std::string> folded(const std::string& text, std::size_t width) {
  if (display_width(text) <= width) return {text};
  std::vector<std::string> lines;
  const std::string whole = wrapped(text, width > 2 ? width - 2 : width);
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = whole.find('\n', begin);
    lines.push_back((lines.empty() ? "" : "  ") + whole.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    width += character_width(text.substr(at, length));
    at += length;
  }
  return width;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  const std::size_t room = width < 2 ? 0 : width - 2;
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = character_length(text, at);
    const std::size_t columns = character_width(text.substr(at, length));
    if (used + columns > room) break;
    used += columns;
    at += length;
  }
  while (at > 0 && text[at - 1] == ' ') --at;
  return std::string(text.substr(0, at)) + std::string(std::min<std::size_t>(width, 2), '.');
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t own = display_width(text);
  return std::string(text) + std::string(own < width ? width - own : 0, ' ');
}

std::string right_aligned(std::string_view text, std::size_t width) {
  const std::size_t own = display_width(text);
  return std::string(own < width ? width - own : 0, ' ') + std::string(text);
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string result;
  std::string line(indent, ' ');
  std::size_t columns = indent;
  bool empty = true;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find_first_not_of(" \n", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const std::size_t word_columns = display_width(word);
    if (!empty && columns + 1 + word_columns > width) {
      result += line + "\n";
      line.assign(indent, ' ');
      columns = indent;
      empty = true;
    }
    if (!empty) {
      line += ' ';
      ++columns;
    }
    line += word;
    columns += word_columns;
    empty = false;
    at = end;
  }
  return result + line + "\n";
}

std::string Table::text(std::size_t width, std::size_t elastic, Overflow overflow) const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  std::size_t total = columns_.empty() ? 0 : gap * (columns_.size() - 1);
  for (const std::size_t w : widths) total += w;
  if (total > width) {
    constexpr std::size_t least = 8;
    const std::size_t surplus = total - width;
    widths[elastic] = widths[elastic] > surplus + least ? widths[elastic] - surplus : std::min(widths[elastic], least);
    total = gap * (columns_.size() - 1);
    for (const std::size_t w : widths) total += w;
  }

  std::string result;
  for (const auto& row : rows_) {
    if (row.empty()) {
      result += std::string(total, '-') + "\n";
      continue;
    }
    std::vector<std::string> lines{elastic < row.size() ? row[elastic] : ""};
    if (overflow == Overflow::wrap) lines = folded(lines.front(), elastic < widths.size() ? widths[elastic] : 0);
    for (std::size_t l = 0; l < lines.size(); ++l) {
      std::string line;
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (c > 0) line.append(gap, ' ');
        const std::string cell = c == elastic ? shortened(lines[l], widths[c])
                                 : l == 0     ? shortened(row[c], widths[c])
                                              : "";
        line += columns_[c] == Align::right ? right_aligned(cell, widths[c]) : padded(cell, widths[c]);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      result += line + "\n";
    }
  }
  return result;
}

}  // namespace berdaya::cli
