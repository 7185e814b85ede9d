// CSV tables (RFC 4180): a header, then rows; cells may be quoted, "" stands for a quote. The separator is the comma,
// or the semicolon where the header has semicolons and no comma, as spreadsheets write in Indonesia. Of our own because
// the packaged readers fix the columns when the program is compiled, or do not tell where a cell stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/toml_tree.hpp"

namespace berdaya {

struct TableCell {
  std::string text;  // without blanks around it, unless quoted
  Place place;
};

struct TableFile {
  std::vector<TableCell> header;
  std::vector<std::vector<TableCell>> rows;  // each as long as the header; empty lines are skipped
};

// Reads a table. Rows with too few or too many cells, open quotes, columns without a name or with the same name are
// problems.
TableFile read_table(std::string_view text, int source, ProblemList& problems);

// One row as CSV, with quotes where needed and a line break at the end.
std::string table_row(const std::vector<std::string>& cells);

}  // namespace berdaya
