// Step 0b, costs of levers and what the funds can pay of them. Described in macro_step.hpp.
#include <algorithm>

#include "interventions/active.hpp"
#include "interventions/catalogue.hpp"
#include "interventions/fund_cut.hpp"
#include "interventions/macro_step.hpp"

namespace berdaya {
namespace {

bool exists(const FundTable& fund, Index i, Index month) { return fund.first_month[i] <= month; }
bool receives_inflow(const FundTable& fund, Index i, Index month) {
  return exists(fund, i, month) && month <= fund.last_month[i];
}

void receive(FundTable& fund, Index i, double money) {
  fund.balance[i] += money;
  fund.received[i] += money;
}

void open_cut_and_fill(InterventionMonth& m) {
  FundTable& fund = m.world.fund;
  for (Index i = 0; i < fund.rows(); ++i) {
    if (fund.first_month[i] == m.month) receive(fund, i, fund.opening_balance[i]);
    const FundCut cut = cut_of(m.interventions, i, m.month);
    if (exists(fund, i, m.month)) {
      const double removed = cut.balance_removed * fund.balance[i];
      fund.balance[i] -= removed;
      fund.removed[i] += removed;
    }
    if (receives_inflow(fund, i, m.month)) receive(fund, i, cut.inflow_kept * fund.inflow[i]);
  }
}

// Writes wanted costs where booked ones will stand; adds what each fund should pay to `need`.
void add_wanted_costs(InterventionMonth& m, std::vector<double>& need) {
  World& w = m.world;
  const std::size_t communities = w.community.rows();
  std::vector<double> digital;  // made only if a lever's cost depends on it
  std::vector<Index> on;
  for (std::size_t l = 0; l < m.interventions.size(); ++l) {
    const InterventionSpec& spec = m.interventions[l];
    const InterventionDescription& kind = description_of(spec.kind);
    if (kind.shock || (spec.cost == 0.0 && kind.wanted_cost == nullptr)) continue;
    communities_on(spec, w, m.month, on);
    if (kind.wanted_cost != nullptr && digital.empty() && !on.empty()) digital = declared_digital(m);
    for (const Index k : on) {
      double wanted = spec.cost;
      if (kind.wanted_cost != nullptr)
        wanted += kind.wanted_cost(spec, {m.parameters, digital[k], static_cast<Index>(on.size())});
      w.booked[l * communities + k] = wanted;
      if (spec.fund != none) need[spec.fund] += wanted;
    }
  }
}

bool is_active(const FacilitatorTable& facilitator, Index f, Index month) {
  return facilitator.first_month[f] <= month && month <= facilitator.last_month[f];
}

void add_facilitators(const InterventionMonth& m, std::vector<double>& need) {
  const FacilitatorTable& facilitator = m.world.facilitator;
  for (Index f = 0; f < facilitator.rows(); ++f) {
    if (facilitator.fund[f] == none || !is_active(facilitator, f, m.month)) continue;
    need[facilitator.fund[f]] += facilitator.hours[f] * m.parameters.facilitation.hour_cost;
  }
}

void pay(FundTable& fund, Index i, double need) {
  const bool enough = need <= fund.balance[i];
  const double payment = enough ? need : fund.balance[i];
  fund.scale[i] = enough ? 1.0 : fund.balance[i] / need;
  fund.balance[i] -= payment;
  fund.paid[i] += payment;
}

void book(InterventionMonth& m) {
  World& w = m.world;
  const std::size_t communities = w.community.rows();
  for (std::size_t l = 0; l < m.interventions.size(); ++l) {
    const double scale = m.interventions[l].fund == none || description_of(m.interventions[l].kind).shock
                             ? 1.0
                             : w.fund.scale[m.interventions[l].fund];
    double total = 0;
    for (std::size_t i = l * communities; i < (l + 1) * communities; ++i) {
      w.booked[i] *= scale;
      total += w.booked[i];
    }
    w.booked_total[l] += total;
  }
}

void pay_facilitators(InterventionMonth& m) {
  FacilitatorTable& facilitator = m.world.facilitator;
  for (Index f = 0; f < facilitator.rows(); ++f) {
    const double scale = facilitator.fund[f] == none ? 1.0 : m.world.fund.scale[facilitator.fund[f]];
    facilitator.paid_hours[f] = is_active(facilitator, f, m.month) ? scale * facilitator.hours[f] : 0.0;
  }
}

}  // namespace

void pay_from_funds(InterventionMonth& m) {
  World& w = m.world;
  w.booked.assign(m.interventions.size() * w.community.rows(), 0.0);
  w.booked_total.resize(m.interventions.size(), 0.0);
  open_cut_and_fill(m);
  std::vector<double> need(w.fund.rows(), 0.0);
  add_wanted_costs(m, need);
  add_facilitators(m, need);
  for (Index i = 0; i < w.fund.rows(); ++i) pay(w.fund, i, need[i]);
  book(m);
  pay_facilitators(m);
}

}  // namespace berdaya
