// Shock leader_turnover.
// Process    The leader of a CBO changes, each month while on.
// Equation   leadership = sigma(logit(leadership) + leader_sd Z[0.1]); leadership failure this month; archive *= 1 -
//            archive loss
// Parameters cbo, leadership; policy.leader_sd; outcomes.archive_turnover, archive_shared
// Reads      community.shared_store_seen
// Changes    cbo.leadership, cbo.leadership_failure, community.archive
// Reference  case 004, P23
#pragma once

#include "interventions/catalogue.hpp"
#include "params/parameters.hpp"

namespace berdaya {

// Archive lost at a turnover; coverage = share of the communities with a shared store last month.
double archive_loss(double coverage, const OutcomesParameters& p);

InterventionDescription describe_leader_turnover();

}  // namespace berdaya
