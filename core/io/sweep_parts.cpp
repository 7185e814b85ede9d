#include "io/sweep_parts.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/errors.hpp"
#include "io/process.hpp"

namespace berdaya {

namespace fs = std::filesystem;

PartsFolder::PartsFolder(std::string folder, const SweepIdentity& identity)
    : StoreFolder(std::move(folder), sweep_parts, identity) {}
PartsFolder::PartsFolder(Unchecked unchecked, std::string folder, SweepIdentity identity)
    : StoreFolder(unchecked, std::move(folder), sweep_parts, std::move(identity)) {}

double PartsFolder::begun() const {
  struct stat found {};
  return ::stat(mark().c_str(), &found) == 0 ? static_cast<double>(found.st_mtime) : 0;
}

std::optional<PartsFolder> PartsFolder::open(const std::string& folder) {
  auto text = mark_text(folder, sweep_parts);
  if (!text) return std::nullopt;
  return PartsFolder(Unchecked{}, folder, {std::move(*text)});
}

void PartsFolder::check_mark(const std::string& folder) {
  std::error_code error;
  if (!std::any_of(fs::directory_iterator(folder, error), fs::directory_iterator(),
                   [](const fs::directory_entry& entry) { return is_part(entry.path().filename().string()); }))
    return;
  throw IoError(
      folder + "/" + std::string(sweep_parts.mark) +
      ", which says what the parts belong to, is missing or empty; berdaya sweep with the plan of these parts "
      "writes it anew and goes on");
}

std::vector<PartInfo> PartsFolder::scan(bool verify, std::vector<std::string>& damaged, Damaged what) const {
  std::vector<PartInfo> parts;
  read_files(verify, what, damaged, [&](const std::string& path) { parts.push_back(read_part(path, fingerprint())); });
  return parts;
}

std::string PartsFolder::write(const std::vector<SweepRow>& rows, const SweepLayout& layout, double begun) const {
  const std::string base = folder() + "/" + std::string(part_prefix) + host_name() + "-" + std::to_string(::getpid()) +
                           "-" + std::to_string(rows.front().row);
  return write_part(base, rows, layout, fingerprint(), begun);
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
