// Cells of CSV tables as values of the tree, so that the readers of the TOML sections read them too.
#pragma once

#include "io/scenario_keys.hpp"
#include "io/table_file.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

// The cell as what the key wants: numbers, true/false, dates as 2018-01-01 or 2018-01, lists with '|' or blanks between
// their ids. What does not fit stays a text, which the reader of the key refuses.
Value cell_value(const TableCell& cell, KeyType type);

}  // namespace berdaya
