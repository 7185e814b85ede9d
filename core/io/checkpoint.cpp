#include "io/checkpoint.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
#include <utility>

#include "base/errors.hpp"
#include "io/checkpoint_world.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_handle.hpp"
#include "io/hdf5_output.hpp"
#include "io/result_temporary.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

constexpr const char* fingerprint_file = "batch.txt";

// Writes a file beside its name and puts it there in one step.
void replace_file(const std::string& path, const std::function<void(const std::string& temporary)>& write) {
  TemporaryFile file(path, true, false);
  write(file.name());
  file.publish(false);  // an older checkpoint is as good
}

void replace_hdf5(const std::string& path, const std::function<void(Hdf5Place root)>& write) {
  replace_file(path, [&](const std::string& temporary) {
    Hdf5Output file(temporary);
    write({file.id(), temporary});
    file.close();
  });
}

std::string read_mark(const std::string& path) {
  std::string reason;
  const auto text = read_text_file(path, reason);
  if (!text) throw IoError(path + ": cannot read the file: " + reason);
  return *text;
}

void write_text_file(const std::string& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "wbx");
  if (file == nullptr) throw IoError(path + ": cannot write the file: " + std::strerror(errno));
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int error = errno;
  if ((std::fclose(file) != 0) || !written)
    throw IoError(path + ": cannot write the file: " + std::strerror(written ? errno : error));
}

// "run-2-17.h5", "run-2-17-snapshot-3.h5" and their temporaries.
bool is_ours(const std::string& name) {
  if (name.compare(0, std::strlen(fingerprint_file), fingerprint_file) == 0) return true;
  return name.compare(0, 4, "run-") == 0 && name.find(".h5") != std::string::npos;
}

void write_tables(Hdf5Place root, const Recorder& recorder) {
  const Hdf5Handle group = create_group(root, "tables");
  for (std::size_t m = 0; m < recorder.chosen().size(); ++m) {
    write_numbers<float>({group.id(), root.file}, std::string(recorder.chosen()[m]->name), recorder.values(m));
  }
}

void read_tables(Hdf5Place root, Recorder& recorder) {
  for (std::size_t m = 0; m < recorder.chosen().size(); ++m) {
    const std::vector<float> values = read_numbers<float>(root, "tables/" + std::string(recorder.chosen()[m]->name));
    if (values.size() != recorder.values(m).size())
      throw IoError(root.file + ": the saved run has another shape; remove the folder to begin anew");
    std::copy(values.begin(), values.end(), recorder.values(m).begin());
  }
}

}  // namespace

void save_world(const std::string& path, const World& world, Index months_done) {
  const Hdf5Quiet quiet;
  replace_hdf5(path, [&](Hdf5Place root) {
    write_attribute<std::uint32_t>(root, "months_done", months_done);
    write_world(root, world);
  });
}

Index load_world(const std::string& path, World& world) {
  const Hdf5Quiet quiet;
  const Hdf5Handle file = open_hdf5(path);
  const std::uint64_t months = read_count_attribute(file.id(), "months_done", none);
  if (months == none) throw IoError(path + ": this is no saved world");
  read_world({file.id(), path}, world);
  return static_cast<Index>(months);
}

CheckpointFolder::CheckpointFolder(std::string folder, std::string fingerprint) : folder_(std::move(folder)) {
  std::error_code error;
  fs::create_directory(folder_, error);
  if (error || !fs::is_directory(folder_))
    throw IoError(folder_ + ": cannot make the folder: " + (error ? error.message() : "there is a file of this name"));
  const std::string mark = folder_ + "/" + fingerprint_file;
  if (fs::exists(mark)) {
    if (read_mark(mark) != fingerprint) {
      throw IoError(folder_ +
                    ": this folder holds runs of another batch (scenario, policies, replicates, seed, metrics, months "
                    "or engine differ); remove it to begin anew, or "
                    "give the command that began it");
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      const std::size_t at = name.find(".tmp-");
      if (at != std::string::npos) remove_leftovers(folder_ + "/" + name.substr(0, at));
    }
    return;
  }
  if (!fs::is_empty(folder_))
    throw IoError(folder_ + ": this folder holds something else; move it, or choose another name for the result");
  replace_file(mark, [&](const std::string& temporary) { write_text_file(temporary, fingerprint); });
}

