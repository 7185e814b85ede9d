// Where the program talks to: streams, the width of the terminal, the language of the reader.
#pragma once

#include <iosfwd>
#include <string>

#include "base/text.hpp"

namespace berdaya::cli {

struct Console {
  std::ostream& out;  // what was asked for
  std::ostream& err;  // progress and problems
  Language language = Language::en;
  int width = 100;     // columns that a text on `out` may fill
  int err_width = 80;  // columns of the terminal behind `err`
  bool err_is_terminal = false;
  std::ostream* cursor = nullptr;  // what a bar is drawn on, with its control characters; none = `err`

  std::ostream& moving() const { return cursor != nullptr ? *cursor : err; }
};

// Standard output and standard error of this process, which get printable text only (base/printable.hpp). `out` is as
// wide as its terminal, at least 60 and at most 120 columns; where it is none, as COLUMNS says, else 100.
Console standard_console();

// "id..." in LC_ALL, LC_MESSAGES or LANG, the first that is set, means Indonesian; anything else English.
Language language_of_locale();

}  // namespace berdaya::cli
