// The statistics of a result for programs: CSV and JSON.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "io/result_statistics.hpp"

namespace berdaya {
namespace {

std::array<std::pair<const char*, double>, 5> numbers_of(const Spread& spread) {
  return {
      {{"mean", spread.mean}, {"sd", spread.sd}, {"q05", spread.low}, {"q50", spread.median}, {"q95", spread.high}}};
}

}  // namespace

std::string statistics_csv(const ResultStatistics& statistics) {
  std::string text = "policy,metric,unit,month,runs";
  for (const auto& [name, value] : numbers_of({})) text += std::string(",") + name;
  text += "\n";
  // Ids, names and units hold neither commas nor quotes.
  for (const StatisticsRow& row : statistics.rows) {
    text += row.policy + "," + row.metric + "," + row.unit + "," + std::to_string(row.month) + "," +
            std::to_string(row.spread.count);
    for (const auto& [name, value] : numbers_of(row.spread))
      text += "," + (std::isfinite(value) ? number_text(value) : std::string());
    text += "\n";
  }
  return text;
}

std::string statistics_json(const ResultStatistics& statistics) {
  nlohmann::ordered_json json;
  json["scenario"] = statistics.scenario_id;
  json["policies"] = statistics.policies;
  json["replicates"] = statistics.replicates;
  json["months"] = statistics.months;
  json["statistics"] = nlohmann::ordered_json::array();
  for (const StatisticsRow& row : statistics.rows) {
    nlohmann::ordered_json entry;
    entry["policy"] = row.policy;
    entry["metric"] = row.metric;
    entry["unit"] = row.unit;
    entry["month"] = row.month;
    entry["runs"] = row.spread.count;
    for (const auto& [name, value] : numbers_of(row.spread)) {
      if (std::isfinite(value)) {
        entry[name] = value;
      } else {
        entry[name] = nullptr;
      }
    }
    json["statistics"].push_back(std::move(entry));
  }
  return json.dump(1) + "\n";
}

}  // namespace berdaya
