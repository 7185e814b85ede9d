#include "rules/facilitation.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"

namespace berdaya {
namespace {

struct Hours {
  double units = 0;         // delivered by government
  double coordinators = 0;  // delivered by the community's own
  double others = 0;        // delivered by other facilitators
  double weighted_competence = 0;
};

// Passes duties down the chain; returns what arrives at the bottom.
double pass_duties_down(CommunityMonth& m, double demand, double clarity, Hours& hours) {
  const FacilitationParameters& p = m.parameters.facilitation;
  World& w = m.world;
  int levels = 0;
  for (int level = 0; level < level_count; ++level) {
    if (w.community.unit(m.k, static_cast<Level>(level)) != none) ++levels;
  }
  double carry = 0.0;
  for (int level = 0; level < level_count; ++level) {
    carry += p.duty[static_cast<std::size_t>(level)] * demand;
    const Index unit = w.community.unit(m.k, static_cast<Level>(level));
    if (unit == none) continue;
    const double keep = kept_fraction(duty_rule(m.parameters), w.unit.support[unit], clarity, levels, p);
    // What an office keeps and cannot do stays undone.
    hours.units += std::min(carry * keep, w.unit.hours[unit]);
    carry -= carry * keep;
  }
  return carry;
}

// Splits the hours that fell to the bottom among the facilitators of the community.
void assign_to_facilitators(CommunityMonth& m, double bottom, Hours& hours) {
  World& w = m.world;
  const Index first = w.membership.first_post[m.k];
  const Index last = w.membership.first_post[m.k + 1];
  double granted = 0.0;
  double commitment = 0.0;
  for (Index j = first; j < last; ++j) {
    const Index post = w.membership.post[j];
    granted += w.post.granted[post];
    commitment += w.facilitator.commitment[w.post.facilitator[post]];
  }
  for (Index j = first; j < last; ++j) {
    const Index post = w.membership.post[j];
    const Index f = w.post.facilitator[post];
    const double assigned = per_hour(bottom * w.post.granted[post], granted);
    w.post.assigned[post] = assigned;
    const double delivered = std::min(assigned, w.post.granted[post] * w.facilitator.commitment[f]);
    if (static_cast<FacilitatorKind>(w.facilitator.kind[f]) == FacilitatorKind::coordinator) {
      hours.coordinators += delivered;
    } else {
      hours.others += delivered;
    }
    hours.weighted_competence += delivered * w.facilitator.competence[f];
  }
  w.community.facilitator_load[m.k] = per_hour(bottom, granted);
  w.community.facilitator_commitment[m.k] = last > first ? commitment / static_cast<double>(last - first) : 0.0;
}

// out[i] = u[i] < clip(base + sum of the levers that reach i); chance is working space.
BERDAYA_EACH_INSTRUCTION_SET void reach(double base, std::span<const RowLever> levers, Index n, const float* u,
                                        float* chance, std::uint8_t* out) {
  double everywhere = base;
  bool targeted = false;
  for (const RowLever& lever : levers) {
    if (lever.target.empty()) {
      everywhere += lever.intensity;
    } else {
      targeted = true;
    }
  }
  const auto common = static_cast<float>(clip(everywhere));
  if (!targeted) {
    for (Index i = 0; i < n; ++i) out[i] = u[i] < common ? 1 : 0;
    return;
  }
  std::fill_n(chance, n, common);
  for (const RowLever& lever : levers) {
    if (lever.target.empty()) continue;
    const auto extra = static_cast<float>(lever.intensity);
    for (Index i = 0; i < n; ++i) chance[i] = cap(chance[i] + (lever.target[i] != 0 ? extra : 0.0F));
  }
  for (Index i = 0; i < n; ++i) out[i] = u[i] < chance[i] ? 1 : 0;
}

void reach_umkm(CommunityMonth& m, double hours_done) {
  const FacilitationParameters& p = m.parameters.facilitation;
  const CommunityEffects& e = m.effects;
  MonthScratch& s = m.scratch;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  const auto& share = p.share[std::min<std::size_t>(m.world.community.stage[m.k], 3)];
  const auto of_task = [&](Task task) {
    return hours_done * share[static_cast<std::size_t>(task)] / static_cast<double>(n);
  };

  const auto buffer = [n](std::vector<float>& v) { return std::span(v.data(), n); };
  m.draws.uniform_rows4(rows.first, m.address_month(), rule_number::facilitation, 0, buffer(s.u0), buffer(s.u1),
                        buffer(s.u2), buffer(s.u3));
  const double visit =
      of_task(Task::socialisation) * (1.0 + m.parameters.policy.channel_visit * e.channel) / p.hours_per_visit;
  reach(visit, e.visits, n, s.u1.data(), s.a.data(), s.visited.data());
  reach(of_task(Task::permit) / p.hours_per_help, e.permit_help, n, s.u2.data(), s.a.data(), s.permit_helped.data());
  reach(of_task(Task::market) / p.hours_per_help, {}, n, s.u3.data(), s.a.data(), s.market_helped.data());

  std::fill_n(s.messaged.data(), n, std::uint8_t{0});
  std::fill_n(s.assisted.data(), n, std::uint8_t{0});
  if (!e.messages.empty() || !e.permit_assist.empty()) {
    m.draws.uniform_rows4(rows.first, m.address_month(), rule_number::facilitation, 1, buffer(s.u0), buffer(s.u1),
                          buffer(s.u2), buffer(s.u3));
    reach(0.0, e.messages, n, s.u0.data(), s.a.data(), s.messaged.data());
    reach(0.0, e.permit_assist, n, s.u1.data(), s.a.data(), s.assisted.data());
    for (Index i = 0; i < n; ++i) s.permit_helped[i] |= s.assisted[i];
  }

  std::fill_n(s.mentor_quality.data(), n, 0.0F);
  for (const RowLever& lever : e.mentoring) {
    if (lever.intensity <= 0.0) continue;
    const auto quality = static_cast<float>(clip(lever.quality * lever.intensity));
    for (Index i = 0; i < n; ++i) {
      if (!lever.reaches(i)) continue;
      s.mentor_quality[i] = std::max(s.mentor_quality[i], quality);
      s.market_helped[i] = 1;
    }
  }
}

}  // namespace

double clarity_of_roles(double base, double archive, double monitoring, const FacilitationParameters& p) {
  return clip((1.0 - p.clarity_archive - p.clarity_monitoring) * clip(base) + p.clarity_archive * archive +
              p.clarity_monitoring * clip(monitoring));
}

double kept_fraction(DutyRule rule, double support, double clarity, int levels, const FacilitationParameters& p) {
  if (rule == DutyRule::pass_down) return portable_pow(support, 1.0 + p.shifting * (1.0 - clarity));
  const double volunteers = 1.0 - portable_pow(p.volunteer_cost, 1.0 / static_cast<double>(levels));
  return clarity * support + (1.0 - clarity) * volunteers;
}

double per_hour(double part, double hours) { return hours >= least_hours ? part / hours : 0.0; }

double overlap_of_tasks(double clarity, double shifted, double channel, const FacilitationParameters& p,
                        const PolicyParameters& policy) {
  return p.overlap_max * (1.0 - clarity) * shifted * (1.0 - policy.channel_coordination * channel);
}

void facilitate(CommunityMonth& m) {
  const FacilitationParameters& p = m.parameters.facilitation;
  const CommunityEffects& e = m.effects;
  World& w = m.world;
  const Index k = m.k;
  const Index n = w.community.umkm_count[k];

  double monitoring = 0.0;
  int levels = 0;
  for (int level = 0; level < level_count; ++level) {
    const Index unit = w.community.unit(k, static_cast<Level>(level));
    if (unit == none) continue;
    monitoring += w.unit.monitoring[unit];
    ++levels;
  }
  if (levels > 0) monitoring /= static_cast<double>(levels);
  const double clarity = clarity_of_roles(w.community.clarity_base[k] + e.role_clarity, w.community.archive[k],
                                          monitoring + e.monitoring, p);
  w.community.clarity[k] = clarity;

  const double demand = static_cast<double>(n) * p.hours_stage[std::min<std::size_t>(w.community.stage[k], 3)];
  m.scratch.hours_demanded = demand;
  Hours hours;
  const double carry = pass_duties_down(m, demand, clarity, hours);
  double duties = 0.0;
  for (double duty : p.duty) duties += duty;
  const double shifted = demand * duties > 0.0 ? clip(carry / (demand * duties)) : 0.0;
  w.community.shifted[k] = shifted;
  assign_to_facilitators(m, carry + p.duty_bottom * demand, hours);

  const double overlap = clip(overlap_of_tasks(clarity, shifted, e.channel, p, m.parameters.policy));
  w.community.overlap[k] = overlap;
  const double useful = std::max(1.0 - overlap, 1e-9);
  const double own = hours.coordinators;
  double outside = hours.units + hours.others;
  const double fund = w.community.programme_fund[k] + e.programme_grant;
  const double lack = std::max(0.0, demand / useful - own - outside - e.hired_hours);
  const double bought = std::min(fund / p.hour_cost, p.fund_use * lack);
  w.community.programme_fund[k] = std::max(0.0, fund - bought * p.hour_cost);
  outside += bought + e.hired_hours;

  const double all = own + outside;
  // Where nothing is demanded nothing is left undone.
  const double fulfilment = demand > 0.0 ? cap(all * useful / demand) : 1.0;
  w.community.fulfilment[k] = fulfilment;
  w.community.own_share[k] = per_hour(own, all);
  hours.weighted_competence += hours.units * p.competence_government + (bought + e.hired_hours) * p.competence_hired;
  w.community.quality[k] = per_hour(hours.weighted_competence, all);
  w.community.own_hours[k] = own;
  w.community.outside_hours[k] = outside;
  w.community.outside_money[k] = e.outside_money;
  w.community.works[k] = e.works;

  m.scratch.training_seats =
      fulfilment * demand *
      p.share[std::min<std::size_t>(w.community.stage[k], 3)][static_cast<std::size_t>(Task::training)] /
      p.hours_per_seat;
  reach_umkm(m, fulfilment * demand);
}

}  // namespace berdaya
