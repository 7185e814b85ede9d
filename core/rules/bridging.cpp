#include "rules/bridging.hpp"

#include <cmath>
#include <span>

#include "base/portable_math.hpp"

namespace berdaya {
namespace {

constexpr double km_per_degree = 111.0;
constexpr std::uint32_t candidate_draw = 11;
constexpr std::uint32_t formed_draw = 12;
constexpr std::uint32_t lost_draw = 20;

// The CBOs under each root unit, in index order: candidates without a list per pair.
struct CbosUnderRoot {
  std::vector<Index> first;  // [g .. g+1) in cbo
  std::vector<Index> cbo;
  std::vector<Index> position;  // [c] within its root's list

  explicit CbosUnderRoot(const World& w) : first(w.unit.rows() + 1, 0), position(w.cbo.rows(), 0) {
    for (Index c = 0; c < w.cbo.rows(); ++c) {
      const Index root = w.community.root_unit[w.cbo.community[c]];
      if (root != none) position[c] = first[root + 1]++;
    }
    for (Index g = 0; g < w.unit.rows(); ++g) first[g + 1] += first[g];
    cbo.resize(first.back());
    for (Index c = 0; c < w.cbo.rows(); ++c) {
      const Index root = w.community.root_unit[w.cbo.community[c]];
      if (root != none) cbo[first[root] + position[c]] = c;
    }
  }

  // Candidate floor(u M) for CBO c; none without a root or without other communities. CBOs of a community follow one
  // another.
  Index candidate(const World& w, Index c, double u) const {
    const Index k = w.cbo.community[c];
    const Index root = w.community.root_unit[k];
    if (root == none) return none;
    const Index own = w.community.cbo_count[k];
    const Index others = first[root + 1] - first[root] - own;
    if (others == 0) return none;
    const Index own_first = position[w.community.first_cbo[k]];
    const Index number = static_cast<Index>(std::floor(u * others));
    return cbo[first[root] + (number < own_first ? number : number + own)];
  }
};

void lose_ties(const MacroMonth& m, Index c, std::span<Index> ties) {
  for (Index slot = 0; slot < ties.size(); ++slot) {
    if (ties[slot] == none) continue;
    const double u = m.draws.uniform({EntityKind::cbo, c, m.month + 1, rule_number::social_capital, lost_draw + slot});
    if (u < m.parameters.social_capital.bridge_loss) ties[slot] = none;
  }
}

// The first free slot, or null where there is none or the tie exists.
Index* slot_for(std::span<Index> ties, Index candidate) {
  Index* free = nullptr;
  for (Index& tie : ties) {
    if (tie == candidate) return nullptr;
    if (tie == none && free == nullptr) free = &tie;
  }
  return free;
}

void form_tie(const MacroMonth& m, const CbosUnderRoot& cbos, Index c, std::span<Index> ties) {
  const World& w = m.world;
  if (w.cbo.may_bridge[c] == 0) return;
  const auto draw = [&](std::uint32_t number) -> double {
    return m.draws.uniform({EntityKind::cbo, c, m.month + 1, rule_number::social_capital, number});
  };
  const Index k = w.cbo.community[c];
  const CommunityEffects& effects = m.effects[k];
  const auto chance = [&](double distance) {
    return bridging_chance(w.cbo.leadership[c], effects.forum, effects.digital(), distance,
                           m.parameters.social_capital);
  };
  // Most draws fail for the nearest candidate already, whoever it is.
  const double u = draw(formed_draw);
  if (u >= chance(0.0)) return;
  const Index candidate = cbos.candidate(w, c, draw(candidate_draw));
  if (candidate == none) return;
  Index* const slot = slot_for(ties, candidate);
  if (slot == nullptr) return;
  const Index other = w.cbo.community[candidate];
  const double distance = distance_km(w.community.latitude[k], w.community.longitude[k], w.community.latitude[other],
                                      w.community.longitude[other]);
  if (u < chance(distance)) *slot = candidate;
}

}  // namespace

double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
  const double north = latitude_b - latitude_a;
  const double east = longitude_b - longitude_a;
  return km_per_degree * std::sqrt(north * north + east * east);
}

double bridging_chance(double leadership, double forum, double digital, double distance,
                       const SocialCapitalParameters& p) {
  return p.bridge_form * leadership * (1.0 + forum) * (1.0 + digital) * portable_exp(-distance / p.bridge_range);
}

void bridge(MacroMonth& m) {
  const CbosUnderRoot cbos(m.world);
  const auto slots = static_cast<std::size_t>(m.world.setting.bridge_max);
  for (Index c = 0; c < m.world.cbo.rows(); ++c) {
    const std::span<Index> ties(m.world.cbo.ties.data() + c * slots, slots);
    lose_ties(m, c, ties);
    form_tie(m, cbos, c, ties);
  }
}

}  // namespace berdaya
