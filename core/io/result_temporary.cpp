#include "io/result_temporary.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "io/process.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw IoError(path + ": " + what + ": " + std::strerror(errno));
}

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// A file descriptor that closes itself.
struct Descriptor {
  int value;
  explicit Descriptor(int v) : value(v) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
};

// HDF5 locks the file that it writes, so that a lock shows that nobody does, also where process numbers of other
// machines are not seen.
bool nobody_writes(const std::string& file) {
  const Descriptor descriptor(::open(file.c_str(), O_RDWR | O_CLOEXEC));
  return descriptor.value >= 0 && ::flock(descriptor.value, LOCK_EX | LOCK_NB) == 0;
}

}  // namespace

void remove_leftovers(const std::string& path) {
  const std::string beginning = fs::path(path).filename().string() + ".tmp-";
  std::error_code error;
  std::vector<fs::path> gone;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_of(path), error)) {
    const std::string name = entry.path().filename().string();
    if (name.size() <= beginning.size() || name.compare(0, beginning.size(), beginning) != 0) continue;
    long process = 0;
    const char* const end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + beginning.size(), end, process);
    if (read.ec != std::errc() || read.ptr != end) continue;
    if ((process == ::getpid() || !process_lives(process)) && nobody_writes(entry.path().string()))
      gone.push_back(entry.path());
  }
  for (const fs::path& file : gone) fs::remove(file, error);
}

TemporaryFile::TemporaryFile(std::string path, bool force, bool clean)
    : path_(std::move(path)), temporary_(path_ + ".tmp-" + std::to_string(::getpid())), force_(force) {
  if (path_.empty()) throw IoError("the result file has no name");
  const std::string folder = folder_of(path_);
  std::error_code error;
  const fs::file_status status = fs::status(path_, error);
  if (fs::is_directory(status)) throw IoError(path_ + ": this is a folder; give the name of a file in it");
  if (is_dangling_link(path_))
    throw IoError(path_ + ": this is a link to a file that does not exist; remove it, or choose another name");
  if (fs::exists(status) && !force_)
    throw IoError(path_ + ": the file exists; choose another name, or replace it with --force");
  if (!fs::is_directory(folder, error))
    throw IoError(path_ + ": the folder " + folder + " does not exist; make it first");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) fail(path_, "cannot write in the folder " + folder);
  if (clean) remove_leftovers(path_);
  if (fs::exists(temporary_, error))
    throw IoError(path_ + ": another run of this process is writing it (" + temporary_ + ")");
}

TemporaryFile::~TemporaryFile() {
  if (!published_) ::unlink(temporary_.c_str());
}

bool is_dangling_link(const std::string& path) {
  std::error_code error;
  return fs::is_symlink(fs::symlink_status(path, error)) && !fs::exists(path, error);
}

void TemporaryFile::publish(bool lasting) {
  sync_file(temporary_);
  if (force_) {
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_, "cannot give the finished file its name");
  } else if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST)
      throw IoError(path_ + ": a file of this name has appeared during the run; it is left as it is");
    // Some network file systems cannot do it in one step.
    if (errno != EINVAL && errno != ENOSYS) fail(path_, "cannot give the finished file its name");
    if (fs::exists(path_))
      throw IoError(path_ + ": a file of this name has appeared during the run; it is left as it is");
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_, "cannot give the finished file its name");
  }
  published_ = true;
  if (lasting) sync_folder_of(path_);
}

void TemporaryFile::publish_as(std::string path, bool lasting) {
  path_ = std::move(path);
  publish(lasting);
}

void sync_file(const std::string& path) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.value < 0) fail(path, "cannot open the file");
  if (::fsync(descriptor.value) != 0) fail(path, "cannot put the file on disk");
}

void sync_folder_of(const std::string& path) {
  const Descriptor descriptor(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // A folder that cannot be opened or synced (some network file systems) has the entry all the same.
  if (descriptor.value >= 0 && ::fsync(descriptor.value) != 0 && errno == EIO)
    fail(path, "cannot put the folder on disk");
}

}  // namespace berdaya
