// The table that a run ends with: where each policy ends, and what it changes against the baseline on the same luck
// (how well the mean change is known, and how the change spreads).
#pragma once

#include <string>
#include <vector>

#include "base/text.hpp"
#include "experiment/comparison.hpp"

namespace berdaya::cli {

// Metrics that the table shows, as positions in Comparison::metrics: all, if somebody chose a few to record; the main
// ones otherwise.
std::vector<std::size_t> shown_metrics(const Comparison& comparison);

// "0.312 [0.221, 0.410]"; without the brackets where all runs agree; "-" if there is none.
std::string spread_text(const Spread& spread, int decimals);

// "+0.045 [+0.020, +0.071] *"; the star says that the interval leaves out 0.
std::string difference_text(const PairedDifference& difference, int decimals);

// "[-0.010, +0.130]": 5 % and 95 % quantiles of the paired differences; empty where these are all the same.
std::string range_text(const PairedDifference& difference, int decimals);

// "[-0.010, +0.130]": 5 % and 95 % quantiles of the paired differences; empty where they look the same.
std::string chance_text(const PairedDifference& difference);

// "83 %": share of the replicates in which the policy is better; empty where it cannot be told.
std::string better_text(const PairedDifference& difference);

// Million Rp per unit of improvement, three digits; empty where there is none, or the policy costs nothing more.
std::string price_text(double cost_per_effect);

// What the table calls policies, options and the moment of the values.
struct ClosingNames {
  std::vector<std::string> policies = {};  // titles, in the order of the comparison; "" = none
  std::vector<std::string> options = {};   // titles, in the order of the scenario
  std::string moment;                      // "2023-12"
  std::vector<std::string> funds = {};     // titles, in the order of the scenario
  std::vector<std::string> months = {};    // "2016-01", ... of the whole run
};

// One table of values with a column for each policy where `width` columns hold them, and for each policy a block with
// what it changes; else for each policy a block with both. Below it the funds that could not pay all.
std::string closing_table(const Comparison& comparison, const ClosingNames& names, std::size_t width,
                          Language language);

}  // namespace berdaya::cli
