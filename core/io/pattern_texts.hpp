// Words that the table of patterns and its page share.
#pragma once

#include <string>

#include "base/text.hpp"
#include "io/pattern_report.hpp"

namespace berdaya {

// With as many decimals as tell the smallest effect that matters.
std::string pattern_number(double value, const Pattern& pattern, bool with_sign);

}  // namespace berdaya
