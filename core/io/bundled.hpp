// The scenario files that are compiled into the program, so that `berdaya run NAME` works from any folder and a result
// cannot depend on a file that someone changed beside the program. The table is generated from scenarios/ at build
// time.
#pragma once

#include <span>
#include <string_view>

namespace berdaya {

struct BundledFile {
  std::string_view path;  ///< below scenarios/: "karanganyar_gunung/karanganyar_gunung.toml"; '/' on every system
  std::string_view text;  ///< the whole file, UTF-8, lines end in LF
};

/// Every *.toml and *.csv of every scenarios/NAME/, sorted by path. The main file of NAME is NAME/NAME.toml.
std::span<const BundledFile> bundled_files();

}  // namespace berdaya
