#include "engine/schedule.hpp"

#include <vector>

#include "interventions/macro_step.hpp"
#include "rules/allotment.hpp"
#include "rules/bridging.hpp"
#include "rules/catalogue.hpp"
#include "rules/entry.hpp"
#include "rules/support.hpp"

namespace berdaya {

std::span<const RuleDescription* const> month_schedule() {
  static const std::vector<const RuleDescription*> schedule = [] {
    std::vector<const RuleDescription*> month{&replication_rule, &funding_rule,   &effects_rule, &partner_offers_rule,
                                              &support_rule,     &allotment_rule, &bridging_rule};
    for (const CommunityRule& rule : community_rules()) month.push_back(rule.description);
    month.push_back(&entry_rule);
    return month;
  }();
  return schedule;
}

}  // namespace berdaya
