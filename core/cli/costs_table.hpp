// What policies would cost, as people read it.
#pragma once

#include <cstddef>
#include <string>

#include "base/text.hpp"
#include "engine/scenario.hpp"
#include "experiment/costs.hpp"

namespace berdaya::cli {

// Money wanted by year and in total: a row for each account, for all, and for each fund what it receives.
std::string costs_table(const PolicyCost& cost, const Scenario& scenario, std::size_t width, Language language);

// A line: the money wanted in total, and which fund falls short since when. Empty where the policy costs nothing.
std::string cost_summary(const PolicyCost& cost, const Scenario& scenario, Language language);

}  // namespace berdaya::cli
