// Texts from files and arguments on their way to a terminal, a log or Python: nothing in them moves a cursor, changes
// colours or turns the direction of writing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace berdaya {

// The text with control characters (but newline and tab), C1 controls and marks of direction written as \u001B, which
// is their escape in TOML and JSON too, and bytes that are no UTF-8 as \xFF.
std::string printable(std::string_view text);

// The same with a blank (control characters) or a question mark in place of each such character or byte, also for
// newline and tab: columns stay where they are.
std::string printable_line(std::string_view text);

// Bytes at the end of the text that begin a character of UTF-8 without finishing it: 0 to 3.
std::size_t unfinished_bytes(std::string_view text);

}  // namespace berdaya
