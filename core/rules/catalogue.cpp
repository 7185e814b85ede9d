#include "rules/catalogue.hpp"

#include <array>

#include "rules/facilitation.hpp"
#include "rules/government.hpp"
#include "rules/learning.hpp"
#include "rules/market.hpp"
#include "rules/organisation.hpp"
#include "rules/outcomes.hpp"
#include "rules/participation.hpp"
#include "rules/perceive.hpp"
#include "rules/social_capital.hpp"
#include "rules/trust.hpp"
#include "rules/uptake.hpp"

namespace berdaya {

std::span<const CommunityRule> community_rules() {
  static constexpr std::array<CommunityRule, 11> rules{{
      {&perceiving_rule, perceive_peers},
      {&government_rule, respond_to_requests},
      {&facilitation_rule, facilitate},
      {&organisation_rule, organise},
      {&participation_rule, participate},
      {&learning_rule, learn},
      {&trust_rule, update_trust},
      {&uptake_rule, take_up},
      {&market_rule, sell},
      {&social_capital_rule, connect},
      {&outcomes_rule, conclude},
  }};
  return rules;
}

void run_community_month(CommunityMonth& m) {
  for (const CommunityRule& rule : community_rules()) rule.run(m);
}

}  // namespace berdaya
