// Step 0b, costs of levers and what the funds can pay of them. Described in macro_step.hpp.
#include <algorithm>

#include "interventions/catalogue.hpp"
#include "interventions/fund_cut.hpp"
#include "interventions/lever_costs.hpp"
#include "interventions/macro_step.hpp"

namespace berdaya {
namespace {

bool exists(const FundTable& fund, Index i, Index month) { return fund.first_month[i] <= month; }
bool receives_inflow(const FundTable& fund, Index i, Index month) {
  if (!exists(fund, i, month) || month > fund.last_month[i]) return false;
  return (month - fund.first_month[i]) % std::max<Index>(fund.inflow_every[i], 1) == 0;
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

// Writes wanted costs where booked ones will stand; adds what each fund should pay to its need.
void want_levers(InterventionMonth& m, const ReachOf& reach) {
  World& w = m.world;
  const std::size_t communities = w.community.rows();
  std::vector<double> digital;  // made only if a lever's cost depends on it
  std::vector<Index> on;
  for (std::size_t l = 0; l < m.interventions.size(); ++l) {
    const InterventionSpec& spec = m.interventions[l];
    const InterventionDescription& kind = description_of(spec.kind);
    if (kind.shock || (spec.cost == 0.0 && spec.unit_cost == 0.0 && kind.wanted_cost == nullptr)) continue;
    communities_on(spec, w, m.month, on);
    if (kind.wanted_cost != nullptr && digital.empty() && !on.empty()) digital = declared_digital(m);
    const auto position = static_cast<Index>(l);
    for (const Index k : on) {
      CostContext context =
          cost_context(m, position, k, static_cast<Index>(on.size()), digital.empty() ? 0.0 : digital[k]);
      if (spec.unit_cost > 0.0 && kind.units_of != UnitsOf::lever) context.reach = reach(m, position, k);
      w.booked[l * communities + k] = wanted_cost_of(spec, context);
    }
  }
}

bool is_active(const FacilitatorTable& facilitator, Index f, Index month) {
  return facilitator.first_month[f] <= month && month <= facilitator.last_month[f];
}

// What a facilitator wants is borne where it works: by community in proportion to demand, as its hours are split (0f).
void want_facilitators(InterventionMonth& m) {
  World& w = m.world;
  const FacilitatorTable& facilitator = w.facilitator;
  const std::size_t communities = w.community.rows();
  const std::vector<Index> funds = paying_funds(facilitator);
  for (Index f = 0; f < facilitator.rows(); ++f) {
    if (facilitator.fund[f] == none || !is_active(facilitator, f, m.month)) continue;
    const auto rank = std::lower_bound(funds.begin(), funds.end(), facilitator.fund[f]) - funds.begin();
    double* const account = w.booked.data() + (m.interventions.size() + static_cast<std::size_t>(rank)) * communities;
    const double wanted = facilitator.hours[f] * m.parameters.facilitation.hour_cost;
    const Rows posts{facilitator.first_post[f], facilitator.first_post[f] + facilitator.post_count[f]};
    const auto demand = [&](Index post) {
      const Index k = w.post.community[post];
      const double umkm = w.community.umkm_count[k];
      return umkm * m.parameters.facilitation.hours_stage[w.community.stage[k]];
    };
    double whole = 0;
    for (Index post = posts.first; post < posts.last; ++post) whole += demand(post);
    for (Index post = posts.first; post < posts.last; ++post) {
      const double share = whole > 0.0 ? demand(post) / whole : 1.0 / static_cast<double>(posts.size());
      account[w.post.community[post]] += wanted * share;
    }
  }
}

// [fund]: all that is wanted of it. Facilitators' pay is summed as a whole, not by community.
std::vector<double> needs(const InterventionMonth& m) {
  const World& w = m.world;
  const std::size_t communities = w.community.rows();
  std::vector<double> need(w.fund.rows(), 0.0);
  for (std::size_t l = 0; l < m.interventions.size(); ++l) {
    const InterventionSpec& spec = m.interventions[l];
    if (spec.fund == none || description_of(spec.kind).shock) continue;
    for (std::size_t i = l * communities; i < (l + 1) * communities; ++i) need[spec.fund] += w.booked[i];
  }
  const FacilitatorTable& facilitator = w.facilitator;
  for (Index f = 0; f < facilitator.rows(); ++f) {
    if (facilitator.fund[f] == none || !is_active(facilitator, f, m.month)) continue;
    need[facilitator.fund[f]] += facilitator.hours[f] * m.parameters.facilitation.hour_cost;
  }
  return need;
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
  const std::vector<Index> funds = paying_funds(w.facilitator);
  for (std::size_t account = 0; account < w.booked_total.size(); ++account) {
    double scale = 1.0;
    if (account >= m.interventions.size()) {
      scale = w.fund.scale[funds[account - m.interventions.size()]];
    } else if (const InterventionSpec& spec = m.interventions[account];
               spec.fund != none && !description_of(spec.kind).shock) {
      scale = w.fund.scale[spec.fund];
    }
    double total = 0;
    for (std::size_t i = account * communities; i < (account + 1) * communities; ++i) {
      w.booked[i] *= scale;
      total += w.booked[i];
    }
    w.booked_total[account] += total;
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

void want_money(InterventionMonth& m, const ReachOf& reach) {
  World& w = m.world;
  const std::size_t accounts = m.interventions.size() + paying_funds(w.facilitator).size();
  w.booked.assign(accounts * w.community.rows(), 0.0);
  w.booked_total.resize(accounts, 0.0);
  open_cut_and_fill(m);
  want_levers(m, reach);
  want_facilitators(m);
}

void settle_accounts(InterventionMonth& m) {
  const std::vector<double> need = needs(m);
  for (Index i = 0; i < m.world.fund.rows(); ++i) pay(m.world.fund, i, need[i]);
  book(m);
  pay_facilitators(m);
}

void pay_from_funds(InterventionMonth& m) {
  want_money(m, counted_reach);
  settle_accounts(m);
}

}  // namespace berdaya
