// The month, in order: each rule with its description and, for the rules of a community, its function. A new rule: its
// pair of files, a line in catalogue.cpp.
#pragma once

#include <span>

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

struct CommunityRule {
  const RuleDescription* description;
  void (*run)(CommunityMonth&);
};

// The rules that each community runs by itself, in the order of the month.
std::span<const CommunityRule> community_rules();

// Runs them all for one community.
void run_community_month(CommunityMonth& m);

}  // namespace berdaya
