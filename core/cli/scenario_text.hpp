// A scenario in a line.
#pragma once

#include <string>

#include "base/text.hpp"
#include "engine/scenario.hpp"

namespace berdaya::cli {

inline constexpr Text title_of_baseline{"what happens anyway", "yang terjadi tanpa kebijakan tambahan"};

// "2023-12"
std::string month_text(const CalendarMonth& month);

// "1 community, 96 UMKM, 96 months, 7 policies"
std::string size_text(const Scenario& scenario, Language language);

// "Title (id): 1 community, 96 UMKM, 96 months from 2016-01 to 2023-12"
std::string scenario_line(const Scenario& scenario, Language language);

unsigned long long umkm_count(const Scenario& scenario);

}  // namespace berdaya::cli
