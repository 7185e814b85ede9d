#include "io/store_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/errors.hpp"
#include "io/closed_file.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_handle.hpp"
#include "io/process.hpp"
#include "io/result_temporary.hpp"
#include "io/sweep_presence.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view damaged_prefix = "damaged-";

std::string path_in(const std::string& folder, std::string_view name) { return folder + "/" + std::string(name); }

// What stores of the kind put into their folder.
bool belongs(const std::string& name, const StoreKind& kind) {
  for (const std::string_view ours : {kind.prefix, damaged_prefix, kind.mark, presence_prefix, kind.lock}) {
    if (name.starts_with(ours)) return true;
  }
  return false;
}

// A power failure leaves files without their content, or with zeros in its place.
bool is_blank(const std::string& text) {
  return text.find_first_not_of(std::string_view("\0 \t\r\n", 5)) == std::string::npos;
}

// Blank, or only the beginning of what was written.
bool is_lost(const std::string& text, const std::string& written) {
  return is_blank(text) || (text.size() < written.size() && written.starts_with(text));
}

void write_text(const std::string& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "wbx");
  if (file == nullptr) throw IoError(path + ": cannot write the file: " + std::strerror(errno));
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int error = errno;
  if (std::fclose(file) != 0 || !written)
    throw IoError(path + ": cannot write the file: " + std::strerror(written ? errno : error));
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    std::error_code unknown;
    if (!entry.is_directory(unknown)) names.push_back(entry.path().filename().string());
  }
  if (error && fs::exists(folder)) throw IoError(folder + ": cannot list the folder: " + error.message());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

void write_owner(Hdf5Place root, const StoreKind& kind, const std::string& fingerprint) {
  write_text_attribute(root, "format", kind.format);
  write_text_attribute(root, kind.owner, fingerprint);
}

void check_owner(Hdf5Place root, const StoreKind& kind, const std::string& fingerprint) {
  if (read_text_attribute(root.id, "format") != kind.format)
    throw ForeignFile(root.file + ": this is no " + std::string(kind.file) + " of a " + kind.owner);
  if (read_text_attribute(root.id, kind.owner) != fingerprint)
    throw ForeignFile(root.file + ": a " + std::string(kind.file) + " of another " + kind.owner);
}

StoreFolder::StoreFolder(Unchecked, std::string folder, const StoreKind& kind, StoreIdentity identity)
    : folder_(std::move(folder)), kind_(&kind), identity_(std::move(identity)) {}

StoreFolder::StoreFolder(std::string folder, const StoreKind& kind, const StoreIdentity& identity)
    : StoreFolder(Unchecked{}, std::move(folder), kind, identity) {
  const Hdf5Quiet quiet;
  std::error_code error;
  fs::create_directory(folder_, error);
  if (error || !fs::is_directory(folder_))
    throw IoError(folder_ + ": cannot make the folder: " + (error ? error.message() : "there is a file of this name"));
  open_or_heal();
  remove_dead_temporaries();
}

void StoreFolder::open_or_heal() {
  const std::string mark = this->mark();
  std::error_code error;
  for (int attempt = 0;; ++attempt) {
    std::string reason;
    const auto text = read_text_file(mark, reason);
    if (text && !is_lost(*text, identity_.text)) {
      if (*text != identity_.text)
        throw InputError(folder_ + " holds " + std::string(kind_->files) + " of another " + kind_->owner + "; " +
                         difference_of(*text, identity_.text) + "\n" + std::string(kind_->way_out));
      return;
    }
    // Other processes begin, and put together, at the same time: what has just appeared or vanished is looked at again.
    if (attempt == 10) throw IoError(std::string(mark).append(": cannot read the file: ").append(reason));
    if (!text && fs::exists(mark)) continue;
    fs::create_directory(folder_, error);
    const bool renew = may_renew_mark() || text;
    try {
      TemporaryFile file(mark, text.has_value(), false);
      write_text(file.name(), identity_.text);
      file.publish();
      mark_renewed_ = renew;
      return;
    } catch (const IoError&) {
      // Another process was quicker: read what it wrote. Or it has just removed the folder: make it again.
      if (!fs::exists(mark) && (fs::exists(folder_) || attempt == 10)) throw;
      if (attempt == 10) throw;
      fs::create_directory(folder_, error);
    }
  }
}

