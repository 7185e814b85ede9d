// Money over whole runs of the engine, reckoned anew from the scenario and from hours and heads: nothing is made and
// nothing is lost, to far less than a rupiah (amounts are in million Rp: a rupiah is 1e-6).
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "engine/simulation.hpp"
#include "interventions/catalogue.hpp"
#include "observers/recorder.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

constexpr double rupiah = 1e-6;

InterventionSpec lever(InterventionKind kind, Index first, Index last, Index fund = none) {
  InterventionSpec spec = make_intervention(kind);
  spec.first_month = first;
  spec.last_month = last;
  spec.fund = fund;
  return spec;
}

// Two kampung, two funds of which one runs dry, a cut, levers of every way to cost something. Offices and officers give
// no hours, so that all outside hours are bought or hired.
Scenario costly() {
  Scenario s = test::small_scenario(2, 48);
  s.months = 60;
  s.parameters.market.exit = 0;  // who takes a closed business's row has not taken part
  for (GovernmentSpec& unit : s.government) unit.hours = 0;
  s.facilitators.pop_back();
  s.facilitators[0].fund = 0;
  s.facilitators[1].hours = 10;
  s.funds[0].opening_balance = 21.3;
  s.funds[0].inflow = 1.35;
  s.funds[0].first_month = 2;
  s.funds[0].last_month = 50;
  FundSpec csr;
  csr.id = "csr";
  csr.opening_balance = 500.25;
  csr.inflow = 3.1;
  s.funds.push_back(csr);

  InterventionSpec grant = lever(InterventionKind::grant, 3, 40, 1);
  grant.amount = 77.7;
  grant.physical = 0.3;
  grant.intensity = 1.5;
  grant.cost = 0.11;
  InterventionSpec grant_of_one = lever(InterventionKind::grant, 10, 21);
  grant_of_one.amount = 12;
  grant_of_one.target.where = Where::listed;
  grant_of_one.target.communities = {1};
  InterventionSpec training = lever(InterventionKind::training, 0, 59, 0);
  training.cost = 0.4;
  InterventionSpec hired = lever(InterventionKind::facilitators, 5, 44, 0);
  hired.intensity = 9;
  hired.cost = 0.07;
  InterventionSpec forum = lever(InterventionKind::forum, 12, 30, 1);
  InterventionSpec visits = lever(InterventionKind::visits, 8, 33);
  visits.cost = 0.9;
  visits.intensity = 0.2;
  InterventionSpec cut = lever(InterventionKind::fund_cut, 20, 26);
  cut.intensity = 0.6;
  cut.balance = 0.35;
  s.interventions = {grant, grant_of_one, training, hired, forum, visits, cut};
  // A run keeps them in the order of their ids.
  for (std::size_t i = 0; i < s.interventions.size(); ++i) s.interventions[i].id = "lever_" + std::to_string(i);
  return s;
}

bool is_on(const InterventionSpec& spec, Index k, Index t) {
  const std::vector<Index>& list = spec.target.communities;
  return spec.first_month <= t && t <= spec.last_month &&
         (spec.target.where == Where::all || std::find(list.begin(), list.end(), k) != list.end());
}

struct Ledger {
  Scenario scenario = costly();
  Simulation simulation{scenario, baseline_policy, Seed{9}, RunNumber{0}};
  const World& w = simulation.world();
  Index t = 0;

  double booked(std::size_t lever, Index k) const { return w.booked[lever * 2 + k]; }
  double scale(const InterventionSpec& spec) const { return spec.fund == none ? 1 : w.fund.scale[spec.fund]; }
};

TEST(Money, OfAFundIsOpeningAndInflowLessPaymentsAndCuts) {
  Ledger l;
  std::vector<double> balance(2, 0.0);
  bool scarce = false, plenty = false;
  for (; l.simulation.step(); ++l.t) {
    for (Index f = 0; f < 2; ++f) {
      const FundSpec& fund = l.scenario.funds[f];
      if (l.t == fund.first_month) balance[f] += fund.opening_balance;
      if (l.t == 20) balance[f] *= 1 - 0.35;
      const bool term = fund.first_month <= l.t && (fund.last_month == none || l.t <= fund.last_month);
      if (term) balance[f] += fund.inflow * (l.t >= 20 && l.t <= 26 ? 0.4 : 1);
      double paid = 0;
      for (std::size_t i = 0; i < l.scenario.interventions.size(); ++i) {
        if (l.scenario.interventions[i].fund == f) paid += l.booked(i, 0) + l.booked(i, 1);
      }
      for (Index i = 0; i < l.w.facilitator.rows(); ++i) {
        if (l.scenario.facilitators[i].fund == f)
          paid += l.w.facilitator.paid_hours[i] * l.scenario.parameters.facilitation.hour_cost;
      }
      balance[f] -= paid;
      EXPECT_NEAR(l.w.fund.balance[f], balance[f], 1e-3 * rupiah) << "fund " << f << ", month " << l.t;
      EXPECT_GE(l.w.fund.balance[f], 0.0);
      scarce = scarce || (l.w.fund.scale[f] > 0 && l.w.fund.scale[f] < 1);
      plenty = plenty || l.w.fund.scale[f] == 1;
    }
  }
  EXPECT_TRUE(scarce && plenty) << "the scenario meets both";
}

