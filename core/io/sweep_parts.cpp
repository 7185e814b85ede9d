#include "io/sweep_parts.hpp"

#include <sys/utsname.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/errors.hpp"
#include "io/digest.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_handle.hpp"
#include "io/hdf5_output.hpp"
#include "io/result_temporary.hpp"
#include "io/sweep_identity.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

constexpr const char* identity_file = "sweep.toml";
constexpr std::string_view part_prefix = "part-";
constexpr std::string_view damaged_prefix = "damaged-";
constexpr std::string_view part_suffix = ".h5";
constexpr std::size_t hash_digits = 16;

// Sound in itself, but not of this sweep: somebody copied it here.
struct ForeignPart : IoError {
  using IoError::IoError;
};

double seconds_now() {
  using namespace std::chrono;
  return duration<double>(system_clock::now().time_since_epoch()).count();
}

std::string host_name() {
  utsname system{};
  std::string name = ::uname(&system) == 0 ? system.nodename : "host";
  for (char& c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) c = '_';
  }
  return name.substr(0, 60);
}

bool is_part(const std::string& name) {
  return name.starts_with(part_prefix) && name.ends_with(part_suffix) &&
         name.size() > part_prefix.size() + hash_digits + part_suffix.size();
}

std::string hash_in_name(const std::string& name) {
  return name.substr(name.size() - part_suffix.size() - hash_digits, hash_digits);
}

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

void write_text(const std::string& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "wbx");
  if (file == nullptr) throw IoError(path + ": cannot write the file: " + std::strerror(errno));
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int error = errno;
  if (std::fclose(file) != 0 || !written)
    throw IoError(path + ": cannot write the file: " + std::strerror(written ? errno : error));
}

template <class T>
void write_matrix(Hdf5Place parent, const char* name, hsize_t rows, hsize_t columns, const std::vector<T>& values) {
  if (columns == 0) return;
  const Hdf5Handle dataset = create_dataset(parent, name, stored_type<T>(), {rows, columns});
  write_block({dataset.id(), parent.file}, {0, 0}, {rows, columns}, native_type<T>(), values.data());
}

