#include "experiment/costs.hpp"

#include <algorithm>
#include <cmath>

#include "engine/world_tables.hpp"
#include "experiment/fund_shortage.hpp"
#include "interventions/catalogue.hpp"
#include "interventions/lever_costs.hpp"

namespace berdaya {
namespace {

bool among(const std::vector<Index>& wanted, Index value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

// UMKM of the community in the target's sectors and RT. Where both are limited, their mean: sectors are dealt to the
// rows at random.
double eligible_umkm(const CommunitySpec& community, const Target& target) {
  double eligible = 0;
  if (!community.umkm.empty() && (target.neighbourhoods.empty() || community.umkm.front().neighbourhood)) {
    for (const UmkmRecord& record : community.umkm) {
      const Index place = record.neighbourhood.value_or(0);
      if (among(target.sectors, record.sector) && among(target.neighbourhoods, place)) eligible += 1;
    }
    return eligible;
  }
  const Index n = community.umkm_count();
  double in_sectors = 0;
  for (Index s = 0; s < community.sector_counts.size(); ++s) {
    if (among(target.sectors, s)) in_sectors += community.sector_counts[s];
  }
  double in_places = 0;
  for (Index j = 0; j < n; ++j) {
    const auto place = static_cast<Index>(static_cast<std::uint64_t>(j) * community.neighbourhoods / n);
    if (among(target.neighbourhoods, place)) in_places += 1;
  }
  return n > 0 ? in_sectors * in_places / static_cast<double>(n) : 0.0;
}

LeverReach estimated_reach(const Scenario& scenario, const InterventionSpec& spec, Index k) {
  const double eligible = eligible_umkm(scenario.communities[k], spec.target);
  const double target = chooses_umkm(spec)
                            ? static_cast<double>(number_chosen(spec, static_cast<std::size_t>(std::lround(eligible))))
                            : eligible;
  return {.target = target, .ready = target};
}

CostBasis basis_of(const InterventionSpec& spec, const Scenario& scenario) {
  const UnitsOf units = spec.unit_cost > 0.0 ? description_of(spec.kind).units_of : UnitsOf::lever;
  if (spec.target.where == Where::replica || units == UnitsOf::ready) return CostBasis::at_most;
  const bool from_files = std::all_of(scenario.communities.begin(), scenario.communities.end(),
                                      [](const CommunitySpec& c) { return !c.umkm.empty(); });
  const bool drawn = !spec.target.sectors.empty() && !spec.target.neighbourhoods.empty() && !from_files;
  return units == UnitsOf::target && drawn ? CostBasis::expected : CostBasis::certain;
}

// The tables on which step 0b rests, without UMKM.
World world_of_money(const Scenario& scenario, const std::vector<InterventionSpec>& interventions) {
  World world;
  world.setting = make_setting(scenario);
  make_communities(world, scenario);
  make_cbos(world, scenario);
  make_facilitators(world, scenario);
  make_funds(world, scenario);
  make_lever_tables(world, interventions);
  if (scenario.replication) {
    const auto in_a_row = static_cast<Index>(std::max(1.0, std::ceil(scenario.parameters.policy.replicate_months)));
    world.replication.month = scenario.replication->from + in_a_row - 1;
  }
  return world;
}

std::vector<AccountCost> accounts_of(const Scenario& scenario, const std::vector<InterventionSpec>& interventions,
                                     const World& world, std::size_t years) {
  std::vector<AccountCost> accounts;
  for (const InterventionSpec& spec : interventions) {
    accounts.push_back({.id = spec.id,
                        .title = spec.title,
                        .fund = spec.fund == none ? "" : scenario.funds[spec.fund].id,
                        .basis = basis_of(spec, scenario)});
  }
  for (const Index fund : paying_funds(world.facilitator)) {
    accounts.push_back({.id = "facilitators:" + scenario.funds[fund].id,
                        .title = {"Facilitators paid by the fund", "Pendamping yang dibayar dana"},
                        .fund = scenario.funds[fund].id});
  }
  for (AccountCost& account : accounts) account.wanted.assign(years, 0.0);
  return accounts;
}

void add_month(PolicyCost& cost, const InterventionMonth& m, const std::vector<double>& wanted,
               const std::vector<double>& received_before, std::size_t year) {
  const World& w = m.world;
  const std::size_t communities = w.community.rows();
  for (std::size_t a = 0; a < cost.accounts.size(); ++a) {
    double sum = 0;
    for (std::size_t i = a * communities; i < (a + 1) * communities; ++i) sum += wanted[i];
    AccountCost& account = cost.accounts[a];
    account.wanted[year] += sum;
    account.total += sum;
    cost.wanted[year] += sum;
    cost.total += sum;
    for (FundCost& fund : cost.funds) {
      if (fund.id != account.fund) continue;
      fund.wanted[year] += sum;
      fund.total_wanted += sum;
    }
  }
  for (std::size_t f = 0; f < cost.funds.size(); ++f) {
    FundCost& fund = cost.funds[f];
    const double received = w.fund.received[f] - received_before[f];
    fund.received[year] += received;
    fund.total_received += received;
    if (is_short(w.fund, static_cast<Index>(f)) && !fund.short_from) fund.short_from = m.month;
    fund.unpaid = fund.total_wanted - w.fund.paid[f];
  }
}

PolicyCost cost_of(const Scenario& scenario, const std::string& policy) {
  const std::vector<InterventionSpec> interventions = interventions_under(scenario, policy);
  World world = world_of_money(scenario, interventions);
  PolicyCost cost{.policy = policy};
  for (const PolicySpec& spec : scenario.policies) {
    if (spec.id == policy) cost.title = spec.title;
  }
  for (Index t = 0; t < scenario.months; ++t) {
    const int year = calendar_month(scenario, t).year;
    if (cost.years.empty() || cost.years.back() != year) cost.years.push_back(year);
  }
  cost.wanted.assign(cost.years.size(), 0.0);
  cost.accounts = accounts_of(scenario, interventions, world, cost.years.size());
  for (const FundSpec& fund : scenario.funds) {
    cost.funds.push_back({.id = fund.id, .title = fund.title});
    cost.funds.back().wanted = cost.funds.back().received = cost.wanted;
  }
  const Draws draws(Seed{0}, RunNumber{0});  // nothing is drawn in step 0b with estimated targets
  std::vector<CommunityEffects> effects;
  const std::optional<ReplicationThresholds> replication;
  const ReachOf reach = [&](InterventionMonth& m, Index position, Index k) {
    return estimated_reach(scenario, m.interventions[position], k);
  };
  for (Index t = 0; t < scenario.months; ++t) {
    InterventionMonth m{scenario.parameters, draws, t, interventions, replication, world, effects};
    const std::vector<double> received = world.fund.received;
    want_money(m, reach);
    const std::vector<double> wanted = world.booked;
    settle_accounts(m);
    add_month(cost, m, wanted, received, static_cast<std::size_t>(calendar_month(scenario, t).year - cost.years[0]));
  }
  std::erase_if(cost.accounts, [](const AccountCost& account) { return account.total == 0.0; });
  std::erase_if(cost.funds, [](const FundCost& fund) { return fund.total_wanted == 0.0; });
  return cost;
}

}  // namespace

std::string_view name_of(CostBasis basis) {
  switch (basis) {
    case CostBasis::certain:
      return "certain";
    case CostBasis::expected:
      return "expected";
    case CostBasis::at_most:
      return "at_most";
  }
  return "";
}

bool PolicyCost::runs_short() const {
  return std::any_of(funds.begin(), funds.end(), [](const FundCost& fund) { return fund.short_from.has_value(); });
}

std::vector<PolicyCost> costs_of(const Scenario& scenario, std::vector<std::string> policies) {
  if (policies.empty()) policies = policy_ids(scenario);
  std::vector<PolicyCost> costs;
  costs.reserve(policies.size());
  for (const std::string& policy : policies) costs.push_back(cost_of(scenario, policy));
  return costs;
}

}  // namespace berdaya
