// What a batch says about policies: values at the end of the runs, their spread, and paired differences from the
// baseline. Of a difference two things are told apart: how well its mean is known, and how it spreads from replicate to
// replicate and, where these have other parameters, from parameter set to parameter set.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "experiment/layout.hpp"
#include "experiment/sink.hpp"
#include "observers/metric.hpp"

namespace berdaya {

constexpr Index months_of_season = 12;

// Value of each metric at the end of each run: the last month's, and of metrics with a season the mean of the last
// twelve months, each recorded one weighted by the months that it stands for. Unweighted mean over communities. A
// metric of each option is there once for each.
struct EndValues {
  std::vector<std::string> policies;
  Index replicates = 0;
  std::vector<Index> sets;    // [replicate] its parameter set; empty = all replicates have the same parameters
  Index season_months = 0;    // months of the means: twelve, or as many as were run
  Index season_recorded = 0;  // recorded ones among them
  std::vector<const MetricDescription*> metrics;  // those without a further dimension, and those of options
  std::vector<Index> members;                     // [metric] the option; none for the others. Empty = none for all
  std::vector<double> values;                     // [metric][policy][replicate]; NaN where the run failed
  std::vector<double> spent;                      // [policy][replicate] booked over the whole run, million Rp
  // [policy][replicate][fund] first month in which the fund could not pay all that was wanted, none = never; empty
  // where the run failed, or for runs without funds
  std::vector<std::vector<Index>> fund_short;

  std::span<const double> of(std::size_t metric, std::size_t policy) const {
    return std::span(values).subspan((metric * policies.size() + policy) * replicates, replicates);
  }
  std::span<const double> spent_by(std::size_t policy) const {
    return std::span(spent).subspan(policy * replicates, replicates);
  }
};

EndValues make_end_values(const BatchLayout& layout);
void add_block(EndValues& end, const BatchLayout& layout, const RunBlock& block);

// Over the replicates that did not fail.
struct Spread {
  Index count = 0;
  double mean = 0;
  double low = 0, high = 0;  // quantiles 5 % and 95 % (linear between order statistics)
  double median = 0;
  double sd = 0;  // with n - 1; NaN for fewer than two
};

// Replicate by replicate from the baseline, where neither failed.
struct PairedDifference {
  Index count = 0;  // 0: it is the baseline, or no pair
  double mean = 0;  // over the independent values
  // How well the mean is known: its interval (Student's t), 95 %; NaN for fewer than two independent values. These are
  // the pairs or, where the replicates have two parameter sets or more, the means over the pairs of each set.
  double low = 0, high = 0;
  Index independent = 0;
  // How the difference spreads: its 5 % and 95 % quantiles over the pairs (linear between order statistics).
  double q05 = 0, q95 = 0;
  // Of the variance of the difference, the share that is chance; the rest is the parameters'. NaN without parameter
  // sets or where no set has several pairs, as the two cannot be told apart then.
  double chance_share = 0;
  double share_higher = 0;  // of the pairs, those with a higher value than the baseline; ties count half
  double share_better = 0;  // the same for better; NaN where neither direction is
};

struct MetricComparison {
  const MetricDescription* metric = nullptr;
  Index member = none;                       // the option, for a metric of each option
  std::vector<Spread> spread;                // [policy]
  std::vector<PairedDifference> difference;  // [policy]
  std::vector<double> cost_per_effect;       // [policy], million Rp; see there
};

// A fund that could not pay all that was wanted in some month of some replicate.
struct FundShortage {
  Index fund = 0;
  Index policy = 0;
  Index replicates = 0;  // in which it happened
  Index of = 0;          // those that did not fail
  Index month = 0;       // the first such month: median of those replicates, the earlier one of two
};

struct Comparison {
  std::vector<std::string> policies;
  Index baseline = 0;        // position: "baseline" if it is there, else the first policy
  Index parameter_sets = 0;  // that the replicates have; 0 = all have the same parameters
  Index season_months = 0, season_recorded = 0;
  std::vector<MetricComparison> metrics;
  std::vector<Spread> spent;  // [policy], million Rp over the whole run
  std::vector<PairedDifference> extra_spent;
  std::vector<FundShortage> shortages;  // by fund, then by policy
};

Comparison compare(const EndValues& end);
std::vector<FundShortage> shortages_of(const EndValues& end);

Spread spread_of(std::span<const double> values);
// `sets`: the parameter set of each value, or empty.
PairedDifference paired_difference(std::span<const double> values, std::span<const double> baseline, Direction better,
                                   double level = 0.95, std::span<const Index> sets = {});
// What a unit of improvement costs, if the policy costs `extra` million Rp more than the baseline. NaN where neither
// direction is better, the interval does not leave out 0 (or there is none), the change is for the worse, or the policy
// costs nothing more (less than a rupiah).
double cost_per_effect(const PairedDifference& effect, Direction better, double extra);

// Quantile of Student's t distribution.
double student_quantile(double probability, double degrees_of_freedom);

}  // namespace berdaya
