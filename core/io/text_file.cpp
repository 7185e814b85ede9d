#include "io/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace berdaya {

std::optional<std::string> read_text_file(const std::filesystem::path& path, std::string& reason) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    reason = "it is a folder";
    return std::nullopt;
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in || in.bad()) {
    reason = errno != 0 ? std::strerror(errno) : "unknown error";
    return std::nullopt;
  }
  return text.str();
}

}  // namespace berdaya
