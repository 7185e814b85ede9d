// A file that appears under its name only when it is complete: written as PATH.tmp-PID, then synced and renamed.
#pragma once

#include <string>

namespace berdaya {

class TemporaryFile {
 public:
  // Checks that PATH can be written: IoError if it is a folder, its folder is missing or not writable, or it exists and
  // `force` is not set. With `clean` it removes what killed runs left of the same PATH.
  TemporaryFile(std::string path, bool force, bool clean = true);
  // Removes the temporary file, unless it was published.
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& name() const { return temporary_; }
  // To disk, then under its name. Without force a file that appeared meanwhile is not replaced: IoError. Unless
  // `lasting`, a power failure right after may bring back the file that was there before.
  void publish(bool lasting = true);
  // The same under a name that was not known at the beginning, in the same folder.
  void publish_as(std::string path, bool lasting = true);

 private:
  std::string path_;
  std::string temporary_;
  bool force_;
  bool published_ = false;
};

// A link to a file that does not exist: nothing can be written under its name without removing it.
bool is_dangling_link(const std::string& path);

// Puts a file and its folder entry on disk. IoError says why not.
void sync_file(const std::string& path);
void sync_folder_of(const std::string& path);

// Removes FILE.tmp-PID of processes that are gone. A file that a living process writes is left alone.
void remove_leftovers(const std::string& path);

}  // namespace berdaya
