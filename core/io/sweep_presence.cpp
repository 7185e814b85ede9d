#include "io/sweep_presence.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "io/process.hpp"
#include "io/text_file.hpp"

namespace berdaya {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds interval{15};
constexpr double forgotten = 180;  // seconds without a word after which a process of another machine counts as gone

// at-work-HOST-PID
struct Name {
  std::string host;
  long process = 0;
};

std::optional<Name> parse(const std::string& file) {
  if (!file.starts_with(presence_prefix)) return std::nullopt;
  const std::size_t dash = file.rfind('-');
  if (dash < presence_prefix.size() || dash + 1 == file.size() ||
      file.find_first_not_of("0123456789", dash + 1) != std::string::npos)
    return std::nullopt;
  return Name{file.substr(presence_prefix.size(), dash - presence_prefix.size()),
              std::strtol(file.c_str() + dash + 1, nullptr, 10)};
}

bool is_gone(const Name& name) { return name.host == host_name() && !process_lives(name.process); }

}  // namespace

Presence::Presence(const std::string& folder)
    : path_(folder + "/" + std::string(presence_prefix) + host_name() + "-" + std::to_string(::getpid())),
      told_(std::chrono::steady_clock::now()) {
  std::error_code error;
  std::vector<fs::path> left;  // by processes that were killed
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const auto name = parse(entry.path().filename().string());
    if (name && is_gone(*name)) left.push_back(entry.path());
  }
  for (const fs::path& path : left) fs::remove(path, error);
  std::ofstream(path_) << static_cast<std::int64_t>(seconds_now()) << '\n';
}

Presence::~Presence() { ::unlink(path_.c_str()); }

void Presence::look_at_clock() {
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < interval) return;
  told_ = now;
  ::utimensat(AT_FDCWD, path_.c_str(), nullptr, 0);
}

std::vector<SweepWorker> workers_in(const std::string& folder) {
  std::vector<SweepWorker> workers;
  std::error_code error;
  const double now = seconds_now();
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const auto name = parse(entry.path().filename().string());
    if (!name || is_gone(*name)) continue;
    struct stat found {};
    const std::string path = entry.path().string();
    if (::stat(path.c_str(), &found) != 0 || now - static_cast<double>(found.st_mtime) > forgotten) continue;
    std::string reason;
    const std::string text = read_text_file(path, reason).value_or("");
    const double told = std::strtod(text.c_str(), nullptr);
    workers.push_back(
        {name->host + " " + std::to_string(name->process), told > 0 ? told : static_cast<double>(found.st_mtime)});
  }
  std::sort(workers.begin(), workers.end(),
            [](const SweepWorker& a, const SweepWorker& b) { return a.writer < b.writer; });
  return workers;
}

}  // namespace berdaya
