# Writes bundled.cpp, the scenario files as raw string literals. Called by berdaya_bundle.cmake as
# `cmake -DFOLDER=... "-DFILES=a/a.toml|a/b.csv" -DOUTPUT=... -P write_bundle.cmake`.

string(REPLACE "|" ";" files "${FILES}")
list(LENGTH files count)

set(texts "")
set(rows "")
set(number 0)
foreach(file IN LISTS files)
  file(READ "${FOLDER}/${file}" text)
  string(APPEND texts "const char text_${number}[] = R\"berdaya~(${text})berdaya~\";\n")
  string(APPEND rows "    BundledFile{\"${file}\", {text_${number}, sizeof text_${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE "${OUTPUT}.new" "// Generated from scenarios/ by cmake/write_bundle.cmake.
#include \"io/bundled.hpp\"

#include <array>

// A scenario may be longer than the 64 KiB of text that every compiler must accept; g++ and clang take it.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace berdaya {
namespace {

${texts}
const std::array<BundledFile, ${count}> files{
${rows}};

}  // namespace

std::span<const BundledFile> bundled_files() { return files; }

}  // namespace berdaya
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
