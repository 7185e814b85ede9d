#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <ostream>

#include "base/errors.hpp"
#include "cli/command.hpp"
#include "io/exit_status.hpp"
#include "io/scenario_file.hpp"

namespace berdaya::cli {
namespace {

// Writes a file that does not exist yet.
void write_new(const std::string& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "wx");
  if (file == nullptr) {
    if (errno == EEXIST) throw InputError("'" + path + "' exists already and stays as it is; choose another name");
    throw IoError("'" + path + "' cannot be written: " + std::strerror(errno));
  }
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int write_error = errno;
  const bool closed = std::fclose(file) == 0;
  if (written && closed) return;
  const int error = written ? errno : write_error;
  std::remove(path.c_str());
  throw IoError("'" + path + "' cannot be written: " + std::strerror(error));
}

int run(const Arguments& arguments, Console& console) {
  std::filesystem::path path = arguments.operands().front();
  if (path.extension() != ".toml") path += ".toml";
  write_new(path.string(), new_scenario_text(path.stem().string()));
  const Text text{" is written. It runs as it is: berdaya run ",
                  " sudah ditulis. Dapat langsung dijalankan: berdaya run "};
  console.out << path.string() << text.in(console.language) << path.string() << "\n";
  return exit_status::done;
}

constexpr std::array<Example, 1> examples{{{"berdaya new my_kampung && berdaya run my_kampung.toml", {}}}};

}  // namespace

const Command& new_command() {
  static const Command command{
      .name = "new",
      .summary = {"write NAME.toml: a commented scenario that runs as it is",
                  "menulis NAME.toml: skenario dengan keterangan yang dapat langsung dijalankan"},
      .operand = {"NAME", {"letters, digits, '_' and '-'", "huruf, angka, '_' dan '-'"}, 1, 1},
      .options = {},
      .notes = {"An existing file is never overwritten.", "Berkas yang sudah ada tidak pernah ditimpa."},
      .examples = examples,
      .run = run};
  return command;
}

}  // namespace berdaya::cli