void StoreFolder::remove_dead_temporaries() const {
  remove_leftovers(mark());
  // Of a folder that processes share only those of this machine: whether processes of others live is not seen from
  // here, and a file that has been written but has no name yet holds no lock. The rest goes with the folder.
  const std::string ours = std::string(kind_->prefix) + (kind_->shared ? host_name() + "-" : "");
  for (const std::string& name : names_in(folder_)) {
    const std::size_t at = name.find(".tmp-");
    if (at != std::string::npos && name.starts_with(ours)) remove_leftovers(path_in(folder_, name.substr(0, at)));
  }
}

std::string StoreFolder::lost_text(const std::string& what, const std::string& which) const {
  return folder_ + " holds " + std::string(kind_->files) + " " + what + ", and " + mark() + ", which says " + which +
         ", is lost\n" + std::string(kind_->way_out);
}

bool StoreFolder::may_renew_mark() const {
  std::size_t own = 0;
  std::size_t unreadable = 0;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    const std::string name = entry.path().filename().string();
    const std::string path = entry.path().string();
    if (!belongs(name, *kind_))
      throw IoError(folder_ + ": this folder holds something else; move it, or choose another name for the result");
    if (!is_closed_file(name, kind_->prefix)) continue;
    try {
      if (!is_sound(path)) throw IoError(path + ": its content is not what was written");
      const Hdf5Handle file = open_hdf5(path);
      check_owner({file.id(), path}, *kind_, fingerprint());
      ++own;
    } catch (const ForeignFile&) {
      throw InputError(lost_text(std::string("of another ") + kind_->owner, "of which"));
    } catch (const IoError&) {
      if (fs::exists(entry.path())) ++unreadable;
    }
  }
  if (own == 0 && unreadable > 0) throw IoError(lost_text("that cannot be read", "what they belong to"));
  return own > 0;
}

std::string StoreFolder::mark() const { return path_in(folder_, kind_->mark); }

std::optional<std::string> StoreFolder::mark_text(const std::string& folder, const StoreKind& kind) {
  std::string reason;
  auto text = read_text_file(path_in(folder, kind.mark), reason);
  if (!text || is_blank(*text)) return std::nullopt;
  return text;
}

void StoreFolder::read_files(bool verify, Damaged what, std::vector<std::string>& damaged,
                             const std::function<void(const std::string& path)>& read) const {
  const Hdf5Quiet quiet;
  for (const std::string& name : names_in(folder_)) {
    if (!is_closed_file(name, kind_->prefix)) continue;
    const std::string path = path_in(folder_, name);
    try {
      if (verify && !is_sound(path)) throw IoError(path + ": its content is not what was written");
      read(path);
    } catch (const IoError& problem) {
      std::error_code error;
      if (!fs::exists(path, error)) continue;  // put together by another process meanwhile
      if (what == Damaged::left) {
        damaged.push_back(path);
        continue;
      }
      // What is as it was written is not damaged: memory, or the number of open files, may be short.
      if (dynamic_cast<const ForeignFile*>(&problem) == nullptr && is_sound(path)) throw;
      damaged.push_back(set_aside(name));
    }
  }
}

std::string StoreFolder::set_aside(const std::string& name) const {
  const std::string path = path_in(folder_, name);
  std::string aside = path_in(folder_, std::string(damaged_prefix) + name);
  std::error_code error;
  fs::rename(path, aside, error);
  if (error)
    throw IoError(path + ": the " + std::string(kind_->file) +
                  " is damaged, and cannot be set aside: " + error.message());
  return aside;
}

void StoreFolder::clear_folder(const std::string& folder, const StoreKind& kind) {
  // Other processes of a sweep may still be looking in, and leave a lock or a temporary file behind: once more then.
  // Where one process has the folder for itself, what appears after the lock is gone is the next one's.
  const int attempts = kind.shared ? 5 : 1;
  for (int attempt = 0; attempt < attempts && fs::exists(folder); ++attempt) {
    std::error_code error;
    std::vector<fs::path> ours;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      const std::string name = entry.path().filename().string();
      if (belongs(name, kind) && name != kind.mark && (kind.shared || name != kind.lock)) ours.push_back(entry.path());
    }
    for (const fs::path& file : ours) fs::remove(file, error);
    fs::remove(path_in(folder, kind.mark), error);  // last: as long as there are files, it is known whose they are
    if (!kind.shared) fs::remove(path_in(folder, kind.lock), error);
    fs::remove(folder, error);  // stays if somebody else put something there
  }
}

}  // namespace berdaya
