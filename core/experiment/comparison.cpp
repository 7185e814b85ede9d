#include "experiment/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "engine/scenario.hpp"
#include "experiment/recorded.hpp"
#include "experiment/statistics.hpp"

namespace berdaya {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

constexpr double one_rupiah = 1e-6;  // million Rp; less is what sums of money differ by in their last digits

constexpr double rounding = 1e-10;  // of a difference; what varies less does not vary

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

// Values of one month: [community][member].
double mean_over_communities(std::span<const float> values, std::size_t members, std::size_t member) {
  double sum = 0;
  for (std::size_t i = member; i < values.size(); i += members) sum += static_cast<double>(values[i]);
  return sum / static_cast<double>(values.size() / members);
}

// The differences of one parameter set.
struct SetDifferences {
  double sum = 0;
  std::vector<double> values;
  double mean() const { return sum / static_cast<double>(values.size()); }
};

// Analysis of variance with one random factor: of the variance of a difference, the share within the sets. NaN where no
// set has several, there is one set only, or nothing varies.
double share_within(const std::vector<SetDifferences>& sets, std::size_t pairs, double mean_of_pairs) {
  if (sets.size() < 2 || pairs == sets.size()) return not_a_number;
  const double n = static_cast<double>(pairs), groups = static_cast<double>(sets.size());
  double within = 0, between = 0, squares = 0;
  for (const SetDifferences& set : sets) {
    const double size = static_cast<double>(set.values.size()), mean = set.mean();
    for (const double value : set.values) within += (value - mean) * (value - mean);
    between += size * (mean - mean_of_pairs) * (mean - mean_of_pairs);
    squares += size * size;
  }
  const double chance = within / (n - groups);
  const double of_parameters = std::max(0.0, (between / (groups - 1) - chance) / ((n - squares / n) / (groups - 1)));
  const double all = chance + of_parameters;
  return all > rounding * rounding * mean_of_pairs * mean_of_pairs ? chance / all : not_a_number;
}

struct Pairs {
  std::vector<double> differences;   // finite ones
  std::vector<SetDifferences> sets;  // the same by parameter set; empty without
};

Pairs pairs_of(std::span<const double> values, std::span<const double> baseline, std::span<const Index> sets) {
  Pairs pairs;
  std::map<Index, SetDifferences> by_set;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double difference = values[i] - baseline[i];
    if (!std::isfinite(difference)) continue;
    pairs.differences.push_back(difference);
    if (sets.empty()) continue;
    by_set[sets[i]].sum += difference;
    by_set[sets[i]].values.push_back(difference);
  }
  for (auto& [number, set] : by_set) pairs.sets.push_back(std::move(set));
  return pairs;
}

}  // namespace

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
  const std::vector<double> season = months_stood_for(layout.months, months_of_season);
  for (const double months : season) {
    end.season_months += static_cast<Index>(months);
    if (months > 0) ++end.season_recorded;
  }
  end.values.assign(end.metrics.size() * layout.runs(), not_a_number);
  end.spent.assign(layout.runs(), not_a_number);
  end.fund_short.resize(layout.runs());
  return end;
}

