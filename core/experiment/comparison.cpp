#include "experiment/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/scenario.hpp"
#include "experiment/statistics.hpp"

namespace berdaya {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Hardships, frictions and efforts. "stage", "dominance" and shares of initiative count as progress, as in the indices
// meso and macro.
constexpr std::array<std::string_view, 7> less_is_better{"poverty", "fatigue", "conflict", "capped",
                                                         "shifted", "overlap", "load"};

constexpr std::array<std::string_view, 13> without_direction{
    "activities", "debt_service",   "fund",  "fund_balance", "initiator",         "novelty",
    "offered",    "outside_places", "p_cbo", "p_off",        "replication_month", "spent",
    "spent_by_intervention"};

// Metrics with one value, and those with one for each option, are compared; the others have means beside them that are.
bool is_compared(const MetricDescription& metric) {
  return metric.dimension == MetricDimension::scalar || metric.dimension == MetricDimension::option;
}

std::vector<double> finite(std::span<const double> values) {
  std::vector<double> kept;
  kept.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(kept),
               [](double value) { return std::isfinite(value); });
  return kept;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double standard_deviation(const std::vector<double>& values, double mean) {
  if (values.size() < 2) return not_a_number;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace

Direction better_direction(std::string_view metric) {
  const auto is_in = [metric](const auto& names) {
    return std::find(names.begin(), names.end(), metric) != names.end();
  };
  if (is_in(without_direction)) return Direction::none;
  return is_in(less_is_better) ? Direction::lower : Direction::higher;
}

std::string_view name_of(Direction direction) {
  if (direction == Direction::none) return "";
  return direction == Direction::lower ? "lower" : "higher";
}

EndValues make_end_values(const BatchLayout& layout) {
  EndValues end;
  end.policies = layout.policies;
  end.replicates = layout.replicates;
  for (std::size_t m = 0; m < layout.metrics.size(); ++m) {
    if (!is_compared(*layout.metrics[m])) continue;
    const bool scalar = layout.metrics[m]->dimension == MetricDimension::scalar;
    for (Index member = 0; member < layout.members[m]; ++member) {
      end.metrics.push_back(layout.metrics[m]);
      end.members.push_back(scalar ? none : member);
    }
  }
  end.values.assign(end.metrics.size() * layout.runs(), not_a_number);
  end.spent.assign(layout.runs(), not_a_number);
  end.fund_short.resize(layout.runs());
  return end;
}

void add_block(EndValues& end, const BatchLayout& layout, const RunBlock& block) {
  std::size_t row = 0;
  for (std::size_t m = 0; m < layout.metrics.size(); ++m) {
    if (!is_compared(*layout.metrics[m])) continue;
    const std::size_t per_run = layout.values_per_run(m);
    const std::size_t last_month = per_run / layout.months.size();  // values of one month: [community][member]
    const std::size_t members = layout.members[m];
    const std::size_t places = last_month / members;
    for (std::size_t member = 0; member < members; ++member, ++row) {
      double* const to =
          end.values.data() + (row * end.policies.size() + block.policy) * end.replicates + block.first_replicate;
      for (std::size_t r = 0; r < block.runs.size(); ++r) {
        const float* const last = block.values[m].data() + (r + 1) * per_run - last_month;
        double sum = 0;
        for (std::size_t k = 0; k < places; ++k) sum += static_cast<double>(last[k * members + member]);
        to[r] = sum / static_cast<double>(places);
      }
    }
  }
  for (std::size_t r = 0; r < block.runs.size(); ++r) {
    if (block.runs[r].status == RunStatus::failed) continue;
    double sum = 0;
    for (const double cost : block.runs[r].cost) sum += std::isfinite(cost) ? cost : 0;
    const std::size_t run = block.policy * end.replicates + block.first_replicate + r;
    end.spent[run] = sum;
    end.fund_short[run] = block.runs[r].fund_short;
  }
}

Spread spread_of(std::span<const double> values) {
  std::vector<double> kept = finite(values);
  if (kept.empty()) return {0, not_a_number, not_a_number, not_a_number, not_a_number, not_a_number};
  const double mean = mean_of(kept);
  std::sort(kept.begin(), kept.end());
  return {static_cast<Index>(kept.size()), mean,
          quantile_of_sorted(kept, 0.05),  quantile_of_sorted(kept, 0.95),
          quantile_of_sorted(kept, 0.5),   standard_deviation(kept, mean)};
}

PairedDifference paired_difference(std::span<const double> values, std::span<const double> baseline, Direction better,
                                   double level) {
  std::vector<double> differences(values.size());
  std::transform(values.begin(), values.end(), baseline.begin(), differences.begin(),
                 [](double a, double b) { return a - b; });
  differences = finite(differences);
  if (differences.empty()) return {0, not_a_number, not_a_number, not_a_number, not_a_number, not_a_number};

  PairedDifference result;
  const double n = static_cast<double>(differences.size());
  result.count = static_cast<Index>(differences.size());
  result.mean = mean_of(differences);
  double higher = 0;
  for (const double difference : differences) higher += difference == 0 ? 0.5 : (difference > 0 ? 1.0 : 0.0);
  result.share_higher = higher / n;
  result.share_better = better == Direction::none     ? not_a_number
                        : better == Direction::higher ? result.share_higher
                                                      : 1 - result.share_higher;
  const double half = differences.size() < 2 ? not_a_number
                                             : student_quantile(0.5 + level / 2, n - 1) *
                                                   standard_deviation(differences, result.mean) / std::sqrt(n);
  result.low = result.mean - half;
  result.high = result.mean + half;
  return result;
}

double cost_per_effect(const PairedDifference& effect, Direction better, double extra) {
  const bool certain = effect.low > 0 || effect.high < 0;  // false too where there is no interval
  const double improvement = better == Direction::lower ? -effect.mean : effect.mean;
  return better != Direction::none && certain && improvement > 0 ? extra / improvement : not_a_number;
}

std::vector<FundShortage> shortages_of(const EndValues& end) {
  std::size_t funds = 0;
  for (const std::vector<Index>& run : end.fund_short) funds = std::max(funds, run.size());
  std::vector<FundShortage> shortages;
  for (std::size_t fund = 0; fund < funds; ++fund) {
    for (std::size_t p = 0; p < end.policies.size(); ++p) {
      FundShortage shortage{.fund = static_cast<Index>(fund), .policy = static_cast<Index>(p)};
      std::vector<Index> months;
      for (std::size_t r = 0; r < end.replicates; ++r) {
        const std::vector<Index>& run = end.fund_short[p * end.replicates + r];
        if (fund >= run.size()) continue;
        ++shortage.of;
        if (run[fund] != none) months.push_back(run[fund]);
      }
      if (months.empty()) continue;
      std::sort(months.begin(), months.end());
      shortage.replicates = static_cast<Index>(months.size());
      shortage.month = months[(months.size() - 1) / 2];
      shortages.push_back(shortage);
    }
  }
  return shortages;
}

Comparison compare(const EndValues& end) {
  Comparison comparison;
  comparison.shortages = shortages_of(end);
  comparison.policies = end.policies;
  const auto found = std::find(end.policies.begin(), end.policies.end(), baseline_policy);
  comparison.baseline = found == end.policies.end() ? 0 : static_cast<Index>(found - end.policies.begin());
  const std::size_t policies = end.policies.size();

  for (std::size_t p = 0; p < policies; ++p) {
    comparison.spent.push_back(spread_of(end.spent_by(p)));
    comparison.extra_spent.push_back(
        p == comparison.baseline
            ? PairedDifference{}
            : paired_difference(end.spent_by(p), end.spent_by(comparison.baseline), Direction::none));
  }
  for (std::size_t m = 0; m < end.metrics.size(); ++m) {
    MetricComparison metric;
    metric.metric = end.metrics[m];
    if (!end.members.empty()) metric.member = end.members[m];
    metric.better = better_direction(end.metrics[m]->name);
    for (std::size_t p = 0; p < policies; ++p) {
      metric.spread.push_back(spread_of(end.of(m, p)));
      metric.difference.push_back(p == comparison.baseline
                                      ? PairedDifference{}
                                      : paired_difference(end.of(m, p), end.of(m, comparison.baseline), metric.better));
      metric.cost_per_effect.push_back(p == comparison.baseline ? not_a_number
                                                                : cost_per_effect(metric.difference[p], metric.better,
                                                                                  comparison.extra_spent[p].mean));
    }
    comparison.metrics.push_back(std::move(metric));
  }
  return comparison;
}

}  // namespace berdaya
