// The statistics of a result for people.
#pragma once

#include <string>

#include "base/text.hpp"
#include "io/result_statistics.hpp"

namespace berdaya::cli {

// A heading, then for each policy a table: a line for each metric and month, with the metric's name in every line, so
// that one can search for it. Ends with a newline.
std::string statistics_table(const ResultStatistics& statistics, std::size_t width, Language language);

}  // namespace berdaya::cli
