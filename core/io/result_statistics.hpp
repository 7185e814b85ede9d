// How the replicates of a result file spread: mean, standard deviation and quantiles of every metric in chosen months.
#pragma once

#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "experiment/comparison.hpp"

namespace berdaya {

struct StatisticsRow {
  std::string policy;
  std::string metric;  // "participation"; "holds[nib]" for a member of a further dimension
  Title title;         // of the metric; with that of the member
  std::string unit;
  Index month = 0;  // months simulated: 12 = the value after twelve months
  Spread spread;    // over the replicates, of each one's unweighted mean over communities
};

struct ResultStatistics {
  std::string path, scenario_id;
  Index replicates = 0;
  std::vector<std::string> policies;
  std::vector<Title> policy_titles;
  std::vector<Index> months;        // of the rows
  std::vector<StatisticsRow> rows;  // by policy, metric in the order of the catalogue, member, month
};

// Of the recorded months (counted from 0), the positions of those after which a multiple of `every` months has been
// simulated, and of the last.
std::vector<std::size_t> moments_of_statistics(const std::vector<Index>& recorded, Index every);

// All metrics of the file; what belongs to a whole run (its replication month, its costs) stands in the last month.
// What a policy does not have, the cost of another's intervention, is left out. IoError as in read_result_info.
ResultStatistics read_statistics(const std::string& path, Index every);

// For programs, with all digits: a row for each policy, metric and month; nothing or null for what does not exist.
std::string statistics_csv(const ResultStatistics& statistics);
std::string statistics_json(const ResultStatistics& statistics);

}  // namespace berdaya
