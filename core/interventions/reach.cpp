// Which communities a lever or shock reaches in a month.
#include <algorithm>
#include <cmath>

#include "interventions/catalogue.hpp"
#include "interventions/macro_step.hpp"

namespace berdaya {
namespace {

bool in_term(const InterventionSpec& spec, Index month) {
  return !spec.left_out && spec.intensity > 0.0 && spec.first_month <= month && month <= spec.last_month;
}

// Wave w of the communities that are no pilots starts w * wave_months after the replication month.
bool replicated(const InterventionSpec& spec, const World& world, Index k, Index month) {
  if (world.community.pilot[k] != 0 || world.replication.month == none) return false;
  return month >= first_month_in(spec, world, k);
}

bool in_group(const InterventionSpec& spec, const World& world, Index k, Index month) {
  switch (spec.target.where) {
    case Where::all:
      return true;
    case Where::pilot:
      return world.community.pilot[k] != 0;
    case Where::replica:
      return replicated(spec, world, k, month);
    case Where::listed:
      return std::find(spec.target.communities.begin(), spec.target.communities.end(), k) !=
             spec.target.communities.end();
  }
  return false;
}

}  // namespace

Index first_month_in(const InterventionSpec& spec, const World& world, Index k) {
  if (spec.target.where != Where::replica) return spec.first_month;
  if (world.replication.month == none) return none;
  const double start = std::ceil(world.replication.month + world.community.wave[k] * spec.wave_months);
  return start < none ? std::max(spec.first_month, static_cast<Index>(start)) : none;
}

bool acts_before(const InterventionSpec& a, const InterventionSpec& b) {
  return a.first_month != b.first_month ? a.first_month < b.first_month : a.id < b.id;
}

bool is_on(const InterventionSpec& spec, const World& world, Index k, Index month) {
  return in_term(spec, month) && in_group(spec, world, k, month);
}

void communities_on(const InterventionSpec& spec, const World& world, Index month, std::vector<Index>& out) {
  out.clear();
  if (!in_term(spec, month)) return;
  if (spec.target.where == Where::listed) {
    out = spec.target.communities;
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return;
  }
  for (Index k = 0; k < world.community.rows(); ++k) {
    if (in_group(spec, world, k, month)) out.push_back(k);
  }
}

double funded_intensity(const InterventionSpec& spec, const World& world) {
  const bool paid_by_fund = spec.fund != none && !description_of(spec.kind).shock;
  return paid_by_fund ? spec.intensity * world.fund.scale[spec.fund] : spec.intensity;
}

std::vector<double> declared_digital(const InterventionMonth& m) {
  std::vector<double> digital(m.world.community.rows(), 0.0);
  std::vector<Index> communities;
  for (const InterventionSpec& spec : m.interventions) {
    if (spec.kind != InterventionKind::platform && spec.kind != InterventionKind::digital_channel) continue;
    communities_on(spec, m.world, m.month, communities);
    for (const Index k : communities) digital[k] = std::max(digital[k], std::min(1.0, spec.intensity));
  }
  return digital;
}

}  // namespace berdaya
