// Rule 11, start and entry.
#pragma once

#include "params/parameters.hpp"
#include "params/rule_description.hpp"
#include "random/draws.hpp"
#include "state/world.hpp"

namespace berdaya {

inline constexpr RuleDescription entry_rule{
    .name = "entry",
    .number = "11",
    .process = {"A business that starts, or takes the place of one that closed, brings its own traits.",
                "Usaha yang baru mulai, atau menggantikan usaha yang tutup, membawa sifat-sifatnya sendiri."},
    .equation =
        "level = sigma(logit(median) + sd Z); reluctance = reluctance_sd Z; size = exp(size_sd Z - size_sd^2/2)\n"
        "other_income = median exp(sd Z); attraction0 = size exp(attraction innate production)\n"
        "ref0 = revenue0 n0 attraction0 / A0; capital = ref0 capital_months exp(capital_sd Z)\n"
        "benefit = sigma(-benefit_slope worthwhile); profit = margin ref0 - fixed_share revenue0",
    .parameters =
        "population.*, participation.reluctance_sd, market.size_sd, attraction, benefit_slope, worthwhile, "
        "margin, fixed_share",
    .reads = "umkm.sector, community.sector_count, sector_attraction",
    .changes = "every column of the row but umkm.sector, neighbourhood, contacts",
    .reference = "assumption; medians S27, S28, S51, case 004",
};

// sigma(centre + sd z): a level with median sigma(centre) and logit-normal spread.
float drawn_level(float centre, float sd, float z);

// exp(sd z - sd^2/2): mean 1.
float drawn_size(float sd, float z);

// median exp(sd z)
float drawn_amount(float median, float sd, float z);

// size exp(attraction innate production)
float attraction_of(float size, float attraction, float innate_production);

// Revenue that one unit of attraction earns at the start in sector s of community k, million Rp/month: revenue0 n0 /
// A0.
double revenue_per_attraction(const World& world, Index k, Index s);

// Own reference revenue at the start, ref0, million Rp/month.
float starting_reference(const World& world, Index k, Index row);

// Draws traits, reluctance, size, other income and attraction0 of rows; `month` is the month of the address: 0 at the
// start, t + 1 for an entrant of month t. The rows hold nothing, are members of nothing and have published nothing.
void draw_traits(World& world, const Parameters& parameters, const Draws& draws, Rows rows, std::uint32_t month);

// Reference revenue at the start, revenue, capital, profit and smoothed revenues of rows of community k. Needs the
// community's sector totals of the start.
void furnish_business(World& world, const Parameters& parameters, const Draws& draws, Index k, Rows rows,
                      std::uint32_t month);

// The same for one row.
inline void draw_traits(World& world, const Parameters& parameters, const Draws& draws, Index row,
                        std::uint32_t month) {
  draw_traits(world, parameters, draws, Rows{row, row + 1}, month);
}
inline void furnish_business(World& world, const Parameters& parameters, const Draws& draws, Index k, Index row,
                             std::uint32_t month) {
  furnish_business(world, parameters, draws, k, Rows{row, row + 1}, month);
}

}  // namespace berdaya