void add_block(EndValues& end, const BatchLayout& layout, const RunBlock& block) {
  const std::vector<double> last_month = months_stood_for(layout.months, 1);
  const std::vector<double> season = months_stood_for(layout.months, months_of_season);
  std::size_t row = 0;
  for (std::size_t m = 0; m < layout.metrics.size(); ++m) {
    if (!is_compared(*layout.metrics[m])) continue;
    const std::vector<double>& weights = layout.metrics[m]->traits.seasonal ? season : last_month;
    const std::size_t per_run = layout.values_per_run(m);
    const std::size_t per_month = per_run / layout.months.size();  // [community][member]
    const std::size_t members = layout.members[m];
    for (std::size_t member = 0; member < members; ++member, ++row) {
      double* const to =
          end.values.data() + (row * end.policies.size() + block.policy) * end.replicates + block.first_replicate;
      for (std::size_t r = 0; r < block.runs.size(); ++r) {
        const float* const run = block.values[m].data() + r * per_run;
        double sum = 0, months = 0;
        for (std::size_t t = 0; t < weights.size(); ++t) {
          if (weights[t] == 0) continue;
          sum += weights[t] * mean_over_communities(std::span(run + t * per_month, per_month), members, member);
          months += weights[t];
        }
        to[r] = sum / months;
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
                                   double level, std::span<const Index> sets) {
  Pairs pairs = pairs_of(values, baseline, sets);
  std::vector<double>& differences = pairs.differences;
  PairedDifference result;
  if (differences.empty()) {
    result.mean = result.low = result.high = result.q05 = result.q95 = not_a_number;
    result.chance_share = result.share_higher = result.share_better = not_a_number;
    return result;
  }
  std::vector<double> independent = differences;
  if (pairs.sets.size() > 1) {  // replicates of one set are not independent for what is not known of the parameters
    independent.clear();
    for (const SetDifferences& set : pairs.sets) independent.push_back(set.mean());
  }
  const double n = static_cast<double>(independent.size());
  result.count = static_cast<Index>(differences.size());
  result.independent = static_cast<Index>(independent.size());
  result.mean = mean_of(independent);
  result.chance_share = share_within(pairs.sets, differences.size(), mean_of(differences));
  double higher = 0;
  for (const double difference : differences) higher += difference == 0 ? 0.5 : (difference > 0 ? 1.0 : 0.0);
  result.share_higher = higher / static_cast<double>(differences.size());
  result.share_better = better == Direction::none     ? not_a_number
                        : better == Direction::higher ? result.share_higher
                                                      : 1 - result.share_higher;
  const double half = independent.size() < 2 ? not_a_number
                                             : student_quantile(0.5 + level / 2, n - 1) *
                                                   standard_deviation(independent, result.mean) / std::sqrt(n);
  result.low = result.mean - half;
  result.high = result.mean + half;
  std::sort(differences.begin(), differences.end());
  result.q05 = quantile_of_sorted(differences, 0.05);
  result.q95 = quantile_of_sorted(differences, 0.95);
  return result;
}

double cost_per_effect(const PairedDifference& effect, Direction better, double extra) {
  const bool certain = effect.low > 0 || effect.high < 0;  // false too where there is no interval
  const double improvement = better == Direction::lower ? -effect.mean : effect.mean;
  const bool priced = better != Direction::none && certain && improvement > 0 && extra > one_rupiah;
  return priced ? extra / improvement : not_a_number;
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
  comparison.parameter_sets = static_cast<Index>(std::set<Index>(end.sets.begin(), end.sets.end()).size());
  comparison.season_months = end.season_months;
  comparison.season_recorded = end.season_recorded;
  const auto difference = [&](std::span<const double> of, std::span<const double> from, Direction better,
                              std::size_t p) {
    return p == comparison.baseline ? PairedDifference{} : paired_difference(of, from, better, 0.95, end.sets);
  };

  for (std::size_t p = 0; p < policies; ++p) {
    comparison.spent.push_back(spread_of(end.spent_by(p)));
    comparison.extra_spent.push_back(
        difference(end.spent_by(p), end.spent_by(comparison.baseline), Direction::none, p));
  }
  for (std::size_t m = 0; m < end.metrics.size(); ++m) {
    MetricComparison metric;
    metric.metric = end.metrics[m];
    if (!end.members.empty()) metric.member = end.members[m];
    const Direction better = metric.metric->better;
    for (std::size_t p = 0; p < policies; ++p) {
      metric.spread.push_back(spread_of(end.of(m, p)));
      metric.difference.push_back(difference(end.of(m, p), end.of(m, comparison.baseline), better, p));
      metric.cost_per_effect.push_back(
          p == comparison.baseline ? not_a_number
                                   : cost_per_effect(metric.difference[p], better, comparison.extra_spent[p].mean));
    }
    comparison.metrics.push_back(std::move(metric));
  }
  return comparison;
}

}  // namespace berdaya