std::string CheckpointFolder::file_of(RunKey run) const {
  return folder_ + "/run-" + std::to_string(run.policy) + "-" + std::to_string(run.replicate) + ".h5";
}

std::string CheckpointFolder::snapshot_file(RunKey run, Index position) const {
  return folder_ + "/run-" + std::to_string(run.policy) + "-" + std::to_string(run.replicate) + "-snapshot-" +
         std::to_string(position) + ".h5";
}

std::optional<SavedRun> CheckpointFolder::find(RunKey run) {
  const Hdf5Quiet quiet;
  const std::string path = file_of(run);
  if (!fs::exists(path)) return std::nullopt;
  Hdf5Handle file;
  try {
    file = open_hdf5(path);
  } catch (const IoError&) {
    return std::nullopt;  // cut short by a crash of the machine: it is computed anew and replaced
  }
  SavedRun saved;
  saved.months_done = static_cast<Index>(read_count_attribute(file.id(), "months_done", 0));
  saved.finished = read_count_attribute(file.id(), "finished", 0) != 0;
  saved.outcome.fund_short = read_numbers<std::uint32_t>({file.id(), path}, "fund_short");
  if (saved.finished) {
    saved.outcome.replication_month = static_cast<Index>(read_count_attribute(file.id(), "replication_month", none));
    saved.outcome.cost = read_numbers<double>({file.id(), path}, "cost");
  }
  return saved;
}

void CheckpointFolder::load(RunKey run, World& world, Recorder& recorder) {
  const Hdf5Quiet quiet;
  const std::string path = file_of(run);
  const Hdf5Handle file = open_hdf5(path);
  read_tables({file.id(), path}, recorder);
  if (read_count_attribute(file.id(), "finished", 0) == 0) read_world({file.id(), path}, world);
}

void CheckpointFolder::save(RunKey run, const SavedRun& state, const World* world, const Recorder& recorder) {
  const Hdf5Quiet quiet;
  replace_hdf5(file_of(run), [&](Hdf5Place root) {
    write_attribute<std::uint32_t>(root, "months_done", state.months_done);
    write_attribute<std::uint8_t>(root, "finished", state.finished ? 1 : 0);
    write_numbers<std::uint32_t>(root, "fund_short", state.outcome.fund_short);
    if (state.finished) {
      write_attribute<std::uint32_t>(root, "replication_month", state.outcome.replication_month);
      write_numbers<double>(root, "cost", state.outcome.cost);
    }
    write_tables(root, recorder);
    if (world != nullptr) write_world(root, *world);
  });
}

void CheckpointFolder::save_snapshot(RunKey run, Index position, const UmkmTable& umkm) {
  const Hdf5Quiet quiet;
  replace_hdf5(snapshot_file(run, position), [&](Hdf5Place root) { write_umkm(root, umkm); });
}

UmkmTable CheckpointFolder::load_snapshot(RunKey run, Index position) {
  const Hdf5Quiet quiet;
  const std::string path = snapshot_file(run, position);
  const Hdf5Handle file = open_hdf5(path);
  return read_umkm({file.id(), path});
}

void CheckpointFolder::remove() {
  std::error_code error;
  std::vector<fs::path> ours;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    if (is_ours(entry.path().filename().string())) ours.push_back(entry.path());
  }
  for (const fs::path& file : ours) fs::remove(file, error);
  fs::remove(folder_, error);  // stays if somebody else put something there
}

}  // namespace berdaya
