// Shock fund_cut.
// Process    A fund gets less, or loses what it has (step 0b).
// Equation   inflow *= product(1 - intensity); balance *= 1 - largest `balance` of the cuts that start this month
// Parameters fund (default all), intensity, balance
// Reads      -
// Changes    fund.balance, received, removed (funding.cpp)
// Reference  cases 002, 003; P11
#pragma once

#include <span>

#include "interventions/catalogue.hpp"

namespace berdaya {

struct FundCut {
  double inflow_kept = 1;      // share of the month's inflow
  double balance_removed = 0;  // share of the balance, before the inflow
};

// What the cuts of the list do to a fund this month. A cut has no communities: its target is not looked at.
FundCut cut_of(std::span<const InterventionSpec> interventions, Index fund, Index month);

InterventionDescription describe_fund_cut();

}  // namespace berdaya