PartInfo read_part(const std::string& path, const std::string& fingerprint) {
  const Hdf5Handle file = open_hdf5(path);
  const Hdf5Place root{file.id(), path};
  if (read_text_attribute(file.id(), "format") != "berdaya sweep part")
    throw IoError(path + ": this is no part of a sweep");
  if (read_text_attribute(file.id(), "sweep") != fingerprint) throw ForeignPart(path + ": a part of another sweep");
  PartInfo part;
  part.path = path;
  std::error_code error;
  part.file_bytes = fs::file_size(path, error);
  if (error) throw IoError(path + ": cannot read the file: " + error.message());  // put together meanwhile
  part.rows = read_numbers<std::uint64_t>(root, "row");
  const std::vector<std::uint32_t> failed = read_numbers<std::uint32_t>(root, "failed");
  for (std::uint32_t i = 0; i < failed.size(); ++i) {
    if (failed[i] > 0) part.failed.emplace_back(i, failed[i]);
  }
  const std::vector<double> times = read_numbers<double>(root, "times");
  if (times.size() != 2 || part.rows.empty() || failed.size() != part.rows.size() ||
      !std::is_sorted(part.rows.begin(), part.rows.end()))
    throw IoError(path + ": the part is damaged");
  part.begun = times[0];
  part.closed = times[1];
  part.writer = read_text_attribute(file.id(), "writer");
  return part;
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
  const std::string mark = folder_ + "/" + identity_file;
  for (int attempt = 0;; ++attempt) {
    std::string reason;
    const auto text = read_text_file(mark, reason);
    if (text) {
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
    if (attempt == 10) throw IoError(mark + ": cannot read the file: " + reason);
    if (fs::exists(mark)) continue;
    fs::create_directory(folder_, error);
    if (std::any_of(fs::directory_iterator(folder_, error), fs::directory_iterator(),
                    [](const fs::directory_entry& entry) {
                      const std::string name = entry.path().filename().string();
                      return !name.starts_with(identity_file) && !name.starts_with("merge.lock");
                    }))
      throw IoError(folder_ + ": this folder holds something else; move it, or choose another name for the result");
    try {
      TemporaryFile file(mark, false, false);
      write_text(file.name(), identity_.text);
      file.publish();
      return;
    } catch (const IoError&) {
      // Another process was quicker: read what it wrote. Or it has just removed the folder: make it again.
      if (!fs::exists(mark) && (fs::exists(folder_) || attempt == 10)) throw;
      fs::create_directory(folder_, error);
    }
  }
}

PartsFolder::PartsFolder(Unchecked, std::string folder, SweepIdentity identity)
    : folder_(std::move(folder)), identity_(std::move(identity)) {}

std::optional<PartsFolder> PartsFolder::open(const std::string& folder) {
  std::string reason;
  auto text = read_text_file(folder + "/" + identity_file, reason);
  if (!text) return std::nullopt;
  return PartsFolder(Unchecked{}, folder, {std::move(*text)});
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
  const Hdf5Quiet quiet;
  const std::string base = folder_ + "/" + std::string(part_prefix) + host_name() + "-" + std::to_string(::getpid()) +
                           "-" + std::to_string(rows.front().row);
  TemporaryFile temporary(base, false, false);
  {
    Hdf5Output file(temporary.name());
    const Hdf5Place root{file.id(), base};
    const hsize_t n = rows.size();
    const hsize_t statistics = layout.statistic_count();
    std::vector<std::uint64_t> numbers;
    std::vector<std::uint32_t> failed;
    std::vector<std::uint32_t> replicates;
    std::vector<std::string> errors;
    std::vector<float> months;
    std::vector<float> costs;
    for (const SweepRow& row : rows) {
      numbers.push_back(row.row);
      failed.push_back(row.failed);
      replicates.push_back(row.failed_replicate);
      errors.push_back(row.error);
      months.insert(months.end(), row.replication_month.begin(), row.replication_month.end());
      costs.insert(costs.end(), row.cost.begin(), row.cost.end());
    }
    write_text_attribute(root, "format", "berdaya sweep part");
    write_text_attribute(root, "sweep", identity_.fingerprint());
    write_text_attribute(root, "writer", host_name() + " " + std::to_string(::getpid()));
    const std::array<double, 2> times{begun, seconds_now()};
    write_numbers<double>(root, "times", times);
    write_numbers<std::uint64_t>(root, "row", numbers);
    write_numbers<std::uint32_t>(root, "failed", failed);
    write_numbers<std::uint32_t>(root, "failed_replicate", replicates);
    {
      const Hdf5Handle type = string_type();
      const Hdf5Handle dataset = create_dataset(root, "error", type.id(), {n});
      write_strings({dataset.id(), base}, errors);
    }
    write_matrix(root, "replication_month", n, statistics, months);
    write_matrix(root, "cost", n, statistics * layout.batch.interventions.size(), costs);
    const hsize_t columns = layout.values_per_row();
    if (columns > 0) {
      const Hdf5Handle dataset = create_dataset(root, "values", stored_type<float>(), {n, columns});
      for (hsize_t r = 0; r < n; ++r)
        write_block({dataset.id(), base}, {r, 0}, {1, columns}, native_type<float>(), rows[r].values.data());
    }
    file.close();
  }
  const auto hash = hash_of_file(temporary.name());
  if (!hash) throw IoError(base + ": the part that was just written cannot be read");
  std::string path = base + "-" + *hash + std::string(part_suffix);
  temporary.publish_as(path);
  return path;
}

void PartsFolder::clear(const std::string& folder) {
  // Other processes of the sweep may still be looking in, and leave a lock or a temporary file behind: once more then.
  for (int attempt = 0; attempt < 5 && fs::exists(folder); ++attempt) {
    std::error_code error;
    std::vector<fs::path> ours;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(part_prefix) || name.starts_with(damaged_prefix) || name.starts_with("merge.lock") ||
          (name.starts_with(identity_file) && name != identity_file))
        ours.push_back(entry.path());
    }
    for (const fs::path& file : ours) fs::remove(file, error);
    fs::remove(folder + "/" + identity_file, error);  // last: as long as there are parts, it is known whose they are
    fs::remove(folder, error);                        // stays if somebody else put something there
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

struct PartReader::State {
  std::string path;
  Hdf5Handle file, values, cost, replication_month, failed, failed_replicate;
  std::vector<std::string> errors;
  hsize_t value_columns = 0, cost_columns = 0, statistics = 1;
};

PartReader::PartReader(const PartInfo& part, const SweepLayout& layout) : state_(std::make_unique<State>()) {
  const Hdf5Quiet quiet;
  State& s = *state_;
  s.path = part.path;
  s.file = open_hdf5(part.path);
  const Hdf5Place root{s.file.id(), s.path};
  s.value_columns = layout.values_per_row();
  s.statistics = layout.statistic_count();
  s.cost_columns = s.statistics * layout.batch.interventions.size();
  const auto open = [&](const char* name, hsize_t columns) {
    Hdf5Handle dataset = open_dataset(root, name);
    if (shape_of({dataset.id(), s.path}) != Shape{part.rows.size(), columns})
      throw IoError(s.path + ": the part has another shape than the sweep");
    return dataset;
  };
  if (s.value_columns > 0) s.values = open("values", s.value_columns);
  if (s.cost_columns > 0) s.cost = open("cost", s.cost_columns);
  s.replication_month = open("replication_month", s.statistics);
  s.failed = open_dataset(root, "failed");
  s.failed_replicate = open_dataset(root, "failed_replicate");
  if (!part.failed.empty()) {
    const Hdf5Handle dataset = open_dataset(root, "error");
    s.errors = read_strings({dataset.id(), s.path});
  }
}
PartReader::~PartReader() = default;
PartReader::PartReader(PartReader&&) noexcept = default;

void PartReader::read(std::size_t first, std::size_t count, std::span<float> values, std::span<float> cost,
                      std::span<float> replication_month, std::span<std::uint32_t> failed,
                      std::span<std::uint32_t> failed_replicate, std::span<std::string> errors) const {
  const Hdf5Quiet quiet;
  const State& s = *state_;
  const auto block = [&](const Hdf5Handle& dataset, hsize_t columns, float* to) {
    read_block({dataset.id(), s.path}, {first, 0}, {count, columns}, native_type<float>(), to);
  };
  if (s.value_columns > 0) block(s.values, s.value_columns, values.data());
  if (s.cost_columns > 0) block(s.cost, s.cost_columns, cost.data());
  block(s.replication_month, s.statistics, replication_month.data());
  read_block({s.failed.id(), s.path}, {first}, {count}, native_type<std::uint32_t>(), failed.data());
  read_block({s.failed_replicate.id(), s.path}, {first}, {count}, native_type<std::uint32_t>(),
             failed_replicate.data());
  for (std::size_t i = 0; i < count; ++i) errors[i] = s.errors.empty() ? std::string() : s.errors[first + i];
}

}  // namespace berdaya
