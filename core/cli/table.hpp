// Text that lines up: tables and wrapped paragraphs in UTF-8, measured in columns of the screen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace berdaya::cli {

// Columns that a UTF-8 text fills: one for each character; combining marks and control characters none.
std::size_t display_width(std::string_view text);

// The text cut to `width` columns; what is missing is shown as "..".
std::string shortened(std::string_view text, std::size_t width);

std::string padded(std::string_view text, std::size_t width);         // blanks after it
std::string right_aligned(std::string_view text, std::size_t width);  // blanks before it

// Lines of at most `width` columns, broken at blanks; every line begins with `indent` blanks. Ends with a newline.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

// Rows of cells. Columns are as wide as their widest cell, two blanks apart, without blanks at the end of a line.
class Table {
 public:
  enum class Align { left, right };

  explicit Table(std::vector<Align> columns) : columns_(std::move(columns)) {}

  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  void add_rule() { rows_.emplace_back(); }  // a line of dashes

  // What becomes of cells of the elastic column that are too long for it.
  enum class Overflow { wrap, cut };

  // The table, at most `width` columns wide: what is too much is taken from column `elastic`.
  std::string text(std::size_t width, std::size_t elastic = 0, Overflow overflow = Overflow::wrap) const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;  // an empty row is a rule
};

}  // namespace berdaya::cli
