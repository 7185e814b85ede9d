#include "rules/allotment.hpp"

#include "base/portable_math.hpp"

namespace berdaya {
namespace {

void split_hours(MacroMonth& m, Rows posts, double hours) {
  World& w = m.world;
  const auto wanted = [&](Index i) {
    const Index k = w.post.community[i];
    return hours_wanted(w.community.umkm_count[k], w.community.stage[k], m.parameters.facilitation);
  };
  double total = 0;
  for (Index i = posts.first; i < posts.last; ++i) total += wanted(i);
  for (Index i = posts.first; i < posts.last; ++i) {
    w.post.granted[i] = total > 0.0 ? hours * wanted(i) / total : 0.0;
    w.post.assigned[i] = 0.0;
  }
}

}  // namespace

double hours_wanted(double umkm, Index stage, const FacilitationParameters& p) { return umkm * p.hours_stage[stage]; }

double bearable_commitment(double base, double load) { return base / (1.0 + (load > 1.0 ? load - 1.0 : 0.0)); }

void allot_hours(MacroMonth& m) {
  FacilitatorTable& facilitator = m.world.facilitator;
  for (Index f = 0; f < facilitator.rows(); ++f) {
    const Rows posts{facilitator.first_post[f], facilitator.first_post[f] + facilitator.post_count[f]};
    if (m.month > 0) {
      facilitator.commitment[f] =
          toward(facilitator.commitment[f], bearable_commitment(facilitator.commitment_base[f], facilitator.load[f]),
                 m.parameters.facilitation.burnout_rate);
    }
    split_hours(m, posts, facilitator.paid_hours[f]);
  }
}

}  // namespace berdaya
