// How far a sweep is.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/errors.hpp"
#include "io/process.hpp"
#include "io/provenance.hpp"
#include "io/sweep_file.hpp"
#include "io/sweep_places.hpp"
#include "io/sweep_work.hpp"

namespace berdaya {
namespace {

constexpr double recent = 300;  // seconds: who closed a part since then counts for the rate

}  // namespace

SweepState read_sweep_state(const std::string& path, bool verify) {
  SweepState state;
  state.path = path;
  const std::string folder = PartsFolder::folder_of(path);
  const auto parts = PartsFolder::open(folder);
  if (!parts) {
    const auto found = find_file(path);
    if (!found) PartsFolder::check_mark(folder);
    if (!found) throw IoError("there is neither '" + path + "' nor '" + folder + "'");
    if (found->fingerprint.empty())
      throw IoError("'" + path + "' is no result of berdaya sweep, or was changed or damaged since");
    state.complete = found->rows_missing == 0;
    state.rows = found->rows;
    state.runs_per_row = found->runs_per_row;
    state.rows_done = found->rows - found->rows_missing;
    state.failed_runs = found->failed_runs;
    return state;
  }
  const LoadedSweep sweep = sweep_of(*parts);
  const SweepLayout layout = make_sweep_layout(sweep.plan(1));
  state.rows = layout.rows();
  state.runs_per_row = layout.runs_per_row();
  const std::vector<PartInfo> closed = parts->scan(verify, state.damaged, PartsFolder::Damaged::left);
  const RowPlaces places = locate_rows(closed, state.rows);
  state.rows_done = state.rows - places.missing_rows();
  state.failed_runs = failed_runs_of(closed, places);
  state.parts = closed.size();
  state.at_work = workers_in(folder);
  state.begun = parts->begun();
  const double now = seconds_now();
  std::map<std::string, double> begun_by;  // writers at work: the earliest beginning among their recent parts
  double rows = 0;
  double earliest = now;
  for (const PartInfo& part : closed) {
    state.part_bytes += part.file_bytes;
    state.begun = std::min(state.begun, part.begun);
    if (now - part.closed > recent) continue;
    begun_by.emplace(part.writer, part.begun);
    rows += static_cast<double>(part.rows.size());
    earliest = std::min(earliest, part.begun);
  }
  for (const auto& [writer, begun] : begun_by) state.writers.push_back(writer);
  if (rows > 0 && now > earliest) state.rows_per_second = rows / (now - earliest);
  return state;
}

std::string state_json(const SweepState& state) {
  nlohmann::ordered_json json;
  json["path"] = state.path;
  json["complete"] = state.complete;
  json["runs"] = state.rows * state.runs_per_row;
  json["done"] = state.rows_done * state.runs_per_row;
  json["failed"] = state.failed_runs;
  json["missing"] = (state.rows - state.rows_done) * state.runs_per_row;
  json["parts"] = state.parts;
  json["part_bytes"] = state.part_bytes;
  json["begun"] = state.begun > 0 ? nlohmann::ordered_json(utc_text(state.begun)) : nlohmann::ordered_json(nullptr);
  json["at_work"] = nlohmann::ordered_json::array();
  for (const SweepWorker& worker : state.at_work)
    json["at_work"].push_back({{"writer", worker.writer}, {"since", utc_text(worker.since)}});
  json["writers"] = state.writers;
  json["runs_per_second"] = state.rows_per_second * static_cast<double>(state.runs_per_row);
  if (state.rows_per_second > 0)
    json["seconds_left"] = static_cast<double>(state.rows - state.rows_done) / state.rows_per_second;
  else
    json["seconds_left"] = nullptr;
  json["damaged"] = state.damaged;
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace berdaya
