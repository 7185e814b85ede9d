// The month: every rule and step in the order in which it runs, as each describes itself.
#pragma once

#include <span>

#include "params/rule_description.hpp"

namespace berdaya {

// Macro step 0a-0g, the rules of a community, then start and entry (rule 11).
std::span<const RuleDescription* const> month_schedule();

}  // namespace berdaya
