#include "io/table_file.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace berdaya {
namespace {

// Goes through the text character by character and knows line and column.
class Scanner {
 public:
  Scanner(std::string_view text, int source) : text_(text), source_(source) {}

  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }
  bool at_line_end() const {
    return at_end() || peek() == '\n' || (peek() == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
  }

  char next() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++column_;
    }
    return c;
  }

  void skip_line_end() {
    while (!at_end() && next() != '\n') {
    }
  }

  Place here(int length = 1) const { return {source_, line_, column_, length}; }

 private:
  std::string_view text_;
  int source_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

TableCell read_quoted(Scanner& in, char separator, ProblemList& problems) {
  TableCell cell;
  cell.place = in.here();
  in.next();
  bool closed = false;
  while (!in.at_end()) {
    const char c = in.next();
    if (c != '"') {
      cell.text += c;
    } else if (!in.at_end() && in.peek() == '"') {
      cell.text += in.next();
    } else {
      closed = true;
      break;
    }
  }
  if (!closed) problems.add(cell.place, "the quote is never closed");
  const Place end = in.here();
  cell.place.length = end.line == cell.place.line ? std::max(end.column - cell.place.column, 1) : 1000;
  bool extra = false;
  while (!in.at_line_end() && in.peek() != separator) extra = !is_blank(in.next()) || extra;
  if (extra) problems.add(cell.place, "text after the closing quote of a cell");
  return cell;
}

TableCell read_plain(Scanner& in, char separator) {
  while (!in.at_line_end() && in.peek() != separator && is_blank(in.peek())) in.next();
  TableCell cell;
  cell.place = in.here();
  while (!in.at_line_end() && in.peek() != separator) cell.text += in.next();
  while (!cell.text.empty() && is_blank(cell.text.back())) cell.text.pop_back();
  const auto length = std::count_if(cell.text.begin(), cell.text.end(),
                                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  cell.place.length = std::max(static_cast<int>(length), 1);
  return cell;
}

std::vector<TableCell> read_row(Scanner& in, char separator, ProblemList& problems) {
  std::vector<TableCell> row;
  while (true) {
    row.push_back(!in.at_end() && in.peek() == '"' ? read_quoted(in, separator, problems) : read_plain(in, separator));
    if (in.at_line_end()) break;
    in.next();  // the separator
  }
  if (!in.at_end()) in.skip_line_end();
  return row;
}

}  // namespace

TableFile read_table(std::string_view text, int source, ProblemList& problems) {
  TableFile table;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view first_line = text.substr(0, text.find('\n'));
  const bool semicolons =
      first_line.find(',') == std::string_view::npos && first_line.find(';') != std::string_view::npos;
  const char separator = semicolons ? ';' : ',';
  Scanner in(text, source);
  if (in.at_end()) {
    problems.add({source, 1, 1, 1}, "the table is empty; its first line must name the columns");
    return table;
  }
  table.header = read_row(in, separator, problems);
  std::map<std::string, int> seen;
  for (const TableCell& cell : table.header) {
    if (cell.text.empty())
      problems.add(cell.place, "a column without a name");
    else if (++seen[cell.text] > 1)
      problems.add(cell.place, "the column '" + cell.text + "' is there twice");
  }
  // A blank line is no row; but where there is one column, it is a row without its value unless only such lines follow.
  std::vector<std::vector<TableCell>> blank;
  while (!in.at_end()) {
    const bool quoted = in.peek() == '"';
    std::vector<TableCell> row = read_row(in, separator, problems);
    if (row.size() == 1 && row[0].text.empty() && !quoted) {
      if (table.header.size() == 1) blank.push_back(std::move(row));
      continue;
    }
    std::move(blank.begin(), blank.end(), std::back_inserter(table.rows));
    blank.clear();
    if (row.size() != table.header.size()) {
      problems.add(row.size() > table.header.size() ? row[table.header.size()].place : row.back().place,
                   "the row has " + std::to_string(row.size()) + (row.size() == 1 ? " cell" : " cells") +
                       ", the header " + std::to_string(table.header.size()));
      const Place place = row.back().place;
      row.resize(table.header.size(), TableCell{{}, place});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string table_row(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    const std::string& cell = cells[i];
    const bool plain = cell.find_first_of(",;\"\r\n") == std::string::npos &&
                       (cell.empty() || (cell.front() != ' ' && cell.back() != ' '));
    if (plain) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  return line + "\n";
}

}  // namespace berdaya
