// Rule 11, start and entry.
// Process    A business that starts, or takes the place of one that closed, brings its own traits.
// Equation   level = sigma(logit(median) + sd Z); reluctance = reluctance_sd Z; size = exp(size_sd Z - size_sd^2/2);
//            other_income = median exp(sd Z); attraction0 = size exp(attraction innate production);
//            ref0 = revenue0 n0 attraction0 / A0; capital = ref0 capital_months exp(capital_sd Z)
// Parameters group population; participation.reluctance_sd, market.size_sd, market.attraction, market.benefit_slope, market.worthwhile
// Reads      community.sector_count, community.sector_attraction
// Changes    every column of the row but sector, neighbourhood, contacts
// Reference  assumption; medians S27, S28, S51, case 004 (params/population.cpp)
#pragma once

#include "params/parameters.hpp"
#include "random/draws.hpp"
#include "state/world.hpp"

namespace berdaya {

// Draws traits, reluctance, size, other income and attraction0 of a row; `month` is the month of the address. Holds nothing, member of nothing.
void draw_traits(World& world, const Parameters& parameters, const Draws& draws, Index row, std::uint32_t month);

// Reference revenue at the start, capital and the smoothed revenues: needs the community's sector totals of the start.
void furnish_business(World& world, const Parameters& parameters, const Draws& draws, Index k, Index row, std::uint32_t month);

// Own reference revenue at the start, ref0, million Rp/month.
float starting_reference(const World& world, Index k, Index row);

}  // namespace berdaya
