// Which UMKM a lever chooses in a community: drawn in the first month in which it is on there, fixed from then on.
// Equation   the highest keys of those eligible, ties to the lower row;
//            key: random U[0.j], willing awareness + trust_facilitator + U/2, unaware -awareness, connected number
//            of UMKM that have it as contact + U;
//            j = number of the lever's id
// Reads      umkm.sector, neighbourhood, awareness, trust_facilitator, contacts
// Changes    targets
#include <algorithm>
#include <cmath>

#include "base/rounding.hpp"
#include "interventions/catalogue.hpp"
#include "interventions/macro_step.hpp"
#include "random/id_number.hpp"

namespace berdaya {
namespace {

bool among(const std::vector<Index>& wanted, Index value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

std::vector<Index> eligible_rows(const World& world, const Target& target, Rows rows) {
  std::vector<Index> eligible;
  for (Index i = rows.first; i < rows.last; ++i) {
    if (among(target.sectors, world.umkm.sector[i]) && among(target.neighbourhoods, world.umkm.neighbourhood[i]))
      eligible.push_back(i);
  }
  return eligible;
}

}  // namespace

std::size_t number_chosen(const InterventionSpec& spec, std::size_t eligible) {
  double number = static_cast<double>(eligible);
  const Target& target = spec.target;
  if (target.share) number = std::min(number, rounded_up(*target.share * number));
  if (target.places) number = std::min(number, std::floor(*target.places));
  if (!target.share && !target.places && description_of(spec.kind).always_chooses)
    number = std::min(number, std::floor(spec.places));
  return static_cast<std::size_t>(std::max(0.0, number));
}

namespace {

// [local row]: how many have it as contact.
std::vector<Index> times_named(const World& world, Rows rows) {
  std::vector<Index> count(rows.size(), 0);
  const std::size_t slots = static_cast<std::size_t>(world.setting.contacts);
  for (std::size_t i = rows.first * slots; i < rows.last * slots; ++i) ++count[world.umkm.contacts[i]];
  return count;
}

double key_of(First first, const UmkmTable& umkm, Index row, double u, double named) {
  switch (first) {
    case First::random:
      return u;
    case First::willing:
      return double{umkm.awareness[row]} + double{umkm.trust_facilitator[row]} + 0.5 * u;
    case First::unaware:
      return -double{umkm.awareness[row]};
    case First::connected:
      return named + u;
  }
  return 0.0;
}

struct Candidate {
  double key;
  Index row;
};

}  // namespace

void draw_target(InterventionMonth& m, Index position, Index k) {
  World& w = m.world;
  const InterventionSpec& spec = m.interventions[position];
  if (w.targets.drawn.size() < m.interventions.size()) w.targets.drawn.resize(m.interventions.size());
  auto& by_community = w.targets.drawn[position];
  if (by_community.size() < w.community.rows()) by_community.resize(w.community.rows());
  std::vector<std::uint8_t>& target = by_community[k];
  if (!target.empty()) return;

  const Rows rows = w.community.umkm(k);
  const std::vector<Index> eligible = eligible_rows(w, spec.target, rows);
  const std::vector<Index> named = spec.target.first == First::connected ? times_named(w, rows) : std::vector<Index>{};
  std::vector<Candidate> candidates;
  candidates.reserve(eligible.size());
  const std::uint32_t number = number_of_id(spec.id);
  for (const Index row : eligible) {
    const double u = m.draws.uniform({EntityKind::umkm, row, m.month + 1, rule_number::policy, number});
    candidates.push_back(
        {key_of(spec.target.first, w.umkm, row, u, named.empty() ? 0.0 : named[row - rows.first]), row});
  }
  const std::size_t chosen = number_chosen(spec, candidates.size());
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.key > b.key || (a.key == b.key && a.row < b.row); });
  target.assign(rows.size(), 0);
  for (std::size_t i = 0; i < chosen; ++i) target[candidates[i].row - rows.first] = 1;
}

}  // namespace berdaya
