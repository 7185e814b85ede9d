#include "io/file_seal.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

#include "base/errors.hpp"
#include "io/digest.hpp"

namespace berdaya {
namespace {

// "\nberdaya xxh3-64 0123456789abcdef\n"
constexpr std::string_view mark = "\nberdaya xxh3-64 ";
constexpr std::size_t line_bytes = mark.size() + 16 + 1;
constexpr std::size_t block_bytes = std::size_t{1} << 20;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw IoError(path + ": " + what + ": " + std::strerror(errno));
}

class OpenFile {
 public:
  OpenFile(const std::string& path, int flags) : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC)) {
    if (descriptor_ < 0 && errno == ENOENT) throw IoError(path + ": there is no such file");
    if (descriptor_ < 0) fail(path, "cannot open the file");
  }
  ~OpenFile() { ::close(descriptor_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  std::uint64_t ordinary_size() const {
    struct stat found {};
    if (::fstat(descriptor_, &found) != 0) fail(path_, "cannot read the file");
    if (S_ISDIR(found.st_mode)) throw IoError(path_ + ": this is a folder, not a file");
    if (!S_ISREG(found.st_mode)) throw IoError(path_ + ": this is a pipe or a device, not an ordinary file");
    return static_cast<std::uint64_t>(found.st_size);
  }
  // As many bytes as there are.
  std::size_t read(std::uint64_t at, char* to, std::size_t count) const {
    std::size_t done = 0;
    while (done < count) {
      const ssize_t n = ::pread(descriptor_, to + done, count - done, static_cast<off_t>(at + done));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail(path_, "cannot read the file");
      if (n == 0) break;
      done += static_cast<std::size_t>(n);
    }
    return done;
  }
  void write(std::uint64_t at, std::string_view text) const {
    while (!text.empty()) {
      const ssize_t n = ::pwrite(descriptor_, text.data(), text.size(), static_cast<off_t>(at));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) fail(path_, "cannot write the file");
      text.remove_prefix(static_cast<std::size_t>(n));
      at += static_cast<std::uint64_t>(n);
    }
  }

 private:
  const std::string& path_;
  int descriptor_;
};

// Of the first `size` bytes.
std::string line_for(const OpenFile& file, std::uint64_t size) {
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(), XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_64bits_reset(state.get());
  std::vector<char> block(block_bytes);
  for (std::uint64_t at = 0; at < size;) {
    const std::size_t n = file.read(at, block.data(), std::min<std::uint64_t>(block.size(), size - at));
    if (n == 0) break;
    XXH3_64bits_update(state.get(), block.data(), n);
    at += n;
  }
  return std::string(mark) + digest_text(XXH3_64bits_digest(state.get())) + "\n";
}

}  // namespace

void seal_file(const std::string& path) {
  const OpenFile file(path, O_RDWR);
  const std::uint64_t size = file.ordinary_size();
  file.write(size, line_for(file, size));
}

Seal seal_of(const std::string& path) {
  const OpenFile file(path, O_RDONLY | O_NONBLOCK);
  const std::uint64_t size = file.ordinary_size();
  if (size < line_bytes) return Seal::none;
  std::string line(line_bytes, '\0');
  if (file.read(size - line_bytes, line.data(), line_bytes) < line_bytes || !line.starts_with(mark)) return Seal::none;
  return line == line_for(file, size - line_bytes) ? Seal::whole : Seal::broken;
}

bool is_sealed(const std::string& path) {
  const Seal seal = seal_of(path);
  if (seal == Seal::broken)
    throw IoError(path + ": the file is damaged: it is not what was written (the checksum at its end differs)");
  return seal == Seal::whole;
}

}  // namespace berdaya
