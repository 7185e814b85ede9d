// Step 0a, replication. Described in macro_step.hpp.
#include "interventions/macro_step.hpp"

namespace berdaya {
namespace {

bool passes(const CommunityTable& community, Index k, const ReplicationThresholds& thresholds) {
  return community.part_ema[k] >= thresholds.participation && community.mean_awareness[k] >= thresholds.awareness &&
         community.environment[k] >= thresholds.environment;
}

// A run without pilots has nothing that could be replicated.
bool all_pilots_pass(const CommunityTable& community, const ReplicationThresholds& thresholds) {
  Index pilots = 0;
  for (Index k = 0; k < community.rows(); ++k) {
    if (community.pilot[k] == 0) continue;
    if (!passes(community, k, thresholds)) return false;
    ++pilots;
  }
  return pilots > 0;
}

}  // namespace

void replicate(InterventionMonth& m) {
  if (!m.replication) return;
  ReplicationState& state = m.world.replication;
  const bool passed = m.month >= m.replication->from && all_pilots_pass(m.world.community, *m.replication);
  state.months_passed = passed ? state.months_passed + 1 : 0;
  if (state.month == none && state.months_passed >= m.parameters.policy.replicate_months) state.month = m.month;
}

}  // namespace berdaya
