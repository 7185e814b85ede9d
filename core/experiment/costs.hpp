// What policies would cost, before anything is run: step 0b alone, month by month, with an estimate in place of what
// only a run knows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "engine/scenario.hpp"

namespace berdaya {

// How far what is wanted is known before a run.
enum class CostBasis : std::uint8_t {
  certain,   // a run without shortage books just that
  expected,  // a mean: the sectors of an RT are drawn
  at_most    // replication at its earliest month; whom a lever can still help: its whole target
};
std::string_view name_of(CostBasis basis);

// An intervention that costs money, or the facilitators whom a fund pays.
struct AccountCost {
  std::string id = {};
  Title title = {};
  std::string fund = {};  // that pays it; empty = outside money
  CostBasis basis = CostBasis::certain;
  std::vector<double> wanted = {};  // [year], million Rp at full intensity
  double total = 0;
};

// A fund from which the policy wants money.
struct FundCost {
  std::string id = {};
  Title title = {};
  std::vector<double> wanted = {}, received = {};  // [year]; received: opening balance and inflow after cuts
  double total_wanted = 0, total_received = 0;
  std::optional<Index> short_from = {};  // first month in which it cannot pay all
  double unpaid = 0;                     // wanted and not paid over the whole run
};

struct PolicyCost {
  std::string policy = {};
  Title title = {};
  std::vector<int> years = {};  // of the calendar
  std::vector<AccountCost> accounts = {};
  std::vector<FundCost> funds = {};
  std::vector<double> wanted = {};  // [year], of all accounts
  double total = 0;
  bool runs_short() const;
};

// Of the policies named, or of all, the baseline first. InputError for an unknown one.
std::vector<PolicyCost> costs_of(const Scenario& scenario, std::vector<std::string> policies = {});

}  // namespace berdaya
