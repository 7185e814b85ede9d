#include "cli/output_file.hpp"

#include <unistd.h>

#include <cstdlib>
#include <ostream>

#include "base/errors.hpp"
#include "cli/amount.hpp"
#include "io/digest.hpp"
#include "io/result_temporary.hpp"

namespace berdaya::cli {

namespace fs = std::filesystem;

void check_output(const fs::path& path, bool force) {
  if (path.empty()) throw InputError("-o takes the name of a file, got nothing");
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  const std::string name = "'" + path.string() + "'";
  if (fs::is_directory(status)) throw InputError(name + " is a folder; -o takes the name of a file");
  // A file behind it would not be the one that is written, and the link would vanish at the end of the work.
  if (is_dangling_link(path.string())) {
    throw InputError(name + " is a link to a file that does not exist; remove it, or -o FILE writes another");
  }
  // A result replaces what stands under its name; a device or a pipe must not vanish like that.
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw InputError(name + " is no ordinary file; -o takes the name of one");
  }
  if (fs::exists(status) && !force)
    throw InputError(name + " exists already; --force replaces it, -o FILE writes another");
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored))
    throw IoError(name + " cannot be written: there is no folder '" + folder.string() + "'");
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    throw IoError(name + " cannot be written: no permission to write in '" + folder.string() + "'");
}

ProgressStyle progress_style(const Arguments& arguments, const Console& console) {
  static constexpr std::array<std::string_view, 5> names{"auto", "bar", "log", "json", "none"};
  const std::string name = arguments.choice("progress", names).value_or("auto");
  if (name == "bar") return ProgressStyle::bar;
  if (name == "log") return ProgressStyle::log;
  if (name == "json") return ProgressStyle::json;
  if (name == "none" || arguments.has("quiet")) return ProgressStyle::none;
  const char* const terminal = std::getenv("TERM");
  const bool moves = terminal != nullptr && std::string_view(terminal) != "dumb";
  return console.err_is_terminal && moves ? ProgressStyle::bar : ProgressStyle::log;
}

std::string size_of_file(const std::string& path) {
  std::error_code ignored;
  const double kilobytes = static_cast<double>(fs::file_size(path, ignored)) / 1000.0;
  return kilobytes < 1000 ? fixed_text(kilobytes, 0) + " kB" : fixed_text(kilobytes / 1000.0, 1) + " MB";
}

void print_result_file(const std::string& path, Console& console) {
  console.out << Text{"Result  ", "Hasil   "}.in(console.language) << path << " (" << size_of_file(path) << ")\n";
  console.out << Text{"Digest  ", "Sidik   "}.in(console.language) << digest_text(digest_of(path).all) << "\n";
}

}  // namespace berdaya::cli
