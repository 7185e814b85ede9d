#include "io/provenance.hpp"

#include <hdf5.h>
#include <sys/utsname.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "berdaya_version.hpp"
#include "parallel/parallel_for.hpp"

namespace berdaya {

std::string utc_now() {
  using namespace std::chrono;
  return utc_text(duration<double>(system_clock::now().time_since_epoch()).count());
}

std::string utc_text(double moment) {
  using namespace std::chrono;
  const auto now = sys_seconds(seconds(static_cast<std::int64_t>(moment)));
  const auto day = floor<days>(now);
  const year_month_day date(day);
  const hh_mm_ss time(now - day);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

std::string provenance_json(const Provenance& provenance) {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  H5get_libversion(&major, &minor, &release);
  utsname system{};
  const bool known = ::uname(&system) == 0;

  nlohmann::ordered_json json;
  json["begun"] = provenance.begun;
  json["finished"] = provenance.finished;
  json["seconds"] = provenance.seconds;
  json["command_line"] = provenance.command_line;
  json["runs"] = provenance.runs;
  json["failed"] = provenance.failed;
  json["resumed"] = provenance.resumed;
  json["host"] = known ? system.nodename : "";
  json["system"] = known ? std::string(system.sysname) + " " + system.release + " " + system.machine : std::string();
  json["processors"] = available_threads();
  json["threads"] = provenance.threads > 0 ? provenance.threads : available_threads();
  json["engine_version"] = version;
  json["engine_commit"] = commit;
  json["compiler"] = compiler;
  json["flags"] = flags;
  json["hdf5"] = std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release);
  // A command line need not be UTF-8.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace berdaya
