// Lever csr.
// Process    A company lends to UMKM as far as its profit allows (step 0d).
// Equation   capacity = floor(places I m); m = toward(m, profit index(t), company_rate)
// Parameters places, principal, profit, publicity, outside_claim, outside_term; policy.company_rate
// Reads      partner.commitment
// Changes    effects.csr (partner_offers.cpp)
// Reference  case 003; P15, P16
#pragma once

#include <utility>
#include <vector>

#include "interventions/catalogue.hpp"
#include "state/effects.hpp"

namespace berdaya {

// Piecewise linear between the points, constant outside them; 1 without points.
double profit_index(const std::vector<std::pair<Index, double>>& profit, Index month);

// What a company offers to a community that it serves; quota and open are settled in step 0d.
PartnerOffer csr_offer(const InterventionSpec& spec);

InterventionDescription describe_csr();

}  // namespace berdaya
