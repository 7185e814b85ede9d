#include "io/closed_file.hpp"

#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "io/digest.hpp"
#include "io/hdf5_handle.hpp"
#include "io/hdf5_output.hpp"
#include "io/result_temporary.hpp"

namespace berdaya {
namespace {

constexpr std::string_view suffix = ".h5";
constexpr std::size_t hash_digits = 16;

// XXH3 of the bytes of a file; nothing if it cannot be read.
std::optional<std::string> hash_of_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return std::nullopt;
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(), XXH3_freeState);
  XXH3_64bits_reset(state.get());
  std::vector<char> block(std::size_t{1} << 20);
  for (std::size_t n = 0; (n = std::fread(block.data(), 1, block.size(), file.get())) > 0;)
    XXH3_64bits_update(state.get(), block.data(), n);
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return digest_text(XXH3_64bits_digest(state.get()));
}

std::string hash_in_name(const std::string& name) {
  return name.substr(name.size() - suffix.size() - hash_digits, hash_digits);
}

}  // namespace

bool is_closed_file(const std::string& name, std::string_view prefix) {
  return name.starts_with(prefix) && name.ends_with(suffix) &&
         name.size() > prefix.size() + hash_digits + suffix.size();
}

std::string base_in_name(const std::string& name) {
  return name.substr(0, name.size() - suffix.size() - hash_digits - 1);
}

bool is_sound(const std::string& path) {
  errno = 0;
  const auto hash = hash_of_file(path);
  if (!hash && errno != ENOENT) throw IoError(path + ": cannot read the file: " + std::strerror(errno));
  return hash == hash_in_name(path);
}

std::string write_closed_file(const std::string& base, const std::function<void(Hdf5Place root)>& write, bool lasting) {
  const Hdf5Quiet quiet;
  TemporaryFile temporary(base, true, false);
  {
    Hdf5Output file(temporary.name());
    write({file.id(), base});
    file.close();
  }
  const auto hash = hash_of_file(temporary.name());
  if (!hash) throw IoError(base + ": the file that was just written cannot be read");
  std::string path = base + "-" + *hash + std::string(suffix);
  temporary.publish_as(path, lasting);
  return path;
}

}  // namespace berdaya
