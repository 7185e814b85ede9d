#include "io/sweep_parts.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/errors.hpp"
#include "io/digest.hpp"
#include "io/hdf5_handle.hpp"
#include "io/process.hpp"
#include "io/result_temporary.hpp"
#include "io/sweep_identity.hpp"
#include "io/sweep_presence.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark_file = "sweep.toml";
constexpr std::string_view damaged_prefix = "damaged-";

std::string mark_in(const std::string& folder) { return folder + "/" + std::string(mark_file); }

// What sweeps put into the folder of their parts.
bool belongs(const std::string& name) {
  for (const std::string_view ours :
       {part_prefix, damaged_prefix, mark_file, presence_prefix, std::string_view("merge.lock")}) {
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

}  // namespace

std::string SweepIdentity::fingerprint() const { return digest_text(XXH3_64bits(text.data(), text.size())); }

PartsFolder::PartsFolder(std::string folder, const SweepIdentity& identity)
    : folder_(std::move(folder)), identity_(identity) {
  const Hdf5Quiet quiet;
  std::error_code error;
  fs::create_directory(folder_, error);
  if (error || !fs::is_directory(folder_))
    throw IoError(folder_ + ": cannot make the folder: " + (error ? error.message() : "there is a file of this name"));
  const std::string mark = this->mark();
  for (int attempt = 0;; ++attempt) {
    std::string reason;
    const auto text = read_text_file(mark, reason);
    if (text && !is_lost(*text, identity_.text)) {
      if (*text != identity_.text)
        throw InputError(folder_ + " holds parts of another sweep; " + difference_of(*text, identity_.text) +
                         "\n--fresh begins anew and keeps the old parts under another name");
      remove_leftovers(mark);
      // Only of this machine: whether processes of others live is not seen from here, and a part that has been written
      // but has no name yet holds no lock. What they left goes when the parts have been put together.
      const std::string ours = std::string(part_prefix) + host_name() + "-";
      for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
        const std::string name = entry.path().filename().string();
        const std::size_t at = name.find(".tmp-");
        if (at != std::string::npos && name.starts_with(ours)) remove_leftovers(folder_ + "/" + name.substr(0, at));
      }
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

bool PartsFolder::may_renew_mark() const {
  const std::string fingerprint = identity_.fingerprint();
  std::size_t own = 0;
  std::size_t unreadable = 0;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    const std::string name = entry.path().filename().string();
    if (!belongs(name))
      throw IoError(folder_ + ": this folder holds something else; move it, or choose another name for the result");
    if (!is_part(name)) continue;
    try {
      read_part(entry.path().string(), fingerprint);
      ++own;
    } catch (const ForeignPart&) {
      throw InputError(
          folder_ + " holds parts of another sweep, and " + mark() +
          ", which says of which, is lost\n--fresh begins anew and keeps the old parts under another name");
    } catch (const IoError&) {
      if (fs::exists(entry.path())) ++unreadable;
    }
  }
  if (own == 0 && unreadable > 0)
    throw IoError(
        folder_ + " holds parts that cannot be read, and " + mark() +
        ", which says what they belong to, is lost\n--fresh begins anew and keeps the old parts under another "
        "name");
  return own > 0;
}

std::string PartsFolder::mark() const { return mark_in(folder_); }

double PartsFolder::begun() const {
  struct stat found {};
  return ::stat(mark().c_str(), &found) == 0 ? static_cast<double>(found.st_mtime) : 0;
}

PartsFolder::PartsFolder(Unchecked, std::string folder, SweepIdentity identity)
    : folder_(std::move(folder)), identity_(std::move(identity)) {}

std::optional<PartsFolder> PartsFolder::open(const std::string& folder) {
  std::string reason;
  auto text = read_text_file(mark_in(folder), reason);
  if (!text || is_blank(*text)) return std::nullopt;
  return PartsFolder(Unchecked{}, folder, {std::move(*text)});
}

void PartsFolder::check_mark(const std::string& folder) {
  std::error_code error;
  if (!std::any_of(fs::directory_iterator(folder, error), fs::directory_iterator(),
                   [](const fs::directory_entry& entry) { return is_part(entry.path().filename().string()); }))
    return;
  throw IoError(
      mark_in(folder) +
      ", which says what the parts belong to, is missing or empty; berdaya sweep with the plan of these parts "
      "writes it anew and goes on");
}

std::vector<PartInfo> PartsFolder::scan(bool verify, std::vector<std::string>& damaged, Damaged what) const {
  const Hdf5Quiet quiet;
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    std::string name = entry.path().filename().string();
    std::error_code unknown;
    if (is_part(name) && !entry.is_directory(unknown)) names.push_back(std::move(name));
  }
  if (error && fs::exists(folder_)) throw IoError(folder_ + ": cannot list the folder: " + error.message());
  std::sort(names.begin(), names.end());
  const std::string fingerprint = identity_.fingerprint();
  const auto is_sound = [](const std::string& path, const std::string& name) {
    errno = 0;
    const auto hash = hash_of_file(path);
    if (!hash && errno != ENOENT) throw IoError(path + ": cannot read the part: " + std::strerror(errno));
    return hash == hash_in_name(name);
  };
  std::vector<PartInfo> parts;
  for (const std::string& name : names) {
    const std::string path = folder_ + "/" + name;
    try {
      if (verify && !is_sound(path, name)) throw IoError(path + ": its content is not what was written");
      parts.push_back(read_part(path, fingerprint));
    } catch (const IoError& problem) {
      if (!fs::exists(path, error)) continue;  // put together by another process meanwhile
      if (what == Damaged::left) {
        damaged.push_back(path);
        continue;
      }
      // What is as it was written is not damaged: memory, or the number of open files, may be short.
      if (dynamic_cast<const ForeignPart*>(&problem) == nullptr && is_sound(path, name)) throw;
      const std::string aside = folder_ + "/" + std::string(damaged_prefix) + name;
      fs::rename(path, aside, error);
      if (error) throw IoError(path + ": the part is damaged, and cannot be set aside: " + error.message());
      damaged.push_back(aside);
    }
  }
  return parts;
}

std::string PartsFolder::write(const std::vector<SweepRow>& rows, const SweepLayout& layout, double begun) const {
  const std::string base = folder_ + "/" + std::string(part_prefix) + host_name() + "-" + std::to_string(::getpid()) +
                           "-" + std::to_string(rows.front().row);
  return write_part(base, rows, layout, identity_.fingerprint(), begun);
}

void PartsFolder::clear(const std::string& folder) {
  // Other processes of the sweep may still be looking in, and leave a lock or a temporary file behind: once more then.
  for (int attempt = 0; attempt < 5 && fs::exists(folder); ++attempt) {
    std::error_code error;
    std::vector<fs::path> ours;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      const std::string name = entry.path().filename().string();
      if (belongs(name) && name != mark_file) ours.push_back(entry.path());
    }
    for (const fs::path& file : ours) fs::remove(file, error);
    fs::remove(mark_in(folder), error);  // last: as long as there are parts, it is known whose they are
    fs::remove(folder, error);           // stays if somebody else put something there
  }
}

PartWriter::PartWriter(const PartsFolder& folder, const SweepLayout& layout, PartBounds bounds)
    : folder_(folder), layout_(layout), bounds_(bounds) {}

void PartWriter::take(SweepRow&& row) {
  if (rows_.empty()) {
    begun_ = seconds_now();
    opened_ = std::chrono::steady_clock::now();
  }
  bytes_ += sizeof(SweepRow) + row.error.size() + sizeof(float) * (row.values.size() + row.cost.size());
  rows_.push_back(std::move(row));
  if (bytes_ >= bounds_.bytes) close();
  look_at_clock();
}

void PartWriter::look_at_clock() {
  // Not by the time of day, which may be set back.
  const std::chrono::duration<double> age = std::chrono::steady_clock::now() - opened_;
  if (!rows_.empty() && age.count() >= bounds_.seconds) close();
}

void PartWriter::close() {
  if (rows_.empty()) return;
  folder_.write(rows_, layout_, begun_);
  written_ += rows_.size();
  rows_.clear();
  bytes_ = 0;
}

}  // namespace berdaya
