#include "cli/print_apart.hpp"

#include <filesystem>
#include <sstream>
#include <system_error>

#include "io/reading_apart.hpp"

namespace berdaya::cli {

void print_apart(const std::string& path, Console& console, const std::function<void(Console&)>& print,
                 std::uint64_t bytes) {
  std::error_code error;
  if (bytes == 0) bytes = std::filesystem::file_size(path, error);
  if (error) bytes = 0;
  console.out.flush();
  console.out << read_apart(path, bytes, [&] {
    std::ostringstream text;
    Console inner{.out = text, .err = console.err, .language = console.language, .width = console.width};
    print(inner);
    return text.str();
  });
}

}  // namespace berdaya::cli
