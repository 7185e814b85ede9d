// How a rule describes itself, at the head of its file: read by people, by `describe rules`, the docs and the tests of
// declared reads and changes.
#pragma once

#include <string_view>

#include "base/text.hpp"

namespace berdaya {

// reads and changes are lists of TABLE.COLUMN, separated by commas; a name without a table belongs to the table of the
// name before it. Beside the tables of World there are `month` (values of the month for each UMKM, MonthScratch) and
// `effects` (what levers, shocks and offers hand to the community, CommunityEffects).
struct RuleDescription {
  std::string_view name;
  std::string_view number;  // place in the month: "0a" ... "0g", "1" ... "11"
  Text process;
  std::string_view equation;
  std::string_view parameters;
  std::string_view reads;
  std::string_view changes;
  std::string_view reference;
};

}  // namespace berdaya