TEST(Money, BookedByLeverIsWhatTheMetricsCallSpent) {
  Ledger l;
  std::vector<const MetricDescription*> metrics{find_metric("spent"), find_metric("spent_by_intervention")};
  Recorder recorder(metrics, recorded_months(60, 1), l.w);
  std::vector<double> total(8, 0.0);  // seven levers and shocks, and the coordinator whom a fund pays
  for (; l.simulation.step(&recorder); ++l.t) {
    double month = 0, spent = 0;
    for (Index k = 0; k < 2; ++k) {
      for (std::size_t i = 0; i < 7; ++i) {
        EXPECT_TRUE(l.booked(i, k) == 0 || is_on(l.scenario.interventions[i], k, l.t)) << i;
        total[i] += l.booked(i, k);
        month += l.booked(i, k);
      }
      const double pay = k == 0 ? l.w.facilitator.paid_hours[0] * l.scenario.parameters.facilitation.hour_cost : 0.0;
      EXPECT_NEAR(l.booked(7, k), pay, 1e-3 * rupiah);
      total[7] += pay;
      month += pay;
      spent += recorder.values(0)[l.t * 2 + k];
    }
    EXPECT_NEAR(spent, month, month * 0x1p-22);  // metrics are kept in single precision
    for (std::size_t i = 0; i < 8; ++i) {
      EXPECT_NEAR(l.w.booked_total[i], total[i], 1e-3 * rupiah) << "lever " << i << ", month " << l.t;
      EXPECT_NEAR(recorder.values(1)[l.t * 8 + i], total[i], total[i] * 0x1p-23);
    }
  }
  EXPECT_GT(total[0], 0.0);
  EXPECT_EQ(total[6], 0.0) << "shocks cost nothing";
  // The outside grant was never short of money: all of it was booked.
  EXPECT_NEAR(total[1], 12.0, 1e-3 * rupiah);
}

TEST(Money, OfTheProgrammeFundIsGrantsLessTheHoursTheyBought) {
  Ledger l;
  std::vector<double> fund(2, 0.0);
  double spent = 0;
  for (; l.simulation.step(); ++l.t) {
    for (Index k = 0; k < 2; ++k) {
      double hired = 0;
      for (const InterventionSpec& spec : l.scenario.interventions) {
        if (!is_on(spec, k, l.t)) continue;
        const double term = spec.last_month - spec.first_month + 1.0;
        if (spec.kind == InterventionKind::grant)
          fund[k] += l.scale(spec) * spec.intensity * spec.amount / term * (1 - spec.physical);
        if (spec.kind == InterventionKind::facilitators) hired += l.scale(spec) * spec.intensity;
      }
      const double bought = l.w.community.outside_hours[k] - hired;
      EXPECT_GE(bought, -1e-9);
      spent += bought * l.scenario.parameters.facilitation.hour_cost;
      fund[k] -= bought * l.scenario.parameters.facilitation.hour_cost;
      EXPECT_NEAR(l.w.community.programme_fund[k], fund[k], 1e-3 * rupiah) << "kampung " << k << ", month " << l.t;
    }
  }
  EXPECT_GT(spent, 1.0);
}

TEST(Money, OfTheCostAccountsIsWhatWasGivenAndWhatCameFromOutside) {
  Ledger l;
  const Parameters& p = l.scenario.parameters;
  std::vector<double> own(2, 0.0), outside(2, 0.0);
  for (; l.simulation.step(); ++l.t) {
    for (Index k = 0; k < 2; ++k) {
      double works = 0, levers = 0;
      for (std::size_t i = 0; i < l.scenario.interventions.size(); ++i) {
        const InterventionSpec& spec = l.scenario.interventions[i];
        if (!is_on(spec, k, l.t)) continue;
        const double term = spec.last_month - spec.first_month + 1.0;
        const bool grant = spec.kind == InterventionKind::grant;
        const double amount = l.scale(spec) * spec.intensity * spec.amount / term;
        if (grant) works += amount * spec.physical;
        // What works and hours hold already is not counted twice.
        double in_kind = grant ? amount : 0.0;
        if (spec.kind == InterventionKind::facilitators)
          in_kind = l.scale(spec) * spec.intensity * p.facilitation.hour_cost;
        levers += l.booked(i, k) - in_kind;
      }
      double came = 0;
      const Rows rows = l.w.community.umkm(k);
      for (Index i = rows.first; i < rows.last; ++i) came += l.w.community.offered[k] > 0 ? l.w.umkm.took_part[i] : 0;
      const double given = p.outcomes.contribution * came + p.outcomes.activity_cost * l.w.community.cbo_activities[k];
      const double received = works + l.w.community.outside_hours[k] * p.facilitation.hour_cost + levers;
      own[k] += p.outcomes.cost_rate * (given - own[k]);
      outside[k] += p.outcomes.cost_rate * (received - outside[k]);
      EXPECT_NEAR(l.w.community.own_cost[k], own[k], 1e-3 * rupiah) << "kampung " << k << ", month " << l.t;
      EXPECT_NEAR(l.w.community.outside_cost[k], outside[k], 1e-3 * rupiah) << "kampung " << k << ", month " << l.t;
      const double all = own[k] + outside[k];
      EXPECT_NEAR(l.w.community.own_cost_share[k], all > 0 ? own[k] / all : 0.0, 1e-9);
    }
  }
  EXPECT_GT(own[0], 0.0);
  EXPECT_GT(outside[0], 0.0);
}

}  // namespace
}  // namespace berdaya
