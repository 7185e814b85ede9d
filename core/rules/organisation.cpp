#include "rules/organisation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "base/portable_math.hpp"
#include "base/sums.hpp"

namespace berdaya {
namespace {

void count_members(CommunityMonth& m) {
  World& w = m.world;
  const Rows rows = m.umkm();
  const Rows cbos = m.cbos();
  const std::span<const std::uint8_t> cbo(at(w.umkm.cbo, rows), rows.size());
  for (Index c = cbos.first; c < cbos.last; ++c) {
    w.cbo.members[c] = static_cast<double>(count_equal(cbo, static_cast<std::uint8_t>(c - cbos.first)));
    w.cbo.membership_share[c] = w.cbo.members[c] / static_cast<double>(rows.size());
  }
}

void enrol(CommunityMonth& m) {
  if (m.effects.kub.empty()) return;
  World& w = m.world;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  const Index largest = largest_cbo(w, m.cbos());
  MonthScratch& s = m.scratch;
  m.draws.uniform_rows(rows.first, m.address_month(), rule_number::organisation, 3, std::span(s.u0.data(), n));
  for (Index i = 0; i < n; ++i) {
    const Index row = rows.first + i;
    if (w.umkm.cbo[row] != no_cbo) continue;
    double intensity = 0.0;
    Index cbo = largest;
    for (const RowLever& lever : m.effects.kub) {
      if (!lever.reaches(i) || lever.intensity <= intensity) continue;
      intensity = lever.intensity;
      cbo = lever.cbo == none ? largest : lever.cbo;
    }
    if (s.u0[i] < static_cast<float>(intensity) * w.umkm.awareness[row] * w.umkm.trust_cbo[row])
      w.umkm.cbo[row] = static_cast<std::uint8_t>(cbo);
  }
  count_members(m);
}

void hold_activities(CommunityMonth& m) {
  const OrganisationParameters& p = m.parameters.organisation;
  World& w = m.world;
  const Index k = m.k;
  const Rows cbos = m.cbos();
  const double own = w.community.fulfilment[k] * w.community.own_share[k];
  double by_cbos = 0.0;
  double none_by_cbo = 1.0;
  double formal_ties = 0.0;
  for (Index c = cbos.first; c < cbos.last; ++c) {
    const double tie = std::sqrt(w.community.chain_support[k] * w.cbo.formal_trust[c]);
    formal_ties += tie / static_cast<double>(cbos.size());
    const double chance =
        m.effects.activity * logistic(initiative_utility(w.cbo.leadership[c], w.cbo.knowledge[c], w.cbo.cohesion[c],
                                                         tie, own, m.effects.operations, p));
    none_by_cbo *= 1.0 - chance;
    w.cbo.held[c] =
        m.draws.uniform({EntityKind::cbo, c, m.address_month(), rule_number::organisation, 1}) < chance ? 1.0 : 0.0;
    by_cbos += w.cbo.held[c];
  }
  const double official =
      m.effects.activity * official_chance(w.community.fulfilment[k], w.community.own_share[k], formal_ties, p);
  const bool by_officials =
      m.draws.uniform({EntityKind::community, k, m.address_month(), rule_number::organisation, 2}) < official;
  const double all = by_cbos + (by_officials ? 1.0 : 0.0);
  w.community.p_cbo[k] = clip(1.0 - none_by_cbo);
  w.community.p_off[k] = clip(official);
  w.community.activities[k] = all;
  w.community.cbo_activities[k] = by_cbos;
  w.community.offered[k] = all > 0.0 ? 1.0 : 0.0;
  w.community.initiator[k] = all > 0.0 ? by_cbos / all : 0.0;
  for (Index c = cbos.first; c < cbos.last; ++c) {
    if (all > 0.0) w.cbo.dominance[c] = toward(w.cbo.dominance[c], w.cbo.held[c] / all, p.dominance_rate);
    w.cbo.delivery[c] = toward(w.cbo.delivery[c], w.cbo.held[c], m.parameters.government.deliver_rate);
  }
}

// Mean skill of the best members of each CBO (of the community's best where it has none), and their mean trust in it.
struct Standing {
  double best_skill = 0;
  double mean_trust = 0;
};

void learn_as_cbo(CommunityMonth& m, Index c, double best_skill) {
  const OrganisationParameters& p = m.parameters.organisation;
  World& w = m.world;
  const double own = w.cbo.knowledge[c];
  double inflow = 0.0;
  const auto slots = static_cast<std::size_t>(w.setting.bridge_max);
  for (std::size_t slot = 0; slot < slots; ++slot) {
    const Index other = w.cbo.ties[c * slots + slot];
    if (other != none) inflow += p.k_bridge * std::max(0.0, w.cbo.knowledge_seen[other] - own);
  }
  inflow += p.k_link * w.cbo.linking[c] * (1.0 - own);
  w.cbo.inflow[c] = inflow;
  w.cbo.knowledge[c] =
      clip(own + inflow + p.k_member * std::max(0.0, best_skill - own) - p.k_decay * (own - w.cbo.knowledge_base[c]));
}

// `skill` is the mean skill of each row.
Standing standing_among(CommunityMonth& m, std::uint8_t position, bool everybody, const float* skill) {
  const Rows rows = m.umkm();
  const std::uint8_t* const cbo = at(m.world.umkm.cbo, rows);
  const float* const trust = at(m.world.umkm.trust_cbo, rows);
  float* const skills = m.scratch.b.data();
  float* const trusts = m.scratch.c.data();
  Index count = 0;
  for (Index i = 0; i < rows.size(); ++i) {
    skills[count] = skill[i];
    trusts[count] = trust[i];
    count += everybody || cbo[i] == position ? 1 : 0;
  }
  const double mean_trust = mean(std::span<const float>(trusts, count));
  return {static_cast<double>(nearest_rank(skills, count, 0.9)), mean_trust};
}

// The CBO that each UMKM sees until rule 9: its own, or for a non-member the largest.
void show_cbos(CommunityMonth& m) {
  const OrganisationParameters& p = m.parameters.organisation;
  World& w = m.world;
  const Rows rows = m.umkm();
  const Rows cbos = m.cbos();
  const auto slots = static_cast<std::size_t>(w.setting.bridge_max);
  struct Seen {
    float knowledge, linking, role_weight, role_success, bargaining;
  };
  std::array<Seen, 256> seen;  // set where a row looks: at the CBOs and at no_cbo
  const auto seen_at_reach = [&](Index c, double reach) {
    double ties = 0.0;
    double success = 0.0;
    for (std::size_t slot = 0; slot < slots; ++slot) {
      const Index other = w.cbo.ties[c * slots + slot];
      if (other == none) continue;
      ties += 1.0;
      success += w.community.success_seen[w.cbo.community[other]];
    }
    return Seen{static_cast<float>(reach * w.cbo.knowledge[c]), static_cast<float>(reach * w.cbo.linking[c]),
                static_cast<float>(reach * m.parameters.learning.role_bridge * ties / static_cast<double>(slots)),
                static_cast<float>(ties > 0.0 ? success / ties : 0.0), static_cast<float>(w.cbo.bargaining[c])};
  };
  for (Index c = cbos.first; c < cbos.last; ++c) seen[c - cbos.first] = seen_at_reach(c, 1.0);
  const Index largest = largest_cbo(w, cbos);
  seen[no_cbo] = seen_at_reach(cbos.first + largest, p.outsider_share);

  MonthScratch& s = m.scratch;
  const std::uint8_t* const cbo = at(w.umkm.cbo, rows);
  for (Index i = 0; i < rows.size(); ++i) {
    const Seen& view = seen[cbo[i]];
    s.seen_cbo[i] = cbo[i] == no_cbo ? static_cast<std::uint8_t>(largest) : cbo[i];
    s.seen_knowledge[i] = view.knowledge;
    s.seen_linking[i] = view.linking;
    s.role_weight[i] = view.role_weight;
    s.role_success[i] = view.role_success;
    s.seen_bargaining[i] = view.bargaining;
  }
}

}  // namespace

double initiative_utility(double leadership, double knowledge, double cohesion, double formal_ties, double coordinator,
                          double operations, const OrganisationParameters& p) {
  return p.i_0 + p.i_leadership * leadership + p.i_knowledge * knowledge + p.i_cohesion * cohesion +
         p.i_formal * formal_ties + p.i_coordinator * coordinator + p.i_operations * operations;
}

double official_chance(double fulfilment, double own_share, double mean_formal_ties, const OrganisationParameters& p) {
  const double effort = p.official_routine + (1.0 - p.official_routine) * fulfilment * (1.0 - own_share);
  return p.official * effort * (1.0 - p.delegate * mean_formal_ties);
}

double conflict_between(double clarity, double integration, Index cbos, const OrganisationParameters& p) {
  return cap(p.conflict_max * (1.0 - clarity) *
             (1.0 + p.rivalry * static_cast<double>(cbos - 1) * (1.0 - integration)));
}

double bargaining_power(double membership_share, double cohesion, double linking, double n_0) {
  return cube_root(membership_share * cohesion * (n_0 + (1.0 - n_0) * linking));
}

float nearest_rank(float* values, Index n, double share) {
  if (n == 0) return 0.0F;
  const auto rank = std::max<Index>(1, static_cast<Index>(std::ceil(share * static_cast<double>(n) - 1e-9)));
  if (n < 64) {
    std::nth_element(values, values + (rank - 1), values + n);
    return values[rank - 1];
  }
  // Counts by bin find the bin of the rank; only its values are sorted out.
  constexpr int bins = 256;
  std::array<Index, bins> count{};
  const auto bin_of = [](float v) {
    return static_cast<std::size_t>(std::clamp(static_cast<int>(v * static_cast<float>(bins)), 0, bins - 1));
  };
  for (Index i = 0; i < n; ++i) ++count[bin_of(values[i])];
  Index below = 0;
  std::size_t bin = 0;
  while (below + count[bin] < rank) below += count[bin++];
  Index inside = 0;
  for (Index i = 0; i < n; ++i) {
    const float value = values[i];
    values[inside] = value;
    inside += bin_of(value) == bin ? 1 : 0;
  }
  std::nth_element(values, values + (rank - below - 1), values + inside);
  return values[rank - below - 1];
}

Index largest_cbo(const World& world, Rows cbos) {
  Index largest = cbos.first;
  for (Index c = cbos.first; c < cbos.last; ++c) {
    if (world.cbo.members[c] > world.cbo.members[largest]) largest = c;
  }
  return largest - cbos.first;
}

void organise(CommunityMonth& m) {
  const OrganisationParameters& p = m.parameters.organisation;
  World& w = m.world;
  const Index k = m.k;
  const Rows cbos = m.cbos();

  count_members(m);
  enrol(m);
  hold_activities(m);

  w.community.integration[k] = toward(
      w.community.integration[k], std::max(w.community.integration_base[k], m.effects.federation), p.integration_rate);
  const double conflict = conflict_between(w.community.clarity[k], w.community.integration[k], cbos.size(), p);
  w.community.conflict[k] = conflict;

  UmkmTable& u = w.umkm;
  const Rows rows = m.umkm();
  float* const skill = m.scratch.a.data();
  for (Index i = 0; i < rows.size(); ++i) {
    const Index row = rows.first + i;
    skill[i] = (u.skill_production[row] + u.skill_management[row] + u.skill_market[row]) * (1.0F / 3.0F);
  }
  double most_inflow = 0.0;
  for (Index c = cbos.first; c < cbos.last; ++c) {
    const Standing standing =
        standing_among(m, static_cast<std::uint8_t>(c - cbos.first), w.cbo.members[c] == 0.0, skill);
    learn_as_cbo(m, c, standing.best_skill);
    most_inflow = std::max(most_inflow, w.cbo.inflow[c]);
    w.cbo.cohesion[c] = clip(toward(w.cbo.cohesion[c], standing.mean_trust * (1.0 - conflict), p.cohesion_rate));
    w.cbo.bargaining[c] = clip(bargaining_power(w.cbo.membership_share[c], w.cbo.cohesion[c], w.cbo.linking[c], p.n_0));
  }
  w.community.novelty[k] = most_inflow > 0.0 ? most_inflow / (most_inflow + p.novelty_half) : 0.0;
  show_cbos(m);
}

}  // namespace berdaya
