// A lock on a folder of parts, held by a process until it ends or lets go.
#pragma once

#include <string>
#include <string_view>

namespace berdaya {

class FolderLock {
 public:
  // Opens or makes the file of that name in the folder.
  FolderLock(const std::string& folder, std::string_view name);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  // `unknown`: the file cannot be opened, or the file system has no locks.
  enum class Taken { here, by_another, unknown };
  Taken take() const;
  // Whether the file is still the one in the folder; not if another process has removed it since it was opened.
  bool is_in_place() const;

 private:
  std::string path_;
  int descriptor_;
};

}  // namespace berdaya
