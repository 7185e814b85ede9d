#include "cli/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "cli/printable_stream.hpp"

namespace berdaya::cli {
namespace {

int terminal_width(int descriptor) {
  winsize size{};
  if (isatty(descriptor) == 1 && ioctl(descriptor, TIOCGWINSZ, &size) == 0) return size.ws_col;
  return 0;
}

}  // namespace

Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("id") ? Language::id : Language::en;
  }
  return Language::en;
}

Console standard_console() {
  static PrintableStream out(std::cout);
  static PrintableStream err(std::cerr);
  err.setf(std::ios::unitbuf);
  Console console{.out = out, .err = err};
  console.cursor = &std::cerr;
  console.language = language_of_locale();
  int width = terminal_width(STDOUT_FILENO);
  if (width <= 0) {
    const char* const columns = std::getenv("COLUMNS");
    width = columns == nullptr ? 0 : std::atoi(columns);
  }
  if (width > 0) console.width = std::clamp(width, 60, 120);
  console.err_is_terminal = isatty(STDERR_FILENO) == 1;
  const int err_width = terminal_width(STDERR_FILENO);
  if (err_width > 0) console.err_width = err_width;
  return console;
}

}  // namespace berdaya::cli
