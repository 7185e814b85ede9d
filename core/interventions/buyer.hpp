// Lever buyer.
// Process    A buyer, e.g. a hotel, takes UMKM as suppliers (step 0d).
// Equation   capacity = floor(places I); open if places are free and reputation >= min_rep
// Parameters places, volume, min_rep, permit, publicity, outside_claim, outside_term
// Reads      community.reputation
// Changes    effects.partnership (partner_offers.cpp)
// Reference  case 004, P26; P30
#pragma once

#include "interventions/catalogue.hpp"
#include "state/effects.hpp"

namespace berdaya {

// What the buyer offers to a community that it serves; quota and open are settled in step 0d.
PartnerOffer buyer_offer(const InterventionSpec& spec);

InterventionDescription describe_buyer();

}  // namespace berdaya
