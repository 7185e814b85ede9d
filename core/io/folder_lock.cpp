#include "io/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace berdaya {

FolderLock::FolderLock(const std::string& folder, std::string_view name)
    : path_(folder + "/" + std::string(name)), descriptor_(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FolderLock::Taken FolderLock::take() const {
  if (descriptor_ < 0) return Taken::unknown;
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return Taken::here;
  return errno == EWOULDBLOCK ? Taken::by_another : Taken::unknown;
}

bool FolderLock::is_in_place() const {
  struct stat opened {};
  struct stat found {};
  return descriptor_ >= 0 && ::fstat(descriptor_, &opened) == 0 && ::stat(path_.c_str(), &found) == 0 &&
         opened.st_ino == found.st_ino && opened.st_dev == found.st_dev;
}

}  // namespace berdaya
